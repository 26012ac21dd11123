package cn.nongchao.cases;

import cn.nongchao.platform.Text;

/** What licensed officers did towards somebody, where an event was handled by enforcement. */
public enum Act {
  PERSUADED("劝导教育", "persuasion", "persuasion"),
  CORRECTION_ORDERED("责令改正", "order to correct", "correction"),
  WARNED("警告", "warning", "warning"),
  FILED("立案查处", "case filed", "filing"),
  HANDED_OVER("移送", "handed over", "handover");

  private final Text title;
  private final String codeKind;

  Act(String zh, String en, String codeKind) {
    this.title = Text.of(zh, en);
    this.codeKind = codeKind;
  }

  /** The kind of act in its code: a row of {@code proof.act_kinds}. */
  String codeKind() {
    return codeKind;
  }

  public Text title() {
    return title;
  }
}
