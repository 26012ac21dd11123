package cn.nongchao.cases;

import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;

/** In which spirit an event was handled; the street aims at seven, two and one parts in ten. */
public enum Disposition implements Titled {
  @Words(zh = "管理", en = "manage")
  MANAGE,
  @Words(zh = "服务", en = "serve")
  SERVE,
  @Words(zh = "执法", en = "enforce")
  ENFORCE
}
