package cn.nongchao.cases.requests;

import java.time.Duration;
import java.time.Instant;

/**
 * Time as a replay runs it: the moment {@code first} of the file at the moment {@code start} now.
 *
 * @param speed how much faster than life
 */
record Reel(Instant first, Instant start, double speed) {

  /** When a moment of the file comes. */
  Instant live(Instant then) {
    return start.plus(scaled(Duration.between(first, then)));
  }

  /** How long something of the file takes. */
  Duration scaled(Duration length) {
    return Duration.ofMillis((long) (length.toMillis() / speed));
  }
}
