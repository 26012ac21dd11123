package cn.nongchao.people;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A citizen's identity number (公民身份号码) that passed the checks of GB 11643-1999: 17 digits and a
 * check character by ISO 7064 MOD 11-2, with a province of GB/T 2260 and a possible birth date.
 */
public final class NationalId {

  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";
  private static final Set<String> PROVINCES =
      Set.of(
          "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
          "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64",
          "65", "71", "81", "82", "83");
  private static final String FIELD = "nationalId";

  /** What stands for a number to be erased: no digits. */
  public static final NationalId NONE = new NationalId("");

  private final String value;

  private NationalId(String value) {
    this.value = value;
  }

  /**
   * Reads a number as typed; blanks are dropped, x may be small.
   *
   * @param today nobody is born after it
   */
  public static Outcome<NationalId> read(String typed, LocalDate today) {
    String value = typed.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    Refusal wrong = wrong(value, today);
    return wrong == null ? Outcome.done(new NationalId(value)) : Outcome.refused(wrong);
  }

  /** All 18 characters. Personal data: seal it, mask it. */
  public String value() {
    return value;
  }

  /** The number whose first 17 digits are given; whether it is a possible one is not looked at. */
  public static String complete(String seventeen) {
    return seventeen + check(seventeen);
  }

  static char check(String seventeen) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) sum += WEIGHTS[i] * (seventeen.charAt(i) - '0');
    return CHECKS.charAt(sum % 11);
  }

  private static @Nullable Refusal wrong(String value, LocalDate today) {
    if (value.length() == 15) {
      return refusal(
          "这是 15 位旧号码，已停止使用，请填写 18 位公民身份号码",
          "this is an old 15-digit number, no longer valid; 18 characters are needed");
    }
    if (value.length() != 18) {
      return refusal(
          "公民身份号码应为 18 位，而不是 " + value.length() + " 位",
          "an identity number has 18 characters, not " + value.length());
    }
    if (!value.matches("[0-9]{17}[0-9X]")) {
      return refusal("公民身份号码前 17 位应为数字，末位为数字或 X", "17 digits, then a digit or X, are needed");
    }
    if (!PROVINCES.contains(value.substring(0, 2))) {
      return refusal(
          "公民身份号码前两位 " + value.substring(0, 2) + " 不是任何省份",
          "the first two digits, " + value.substring(0, 2) + ", name no province");
    }
    Refusal birth = wrongBirth(value, today);
    if (birth != null) return birth;
    if (check(value) != value.charAt(17)) {
      return refusal("公民身份号码校验位不符，请核对是否抄错", "the check character does not fit: is it mistyped?");
    }
    return null;
  }

  private static @Nullable Refusal wrongBirth(String value, LocalDate today) {
    LocalDate born;
    try {
      born =
          LocalDate.of(
              Integer.parseInt(value.substring(6, 10)),
              Integer.parseInt(value.substring(10, 12)),
              Integer.parseInt(value.substring(12, 14)));
    } catch (DateTimeException impossible) {
      String date = value.substring(6, 14);
      return refusal("公民身份号码中的出生日期 " + date + " 不存在", "the birth date " + date + " does not exist");
    }
    if (born.isAfter(today) || born.getYear() < 1850) {
      return refusal(
          "公民身份号码中的出生日期 " + born + " 不合理", "the birth date " + born + " is not plausible");
    }
    return null;
  }

  private static Refusal refusal(String zh, String en) {
    return Refusal.field(FIELD, zh, en);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NationalId id && id.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Masked, so that no log line or exception carries the number. */
  @Override
  public String toString() {
    return Masks.nationalId(value);
  }
}
