package cn.nongchao.cases;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Twelve letters and digits by which somebody without an account finds their report again: 60 bits,
 * in Crockford's base 32, which leaves out the letters that look like digits.
 */
final class TrackingCode {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 12;

  private TrackingCode() {}

  /** From the first 60 bits of a digest nobody can compute without the installation's key. */
  static String of(byte[] digest) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      if (i > 0 && i % 4 == 0) code.append('-');
      code.append(ALPHABET.charAt(five(digest, i * 5)));
    }
    return code.toString();
  }

  private static int five(byte[] bytes, int bit) {
    int pair = (bytes[bit / 8] & 0xff) << 8 | (bytes[bit / 8 + 1] & 0xff);
    return pair >> (11 - bit % 8) & 31;
  }

  /** As a person types it: spaces, small letters, O for 0 and I or L for 1; null for no code. */
  static @Nullable String read(@Nullable String typed) {
    if (typed == null) return null;
    String plain =
        typed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s\\-–—_.]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    if (!plain.matches("[" + ALPHABET + "]{" + LENGTH + "}")) return null;
    return plain.substring(0, 4) + "-" + plain.substring(4, 8) + "-" + plain.substring(8);
  }
}
