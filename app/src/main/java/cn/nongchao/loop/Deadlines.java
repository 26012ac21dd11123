package cn.nongchao.loop;

import cn.nongchao.loop.LifeCycle.ClockState;
import cn.nongchao.loop.LifeCycle.Place;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one loop: when its stage and its whole life run out, and what a pause keeps.
 *
 * @param total the whole life's allowance; null without limit
 * @param pausedStageDue the stage's deadline as it stood when the clock stopped
 * @param pausedDue the whole's deadline as it stood when the clock stopped
 */
record Deadlines(
    @Nullable Allowance total,
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
      case STOPS -> new Deadlines(total, null, null, at, from, stageDue, due, null);
      case ENDED -> new Deadlines(total, null, dueAt(at, calendar), null, null, null, null, at);
      case RUNS -> {
        // Reopened: the second try has the whole time again, or nobody would be on time twice.
        Instant whole = closedAt != null ? after(at, total, calendar) : dueAt(at, calendar);
        yield running(stageDueIn(at, place, calendar), whole);
      }
    };
  }

  Deadlines allowed(Allowance whole, Instant openedAt, WorkCalendar calendar) {
    Instant end = calendar.plus(openedAt, whole);
    return new Deadlines(
        whole,
        stageDue,
        pausedAt == null ? end : due,
        pausedAt,
        pausedFrom,
        pausedStageDue,
        pausedAt == null ? pausedDue : end,
        closedAt);
  }

  private Deadlines running(@Nullable Instant stage, @Nullable Instant whole) {
    return new Deadlines(total, stage, whole, null, null, null, null, null);
  }

  private @Nullable Instant stageDueIn(Instant at, Place place, WorkCalendar calendar) {
    boolean resumed = pausedAt != null && place.stage().name().equals(pausedFrom);
    if (!resumed || pausedStageDue == null) return after(at, place.allowance(), calendar);
    boolean working = place.allowance() == null || place.allowance().working();
    return calendar.resumed(pausedStageDue, pausedAt, at, working);
  }

  private @Nullable Instant dueAt(Instant at, WorkCalendar calendar) {
    if (pausedAt == null || pausedDue == null) return pausedAt == null ? due : pausedDue;
    return calendar.resumed(pausedDue, pausedAt, at, total == null || total.working());
  }

  private static @Nullable Instant after(
      Instant at, @Nullable Allowance allowance, WorkCalendar calendar) {
    return allowance == null ? null : calendar.plus(at, allowance);
  }

  static @Nullable Allowance allowance(@Nullable Integer minutes, boolean working) {
    return minutes == null ? null : new Allowance(Duration.ofMinutes(minutes), working);
  }
}
