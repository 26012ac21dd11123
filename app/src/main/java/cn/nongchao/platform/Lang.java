package cn.nongchao.platform;

/** The two languages of the product. Chinese is the default everywhere. */
public enum Lang {
  ZH("zh-CN"),
  EN("en");

  private final String tag;

  Lang(String tag) {
    this.tag = tag;
  }

  /** BCP 47 tag, for the {@code lang} attribute of a page. */
  public String tag() {
    return tag;
  }

  public static Lang of(String tag) {
    return tag.startsWith("en") ? EN : ZH;
  }
}
