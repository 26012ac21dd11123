package cn.nongchao.loop;

import cn.nongchao.loop.LoopQuery.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where a loop stands in every list: open ones first, by the microsecond since 1970 at which
 * somebody must have acted next, those without limit last; then closed ones, latest opened first.
 */
final class Rank {

  /** Of an open loop that waits for nobody; every open loop's is at most this. */
  static final long NEVER = 1L << 62;

  private static final long CLOSED = NEVER + (1L << 61);

  private Rank() {}

  static long of(Loop loop) {
    if (loop.isOpen()) return loop.nextDue().map(Rank::at).orElse(NEVER);
    return CLOSED - at(loop.openedAt());
  }

  /** Of an open loop due at this moment. */
  static long at(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  /** As a condition on {@code loop.loops l}; empty for any. */
  static String sql(State state) {
    return switch (state) {
      case OPEN -> "l.rank <= " + NEVER;
      case CLOSED -> "l.rank > " + NEVER;
      case ANY -> "true";
    };
  }
}
