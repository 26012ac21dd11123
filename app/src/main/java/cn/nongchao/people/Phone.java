package cn.nongchao.people;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;

/**
 * A telephone number of China's numbering plan: a mobile of 11 digits, or a fixed line with its
 * area code. Kept as digits only, without +86.
 */
public final class Phone {

  /** What stands for a number to be erased: no digits. */
  public static final Phone NONE = new Phone("");

  private final String value;

  private Phone(String value) {
    this.value = value;
  }

  /** Reads a number as typed; blanks, hyphens, brackets and a leading +86 are dropped. */
  public static Outcome<Phone> read(String typed) {
    String digits = typed.replaceAll("[\\s()（）\\-]", "").replaceFirst("^(\\+86|0086)", "");
    if (digits.matches("1[3-9][0-9]{9}") || digits.matches("0[0-9]{9,11}")) {
      return Outcome.done(new Phone(digits));
    }
    return Outcome.refused(
        Refusal.field(
            "phone",
            "电话应为 11 位手机号，或带区号的固定电话，如 0571-82981234",
            "a phone is a mobile of 11 digits, or a fixed line with area code, as 0571-82981234"));
  }

  /** Digits only. Personal data: seal it, mask it. */
  public String value() {
    return value;
  }

  /** Masked, so that no log line or exception carries the number. */
  @Override
  public String toString() {
    return Masks.phone(value);
  }
}
