package cn.nongchao.people;

import org.jspecify.annotations.Nullable;

/** Personal data as it is shown to those who need not know it whole. */
public final class Masks {

  private Masks() {}

  /** {@code 13812341234} as {@code 138****1234}; empty for no number. */
  public static String phone(@Nullable String phone) {
    if (phone == null || phone.isEmpty()) return "";
    if (phone.length() < 8) return "****";
    return phone.substring(0, 3) + "****" + phone.substring(phone.length() - 4);
  }

  /** {@code 张三丰} as {@code 张**}: as many signs as usual whatever its length. */
  public static String name(String name) {
    if (name.isEmpty()) return "";
    return name.substring(0, name.offsetByCodePoints(0, 1)) + "**";
  }

  /** Only the province and the last four characters: no birth date. Empty for no number. */
  public static String nationalId(@Nullable String number) {
    if (number == null || number.isEmpty()) return "";
    if (number.length() < 8) return "****";
    return number.substring(0, 2) + "************" + number.substring(number.length() - 4);
  }
}
