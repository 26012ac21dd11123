package cn.nongchao.cases;

import static cn.nongchao.cases.IndicatorsTest.SQUAD;
import static cn.nongchao.cases.IndicatorsTest.day;
import static cn.nongchao.cases.IndicatorsTest.event;
import static cn.nongchao.cases.IndicatorsTest.month;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.OnDatabase;
import cn.nongchao.cases.Indicators.By;
import cn.nongchao.cases.Indicators.Period;
import cn.nongchao.cases.Indicators.Result;
import cn.nongchao.cases.Indicators.Scope;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Slice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Figures by place, hands, category and day, and the events behind them; in a place nobody has. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "nongchao.background=false")
class BreakdownsTest extends OnDatabase {

  @Autowired PastEvents past;
  @Autowired Indicators indicators;

  /** A street of this test's own, among ten thousand times ten thousand. */
  private final String street = "9" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);

  private final String grid = street + "001001";
  private final Viewer desk = over(street);

  private static Viewer over(String place) {
    Grant grant = Grant.within(CasesRoles.DISPATCHER, new DivisionCode(place));
    return new Viewer(PersonId.next(), "台", null, List.of(grant), "test");
  }

  private LoopId take(String place, Instant opened, @Nullable Instant closed) {
    return take(event(place, opened, 5, closed));
  }

  private LoopId take(PastEvent event) {
    assertThat(past.takeIn("test", List.of(event), Map.of()).getFirst().orThrow()).isTrue();
    return event.report().id();
  }

  private static Scope within(String place) {
    return Scope.within(new DivisionCode(place));
  }

  private Result march(String place, @Nullable Viewer viewer) {
    return indicators.report(month(3), within(place), viewer, day(4, 1, 0));
  }

  @Test
  void eachPlaceIsBrokenDownIntoThoseJustBelow() {
    take(grid, day(3, 10, 8), null);
    int[] levels = {0, 2, 4, 6, 9, 12, 15, 15};
    for (int i = 0; i < 7; i++) {
      Map<String, Figures> lines =
          march(grid.substring(0, levels[i]), null).lines().get(By.DIVISION);
      assertThat(lines)
          .as("below %d digits", levels[i])
          .containsKey(grid.substring(0, levels[i + 1]));
    }
    take(street, day(3, 10, 8), null);
    assertThat(march(street, null).lines().get(By.DIVISION))
        .containsOnlyKeys(street, street + "001");
  }

  @Test
  void handsAndCategoryAreThoseKnownThen() {
    take(grid, day(3, 10, 8), null);
    PastEvent fresh = event(grid, day(3, 10, 8), 5, null);
    take(new PastEvent(fresh.report(), fresh.opened(), fresh.total(), List.of()));
    Map<By, Map<String, Figures>> lines = march(street, null).lines();
    assertThat(lines.get(By.HANDLER)).containsOnlyKeys(SQUAD.toString(), "");
    assertThat(lines.get(By.HANDLER).get(SQUAD.toString()).reported()).isEqualTo(1);
    assertThat(lines.get(By.CATEGORY)).containsOnlyKeys("");
    assertThat(lines.get(By.CATEGORY).get("").reported()).isEqualTo(2);
    assertThat(indicators.of(month(3), within(street), null).reported()).isEqualTo(2);
    assertThat(indicators.of(month(3), new Scope(new DivisionCode(street), SQUAD), null).reported())
        .isEqualTo(1);
    OrganisationId other = OrganisationId.next();
    assertThat(indicators.of(month(3), new Scope(new DivisionCode(street), other), null).reported())
        .isZero();
  }

  @Test
  void aDayCountsWhatWasReportedAndWhatWasClosedOnIt() {
    take(grid, day(3, 10, 0), day(3, 12, 8));
    take(grid, day(3, 10, 23), day(3, 10, 23).plusSeconds(3600));
    take(grid, day(2, 20, 8), day(3, 12, 9));
    Result march = march(street, null);
    assertThat(march.days())
        .containsOnly(
            Map.entry(LocalDate.of(2026, 3, 10), new Indicators.Day(2, 0)),
            Map.entry(LocalDate.of(2026, 3, 11), new Indicators.Day(0, 1)),
            Map.entry(LocalDate.of(2026, 3, 12), new Indicators.Day(0, 2)));
    assertThat(march.all().reported()).isEqualTo(2);
    assertThat(march.all().closedWithin()).isEqualTo(3);
    assertThat(march.asOf()).isEqualTo(day(4, 1, 0));
    assertThat(indicators.of(month(3), within(street), null)).isEqualTo(march.all());
  }

  @Test
  void nobodyCountsWhatTheyMayNotSee() {
    take(grid, day(3, 10, 8), null);
    Viewer away = over("12");
    assertThat(march(street, desk).all().reported()).isEqualTo(1);
    assertThat(march(street, away).all().reported()).isZero();
    assertThat(indicators.of(month(3), within(street), away).reported()).isZero();
    assertThat(behind(away, null, "", null).items()).isEmpty();
  }

  private Slice<LoopId> behind(Viewer viewer, @Nullable By by, String key, @Nullable LoopId after) {
    return indicators.behind(
        Counted.REPORTED, by, key, month(3), within(street), viewer, day(4, 1, 0), after, 2);
  }

  @Test
  void theEventsBehindAFigureComeByAgeAndPageByPage() {
    List<LoopId> all =
        Stream.of(grid, street + "002001", street + "001002")
            .map(place -> take(place, day(3, 10, 8), null))
            .sorted(Comparator.comparing(LoopId::toString))
            .toList();
    take(grid, day(2, 10, 8), null);
    Slice<LoopId> first = behind(desk, null, "", null);
    assertThat(first.items()).isEqualTo(all.subList(0, 2));
    assertThat(first.next()).isEqualTo(all.get(1).toString());
    Slice<LoopId> second = behind(desk, null, "", all.get(1));
    assertThat(second.items()).isEqualTo(all.subList(2, 3));
    assertThat(second.next()).isNull();
    assertThat(behind(desk, By.DIVISION, street + "001", null).items()).hasSize(2);
    assertThat(behind(desk, By.DIVISION, street + "002", null).items()).hasSize(1);
    assertThat(behind(desk, By.HANDLER, SQUAD.toString(), null).items()).hasSize(2);
    assertThat(behind(desk, By.HANDLER, "", null).items()).isEmpty();
  }

  @Test
  void aPeriodHasBothItsDaysAndIsKnownAtItsEnd() {
    LocalDate ten = LocalDate.of(2026, 3, 10);
    assertThatThrownBy(() -> new Period(ten, ten.minusDays(1))).hasMessageContaining("is before");
    take(grid, day(3, 10, 0), null);
    take(grid, day(3, 11, 0).minusMillis(1), null);
    take(grid, day(3, 11, 0), null);
    Period day = new Period(ten, ten);
    assertThat(indicators.of(day, within(street), null).reported()).isEqualTo(2);
    assertThat(indicators.knownAt(day)).isEqualTo(day(3, 11, 0));
    Instant before = Instant.now();
    Instant known = indicators.knownAt(new Period(ten, LocalDate.of(9999, 1, 1)));
    assertThat(known).isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
  }
}
