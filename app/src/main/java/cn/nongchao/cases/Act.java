package cn.nongchao.cases;

import cn.nongchao.platform.Text;

/** What licensed officers did towards somebody, where an event was handled by enforcement. */
public enum Act {
  PERSUADED("劝导教育", "persuasion"),
  CORRECTION_ORDERED("责令改正", "order to correct"),
  WARNED("警告", "warning"),
  FILED("立案查处", "case filed"),
  HANDED_OVER("移送", "handed over");

  private final Text title;

  Act(String zh, String en) {
    this.title = Text.of(zh, en);
  }

  public Text title() {
    return title;
  }
}
