package cn.nongchao.cases;

import cn.nongchao.loop.LoopId;
import org.jspecify.annotations.Nullable;

/**
 * A report that was taken in.
 *
 * @param number for people to say and write
 * @param trackingCode shown once to whoever reported, like {@code 7QX4-K2M9-WD3T}; null where none
 *     was asked for
 * @param isNew false where it had been taken in before
 */
public record Reported(LoopId id, String number, @Nullable String trackingCode, boolean isNew) {

  /** The answer to the same report sent again. */
  Reported again() {
    return new Reported(id, number, trackingCode, false);
  }
}
