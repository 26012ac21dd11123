package cn.nongchao.form;

import cn.nongchao.platform.Text;

/** A result that says itself what was done, on the page a write leads to. */
public interface Told {
  Text told();
}
