package cn.nongchao.platform.limit;

import cn.nongchao.platform.Keyed;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The mark a device keeps in a cookie: a random name, and for each thing it did well before a
 * signature over that name, the thing and the day. Nobody but this installation can make one, no
 * node remembers any, and none tells what it is for.
 *
 * @param id 22 letters of base64
 * @param marks latest first, at most {@value #MOST}
 */
public record Device(String id, List<String> marks) {

  /** So many accounts or reports a device is known for; the oldest is forgotten. */
  static final int MOST = 6;

  /** So long a device is known after it last did a thing well. */
  public static final Duration KEPT = Duration.ofDays(365);

  private static final Pattern WRITTEN =
      Pattern.compile("[\\w-]{22}(~[0-9]{1,6}\\.[\\w-]{22}){0," + MOST + "}");

  public Device {
    marks = List.copyOf(marks);
  }

  public static Device fresh() {
    UUID random = UUID.randomUUID();
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(random.getMostSignificantBits())
            .putLong(random.getLeastSignificantBits())
            .array();
    return new Device(base64(bytes), List.of());
  }

  /** As the cookie says it; a new one where that was altered or is none. */
  public static Device read(String cookie) {
    if (!WRITTEN.matcher(cookie).matches()) return fresh();
    String[] parts = cookie.split("~");
    return new Device(parts[0], List.of(parts).subList(1, parts.length));
  }

  public String written() {
    return marks.isEmpty() ? id : id + "~" + String.join("~", marks);
  }

  boolean knows(String thing, Keyed keyed, Instant now) {
    for (String mark : marks) {
      long day = Long.parseLong(mark.substring(0, mark.indexOf('.')));
      boolean lasts =
          Duration.between(Instant.EPOCH.plus(Duration.ofDays(day)), now).compareTo(KEPT) < 0;
      if (lasts && same(mark, sign(thing, day, keyed))) return true;
    }
    return false;
  }

  Device knowing(String thing, Keyed keyed, Instant now) {
    List<String> all = new ArrayList<>();
    all.add(sign(thing, now.getEpochSecond() / Duration.ofDays(1).toSeconds(), keyed));
    for (String mark : marks) {
      long day = Long.parseLong(mark.substring(0, mark.indexOf('.')));
      if (all.size() < MOST && !same(mark, sign(thing, day, keyed))) all.add(mark);
    }
    return new Device(id, all);
  }

  private String sign(String thing, long day, Keyed keyed) {
    byte[] whole = keyed.digest("device " + id + " " + day + " " + thing);
    return day + "." + base64(Arrays.copyOf(whole, 16));
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        b.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
