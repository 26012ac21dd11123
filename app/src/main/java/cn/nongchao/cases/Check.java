package cn.nongchao.cases;

import cn.nongchao.platform.Text;

/** How a handled event was looked at again. */
public enum Check {
  SITE("现场核查", "on site"),
  CALL("电话回访", "by call-back");

  private final Text title;

  Check(String zh, String en) {
    this.title = Text.of(zh, en);
  }

  public Text title() {
    return title;
  }
}
