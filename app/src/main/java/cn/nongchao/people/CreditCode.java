package cn.nongchao.people;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A unified social credit code (统一社会信用代码) that passed the checks of GB 32100-2015: 18 characters
 * from an alphabet without I, O, S, V and Z, digits where the registering division stands, and a
 * check character over weights that are powers of 3 modulo 31.
 */
public record CreditCode(String value) {

  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final int[] WEIGHTS = {
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
  };
  private static final String FIELD = "creditCode";

  public CreditCode {
    Refusal wrong = wrong(value);
    if (wrong != null) throw new IllegalArgumentException(wrong.reason().en());
  }

  /** Reads a code as typed: blanks and hyphens are dropped, letters may be small. */
  public static Outcome<CreditCode> read(String typed) {
    String value = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    Refusal wrong = wrong(value);
    return wrong == null ? Outcome.done(new CreditCode(value)) : Outcome.refused(wrong);
  }

  /** The code whose first 17 characters are given. */
  public static String complete(String seventeen) {
    return seventeen + check(seventeen);
  }

  /** The 18th character for the first 17. A sum divisible by 31 gives 0, not a 31st sign. */
  static char check(String seventeen) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * ALPHABET.indexOf(seventeen.charAt(i));
    }
    return ALPHABET.charAt((31 - sum % 31) % 31);
  }

  private static @Nullable Refusal wrong(String value) {
    if (value.length() != 18) {
      return refusal(
          "统一社会信用代码应为 18 位，而不是 " + value.length() + " 位",
          "a credit code has 18 characters, not " + value.length());
    }
    for (int i = 0; i < 18; i++) {
      char c = value.charAt(i);
      if (ALPHABET.indexOf(c) < 0) {
        return refusal(
            "统一社会信用代码第 " + (i + 1) + " 位“" + c + "”不是允许的字符（不用 I、O、S、V、Z）",
            "character " + (i + 1) + " “" + c + "” is not allowed (no I, O, S, V, Z)");
      }
      if (i >= 2 && i < 8 && c > '9') {
        return refusal(
            "统一社会信用代码第 3–8 位是登记机关行政区划，应为数字，第 " + (i + 1) + " 位是“" + c + "”",
            "characters 3–8 name the registering division and are digits, not “" + c + "”");
      }
    }
    if (check(value) != value.charAt(17)) {
      return refusal("统一社会信用代码校验位不符，请核对是否抄错", "the check character does not fit: is it mistyped?");
    }
    return null;
  }

  private static Refusal refusal(String zh, String en) {
    return Refusal.field(FIELD, zh, en);
  }

  @Override
  public String toString() {
    return value;
  }
}
