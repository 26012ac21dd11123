package cn.nongchao.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What was asked or sent, in a few letters: tells whether two of them are the same (SHA-256 over
 * the parts' lengths and texts). It hides nothing and proves nothing.
 */
public final class Fingerprint {

  /** Letters of a short one: 72 bits, beyond what comes twice by accident. */
  private static final int SHORT = 12;

  private Fingerprint() {}

  /** 43 letters; parts in order, absent ones told from empty text. */
  public static String of(@Nullable Object... parts) {
    StringBuilder all = new StringBuilder();
    for (Object part : parts) {
      String text = part == null ? null : part.toString();
      all.append(text == null ? "-" : text.length() + ":" + text).append('\n');
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** The first 12 of its letters, for what stands in an address. */
  public static String brief(@Nullable Object... parts) {
    return of(parts).substring(0, SHORT);
  }
}
