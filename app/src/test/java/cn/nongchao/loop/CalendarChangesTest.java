package cn.nongchao.loop;

import static cn.nongchao.loop.LoopFixture.CITIZEN;
import static cn.nongchao.loop.LoopFixture.DISPATCHER;
import static cn.nongchao.loop.LoopFixture.GRID;
import static cn.nongchao.loop.LoopFixture.SQUAD;
import static cn.nongchao.loop.LoopFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.OnDatabase;
import cn.nongchao.loop.LoopFixture.Step;
import cn.nongchao.loop.OfficeHours.Span;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** Days and hours of the office change while something is under way (docs/adr/0021). */
@SpringBootTest(
    properties = {
      "nongchao.escalation-delay=PT24H",
      "spring.main.allow-bean-definition-overriding=true"
    })
@Import(LoopFixture.Beans.class)
class CalendarChangesTest extends OnDatabase {

  /** The Thursday on which everything begins, at 9 in the morning. */
  private static final LocalDate TODAY = LocalDate.of(2026, 4, 9);

  private static final OfficeHours SHORT =
      new OfficeHours(TODAY, "夏季作息", span(9, 12), span(14, 17), Set.of(DayOfWeek.FRIDAY));

  @Autowired Loops loops;
  @Autowired OfficeTimes times;
  @Autowired CalendarDays days;
  @Autowired LoopFixture.StillClock clock;

  @BeforeEach
  void beginAgain() {
    clock.set(START);
  }

  @AfterEach
  void asItWas() {
    clock.set(START);
    for (OfficeHours one : times.all()) times.withdraw(one.since(), DISPATCHER.id()).orThrow();
    days.set(TODAY.plusDays(1), null, "", DISPATCHER).orThrow();
  }

  private static Span span(int from, int to) {
    return new Span(LocalTime.of(from, 0), LocalTime.of(to, 0));
  }

  private static Instant at(String local) {
    return LocalDateTime.parse("2026-" + local).atZone(LoopFixture.ZONE).toInstant();
  }

  private Loop opened() {
    return loops.open(LoopFixture.opening(GRID), Actor.of(CITIZEN)).orThrow();
  }

  private Loop moved(Loop loop, Move move) {
    MoveOrder order = MoveOrder.of(Ids.next(), loop, move, "");
    if (move == Step.SENT) order = order.to(SQUAD, null);
    return loops.move(order, Actor.of(DISPATCHER)).orThrow();
  }

  @Test
  void aDeadlineThatWasSetStaysAndThoseSetAfterwardsGoByTheNewDaysAndHours() {
    Loop before = opened(); // 4 working hours; 3 working days in all
    times.declare(SHORT, DISPATCHER.id()).orThrow();
    days.set(TODAY.plusDays(1), false, "停电", DISPATCHER).orThrow();

    Loop kept = loops.find(before.id()).orElseThrow();
    assertThat(kept.stageDue()).isEqualTo(at("04-09T14:30")).isEqualTo(before.stageDue());
    assertThat(kept.due()).isEqualTo(at("04-14T09:00")).isEqualTo(before.due());
    Loop sent = moved(kept, Step.SENT);
    assertThat(sent.due()).as("the whole stays as promised").isEqualTo(before.due());
    assertThat(sent.stageDue()).as("the next stage").isEqualTo(at("04-09T17:00"));
    Loop after = opened();
    assertThat(after.stageDue()).isEqualTo(at("04-09T15:00"));
    assertThat(after.due()).isEqualTo(at("04-14T17:00"));
  }

  @Test
  void whatIsLeftAtAPauseRunsOutByTheDaysAndHoursOfThen() {
    Loop resting = moved(opened(), Step.RESTED);
    var tomorrow =
        new OfficeHours(TODAY.plusDays(1), "", SHORT.morning(), SHORT.afternoon(), Set.of());
    times.declare(tomorrow, DISPATCHER.id()).orThrow();
    clock.set(at("04-13T09:00")); // a Monday
    assertThat(moved(resting, Step.WOKEN).stageDue()).isEqualTo(at("04-13T15:00"));
  }

  @Test
  void workingHoursAreHoursAndWorkingDaysAreDaysHoweverLong() {
    var calendar = new WorkCalendar(Map.of(), List.of(SHORT), LoopFixture.ZONE);
    assertThat(calendar.plus(at("04-08T16:00"), Allowance.workingHours(4)))
        .as("two hours by the hours of before, two by those of the day")
        .isEqualTo(at("04-09T11:00"));
    assertThat(calendar.plus(at("04-09T09:00"), Allowance.workdays(1)))
        .isEqualTo(at("04-09T17:00"));
    assertThat(calendar.plus(at("04-09T10:30"), Allowance.workdays(1)))
        .as("a quarter of the next day after the half of Friday and three quarters of Thursday")
        .isEqualTo(at("04-10T10:30"));
    assertThat(calendar.plus(at("04-10T09:00"), Allowance.workdays(1)))
        .as("half of it is Friday's, the other half Monday's")
        .isEqualTo(at("04-13T12:00"));
    Instant start = at("04-09T09:17");
    for (int day = 1; day < 9; day++) {
      Allowance time = Allowance.workdays(day);
      Instant end = calendar.plus(start, time);
      assertThat(calendar.spent(start, end, time.count())).isEqualTo(time.time());
      assertThat(calendar.minus(end, time.time(), time.count())).isEqualTo(start);
    }
  }

  @Test
  void hoursOfThePastAreNotRewritten() {
    LocalDate yesterday = TODAY.minusDays(1);
    var wish = new OfficeHours(yesterday, "", span(9, 12), null, Set.of());
    assertThat(times.declare(wish, DISPATCHER.id())).isInstanceOf(Outcome.Refused.class);
    times.declare(SHORT, DISPATCHER.id()).orThrow();
    clock.set(at("04-13T09:00"));
    assertThat(times.withdraw(TODAY, DISPATCHER.id())).isInstanceOf(Outcome.Refused.class);
    assertThat(times.during(2026)).containsExactly(OfficeHours.USUAL, SHORT);
    assertThat(times.during(2027)).containsExactly(SHORT);
    assertThat(times.during(2025)).containsExactly(OfficeHours.USUAL);
  }
}
