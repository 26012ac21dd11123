package cn.nongchao.cases;

import cn.nongchao.loop.LoopId;
import cn.nongchao.people.PersonalData;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What stands in the addresses of a report's photos in place of its tracking code: addresses get
 * into histories, logs and the Referer, so this one tells nothing and is good for an hour. Form:
 * report, last second, keyed digest of both.
 */
@Component
public class TrackedPass {

  static final Duration LASTS = Duration.ofHours(1);

  private final PersonalData personal;
  private final Clock clock;

  TrackedPass(PersonalData personal, Clock clock) {
    this.personal = personal;
    this.clock = clock;
  }

  /** For whoever has just proved to hold the code of this report. */
  public String of(LoopId report) {
    return marked(report + "." + clock.instant().plus(LASTS).getEpochSecond());
  }

  private String marked(String said) {
    return said + "." + HexFormat.of().formatHex(personal.digest("photos " + said), 0, 16);
  }

  /** The report it was made for; null where it was not made here, or has run out. */
  @Nullable LoopId read(String pass) {
    String[] parts = pass.split("\\.", -1);
    if (parts.length != 3 || !parts[1].matches("[0-9]{1,12}")) return null;
    byte[] given = pass.getBytes(StandardCharsets.UTF_8);
    byte[] ours = marked(parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, ours)) return null;
    boolean over = clock.instant().getEpochSecond() > Long.parseLong(parts[1]);
    return over ? null : LoopId.read(parts[0]);
  }
}
