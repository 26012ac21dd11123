package cn.nongchao.platform;

/**
 * Words in both languages of the product. Both are given where the words are used, so nothing can
 * exist in one language only (docs/adr/0003).
 */
public record Text(String zh, String en) {

  public static Text of(String zh, String en) {
    return new Text(zh, en);
  }

  /** For names that are data (a village, a person): the same in both languages. */
  public static Text same(String name) {
    return new Text(name, name);
  }

  public String in(Lang lang) {
    return lang == Lang.ZH ? zh : en;
  }
}
