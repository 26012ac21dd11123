package cn.nongchao.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.loop.LifeCycle.ClockState;
import cn.nongchao.loop.LifeCycle.Place;
import cn.nongchao.loop.LoopFixture.Spot;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The clock of a loop, over a week without holidays that begins on Monday 2026-11-23. A working day
 * is 8:30–12:00 and 13:30–18:00.
 */
class DeadlinesTest {

  private static final WorkCalendar CALENDAR = new WorkCalendar(Map.of(), LoopFixture.ZONE);
  private static final Allowance HOURS = Allowance.hours(48);

  private static Instant at(int day, int hour) {
    return LocalDateTime.of(2026, 11, day, hour, 0).atZone(LoopFixture.ZONE).toInstant();
  }

  private static Place runs(Spot spot, @Nullable Allowance allowance) {
    return new Place(spot, allowance, ClockState.RUNS);
  }

  private static final Place ARRIVED = runs(Spot.ARRIVED, Allowance.workingHours(4));
  private static final Place SENT = runs(Spot.SENT, Allowance.workdays(1));
  private static final Place RESTING = new Place(Spot.RESTING, null, ClockState.STOPS);
  private static final Place DONE = new Place(Spot.DELIVERED, null, ClockState.ENDED);

  private static Deadlines opened(@Nullable Allowance total) {
    return Deadlines.opened(at(23, 9), ARRIVED, total, CALENDAR);
  }

  private static Deadlines entered(Deadlines from, Instant at, Place left, Place place) {
    return from.entered(at, left.stage().name(), place, CALENDAR);
  }

  private static void check(
      Deadlines it, @Nullable Instant stageDue, @Nullable Instant due, @Nullable Instant closed) {
    assertThat(it.stageDue()).isEqualTo(stageDue);
    assertThat(it.due()).isEqualTo(due);
    assertThat(it.closedAt()).isEqualTo(closed);
  }

  @Test
  void stageAndWholeBeginAtTheOpening() {
    check(opened(Allowance.workdays(2)), at(23, 9).plusSeconds(19_800), at(25, 9), null);
    check(opened(HOURS), at(23, 9).plusSeconds(19_800), at(25, 9), null);
    check(opened(null), at(23, 9).plusSeconds(19_800), null, null);
    check(Deadlines.opened(at(23, 9), DONE, HOURS, CALENDAR), null, at(25, 9), at(23, 9));
    check(
        Deadlines.opened(at(23, 9), runs(Spot.ARRIVED, null), HOURS, CALENDAR),
        null,
        at(25, 9),
        null);
  }

  @Test
  void aNewStageHasItsOwnTimeAndTheWholeGoesOn() {
    Deadlines sent = entered(opened(HOURS), at(23, 11), ARRIVED, SENT);
    check(sent, at(24, 11), at(25, 9), null);
    assertThat(sent.countedFrom()).isEqualTo(at(23, 9));
  }

  @Test
  void aPauseKeepsWhatWasLeftInWorkingTimeOrInAllHours() {
    Deadlines whole = entered(opened(Allowance.workdays(2)), at(23, 10), ARRIVED, RESTING);
    check(whole, null, null, null);
    assertThat(whole.pausedAt()).isEqualTo(at(23, 10));
    assertThat(whole.pausedFrom()).isEqualTo("ARRIVED");
    // One working hour was used; on Thursday 14:00 three of the stage and 15 of the whole are left.
    Deadlines back = entered(whole, at(26, 14), RESTING, ARRIVED);
    check(back, at(26, 17), at(30, 11).plusSeconds(1800), null);
    assertThat(back.pausedAt()).isNull();
    assertThat(back.countedFrom()).isEqualTo(at(26, 11).plusSeconds(1800));

    Deadlines hours = entered(opened(HOURS), at(23, 10), ARRIVED, RESTING);
    Deadlines on = entered(hours, at(26, 14), RESTING, ARRIVED);
    check(on, at(26, 17), at(28, 13), null);
    assertThat(on.countedFrom()).isEqualTo(at(26, 13));
  }

  @Test
  void aStageCountedInAllHoursRestsInAllHours() {
    Place hourly = runs(Spot.ARRIVED, Allowance.hours(4));
    Deadlines begun = Deadlines.opened(at(23, 9), hourly, null, CALENDAR);
    Deadlines resting = entered(begun, at(23, 10), hourly, RESTING);
    check(entered(resting, at(26, 17), RESTING, hourly), at(26, 20), null, null);
    // Without a whole, working time is what counts for one given later.
    assertThat(entered(resting, at(26, 14), RESTING, hourly).countedFrom())
        .isEqualTo(at(26, 11).plusSeconds(1800));
  }

  @Test
  void anotherStageThanTheOneLeftBeginsAnew() {
    Deadlines resting = entered(opened(HOURS), at(23, 10), ARRIVED, RESTING);
    check(entered(resting, at(26, 15), RESTING, SENT), at(27, 15), at(28, 14), null);
    // The one left again, with nothing of a pause left over.
    Deadlines sent = entered(resting, at(26, 15), RESTING, SENT);
    check(entered(sent, at(26, 16), SENT, SENT), at(27, 16), at(28, 14), null);
    // What had no limit when the clock stopped has one now: from now.
    Place free = runs(Spot.ARRIVED, null);
    Deadlines limitless =
        entered(Deadlines.opened(at(23, 9), free, null, CALENDAR), at(23, 10), free, RESTING);
    check(
        entered(limitless, at(26, 9), RESTING, ARRIVED), at(26, 14).plusSeconds(1800), null, null);
    // And what had one has none any more.
    Deadlines limited = entered(opened(null), at(23, 10), ARRIVED, RESTING);
    check(entered(limited, at(26, 15), RESTING, free), at(26, 18), null, null);
  }

  @Test
  void anEndKeepsTheWholesDeadlineAlsoOutOfAPause() {
    check(entered(opened(HOURS), at(24, 9), ARRIVED, DONE), null, at(25, 9), at(24, 9));
    check(entered(opened(null), at(24, 9), ARRIVED, DONE), null, null, at(24, 9));
    Deadlines resting = entered(opened(HOURS), at(23, 10), ARRIVED, RESTING);
    check(entered(resting, at(26, 15), RESTING, DONE), null, at(28, 14), at(26, 15));
    Deadlines limitless = entered(opened(null), at(23, 10), ARRIVED, RESTING);
    check(entered(limitless, at(26, 15), RESTING, DONE), null, null, at(26, 15));
  }

  @Test
  void aSecondTryHasTheWholeTimeAgain() {
    Deadlines done = entered(opened(HOURS), at(24, 9), ARRIVED, DONE);
    Deadlines again = entered(done, at(26, 9), DONE, ARRIVED);
    check(again, at(26, 14).plusSeconds(1800), at(28, 9), null);
    assertThat(again.countedFrom()).isEqualTo(at(26, 9));
  }

  @Test
  void anotherWholeCountsFromTheBeginningAndLeavesPausesOut() {
    check(
        opened(HOURS).allowed(Allowance.hours(72), CALENDAR),
        at(23, 9).plusSeconds(19_800),
        at(26, 9),
        null);
    Deadlines unlimited = opened(HOURS).allowed(Allowance.UNLIMITED, CALENDAR);
    check(unlimited, at(23, 9).plusSeconds(19_800), null, null);
    assertThat(unlimited.total()).isNull();
    Deadlines resting = entered(opened(HOURS), at(23, 10), ARRIVED, RESTING);
    Deadlines more = resting.allowed(Allowance.hours(72), CALENDAR);
    check(more, null, null, null);
    check(entered(more, at(26, 15), RESTING, ARRIVED), at(26, 18), at(29, 14), null);
    assertThat(opened(HOURS).allowed(HOURS, CALENDAR).pausedDue()).isNull();
  }

  @Test
  void aStoredAllowanceIsReadAsItWas() {
    assertThat(Deadlines.allowance(null, true)).isNull();
    assertThat(Deadlines.allowance(480, true)).isEqualTo(Allowance.workdays(1));
    assertThat(Deadlines.allowance(30, false)).isEqualTo(Allowance.minutes(30));
  }
}
