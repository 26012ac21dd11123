package cn.nongchao.people.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Throws away what has run out; any node may, and it does no harm twice. */
@Component
class Housekeeping {

  private static final Duration KEEP_IMPORTS = Duration.ofDays(7);

  private final JdbcClient jdbc;
  private final Clock clock;

  Housekeeping(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Scheduled(initialDelay = 60_000, fixedDelay = 3_600_000)
  void sweep() {
    Instant now = clock.instant();
    jdbc.sql("delete from people.sessions where expires_at < ?")
        .param(Timestamp.from(now))
        .update();
    jdbc.sql("delete from people.passkey_challenges where until < ?")
        .param(Timestamp.from(now))
        .update();
    jdbc.sql("delete from people.imports where at < ?")
        .param(Timestamp.from(now.minus(KEEP_IMPORTS)))
        .update();
  }
}
