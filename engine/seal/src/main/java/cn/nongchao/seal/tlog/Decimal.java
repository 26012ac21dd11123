package cn.nongchao.seal.tlog;

import cn.nongchao.seal.Malformed;

/** ASCII decimals as these formats write them: no sign, no leading zeroes, below 2^63. */
final class Decimal {
  private static final int MAX_DIGITS = 19;

  private Decimal() {}

  static long parse(String text) throws Malformed {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean leadingZero = text.length() > 1 && text.startsWith("0");
    if (digits && !leadingZero && text.length() <= MAX_DIGITS) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        // beyond 2^63 - 1, told below
      }
    }
    throw Malformed.of("不是规范的非负整数", "not a plain whole number");
  }
}
