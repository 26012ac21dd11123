package cn.nongchao.cases;

/** Phone numbers as people type them. */
final class Phones {

  private Phones() {}

  /** Digits and a leading plus only; empty for an empty one. */
  static String plain(String typed) {
    return typed.strip().replaceAll("[\\s\\-()（）]", "");
  }

  /**
   * A mobile number of the mainland (11 digits), a landline with area code, or an international
   * number (ITU-T E.164, up to 15 digits after the plus).
   */
  static boolean valid(String plain) {
    return plain.matches("1[3-9][0-9]{9}")
        || plain.matches("0[0-9]{2,3}[0-9]{7,8}")
        || plain.matches("\\+[1-9][0-9]{6,14}");
  }

  static String tail(String plain) {
    return plain.substring(plain.length() - 4);
  }
}
