package cn.nongchao.people.web;

import cn.nongchao.platform.Text;
import java.util.Map;

/** Words for the actions of the audit log; docs/audit-events.md lists them with their meaning. */
public final class AuditWords {

  /** Every action this product writes. */
  public static final Map<String, Text> ALL =
      Map.ofEntries(
          entry("signed-in", "登录", "signed in"),
          entry("sign-in-failed", "登录失败", "sign-in failed"),
          entry("signed-out", "退出", "signed out"),
          entry("session-ended", "结束登录", "session ended"),
          entry("password-changed", "修改密码", "password changed"),
          entry("password-reset", "重设密码", "password reset"),
          entry("token-created", "创建令牌", "token made"),
          entry("token-revoked", "撤销令牌", "token revoked"),
          entry("first-administrator-made", "建立首位管理员", "first administrator made"),
          entry("person-created", "新增人员", "person added"),
          entry("person-changed", "修改人员", "person changed"),
          entry("personal-data-shown", "查看完整号码", "numbers shown whole"),
          entry("grant-given", "授权", "grant given"),
          entry("grant-ended", "收回授权", "grant ended"),
          entry("post-given", "登记任职", "post added"),
          entry("post-ended", "离任", "post ended"),
          entry("qualification-added", "登记资格", "qualification added"),
          entry("qualification-removed", "删除资格", "qualification removed"),
          entry("organisation-created", "新增单位", "organisation added"),
          entry("organisation-changed", "修改单位", "organisation changed"),
          entry("grid-drawn", "修改网格边界", "grid outline drawn"),
          entry("division-added", "新增区划", "place added"),
          entry("divisions-imported", "导入区划", "places imported"),
          entry("outlines-imported", "导入边界", "outlines imported"),
          entry("people-imported", "导入人员", "people imported"),
          entry("organisations-imported", "导入单位", "organisations imported"),
          entry("requests-imported", "导入服务请求", "requests imported"),
          entry("calendar-changed", "修改工作日历", "calendar changed"),
          entry("reporter-phone-shown", "查看上报人电话", "reporter's phone shown"));

  private static final Map<String, Text> DETAILS =
      Map.ofEntries(
          entry("address", "地址", "address"),
          entry("role", "角色", "role"),
          entry("over", "范围", "over"),
          entry("what", "内容", "what"),
          entry("reason", "理由", "reason"),
          entry("active", "在用", "active"),
          entry("rows", "行数", "rows"),
          entry("name", "名称", "name"),
          entry("how many", "个数", "how many"));

  private AuditWords() {}

  /** What a detail is called. */
  public static Text detail(String key) {
    return DETAILS.getOrDefault(key, Text.same(key));
  }

  /** A detail's value: the empty scope as what it is. */
  public static Text value(String key, String value) {
    if (key.equals("over") && value.isEmpty()) return Text.of("全国", "everywhere");
    return Text.same(value);
  }

  /** The name itself for an action that has no words yet. */
  public static Text of(String action) {
    return ALL.getOrDefault(action, Text.same(action));
  }

  private static Map.Entry<String, Text> entry(String action, String zh, String en) {
    return Map.entry(action, Text.of(zh, en));
  }
}
