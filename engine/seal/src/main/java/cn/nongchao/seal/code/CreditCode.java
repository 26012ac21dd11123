package cn.nongchao.seal.code;

import cn.nongchao.seal.Outcome;
import java.math.BigInteger;
import org.bouncycastle.util.BigIntegers;

/**
 * A unified social credit code (统一社会信用代码, GB 32100-2015): 17 characters and a check character. It
 * packs into 11 bytes: the 17 characters as a number to the base 31, big-endian.
 *
 * @param text the 18 characters
 */
public record CreditCode(String text) {
  /** Digits, then letters without I, O, S, V and Z. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  private static final BigInteger BASE = BigInteger.valueOf(31);
  private static final int BODY = 17;
  static final int PACKED = 11;

  public CreditCode {
    if (!valid(text)) {
      throw new IllegalArgumentException("not a unified social credit code");
    }
  }

  public static Outcome<CreditCode> read(String text) {
    return valid(text)
        ? Outcome.of(new CreditCode(text))
        : Outcome.refuse("统一社会信用代码有误。", "This is not a unified social credit code.");
  }

  @Override
  public String toString() {
    return text;
  }

  byte[] packed() {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < BODY; i++) {
      number = number.multiply(BASE).add(BigInteger.valueOf(ALPHABET.indexOf(text.charAt(i))));
    }
    return BigIntegers.asUnsignedByteArray(PACKED, number);
  }

  static Outcome<CreditCode> unpack(byte[] packed) {
    BigInteger number = new BigInteger(1, packed);
    char[] body = new char[BODY];
    for (int i = BODY - 1; i >= 0; i--) {
      BigInteger[] split = number.divideAndRemainder(BASE);
      body[i] = ALPHABET.charAt(split[1].intValue());
      number = split[0];
    }
    if (packed.length != PACKED || number.signum() != 0) {
      return Outcome.refuse("统一社会信用代码有误。", "The packed credit code is out of range.");
    }
    String text = new String(body);
    return Outcome.of(new CreditCode(text + check(text)));
  }

  private static boolean valid(String text) {
    if (text.length() != BODY + 1) {
      return false;
    }
    for (int i = 0; i < BODY; i++) {
      if (ALPHABET.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return text.charAt(BODY) == check(text);
  }

  /** Weights are powers of 3 modulo 31 (GB 32100-2015, section 5.3). */
  private static char check(String text) {
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < BODY; i++) {
      sum += ALPHABET.indexOf(text.charAt(i)) * weight;
      weight = weight * 3 % 31;
    }
    return ALPHABET.charAt((31 - sum % 31) % 31);
  }
}
