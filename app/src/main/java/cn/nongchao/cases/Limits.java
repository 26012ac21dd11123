package cn.nongchao.cases;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts how often somebody without an account comes within a window of time. Counted in the
 * database, so that several nodes count together; only keyed digests are kept, and no longer than
 * two days.
 */
@Component
class Limits {

  private static final Duration KEPT = Duration.ofDays(2);

  private final JdbcClient jdbc;
  private final Clock clock;

  Limits(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Counts one more and says whether that is within the limit. A transaction of its own: an attempt
   * that is refused counts too.
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public boolean allow(byte[] subject, Duration window, int limit) {
    int count =
        jdbc.sql(
                "insert into cases.attempts (subject, window_start, count) values (?, ?, 1)"
                    + " on conflict (subject, window_start)"
                    + " do update set count = attempts.count + 1 returning count")
            .params(subject, start(window))
            .query(Integer.class)
            .single();
    return count <= limit;
  }

  /** Whether the next one would be over the limit; counts nothing. */
  public boolean isUsedUp(byte[] subject, Duration window, int limit) {
    return jdbc.sql(
            "select count(*) > 0 from cases.attempts"
                + " where subject = ? and window_start = ? and count >= ?")
        .params(subject, start(window), limit)
        .query(Boolean.class)
        .single();
  }

  private Timestamp start(Duration window) {
    long length = window.toSeconds();
    return Timestamp.from(
        Instant.ofEpochSecond(clock.instant().getEpochSecond() / length * length));
  }

  @Scheduled(fixedDelayString = "PT1H")
  public void forget() {
    jdbc.sql("delete from cases.attempts where window_start < ?")
        .param(Timestamp.from(clock.instant().minus(KEPT)))
        .update();
  }
}
