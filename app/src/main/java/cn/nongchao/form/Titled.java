package cn.nongchao.form;

import cn.nongchao.platform.Text;

/** A constant with words: what a person reads in its place. */
public interface Titled {
  Text title();
}
