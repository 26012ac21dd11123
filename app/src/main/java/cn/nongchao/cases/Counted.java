package cn.nongchao.cases;

import cn.nongchao.platform.Text;

/** What indicators count; each is a list of events that can be opened. */
public enum Counted {
  REPORTED("上报", "reported"),
  FILED("立案", "filed"),
  DUE("应结案", "due"),
  CLOSED("结案", "closed"),
  ON_TIME("按期结案", "closed on time"),
  LATE("超期结案", "closed late"),
  UNCLOSED("到期未结案", "due, not closed"),
  CLOSED_WITHIN("期内结案", "closed in the period"),
  DISPATCHED("派遣", "dispatched"),
  ACCURATE("准确派遣", "dispatched rightly"),
  CHECKED("核查", "checked"),
  FAILED("返工", "sent back"),
  DUPLICATES("重复", "duplicates"),
  REOPENED("重新办理", "reopened"),
  RATED("评价", "rated"),
  SATISFIED("满意", "satisfied"),
  MANAGED("管理", "managed"),
  SERVED("服务", "served"),
  ENFORCED("执法", "enforced");

  private final Text title;

  Counted(String zh, String en) {
    this.title = Text.of(zh, en);
  }

  public Text title() {
    return title;
  }
}
