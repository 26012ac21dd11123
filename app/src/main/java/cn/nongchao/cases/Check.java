package cn.nongchao.cases;

import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;

/** How a handled event was looked at again. */
public enum Check implements Titled {
  @Words(zh = "现场核查", en = "on site")
  SITE,
  @Words(zh = "电话回访", en = "by call-back")
  CALL
}
