package cn.nongchao.cases;

import cn.nongchao.platform.Text;

/** Through which door an event came in. */
public enum Channel {
  GRID("网格巡查", "grid patrol"),
  CITIZEN("群众上报", "citizen report"),
  HOTLINE("热线电话", "hotline"),
  SENSOR("设备感知", "sensor"),
  IMPORT("外部导入", "import");

  private final Text title;

  Channel(String zh, String en) {
    this.title = Text.of(zh, en);
  }

  public Text title() {
    return title;
  }
}
