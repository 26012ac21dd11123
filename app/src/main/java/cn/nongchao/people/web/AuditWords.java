package cn.nongchao.people.web;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.Roles;
import cn.nongchao.people.register.AuditLog;
import cn.nongchao.people.register.AuditLog.Action;
import cn.nongchao.people.register.AuditLog.Detail;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

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
          entry("present-password-wrong", "现密码错误", "present password wrong"),
          entry("password-reset", "重设密码", "password reset"),
          entry("password-reset-at-console", "在服务器上重设密码", "password reset at the console"),
          entry("second-factor-set", "启用第二重验证", "second factor set up"),
          entry("second-factor-given", "通过第二重验证", "second factor given"),
          entry("second-factor-wrong", "动态码错误", "second factor wrong"),
          entry("second-factor-ended", "停用第二重验证", "second factor ended"),
          entry("recovery-codes-made", "更换恢复码", "recovery codes made"),
          entry("recovery-code-used", "使用恢复码", "recovery code used"),
          entry("factor-recovery-asked", "申请恢复第二重验证", "recovery of a second factor asked"),
          entry("second-factor-recovered", "恢复第二重验证", "second factor recovered"),
          entry(
              "second-factor-ended-at-console",
              "在服务器上清除第二重验证",
              "second factor ended at the console"),
          entry("passkey-added", "添加通行密钥", "passkey added"),
          entry("passkey-used", "使用通行密钥", "passkey used"),
          entry("passkey-removed", "删除通行密钥", "passkey removed"),
          entry("passkey-counter-back", "通行密钥计数倒退", "passkey counter went back"),
          entry("token-created", "创建令牌", "token made"),
          entry("token-revoked", "撤销令牌", "token revoked"),
          entry("first-administrator-made", "建立首位管理员", "first administrator made"),
          entry("person-created", "新增人员", "person added"),
          entry("person-changed", "修改人员", "person changed"),
          entry("person-moved", "调动人员", "person moved"),
          entry("personal-data-shown", "查看完整号码", "numbers shown whole"),
          entry("whole-number-sought", "按完整号码查人", "a whole number looked for"),
          entry("reporter-erased", "删除上报个人信息", "a report's personal data erased"),
          entry("grant-given", "授权", "grant given"),
          entry("grant-ended", "收回授权", "grant ended"),
          entry("post-given", "登记任职", "post added"),
          entry("post-ended", "离任", "post ended"),
          entry("qualification-added", "登记资格", "qualification added"),
          entry("qualification-removed", "删除资格", "qualification removed"),
          entry("organisation-created", "新增单位", "organisation added"),
          entry("organisation-changed", "修改单位", "organisation changed"),
          entry("organisation-merged", "合并导入的单位", "imported organisation merged"),
          entry("map-start-set", "设置地图起点", "start of a map set"),
          entry("grid-drawn", "修改网格边界", "grid outline drawn"),
          entry("division-added", "新增区划", "place added"),
          entry("division-renamed", "区划改名", "place renamed"),
          entry("division-removed", "删除区划", "place removed"),
          entry("street-served", "开始服务街道", "street served"),
          entry("street-left", "不再服务", "place served no longer"),
          entry("issuer-set", "设置签发机关", "who signs codes was set"),
          entry("divisions-imported", "导入区划", "places imported"),
          entry("outlines-imported", "导入边界", "outlines imported"),
          entry("people-imported", "导入人员", "people imported"),
          entry("list-exported", "导出列表", "list taken out as a file"),
          entry("organisations-imported", "导入单位", "organisations imported"),
          entry("grids-imported", "导入网格", "grids imported"),
          entry("grants-imported", "导入授权", "grants imported"),
          entry("responsibility-imported", "导入责任清单", "responsibility list imported"),
          entry("calendar-imported", "导入工作日历", "calendar imported"),
          entry("requests-imported", "导入服务请求", "requests imported"),
          entry("log-went-on", "允许日志继续", "log let go on"),
          entry("backup-restored", "恢复备份", "backup restored"),
          entry("copy-took-over", "副本接替原件", "copy took over"),
          entry("calendar-changed", "修改工作日历", "calendar changed"),
          entry("reporter-phone-shown", "查看上报人电话", "reporter's phone shown"));

  private static final Map<String, Text> DETAILS =
      Map.ofEntries(
          entry("address", "地址", "address"),
          entry("role", "角色", "role"),
          entry("person", "人员", "person"),
          entry("over", "范围", "over"),
          entry("passkey", "通行密钥", "passkey"),
          entry("what", "内容", "what"),
          entry("reason", "理由", "reason"),
          entry("active", "在用", "active"),
          entry("rows", "行数", "rows"),
          entry("before", "原名", "before"),
          entry("name", "名称", "name"),
          entry("purpose", "目的", "purpose"),
          entry("grounds", "依据", "grounds"),
          entry("files", "附件", "files"),
          entry("to", "调往", "to"),
          entry("from day", "自", "from"),
          entry("how many", "个数", "how many"));

  /** Of details that are one of a few. */
  private static final Map<String, Text> VALUES =
      Map.ofEntries(
          entry("purpose VERIFY", "核实情况", "to check the facts"),
          entry("purpose CALL_BACK", "电话回访", "to call back"),
          entry("purpose MEET", "现场联系", "to meet on site"),
          entry("purpose EMERGENCY", "紧急救助", "in an emergency"),
          entry("grounds ASKED", "上报人要求", "asked by its reporter"),
          entry("grounds DONE", "目的已实现", "its purpose is fulfilled"),
          entry("grounds UNLAWFUL", "违法或违约处理", "processed against law or promise"),
          entry("grounds TERM", "留存期届满", "its time is over"));

  private AuditWords() {}

  /** The name itself for an action that has no words yet. */
  public static Text of(String action) {
    return ALL.getOrDefault(action, Text.same(action));
  }

  /** A kind of act, chosen from those that ever happened. */
  @Component
  static class ActionField implements FieldKind<Action> {

    private final AuditLog log;

    ActionField(AuditLog log) {
      this.log = log;
    }

    @Override
    public boolean serves(FormField field) {
      return field.type() == Action.class;
    }

    @Override
    public Outcome<Action> read(String text, FormField field) {
      Action action = new Action(text);
      return ALL.containsKey(text) || log.actions().contains(action)
          ? Outcome.done(action)
          : Outcome.refused(
              Refusal.of(
                  "bad-input",
                  "没有“" + text + "”这种动作，见 /api/v1/audit/actions",
                  "there is no action “" + text + "”; see /api/v1/audit/actions"));
    }

    @Override
    public String write(Action value) {
      return value.name();
    }

    @Override
    public Text say(Action value) {
      return of(value.name());
    }

    @Override
    public List<Choice> choices(FormField field, Asking asking) {
      return log.actions().stream().map(one -> Choice.of(one.name(), say(one))).toList();
    }

    @Override
    public String widget(FormField field) {
      return "form/choice";
    }
  }

  /** What else an entry tells, in one line; shown, and never sent. */
  @Component
  static class DetailField implements FieldKind<Detail> {

    private final Roles roles;
    private final Organisations organisations;
    private final Divisions divisions;

    DetailField(Roles roles, Organisations organisations, Divisions divisions) {
      this.organisations = organisations;
      this.divisions = divisions;
      this.roles = roles;
    }

    @Override
    public boolean serves(FormField field) {
      return field.type() == Detail.class;
    }

    @Override
    public Outcome<Detail> read(String text, FormField field) {
      throw new UnsupportedOperationException("nobody sends it");
    }

    @Override
    public String write(Detail value) {
      return value.parts().toString();
    }

    @Override
    public Text say(Detail value) {
      return Text.of(said(value, Text::zh, "；"), said(value, Text::en, "; "));
    }

    private String said(Detail detail, Function<Text, String> in, String joint) {
      return detail.parts().entrySet().stream()
          .map(part -> {
            Text name = DETAILS.getOrDefault(part.getKey(), Text.same(part.getKey()));
            return in.apply(name) + " " + in.apply(value(part.getKey(), part.getValue()));
          })
          .collect(Collectors.joining(joint));
    }

    /** Roles in words, a scope by its name. */
    private Text value(String key, String value) {
      if (key.equals("role")) return roles.title(value);
      if (key.equals("over") || key.equals("to")) return scope(value);
      return VALUES.getOrDefault(key + " " + value, Text.same(value));
    }

    private Text scope(String value) {
      if (value.isEmpty()) return Text.of("全国", "everywhere");
      OrganisationId unit = OrganisationId.read(value);
      if (unit != null) return Text.same(organisations.name(unit));
      DivisionCode place = DivisionCode.read(value);
      return Text.same(place == null ? value : divisions.path(place));
    }
  }

  private static Map.Entry<String, Text> entry(String action, String zh, String en) {
    return Map.entry(action, Text.of(zh, en));
  }
}
