package cn.nongchao.notify;

import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;
import cn.nongchao.platform.Lang;

/** In which language word goes out. */
public enum Tongue implements Titled {
  @Words(zh = "中文", en = "Chinese")
  ZH,
  @Words(zh = "英文", en = "English")
  EN;

  Lang lang() {
    return Lang.valueOf(name());
  }

  static Tongue of(Lang lang) {
    return valueOf(lang.name());
  }
}
