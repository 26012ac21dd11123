package cn.nongchao.notify;

import cn.nongchao.platform.Lang;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wishes to be told.
 *
 * @param lang of what is sent
 * @param quietFrom the hour from which nothing goes out but what is urgent; null for never
 * @param quietTo the hour until which
 * @param digest the hour at which all goes out together; null for at once
 * @param silenced kinds of word, each as {@code word/way}; the product itself is the way {@value
 *     #HERE}
 */
record Preferences(
    Lang lang,
    @Nullable Integer quietFrom,
    @Nullable Integer quietTo,
    @Nullable Integer digest,
    Set<String> silenced) {

  static final String HERE = "HERE";

  /** Of whoever said nothing. */
  static final Preferences USUAL = new Preferences(Lang.ZH, null, null, null, Set.of());

  Preferences {
    silenced = Set.copyOf(silenced);
  }

  boolean isSilent(String word, String way) {
    return silenced.contains(word + "/" + way);
  }

  /** When something that came now goes out. */
  Instant due(Instant now, boolean urgent, ZoneId zone) {
    if (urgent) return now;
    ZonedDateTime here = now.atZone(zone);
    if (digest != null) return next(here, digest);
    return quietTo != null && isQuiet(here.getHour()) ? next(here, quietTo) : now;
  }

  private boolean isQuiet(int hour) {
    if (quietFrom == null || quietTo == null || quietFrom.equals(quietTo)) return false;
    return quietFrom < quietTo
        ? hour >= quietFrom && hour < quietTo
        : hour >= quietFrom || hour < quietTo;
  }

  private static Instant next(ZonedDateTime here, int hour) {
    ZonedDateTime today = here.toLocalDate().atTime(hour, 0).atZone(here.getZone());
    return (today.isBefore(here) ? today.plusDays(1) : today).toInstant();
  }
}
