package cn.nongchao.platform.limit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Keyed;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A proof of work: whoever wants through finds, for each {@code i} from 0 to {@value #PARTS} − 1, a
 * number {@code n} such that SHA-256 of {@code challenge.i.n} begins with {@value #BITS} zero bits.
 * That is half a million digests, some seconds on a phone, and always about as many: many small
 * parts vary less than a large one.
 *
 * <p>A challenge is signed, holds for ten minutes and for one kind of request, and is used once;
 * who gave it out need not remember it. Written {@code id.kind.until.signature}, without any
 * secret. A solution is the challenge, a colon, and the numbers in hexadecimal with points between.
 */
final class Work {

  static final int PARTS = 16;
  static final int BITS = 15;
  static final Duration LASTS = Duration.ofMinutes(10);

  private static final int LONGEST = 512;

  private final Keyed keyed;

  Work(Keyed keyed) {
    this.keyed = keyed;
  }

  /**
   * A solution that is right.
   *
   * @param id of the challenge, used once
   */
  record Solved(UUID id, Instant until) {}

  String challenge(String kind, Instant now) {
    return signed(Ids.next(), kind, now.plus(LASTS).getEpochSecond());
  }

  /** Null where it solves nothing of ours, something else, or too late. */
  @Nullable Solved check(String solution, String kind, Instant now) {
    int colon = solution.indexOf(':');
    if (colon < 0 || solution.length() > LONGEST) return null;
    String challenge = solution.substring(0, colon);
    String[] said = challenge.split("\\.", -1);
    UUID id = said.length == 4 ? Ids.read(said[0]) : null;
    if (id == null || !said[2].matches("[0-9]{1,11}")) return null;
    Instant until = Instant.ofEpochSecond(Long.parseLong(said[2]));
    boolean ours =
        MessageDigest.isEqual(
            signed(id, kind, until.getEpochSecond()).getBytes(US_ASCII),
            challenge.getBytes(US_ASCII));
    if (!ours || !until.isAfter(now)) return null;
    return isSolved(challenge, solution.substring(colon + 1)) ? new Solved(id, until) : null;
  }

  private static boolean isSolved(String challenge, String numbers) {
    String[] found = numbers.split("\\.", -1);
    if (found.length != PARTS) return false;
    for (int i = 0; i < PARTS; i++) {
      if (!found[i].matches("[0-9a-f]{1,8}") || zeros(challenge, i, found[i]) < BITS) return false;
    }
    return true;
  }

  /** Zero bits that the digest of one part begins with, of the first 32. */
  static int zeros(String challenge, int part, String number) {
    try {
      byte[] text = (challenge + "." + part + "." + number).getBytes(US_ASCII);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return Integer.numberOfLeadingZeros(ByteBuffer.wrap(digest).getInt());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private String signed(UUID id, String kind, long until) {
    String said = id + "." + kind + "." + until;
    byte[] mac = Arrays.copyOf(keyed.digest("work " + said), 16);
    return said + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
  }
}
