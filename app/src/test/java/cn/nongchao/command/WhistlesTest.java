package cn.nongchao.command;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.command.WhistleLife.WhistleStage;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.MoveOrder;
import cn.nongchao.loop.Step;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 街道吹哨，部门报到 through the facade: who may call whom, how a unit reports in, how a call ends. */
class WhistlesTest {

  private static final Whistles WHISTLES = RunningApp.bean(Whistles.class);
  private static final Loops LOOPS = RunningApp.bean(Loops.class);
  private static final Division PLACE = grids().getFirst();
  private static final double LAT = PLACE.lat();
  private static final double LON = PLACE.lon();

  private final Viewer desk = Cast.newcomer(CasesRoles.DISPATCHER).viewer();
  private final Cast.Member first = Cast.newcomer(CasesRoles.OFFICER);
  private final Cast.Member second = Cast.newcomer(LoopRoles.SQUAD_LEADER);

  private static List<Division> grids() {
    return RunningApp.bean(Divisions.class).below(new DivisionCode(Cast.HOME), Division.Level.GRID);
  }

  private static Call call(Cast.Member... units) {
    return new Call(
        Ids.next(),
        "渣土倾倒需联合处置",
        "带执法记录仪",
        PLACE.code(),
        LAT,
        LON,
        300,
        30,
        null,
        Arrays.stream(units).map(unit -> new OrganisationId(unit.organisation())).toList());
  }

  private Call called() {
    return WHISTLES.call(call(first, second), desk).orThrow();
  }

  private static Whistles.Unit of(Call call, Cast.Member member) {
    return WHISTLES.units(call.id()).stream()
        .filter(unit -> new OrganisationId(member.organisation()).equals(unit.loop().handler()))
        .findFirst()
        .orElseThrow();
  }

  private static Outcome<Loop> reportsIn(Call call, Cast.Member member, Position position) {
    Loop loop = of(call, member).loop();
    return reportsIn(loop, Ids.next(), position, member.viewer());
  }

  private static Outcome<Loop> reportsIn(Loop loop, UUID entry, Position position, Viewer viewer) {
    return WHISTLES.reportIn(Step.of(entry, loop, ""), position, Actor.of(viewer));
  }

  private static Position measured(double lat, double lon) {
    return new Position(lat, lon, 10, null);
  }

  private static Position chosen(String grid) {
    return new Position(null, null, null, new DivisionCode(grid));
  }

  private static void refused(Outcome<?> outcome, String code, @Nullable String field) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused<?>) outcome).reasons())
        .anySatisfy(reason -> {
          assertThat(reason.code()).isEqualTo(code);
          assertThat(reason.field()).isEqualTo(field);
        });
  }

  @Test
  void eachUnitHasItsOwnWhistleAndItsOwnClock() {
    Call call = called();
    assertThat(WHISTLES.units(call.id()))
        .hasSize(2)
        .allSatisfy(unit -> {
          Loop loop = unit.loop();
          assertThat(loop.stage()).isEqualTo(WhistleStage.CALLED.name());
          assertThat(unit.arrival()).isNull();
          assertThat(Duration.between(loop.openedAt(), loop.stageDue()))
              .isEqualTo(Duration.ofMinutes(30));
        });
    reportsIn(call, first, measured(LAT, LON)).orThrow();
    assertThat(of(call, second).loop().stage()).isEqualTo(WhistleStage.CALLED.name());
  }

  @Test
  void whereAUnitReportsInIsComparedWithThePlaceCalledTo() {
    Call call = called();
    reportsIn(call, first, measured(LAT + 0.001, LON)).orThrow();
    Arrival near = of(call, first).arrival();
    assertThat(near.metres()).isBetween(110, 113);
    assertThat(near.inside()).isTrue();

    // Being far off is no refusal; it is kept and shown, and the caller may send the unit back.
    reportsIn(call, second, measured(LAT + 0.02, LON)).orThrow();
    Whistles.Unit far = of(call, second);
    assertThat(far.arrival().metres()).isBetween(2_200, 2_250);
    assertThat(far.arrival().inside()).isFalse();
    MoveOrder back =
        MoveOrder.of(Ids.next(), far.loop(), WhistleLife.WhistleMove.SENT_BACK, "人在两公里外，请到现场再报到");
    LOOPS.move(back, Actor.of(desk)).orThrow();
    reportsIn(call, second, measured(LAT, LON)).orThrow();
    assertThat(of(call, second).arrival().inside()).isTrue();
  }

  /** A call may name a grid alone; whoever is measured elsewhere is elsewhere. */
  @Test
  void aCallToAGridIsComparedWithTheGrid() {
    Call toGrid = WHISTLES.call(at(call(first), PLACE.code()), desk).orThrow();
    reportsIn(toGrid, first, measured(30.0, 120.0)).orThrow();
    Arrival nowhere = of(toGrid, first).arrival();
    assertThat(nowhere.inside()).isFalse();
    assertThat(nowhere.metres()).isGreaterThan(10_000);
  }

  @Test
  void withoutAPositionTheGridChosenCounts() {
    Call call = called();
    reportsIn(call, first, chosen(PLACE.code().value())).orThrow();
    assertThat(of(call, first).arrival().inside()).isTrue();
    reportsIn(call, second, chosen(grids().getLast().code().value())).orThrow();
    assertThat(of(call, second).arrival().inside()).isFalse();
    assertThat(of(call, second).arrival().metres()).isNull();
  }

  @Test
  void whatIsNoPlaceIsNoReport() {
    Call call = called();
    refused(reportsIn(call, first, new Position(null, null, null, null)), "bad-input", "position");
    refused(
        reportsIn(call, first, chosen(PLACE.code().parent().value() + "999")),
        "bad-input",
        "position");
    // A province holds every place called to, and says nothing.
    refused(reportsIn(call, first, chosen("33")), "bad-input", "position");
    assertThat(of(call, first).loop().stage()).isEqualTo(WhistleStage.CALLED.name());
    assertThat(of(call, first).arrival()).isNull();
  }

  @Test
  void reportingInTwiceIsReportingInOnce() {
    Call call = called();
    Loop before = of(call, first).loop();
    UUID entry = Ids.next();
    Viewer officer = first.viewer();
    Loop once = reportsIn(before, entry, measured(LAT, LON), officer).orThrow();
    Loop again = reportsIn(before, entry, measured(LAT + 0.02, LON), officer).orThrow();
    assertThat(again.version()).isEqualTo(once.version());
    assertThat(of(call, first).arrival().metres()).isZero();

    refused(reportsIn(before, Ids.next(), measured(LAT, LON), officer), "moved-first", null);
    refused(reportsIn(call, first, measured(LAT, LON)), "not-now", null);
  }

  @Test
  void onlyThoseCalledReportIn() {
    Call call = called();
    Loop whistle = of(call, first).loop();
    Cast.Member stranger = Cast.newcomer(CasesRoles.OFFICER);
    for (Cast.Member other : List.of(stranger, second)) {
      refused(
          reportsIn(whistle, Ids.next(), measured(LAT, LON), other.viewer()), "not-allowed", null);
    }
    assertThat(LOOPS.find(whistle.id(), stranger.viewer())).isEmpty();
    Step nowhere = new Step(Ids.next(), LoopId.next(), 1, "", List.of());
    refused(
        WHISTLES.reportIn(nowhere, measured(LAT, LON), Actor.of(first.viewer())),
        "not-found",
        null);
  }

  @Test
  void aCallThatIsNotWholeIsNone() {
    Cast.Member nobody = new Cast.Member(Ids.next(), "nobody", Ids.next());
    Call unknown = call(first, nobody);
    refused(WHISTLES.call(unknown, desk), "bad-input", "units");
    assertThat(WHISTLES.units(unknown.id())).isEmpty();
    refused(
        WHISTLES.call(call(first), Cast.elsewhere(CasesRoles.DISPATCHER).viewer()),
        "bad-input",
        "division");
    refused(WHISTLES.call(titled(call(first), "长".repeat(201)), desk), "bad-input", "title");
  }

  private static Call titled(Call call, String title) {
    return new Call(
        call.id(),
        title,
        call.note(),
        call.division(),
        call.lat(),
        call.lon(),
        call.radius(),
        call.minutes(),
        null,
        call.units());
  }

  /** Bodies of the street of the place, and those still active. */
  @Test
  void onlyBodiesOfThePlacesStreetAreCalled() {
    Cast.Member afar = Cast.elsewhere(CasesRoles.OFFICER);
    refused(WHISTLES.call(call(first, afar), desk), "bad-input", "units");
    RunningApp.bean(JdbcClient.class)
        .sql("update people.organisations set active = false where id = ?")
        .param(second.organisation())
        .update();
    refused(WHISTLES.call(call(first, second), desk), "bad-input", "units");
    WHISTLES.call(call(first), desk).orThrow();
  }

  /** A grid worker answers for their village, and calls to no other. */
  @Test
  void aGridWorkerCallsToTheirOwnVillage() {
    Division other =
        grids().stream()
            .filter(grid -> !grid.code().parent().equals(PLACE.code().parent()))
            .findFirst()
            .orElseThrow();
    Viewer worker = overVillage(PLACE.code().parent());
    WHISTLES.call(call(first), worker).orThrow();
    refused(WHISTLES.call(at(call(first), other.code()), worker), "bad-input", "division");
    refused(
        WHISTLES.call(at(call(first), new DivisionCode(Cast.HOME)), worker),
        "bad-input",
        "division");
  }

  private static Viewer overVillage(DivisionCode village) {
    Cast.Member worker = Cast.newcomer(CasesRoles.GRID_WORKER);
    RunningApp.bean(JdbcClient.class)
        .sql("update people.grants set division = ? where person = ?")
        .params(village.value(), worker.id())
        .update();
    return worker.viewer();
  }

  private static Call at(Call call, DivisionCode place) {
    return new Call(
        call.id(),
        call.title(),
        call.note(),
        place,
        null,
        null,
        call.radius(),
        call.minutes(),
        null,
        call.units());
  }

  @Test
  void nobodyHasMoreThanFiveCallsOpen() {
    Call last = called();
    for (int i = 1; i < 5; i++) last = WHISTLES.call(call(first), desk).orThrow();
    Call another = call(first);
    refused(WHISTLES.call(another, desk), "too-many-open", null);
    assertThat(WHISTLES.units(another.id())).isEmpty();
    // What was called before is still the same call, and another's calls are theirs.
    assertThat(WHISTLES.call(last, desk).orThrow().id()).isEqualTo(last.id());
    WHISTLES.call(call(first), Cast.newcomer(CasesRoles.DISPATCHER).viewer()).orThrow();
    WHISTLES.end(last.id(), "收队", desk).orThrow();
    WHISTLES.call(another, desk).orThrow();
  }

  /** Each of them would be the fifth, if none saw the others. */
  @Test
  void nobodyHasMoreThanFiveCallsOpenThoughTheyAreMadeAtOnce() throws Exception {
    called();
    for (int i = 1; i < 4; i++) WHISTLES.call(call(first), desk).orThrow();
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Call fifth = call(first);
      calls.add(() -> WHISTLES.call(fifth, desk).isDone());
    }
    int went = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> call : threads.invokeAll(calls)) if (call.get()) went++;
    }
    assertThat(went).isEqualTo(1);
  }

  @Test
  void theSameCallAgainIsTheSameCall() {
    Call call = called();
    assertThat(WHISTLES.call(call, desk).orThrow().id()).isEqualTo(call.id());
    assertThat(WHISTLES.units(call.id())).hasSize(2);
    Viewer other = Cast.atHome(LoopRoles.SUPERVISOR).viewer();
    refused(WHISTLES.call(call, other), "already-exists", null);
  }

  @Test
  void whoeverCalledEndsItForAllAtOnce() {
    Call call = called();
    reportsIn(call, first, measured(LAT, LON)).orThrow();
    refused(WHISTLES.end(call.id(), "", desk), "bad-input", "note");
    assertThat(of(call, first).loop().isOpen()).isTrue();
    refused(WHISTLES.end(call.id(), "收队", second.viewer()), "not-allowed", null);
    assertThat(WHISTLES.end(call.id(), "渣土已清运", desk).orThrow()).isEqualTo(2);
    assertThat(of(call, first).loop().stage()).isEqualTo(WhistleStage.DONE.name());
    assertThat(of(call, second).loop().stage()).isEqualTo(WhistleStage.RELEASED.name());
    assertThat(WHISTLES.end(call.id(), "渣土已清运", desk).orThrow()).isZero();
  }
}
