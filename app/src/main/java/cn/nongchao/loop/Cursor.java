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
 * @param key the moment the list is ordered by; {@link Instant#MAX} for “never”
 */
record Cursor(Instant key, LoopId id) {

  /** Microseconds of a year far beyond any deadline: a longer number is not one of ours. */
  private static final int DIGITS = 17;

  /** Empty where the text is none of ours: the list then begins at the beginning. */
  static Optional<Cursor> read(@Nullable String text) {
    if (text == null || text.length() < 38) return Optional.empty();
    int cut = text.length() - 37;
    LoopId id = LoopId.read(text.substring(cut + 1));
    String key = text.substring(0, cut);
    if (id == null || text.charAt(cut) != '.') return Optional.empty();
    if (key.equals("never")) return Optional.of(new Cursor(Instant.MAX, id));
    if (!key.matches("-?[0-9]{1," + DIGITS + "}")) return Optional.empty();
    return Optional.of(new Cursor(Instant.EPOCH.plus(Long.parseLong(key), ChronoUnit.MICROS), id));
  }

  String text() {
    String at =
        key.equals(Instant.MAX)
            ? "never"
            : Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, key));
    return at + "." + id;
  }

  /** As a parameter; the driver writes the largest date as infinity. */
  OffsetDateTime at() {
    return key.equals(Instant.MAX) ? OffsetDateTime.MAX : key.atOffset(ZoneOffset.UTC);
  }
}
