package cn.nongchao.command.web;

import cn.nongchao.cases.Indicators;
import cn.nongchao.cases.Indicators.Period;
import cn.nongchao.cases.Indicators.Result;
import cn.nongchao.cases.Indicators.Scope;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The indicators of the last 30 days. Kept for a second and a half: many moves at once must not
 * reckon a month each time, and nobody sees the difference.
 */
@Component
class RecentMonth {

  private static final int DAYS = 30;
  private static final int FRESH_MS = 1500;

  private record Kept(DivisionCode place, Result result, Instant until) {}

  private final Indicators indicators;
  private final Settings settings;
  private final Clock clock;
  private final Map<PersonId, Kept> kept = new ConcurrentHashMap<>();

  RecentMonth(Indicators indicators, Settings settings, Clock clock) {
    this.indicators = indicators;
    this.settings = settings;
    this.clock = clock;
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), settings.zone());
  }

  LocalDate from() {
    return today().minusDays(DAYS - 1L);
  }

  Result of(Viewer viewer, DivisionCode place) {
    Instant now = clock.instant();
    Kept known = kept.get(viewer.id());
    if (known != null && known.place().equals(place) && known.until().isAfter(now)) {
      return known.result();
    }
    var period = new Period(from(), today());
    Result result = indicators.report(period, Scope.within(place), viewer, now);
    kept.values().removeIf(old -> old.until().isBefore(now));
    kept.put(viewer.id(), new Kept(place, result, now.plusMillis(FRESH_MS)));
    return result;
  }
}
