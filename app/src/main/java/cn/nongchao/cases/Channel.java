package cn.nongchao.cases;

import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;

/** Through which door an event came in. */
public enum Channel implements Titled {
  @Words(zh = "网格巡查", en = "grid patrol")
  GRID,
  @Words(zh = "群众上报", en = "citizen report")
  CITIZEN,
  @Words(zh = "热线电话", en = "hotline")
  HOTLINE,
  @Words(zh = "设备感知", en = "sensor")
  SENSOR,
  @Words(zh = "外部导入", en = "import")
  IMPORT
}
