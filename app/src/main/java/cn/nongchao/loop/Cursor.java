package cn.nongchao.loop;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ended.
 *
 * @param order by which the last row was found
 * @param key the moment the list is ordered by; {@link Instant#MAX} for “never”
 */
record Cursor(Order order, Instant key, LoopId id) {

  /** Microseconds of a year far beyond any deadline: a longer number is not one of ours. */
  private static final int DIGITS = 17;

  static Cursor of(Order order, Loop loop) {
    return new Cursor(order, order.key(loop), loop.id());
  }

  /** Empty where the text is none of ours: the list then begins at the beginning. */
  static Optional<Cursor> read(@Nullable String text) {
    if (text == null || text.length() < 39) return Optional.empty();
    int cut = text.length() - 37;
    Order order = text.charAt(0) == 's' ? Order.SOONEST : Order.LATEST;
    LoopId id = LoopId.read(text.substring(cut + 1));
    String key = text.substring(1, cut);
    if (id == null || text.charAt(cut) != '.') return Optional.empty();
    if (key.equals("never")) return Optional.of(new Cursor(order, Instant.MAX, id));
    if (!key.matches("-?[0-9]{1," + DIGITS + "}")) return Optional.empty();
    Instant at = Instant.EPOCH.plus(Long.parseLong(key), ChronoUnit.MICROS);
    return Optional.of(new Cursor(order, at, id));
  }

  String text() {
    String at =
        key.equals(Instant.MAX)
            ? "never"
            : Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, key));
    return (order == Order.SOONEST ? "s" : "l") + at + "." + id;
  }

  /** As a parameter; the driver writes the largest date as infinity. */
  OffsetDateTime at() {
    return key.equals(Instant.MAX) ? OffsetDateTime.MAX : key.atOffset(ZoneOffset.UTC);
  }
}
