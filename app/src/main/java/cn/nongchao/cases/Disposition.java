package cn.nongchao.cases;

import cn.nongchao.platform.Text;

/** In which spirit an event was handled; the street aims at seven, two and one parts in ten. */
public enum Disposition {
  MANAGE("管理", "manage"),
  SERVE("服务", "serve"),
  ENFORCE("执法", "enforce");

  private final Text title;

  Disposition(String zh, String en) {
    this.title = Text.of(zh, en);
  }

  public Text title() {
    return title;
  }
}
