package cn.nongchao.seal.text;

import cn.nongchao.seal.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;

/**
 * The id of an act as a person types it: 11 characters from the id and one check character, shown
 * in groups of four. The characters are Crockford's base 32, without I, L, O and U.
 *
 * <p>The check character makes a weighted sum over the field of 32 elements zero, each place with
 * another weight, so any one wrong character and any two characters exchanged, next to each other
 * or not, are noticed.
 *
 * @param text the 12 characters, upper case, without separators
 */
public record ShortId(String text) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 12;
  private static final int MOST_TYPED = 64;

  /** x^5 + x^2 + 1, irreducible and primitive, so 2 has order 31. */
  private static final int FIELD = 0b100101;

  /** Text before the id in what is hashed, so the same hash is never made for another purpose. */
  private static final byte[] PURPOSE = "nongchao short id 1\n".getBytes(StandardCharsets.US_ASCII);

  public ShortId {
    if (!valid(text)) {
      throw new IllegalArgumentException("not a short id: " + text);
    }
  }

  /** The short id of an act: the first 55 bits of SHA-256 over a fixed text and the 16 bytes. */
  public static ShortId of(UUID act) {
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong(act.getMostSignificantBits())
            .putLong(act.getLeastSignificantBits())
            .array();
    long bits = ByteBuffer.wrap(sha256(PURPOSE, id)).getLong() >>> 9;
    StringBuilder out = new StringBuilder(LENGTH);
    int sum = 0;
    for (int place = 0; place < LENGTH - 1; place++) {
      int digit = (int) (bits >>> (50 - 5 * place)) & 31;
      out.append(ALPHABET.charAt(digit));
      sum ^= times(digit, weight(place));
    }
    return new ShortId(out.append(ALPHABET.charAt(sum)).toString());
  }

  /**
   * Reads what a person typed: small and full-width letters, hyphens and spaces are allowed, I and
   * L mean 1, O means 0.
   */
  public static Outcome<ShortId> read(String typed) {
    if (typed.length() > MOST_TYPED) {
      return Outcome.refuse("编号应为 12 位。", "The id has 12 characters.");
    }
    StringBuilder out = new StringBuilder(LENGTH);
    String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    for (char c : plain.toCharArray()) {
      switch (c) {
        case '-', ' ' -> {}
        case 'I', 'L' -> out.append('1');
        case 'O' -> out.append('0');
        default -> out.append(c);
      }
    }
    String text = out.toString();
    if (text.length() != LENGTH) {
      return Outcome.refuse(
          "编号应为 12 位，现为 " + text.length() + " 位。",
          "The id has 12 characters, not " + text.length() + ".");
    }
    for (char c : text.toCharArray()) {
      if (ALPHABET.indexOf(c) < 0) {
        return Outcome.refuse("编号中不会出现“" + c + "”。", "The id never contains “" + c + "”.");
      }
    }
    return valid(text)
        ? Outcome.of(new ShortId(text))
        : Outcome.refuse("编号有误，请核对后重新输入。", "The id is mistyped; compare and type it again.");
  }

  /** In groups of four, as printed: {@code K7QF-9D2M-X3AB}. */
  public String grouped() {
    return text.substring(0, 4) + '-' + text.substring(4, 8) + '-' + text.substring(8);
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean valid(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    int sum = 0;
    for (int place = 0; place < LENGTH; place++) {
      int digit = ALPHABET.indexOf(text.charAt(place));
      if (digit < 0) {
        return false;
      }
      sum ^= times(digit, weight(place));
    }
    return sum == 0;
  }

  /** The check character, in the last place, weighs 1; the place before it 2, then 4, 8, ... */
  private static int weight(int place) {
    int weight = 1;
    for (int i = place; i < LENGTH - 1; i++) {
      weight = times(weight, 2);
    }
    return weight;
  }

  private static int times(int a, int b) {
    int product = 0;
    for (int bit = 0; bit < 5; bit++) {
      product ^= (b >>> bit & 1) * (a << bit);
    }
    for (int bit = 8; bit >= 5; bit--) {
      product ^= (product >>> bit & 1) * (FIELD << (bit - 5));
    }
    return product;
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
