package cn.nongchao.seal;

/**
 * Why something was refused, or what was found to hold, in words a person can read.
 *
 * @param zh in Chinese, never blank
 * @param en in English, never blank
 */
public record Reason(String zh, String en) {

  public Reason {
    if (zh.isBlank() || en.isBlank()) {
      throw new IllegalArgumentException("a reason is given in both languages");
    }
  }
}
