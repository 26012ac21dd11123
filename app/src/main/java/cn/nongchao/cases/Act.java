package cn.nongchao.cases;

import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;

/** What licensed officers did towards somebody, where an event was handled by enforcement. */
public enum Act implements Titled {
  @Words(zh = "劝导教育", en = "persuasion")
  PERSUADED("persuasion"),
  @Words(zh = "责令改正", en = "order to correct")
  CORRECTION_ORDERED("correction"),
  @Words(zh = "警告", en = "warning")
  WARNED("warning"),
  @Words(zh = "立案查处", en = "case filed")
  FILED("filing"),
  @Words(zh = "移送", en = "handed over")
  HANDED_OVER("handover");

  private final String codeKind;

  Act(String codeKind) {
    this.codeKind = codeKind;
  }

  /** The kind of act in its code: a row of {@code proof.act_kinds}. */
  String codeKind() {
    return codeKind;
  }
}
