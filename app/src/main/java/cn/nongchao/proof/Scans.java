package cn.nongchao.proof;

import cn.nongchao.platform.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts scans and tells supervision where they surprise: a code copied onto many walls is scanned
 * too often, or in two cities at once. The scanner's address is not kept, only the city its network
 * lies in where the installation knows it.
 */
@Component
@Transactional
public class Scans {

  /** A notice on one door is not scanned this often in a day. */
  static final int MANY = 400;

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration AT_ONCE = Duration.ofHours(1);

  /** How a person came to the page. */
  public enum Way {
    QR,
    TYPED
  }

  private final JdbcClient jdbc;
  private final Alerts alerts;
  private final Clock clock;

  Scans(JdbcClient jdbc, Alerts alerts, Clock clock) {
    this.jdbc = jdbc;
    this.alerts = alerts;
    this.clock = clock;
  }

  /**
   * @param address IP address of whoever scans
   */
  public void record(IssuedCode code, Way way, String address) {
    Instant now = clock.instant();
    String city = city(address);
    jdbc.sql("insert into proof.scans (id, act, at, way, city) values (?, ?, ?, ?, ?)")
        .params(Ids.next(), code.act(), Timestamp.from(now), way.name(), city)
        .update();
    if (count(code.act(), now.minus(DAY)) >= MANY) {
      alerts.raise(AlertKind.CODE_SCANNED_OFTEN, code);
    }
    if (city != null && elsewhere(code.act(), city, now.minus(AT_ONCE))) {
      alerts.raise(AlertKind.CODE_IN_TWO_CITIES, code);
    }
  }

  /** How often a code was scanned in all. */
  @Transactional(readOnly = true)
  public long count(UUID act) {
    return count(act, Instant.EPOCH);
  }

  private long count(UUID act, Instant since) {
    return jdbc.sql("select count(*) from proof.scans where act = ? and at >= ?")
        .params(act, Timestamp.from(since))
        .query(Long.class)
        .single();
  }

  private boolean elsewhere(UUID act, String city, Instant since) {
    return jdbc.sql(
            "select exists (select 1 from proof.scans where act = ? and at >= ? and city <> ?)")
        .params(act, Timestamp.from(since), city)
        .query(Boolean.class)
        .single();
  }

  private @Nullable String city(String address) {
    boolean plain = address.matches("[0-9a-fA-F.:]{2,45}");
    if (!plain) return null;
    return jdbc.sql(
            "select city from proof.networks where network >>= ?::inet"
                + " order by masklen(network) desc limit 1")
        .param(address)
        .query(String.class)
        .optional()
        .orElse(null);
  }
}
