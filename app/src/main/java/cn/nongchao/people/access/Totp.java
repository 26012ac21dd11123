package cn.nongchao.people.access;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of the time (RFC 6238): HMAC-SHA-1, six digits, steps of thirty seconds from the epoch, as
 * every authenticator understands them. A clock may be one step off either way.
 */
final class Totp {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** Seconds a code is good for. */
  static final int STEP = 30;

  /** Bytes of a key: as long as the hash (RFC 4226 section 4). */
  private static final int KEY = 20;

  private static final int WINDOW = 1;
  private static final int DIGITS = 6;

  private Totp() {}

  static byte[] newKey() {
    byte[] key = new byte[KEY];
    RANDOM.nextBytes(key);
    return key;
  }

  static long stepAt(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), STEP);
  }

  static String code(byte[] key, long step) {
    byte[] hash = hmac(key, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = hash[hash.length - 1] & 0x0f; // dynamic truncation, RFC 4226 section 5.3
    int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
    return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % 1_000_000);
  }

  /** The step a code is of, where it is of now or one beside and later than the last one taken. */
  static OptionalLong step(byte[] key, String code, Instant now, long last) {
    byte[] typed = code.getBytes(StandardCharsets.UTF_8);
    long middle = stepAt(now);
    OptionalLong found = OptionalLong.empty();
    for (long step = middle - WINDOW; step <= middle + WINDOW; step++) {
      byte[] right = code(key, step).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(right, typed) && step > last) found = OptionalLong.of(step);
    }
    return found;
  }

  /** For typing in: base 32 without padding (RFC 4648 section 6). */
  static String text(byte[] key) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte one : key) {
      held = held << 8 | one & 0xff;
      for (bits += 8; bits >= 5; bits -= 5) text.append(BASE32.charAt(held >> bits - 5 & 31));
    }
    if (bits > 0) text.append(BASE32.charAt(held << 5 - bits & 31));
    return text.toString();
  }

  /** For scanning: as Google Authenticator's key URI format has it. */
  static String uri(byte[] key, String issuer, String login) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&digits=%d&period=%d"
        .formatted(encoded(issuer), encoded(login), text(key), encoded(issuer), DIGITS, STEP);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-1", e);
    }
  }
}
