package cn.nongchao.loop;

import static cn.nongchao.loop.LoopFixture.STREET;
import static cn.nongchao.loop.LoopFixture.person;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which loop an address may name, and for whom it is not there at all. */
class LoopReachTest {

  private static final DivisionCode VILLAGE = new DivisionCode("330114003200");
  private static final OrganisationId UNIT = OrganisationId.next();
  private static final OrganisationId NEXT = OrganisationId.next();
  private static final LoopReach REACH = RunningApp.bean(LoopReach.class);
  private static final Set<String> DESK = Set.of(CasesRoles.DISPATCHER);

  private static Loop opened(@Nullable OrganisationId handler) {
    Opening opening =
        new Opening(
            LoopId.next(),
            "event",
            "占道经营",
            VILLAGE,
            null,
            null,
            handler,
            null,
            null,
            "",
            Map.of(),
            List.of());
    return RunningApp.bean(Loops.class).open(opening, Actor.automatic("test")).orThrow();
  }

  private static void check(Loop loop, Viewer by, Set<String> roles, @Nullable String refused) {
    for (Outcome<Loop> outcome :
        List.of(REACH.reaches(loop, by, roles), REACH.find(loop.id().toString(), by, roles))) {
      if (refused == null) {
        assertThat(outcome.orThrow()).isEqualTo(loop);
      } else {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused<Loop>) outcome).reasons().getFirst().code())
            .isEqualTo(refused);
      }
    }
  }

  @Test
  void whoeverMayNotSeeItIsToldThatThereIsNone() {
    Loop loop = opened(UNIT);
    Viewer away = person("别处", null, Grant.within(CasesRoles.DISPATCHER, new DivisionCode("3302")));
    check(loop, away, Set.of(), "not-found");
    check(loop, away, DESK, "not-found");
    check(loop, person("别队", NEXT, Grant.within(CasesRoles.OFFICER, NEXT)), Set.of(), "not-found");
    check(
        loop, person("市民", null, Grant.within(PeopleRoles.CITIZEN, STREET)), Set.of(), "not-found");
    check(loop, person("片区", null, Grant.within(CasesRoles.CLERK, STREET)), Set.of(), null);
    check(loop, person("本队", UNIT, Grant.within(CasesRoles.OFFICER, UNIT)), Set.of(), null);
  }

  @Test
  void aRoleThatIsNamedIsHeldOverItsPlaceOrItsUnit() {
    Loop loop = opened(UNIT);
    check(loop, person("片区", null, Grant.within(CasesRoles.DISPATCHER, STREET)), DESK, null);
    check(loop, person("单位", UNIT, Grant.within(CasesRoles.DISPATCHER, UNIT)), DESK, null);
    check(loop, person("他职", null, Grant.within(CasesRoles.CLERK, STREET)), DESK, "not-allowed");
    Viewer elsewhere =
        person(
            "两处",
            null,
            Grant.within(CasesRoles.CLERK, STREET),
            Grant.within(CasesRoles.DISPATCHER, new DivisionCode("3302")));
    check(loop, elsewhere, DESK, "not-allowed");
    Viewer ofUnit =
        person(
            "单位",
            null,
            Grant.within(CasesRoles.CLERK, STREET),
            Grant.within(CasesRoles.DISPATCHER, UNIT));
    check(loop, ofUnit, DESK, null);
    check(opened(null), ofUnit, DESK, "not-allowed");
    check(opened(NEXT), ofUnit, DESK, "not-allowed");
  }

  @Test
  void whatIsNoLoopIsNotThere() {
    Viewer whole = person("全国", null, Grant.within(CasesRoles.DISPATCHER, DivisionCode.ALL));
    for (String text : List.of("x", "", LoopId.next().toString())) {
      assertThat(REACH.find(text, whole, DESK).isDone()).as(text).isFalse();
    }
    assertThat(REACH.type()).isEqualTo(Loop.class);
  }
}
