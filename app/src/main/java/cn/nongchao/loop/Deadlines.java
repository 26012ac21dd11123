package cn.nongchao.loop;

import cn.nongchao.loop.Allowance.Count;
import cn.nongchao.loop.LifeCycle.ClockState;
import cn.nongchao.loop.LifeCycle.Place;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one loop: when its stage and its whole life run out, and what a pause keeps.
 *
 * @param total the whole life's allowance; null without limit
 * @param countedFrom since when the whole counts: the opening or the last reopening, moved on by
 *     pauses
 * @param pausedStageDue the stage's deadline as it stood when the clock stopped
 * @param pausedDue the whole's deadline as it stood when the clock stopped
 */
record Deadlines(
    @Nullable Allowance total,
    Instant countedFrom,
    @Nullable Instant stageDue,
    @Nullable Instant due,
    @Nullable Instant pausedAt,
    @Nullable String pausedFrom,
    @Nullable Instant pausedStageDue,
    @Nullable Instant pausedDue,
    @Nullable Instant closedAt) {

  static Deadlines opened(
      Instant at, Place place, @Nullable Allowance total, WorkCalendar calendar) {
    return new Deadlines(
        total,
        at,
        after(at, place.allowance(), calendar),
        after(at, total, calendar),
        null,
        null,
        null,
        null,
        place.clock() == ClockState.ENDED ? at : null);
  }

  /** Entering a stage from {@code from}. */
  Deadlines entered(Instant at, String from, Place place, WorkCalendar calendar) {
    return switch (place.clock()) {
      case STOPS -> new Deadlines(total, countedFrom, null, null, at, from, stageDue, due, null);
      case ENDED ->
          new Deadlines(
              total, moved(at, calendar), null, dueAt(at, calendar), null, null, null, null, at);
      case RUNS -> {
        Instant stage = stageDueIn(at, place, calendar);
        // Reopened: the second try has the whole time again, or nobody would be on time twice.
        yield closedAt != null
            ? running(at, stage, after(at, total, calendar))
            : running(moved(at, calendar), stage, dueAt(at, calendar));
      }
    };
  }

  /** With another allowance for the whole; what was paused before stays uncounted. */
  Deadlines allowed(Allowance whole, WorkCalendar calendar) {
    Allowance limit = whole.equals(Allowance.UNLIMITED) ? null : whole;
    Instant end = after(countedFrom, limit, calendar);
    return new Deadlines(
        limit,
        countedFrom,
        stageDue,
        pausedAt == null ? end : due,
        pausedAt,
        pausedFrom,
        pausedStageDue,
        pausedAt == null ? pausedDue : end,
        closedAt);
  }

  private Deadlines running(Instant from, @Nullable Instant stage, @Nullable Instant whole) {
    return new Deadlines(total, from, stage, whole, null, null, null, null, null);
  }

  /** Since when the whole counts, once a pause ends at {@code at}. */
  private Instant moved(Instant at, WorkCalendar calendar) {
    if (pausedAt == null) return countedFrom;
    Count count = count(total);
    return calendar.minus(at, calendar.spent(countedFrom, pausedAt, count), count);
  }

  private @Nullable Instant stageDueIn(Instant at, Place place, WorkCalendar calendar) {
    boolean resumed = place.stage().name().equals(pausedFrom);
    if (!resumed || pausedAt == null || pausedStageDue == null) {
      return after(at, place.allowance(), calendar);
    }
    return calendar.resumed(pausedStageDue, pausedAt, at, count(place.allowance()));
  }

  private @Nullable Instant dueAt(Instant at, WorkCalendar calendar) {
    if (pausedAt == null || pausedDue == null) return due;
    return calendar.resumed(pausedDue, pausedAt, at, count(total));
  }

  private static Count count(@Nullable Allowance allowance) {
    return allowance == null ? Count.WORKING_HOURS : allowance.count();
  }

  private static @Nullable Instant after(
      Instant at, @Nullable Allowance allowance, WorkCalendar calendar) {
    return allowance == null ? null : calendar.plus(at, allowance);
  }

  static @Nullable Allowance allowance(@Nullable Integer minutes, boolean working) {
    return minutes == null ? null : new Allowance(Duration.ofMinutes(minutes), working);
  }
}
