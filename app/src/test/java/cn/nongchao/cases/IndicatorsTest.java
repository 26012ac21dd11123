package cn.nongchao.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.nongchao.OnDatabase;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Allowance;
import cn.nongchao.loop.History;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopFacts;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Move;
import cn.nongchao.loop.MoveOrder;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Indicators of past periods, each test in a village of its own. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "nongchao.background=false")
class IndicatorsTest extends OnDatabase {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final OrganisationId SQUAD = OrganisationId.next();

  @Autowired PastEvents past;
  @Autowired Indicators indicators;
  @Autowired LoopFacts facts;
  @Autowired Settings settings;
  @Autowired Loops loops;

  static Instant day(int month, int day, int hour) {
    return LocalDateTime.of(2026, month, day, hour, 0).atZone(ZONE).toInstant();
  }

  static Indicators.Period month(int month) {
    LocalDate first = LocalDate.of(2026, month, 1);
    return new Indicators.Period(first, first.plusMonths(1).minusDays(1));
  }

  private Figures figures(int month, String village) {
    return indicators.of(month(month), Indicators.Scope.within(new DivisionCode(village)), null);
  }

  /** An event reported at 8:00 with so many days until due, closed at a moment or still handled. */
  static PastEvent event(String village, Instant opened, int days, @Nullable Instant closed) {
    LoopId id = LoopId.next();
    Report report =
        Report.of(id, Channel.IMPORT, "垃圾堆放", new DivisionCode(village))
            .from("test", id.toString());
    List<History.Step> steps = new ArrayList<>();
    Instant next = opened.plus(Duration.ofHours(1));
    steps.add(step(EventMove.TRIAGED, next, Map.of(), null));
    steps.add(step(EventMove.DISPATCHED, next, Map.of(), SQUAD));
    steps.add(step(EventMove.ACCEPTED, next, Map.of(), null));
    if (closed != null) {
      steps.add(step(EventMove.HANDLED, closed, Map.of("disposition", "MANAGE"), null));
      steps.add(step(EventMove.PASSED, closed, Map.of(), null));
      steps.add(step(EventMove.CLOSED, closed, Map.of(), null));
    }
    return new PastEvent(report, opened, new Allowance(Duration.ofDays(days), false), steps);
  }

  private static PastEvent declined(String village, Instant opened) {
    PastEvent one = event(village, opened, 3, null);
    return new PastEvent(
        one.report(),
        opened,
        one.total(),
        List.of(step(EventMove.DECLINED, opened.plusSeconds(60), Map.of(), null)));
  }

  private static History.Step step(
      Move move, Instant at, Map<String, String> data, @Nullable OrganisationId handler) {
    return new History.Step(Ids.next(), move, at, "如实记录", data, handler);
  }

  private LoopId take(PastEvent event) {
    assertThat(past.takeIn("test", List.of(event), Map.of()).getFirst().orThrow()).isTrue();
    return event.report().id();
  }

  private void move(LoopId id, Move move, Instant at, Map<String, String> data) {
    Loop loop = loops.find(id).orElseThrow();
    MoveOrder order =
        MoveOrder.of(Ids.next(), loop, move, "如实记录")
            .with(data)
            .to(move == EventMove.DISPATCHED ? SQUAD : null, null);
    loops.move(order, new Actor.Automatic("test", at)).orThrow();
  }

  /** “本月” runs to today; what falls due behind it was not told before its last day. */
  @Test
  void theMonthThatRunsTellsWhatFallsDueUntilItsEnd() {
    String village = "330114003309";
    Instant opened = day(5, 1, 8);
    take(event(village, opened, 5, day(5, 5, 8)));
    take(event(village, opened, 5, day(5, 8, 8)));
    take(event(village, opened, 5, null));
    take(event(village, opened, 25, null));
    take(event(village, opened, 25, day(5, 20, 8))); // not yet, as of the day
    take(event(village, opened, 35, null)); // due in June
    take(declined(village, opened));
    var then =
        new Indicators(facts, Clock.fixed(day(5, 10, 12), ZONE), settings)
            .running(Indicators.Scope.within(new DivisionCode(village)), null);
    assertThat(then)
        .isEqualTo(
            new Indicators.Running(
                LocalDate.of(2026, 5, 1), LocalDate.of(2026, 5, 31), 5, 2, 1, 3, 1));
  }

  /**
   * The month a city published: 1,054 received, 996 filed, 972 due, 911 closed, 737 of them on
   * time, hence 93.72 % and 75.82 % (天门, December 2016).
   */
  @Test
  void theWorkedExample() {
    String village = "330114003301";
    List<PastEvent> all = new ArrayList<>();
    Instant opened = day(3, 10, 8);
    for (int i = 0; i < 737; i++) all.add(event(village, opened, 5, day(3, 15, 8)));
    for (int i = 0; i < 174; i++) all.add(event(village, opened, 5, day(3, 15, 9)));
    for (int i = 0; i < 61; i++) all.add(event(village, opened, 5, null));
    for (int i = 0; i < 24; i++) all.add(event(village, opened, 30, null)); // due in April
    for (int i = 0; i < 58; i++) all.add(declined(village, opened));
    past.takeIn("test", all, Map.of()).forEach(taken -> assertThat(taken.orThrow()).isTrue());
    Figures march = figures(3, village);
    assertThat(march.reported()).isEqualTo(1054);
    assertThat(march.filed()).isEqualTo(996);
    assertThat(march.due()).isEqualTo(972);
    assertThat(march.closed()).isEqualTo(911);
    assertThat(march.onTime()).isEqualTo(737);
    assertThat(FiguresInWords.percent(march.closingRate())).isEqualTo("93.72 %");
    assertThat(FiguresInWords.percent(march.onTimeRate())).isEqualTo("75.82 %");
    assertThat(figures(4, village).due()).isEqualTo(24);
  }

  @Test
  void whatHappensLaterDoesNotChangeAnEarlierPeriod() {
    String village = "330114003302";
    LoopId id = take(event(village, day(3, 10, 8), 5, day(3, 12, 8)));
    move(id, EventMove.RATED, day(3, 13, 8), Map.of("rating", "5"));
    Figures before = figures(3, village);
    assertThat(before.onTime()).isEqualTo(1);
    assertThat(before.meanRating()).isEqualTo(5.0);
    assertThat(before.mix()).isEqualTo("10.0:0.0:0.0");
    move(id, EventMove.REOPENED, day(4, 2, 8), Map.of());
    assertThat(figures(3, village)).isEqualTo(before);
    Figures april = figures(4, village);
    assertThat(april.reopened()).isEqualTo(1);
    assertThat(april.due()).isEqualTo(1); // the second try has its time again
    assertThat(april.closed()).isZero();
    // Asked with all that is known now, the event of March is open again.
    Figures now =
        indicators.of(
            month(3), Indicators.Scope.within(new DivisionCode(village)), null, day(5, 1, 0));
    assertThat(now.closedWithin()).isZero();
  }

  @Test
  void dispatchReworkAndDuplicatesAreCounted() {
    String village = "330114003303";
    LoopId straight = take(event(village, day(3, 10, 8), 5, day(3, 12, 8)));
    LoopId wrong = take(event(village, day(3, 10, 8), 5, null));
    move(wrong, EventMove.DISPATCHED, day(3, 10, 11), Map.of());
    move(wrong, EventMove.ACCEPTED, day(3, 10, 12), Map.of());
    move(wrong, EventMove.HANDLED, day(3, 11, 8), Map.of("disposition", "ENFORCE"));
    move(wrong, EventMove.FAILED, day(3, 11, 9), Map.of());
    PastEvent third = event(village, day(3, 10, 8), 5, null);
    LoopId same = take(new PastEvent(third.report(), third.opened(), third.total(), List.of()));
    move(same, EventMove.MERGED, day(3, 10, 9), Map.of("into", straight.toString()));
    Figures march = figures(3, village);
    assertThat(march.reported()).isEqualTo(3);
    assertThat(march.dispatched()).isEqualTo(2);
    assertThat(march.accurateRate()).isEqualTo(0.5);
    assertThat(march.reworkRate()).isEqualTo(0.5);
    assertThat(march.duplicateRate()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(march.due()).isEqualTo(2); // what was merged is nobody's debt
  }

  @Test
  void aScopeCountsItsPlacesAndItsHands() {
    String village = "330114003304";
    take(event(village, day(3, 10, 8), 5, day(3, 12, 8)));
    DivisionCode place = new DivisionCode(village);
    assertThat(figures(3, "330114003305").reported()).isZero();
    assertThat(indicators.of(month(3), new Indicators.Scope(place, SQUAD), null).reported())
        .isEqualTo(1);
    assertThat(
            indicators
                .of(month(3), new Indicators.Scope(place, OrganisationId.next()), null)
                .reported())
        .isZero();
    Indicators.Result report =
        indicators.report(
            month(3), Indicators.Scope.within(new DivisionCode("330114003")), null, day(4, 1, 0));
    assertThat(report.lines().get(Indicators.By.DIVISION).get(village).closed()).isEqualTo(1);
    assertThat(report.days().get(LocalDate.of(2026, 3, 12)).closed()).isPositive();
  }
}
