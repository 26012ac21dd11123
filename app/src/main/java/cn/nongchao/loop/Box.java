package cn.nongchao.loop;

import cn.nongchao.platform.Text;

/** The boxes of an inbox. Each holds a part of what a person may read. */
public enum Box {
  /** Assigned to the person, or waiting for their word. */
  MINE("我的", "Mine"),
  /** With an organisation the person works in. */
  SQUAD("本单位", "My unit's"),
  /** Whose matter an organisation of the person answers for, in the hands of another unit. */
  LEAD("本单位牵头", "My unit leads"),
  /** Within the places of the person's roles. */
  SCOPE("辖区", "My area's"),
  /** Within the places of the person's roles, with nobody who could take it on. */
  ADRIFT("无人承办", "With nobody"),
  /** Opened by the person, or taken part in. */
  TAKEN("我参与的", "I took part"),
  /** Everything the person may read. */
  ALL("全部", "All");

  private final Text title;

  Box(String zh, String en) {
    this.title = Text.of(zh, en);
  }

  public Text title() {
    return title;
  }
}
