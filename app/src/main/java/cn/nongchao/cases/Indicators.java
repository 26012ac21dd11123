package cn.nongchao.cases;

import cn.nongchao.cases.figures.Reckoning;
import cn.nongchao.cases.figures.Tally;
import cn.nongchao.loop.LoopFacts;
import cn.nongchao.loop.LoopFacts.Fact;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Sight;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Slice;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The indicators of any period and scope, recomputed from entries each time. As far as nothing else
 * is asked they say what was known at the end of the period, so they do not change afterwards.
 */
@Component
public class Indicators {

  /** Both days are in it. */
  public record Period(LocalDate from, LocalDate to) {

    public Period {
      if (to.isBefore(from)) throw new IllegalArgumentException(to + " is before " + from);
    }

    Instant begin(ZoneId zone) {
      return from.atStartOfDay(zone).toInstant();
    }

    Instant end(ZoneId zone) {
      return to.plusDays(1).atStartOfDay(zone).toInstant();
    }
  }

  /**
   * @param division a place and all below it
   * @param organisation only events that were with it; null for all
   */
  public record Scope(DivisionCode division, @Nullable OrganisationId organisation) {

    public static Scope within(DivisionCode division) {
      return new Scope(division, null);
    }
  }

  /** By what a report is broken down. */
  public enum By {
    DIVISION,
    HANDLER,
    CATEGORY
  }

  /**
   * A report on a period.
   *
   * @param lines for each breakdown the figures by key: a division's code one level below the
   *     scope's, an organisation's id, a category's code; an empty key where none was known
   * @param days figures of the events reported, due or closed on each day that has any
   * @param asOf only what happened before was counted
   */
  public record Result(
      Figures all, Map<By, Map<String, Figures>> lines, Map<LocalDate, Day> days, Instant asOf) {

    public Result {
      lines = Map.copyOf(lines);
      days = Collections.unmodifiableMap(new TreeMap<>(days));
    }
  }

  /** One day of a trend. */
  public record Day(long reported, long closed) {
    Day plus(long moreReported, long moreClosed) {
      return new Day(reported + moreReported, closed + moreClosed);
    }
  }

  private final LoopFacts facts;
  private final Clock clock;
  private final ZoneId zone;

  Indicators(LoopFacts facts, Clock clock, Settings settings) {
    this.facts = facts;
    this.clock = clock;
    this.zone = settings.zone();
  }

  /**
   * @param viewer counts only what this person may see; null for all
   */
  public Figures of(Period period, Scope scope, @Nullable Viewer viewer) {
    return of(period, scope, viewer, period.end(zone));
  }

  /**
   * @param asOf counts what happened before this moment: later than the period's end for what
   *     became of its events since
   */
  public Figures of(Period period, Scope scope, @Nullable Viewer viewer, Instant asOf) {
    Tally tally = new Tally();
    each(
        period,
        scope,
        viewer,
        asOf,
        (event, counted) -> tally.add(counted, Reckoning.stars(event)));
    return tally.figures();
  }

  /** The figures with their breakdowns and trend, in the same single pass. */
  public Result report(Period period, Scope scope, @Nullable Viewer viewer, Instant asOf) {
    Tally all = new Tally();
    Map<By, Map<String, Tally>> lines = new HashMap<>();
    Map<LocalDate, Day> days = new TreeMap<>();
    int digits = digitsBelow(scope.division());
    each(
        period,
        scope,
        viewer,
        asOf,
        (event, counted) -> {
          int stars = Reckoning.stars(event);
          all.add(counted, stars);
          for (By by : By.values()) {
            lines
                .computeIfAbsent(by, each -> new TreeMap<>())
                .computeIfAbsent(key(by, event, digits), each -> new Tally())
                .add(counted, stars);
          }
          if (counted.contains(Counted.REPORTED)) count(days, event.opened(), 1, 0);
          if (counted.contains(Counted.CLOSED_WITHIN)) count(days, event.since(), 0, 1);
        });
    Map<By, Map<String, Figures>> figures = new HashMap<>();
    lines.forEach((by, tallies) -> {
      Map<String, Figures> made = new TreeMap<>();
      tallies.forEach((key, tally) -> made.put(key, tally.figures()));
      figures.put(by, made);
    });
    return new Result(all.figures(), figures, days, asOf);
  }

  /**
   * What of a running month falls due until its end.
   *
   * @param until its last day
   * @param due until then
   * @param done of these, closed
   * @param doneLate of {@code done}, closed after its deadline
   * @param open of {@code due}, not closed yet
   * @param late of {@code open}, past its deadline by now
   */
  public record Running(
      LocalDate from, LocalDate until, long due, long done, long doneLate, long open, long late) {}

  /** Those of the month that runs now, as they are known now. */
  public Running running(Scope scope, @Nullable Viewer viewer) {
    Instant now = clock.instant();
    YearMonth month = YearMonth.from(now.atZone(zone));
    Period whole = new Period(month.atDay(1), month.atEndOfMonth());
    Map<Counted, Long> counts = new EnumMap<>(Counted.class);
    long[] late = new long[1];
    each(
        whole,
        scope,
        viewer,
        now,
        (event, counted) -> {
          counted.forEach(one -> counts.merge(one, 1L, Long::sum));
          Instant due = event.due();
          boolean over = due != null && due.isBefore(now);
          if (counted.contains(Counted.UNCLOSED) && over) late[0]++;
        });
    return new Running(
        whole.from(),
        whole.to(),
        counts.getOrDefault(Counted.DUE, 0L),
        counts.getOrDefault(Counted.CLOSED, 0L),
        counts.getOrDefault(Counted.LATE, 0L),
        counts.getOrDefault(Counted.UNCLOSED, 0L),
        late[0]);
  }

  /**
   * The events behind a figure, by id, which is by age.
   *
   * @param by the breakdown and the key within it whose line is meant; null for all
   * @param after the last of the page before; null for the first
   */
  public Slice<LoopId> behind(
      Counted figure,
      @Nullable By by,
      String key,
      Period period,
      Scope scope,
      Viewer viewer,
      Instant asOf,
      @Nullable LoopId after,
      int limit) {
    List<LoopId> found = new ArrayList<>();
    int digits = digitsBelow(scope.division());
    each(
        period,
        scope,
        viewer,
        asOf,
        (event, counted) -> {
          if (!counted.contains(figure)) return;
          if (by != null && !key(by, event, digits).equals(key)) return;
          found.add(event.loop());
        });
    List<LoopId> page =
        found.stream()
            .filter(id -> after == null || AGE.compare(id, after) > 0)
            .sorted(AGE)
            .limit(limit + 1L)
            .toList();
    return Slice.of(page, limit, LoopId::toString);
  }

  // As text, because the comparison of UUIDs as such is by signed halves.
  private static final Comparator<LoopId> AGE = Comparator.comparing(LoopId::toString);

  /** All that is there: from the day of the first report to the last on which anything happened. */
  public Optional<Period> whole(DivisionCode division) {
    return facts
        .span(EventLife.KIND, division)
        .map(span ->
            new Period(
                LocalDate.ofInstant(span.first(), zone), LocalDate.ofInstant(span.last(), zone)));
  }

  /** When nothing more is known of a period: its end, or now while it lasts. */
  public Instant knownAt(Period period) {
    Instant now = clock.instant();
    Instant end = period.end(zone);
    return end.isAfter(now) ? now : end;
  }

  private void each(
      Period period,
      Scope scope,
      @Nullable Viewer viewer,
      Instant asOf,
      BiConsumer<Fact, Set<Counted>> reader) {
    Reckoning reckoning = new Reckoning(period.begin(zone), period.end(zone));
    String organisation = scope.organisation() == null ? null : scope.organisation().toString();
    Sight sight = viewer == null ? Sight.everything() : Sight.of(viewer);
    facts.each(
        new LoopFacts.Question(
            EventLife.KIND,
            scope.division(),
            reckoning.from(),
            reckoning.to(),
            asOf,
            Reckoning.MEASURES),
        sight,
        event -> {
          boolean meant =
              organisation == null || organisation.equals(event.text(Reckoning.HANDLER));
          if (meant) reader.accept(event, reckoning.of(event));
        });
  }

  private void count(Map<LocalDate, Day> days, Instant at, long reported, long closed) {
    LocalDate day = at.atZone(zone).toLocalDate();
    days.merge(
        day, new Day(reported, closed), (old, more) -> old.plus(more.reported(), more.closed()));
  }

  private static int digitsBelow(DivisionCode division) {
    return switch (division.value().length()) {
      case 0 -> 2;
      case 2 -> 4;
      case 4 -> 6;
      case 6 -> 9;
      case 9 -> 12;
      default -> 15;
    };
  }

  private static String key(By by, Fact event, int digits) {
    return switch (by) {
      case DIVISION -> {
        String code = event.division().value();
        yield code.length() <= digits ? code : code.substring(0, digits);
      }
      case HANDLER -> orEmpty(event.text(Reckoning.HANDLER));
      case CATEGORY -> orEmpty(event.text(Reckoning.CATEGORY));
    };
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
