package cn.nongchao.proof;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Compares this machine's clock with the database's, with the last checkpoint that was signed, with
 * the witnesses', and with itself a minute before: a clock that jumped makes late work timely, or
 * timely work late, and nobody would be told.
 */
@Component
class ClockWatch {

  /** More than machines that keep time by NTP ever differ. */
  private static final Duration LEEWAY = Duration.ofSeconds(30);

  /** When it was, by the clock and by a counter that nobody sets. */
  private record Look(Instant clock, long nanos) {}

  private final JdbcClient jdbc;
  private final LogStore store;
  private final Alerts alerts;
  private final Clock clock;
  private @Nullable Look last;

  ClockWatch(JdbcClient jdbc, LogStore store, Alerts alerts, Clock clock) {
    this.jdbc = jdbc;
    this.store = store;
    this.alerts = alerts;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${nongchao.clock-watch-delay:PT1M}")
  void compare() {
    compareWithItself(new Look(clock.instant(), System.nanoTime()));
    Instant database =
        jdbc.sql("select clock_timestamp()")
            .query((row, n) -> row.getTimestamp(1).toInstant())
            .single();
    if (isFar(database)) alerts.raise(AlertKind.CLOCK_DIFFERS, "database");
    store
        .state()
        .filter(state -> clock.instant().plus(LEEWAY).isBefore(state.sealedAt()))
        .ifPresent(
            state -> alerts.raise(AlertKind.CLOCK_DIFFERS, "checkpoint " + state.sealedAt()));
  }

  /** A witness has just said what time it is. */
  void heard(String witness, Instant said) {
    if (isFar(said)) alerts.raise(AlertKind.CLOCK_DIFFERS, "witness " + witness);
  }

  private boolean isFar(Instant other) {
    return Duration.between(other, clock.instant()).abs().compareTo(LEEWAY) > 0;
  }

  /** Set forward or back meanwhile; a machine that slept has jumped as well. */
  private void compareWithItself(Look now) {
    Look before = last;
    last = now;
    if (before == null) return;
    Duration counted = Duration.ofNanos(now.nanos() - before.nanos());
    Duration jump = Duration.between(before.clock(), now.clock()).minus(counted);
    if (jump.abs().compareTo(LEEWAY) > 0) {
      alerts.raise(AlertKind.CLOCK_DIFFERS, "%+d s at %s".formatted(jump.toSeconds(), now.clock()));
    }
  }
}
