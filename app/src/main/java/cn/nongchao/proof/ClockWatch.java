package cn.nongchao.proof;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Compares this machine's clock with the database's and with the last checkpoint that was signed: a
 * clock that jumped makes late work timely, and nobody would be told.
 */
@Component
class ClockWatch {

  /** More than machines that keep time by NTP ever differ. */
  private static final Duration LEEWAY = Duration.ofSeconds(30);

  private final JdbcClient jdbc;
  private final LogStore store;
  private final Alerts alerts;
  private final Clock clock;

  ClockWatch(JdbcClient jdbc, LogStore store, Alerts alerts, Clock clock) {
    this.jdbc = jdbc;
    this.store = store;
    this.alerts = alerts;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${nongchao.clock-watch-delay:PT1M}")
  void compare() {
    Instant database =
        jdbc.sql("select clock_timestamp()")
            .query((row, n) -> row.getTimestamp(1).toInstant())
            .single();
    Instant here = clock.instant();
    if (Duration.between(database, here).abs().compareTo(LEEWAY) > 0) {
      alerts.raise(AlertKind.CLOCK_DIFFERS, "database");
    }
    store
        .state()
        .filter(state -> here.plus(LEEWAY).isBefore(state.sealedAt()))
        .ifPresent(
            state -> alerts.raise(AlertKind.CLOCK_DIFFERS, "checkpoint " + state.sealedAt()));
  }
}
