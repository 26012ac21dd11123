package cn.nongchao.loop;

import static cn.nongchao.loop.LoopFixture.ELSEWHERE;
import static cn.nongchao.loop.LoopFixture.GRID;
import static cn.nongchao.loop.LoopFixture.OTHER_SQUAD;
import static cn.nongchao.loop.LoopFixture.SQUAD;
import static cn.nongchao.loop.LoopFixture.STREET;
import static cn.nongchao.loop.LoopFixture.person;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopFixture.Spot;
import cn.nongchao.loop.LoopFixture.Step;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may make a move, each right beside what falls just short of it. */
class PermissionTest {

  private static final String DESK = CasesRoles.DISPATCHER;
  private static final String OFFICER = CasesRoles.OFFICER;
  private static final Who HOLDER = Who.holder(DESK);
  private static final Who MEMBER = Who.member(OFFICER);

  private static final Viewer OVER_STREET = person("片区", null, Grant.within(DESK, STREET));
  private static final Viewer OVER_SQUAD = person("单位", null, Grant.within(DESK, SQUAD));
  private static final Viewer MEMBER_OF_SQUAD =
      person("队员", SQUAD, Grant.within(OFFICER, ELSEWHERE));

  private static LifeCycle.Edge edge(Who... by) {
    return LifeCycle.of("box", "箱", "Box")
        .start(Spot.ARRIVED)
        .end(Spot.DELIVERED)
        .move(Step.DELIVERED)
        .from(Spot.ARRIVED)
        .to(Spot.DELIVERED)
        .by(by)
        .needs()
        .build()
        .edges()
        .getFirst();
  }

  private static Loop loop(
      DivisionCode place,
      @Nullable OrganisationId handler,
      @Nullable PersonId assignee,
      @Nullable PersonId openedBy,
      PersonId... awaits) {
    Instant at = LoopFixture.START;
    return new Loop(
        LoopId.next(),
        "box",
        "",
        "一箱",
        "ARRIVED",
        1,
        place,
        null,
        null,
        handler,
        assignee,
        openedBy,
        at,
        at,
        null,
        null,
        null,
        null,
        null,
        0,
        Map.of(),
        null,
        List.of(awaits),
        null);
  }

  private static Loop at(DivisionCode place, @Nullable OrganisationId handler) {
    return loop(place, handler, null, null);
  }

  private static void check(Who who, Loop loop, Viewer viewer, boolean expected) {
    assertThat(Permission.allows(edge(who), loop, Actor.of(viewer))).isEqualTo(expected);
  }

  @Test
  void aHolderReachesAPlaceOrAUnitAndNothingBeyond() {
    check(HOLDER, at(GRID, null), OVER_STREET, true);
    check(HOLDER, at(ELSEWHERE, null), OVER_STREET, false);
    check(HOLDER, at(ELSEWHERE, SQUAD), OVER_STREET, false);
    check(HOLDER, at(ELSEWHERE, SQUAD), OVER_SQUAD, true);
    check(HOLDER, at(GRID, OTHER_SQUAD), OVER_SQUAD, false);
    check(HOLDER, at(GRID, null), OVER_SQUAD, false);
    check(HOLDER, at(GRID, null), person("别职", null, Grant.within(OFFICER, STREET)), false);
    check(HOLDER, at(GRID, SQUAD), person("本单位", SQUAD, Grant.within(DESK, ELSEWHERE)), false);
  }

  @Test
  void aMemberWorksInTheUnitAndHoldsTheRole() {
    check(MEMBER, at(GRID, SQUAD), MEMBER_OF_SQUAD, true);
    check(MEMBER, at(GRID, SQUAD), person("按单位授权", null, Grant.within(OFFICER, SQUAD)), true);
    check(MEMBER, at(GRID, OTHER_SQUAD), MEMBER_OF_SQUAD, false);
    check(MEMBER, at(GRID, null), MEMBER_OF_SQUAD, false);
    check(MEMBER, at(GRID, SQUAD), person("他职", SQUAD, Grant.within(DESK, STREET)), false);
    check(MEMBER, at(GRID, SQUAD), person("外单位", null, Grant.within(OFFICER, STREET)), false);
  }

  @Test
  void assigneeAndReporterAreOnePersonEach() {
    PersonId self = OVER_STREET.id();
    PersonId other = PersonId.next();
    check(Who.assignee(), loop(GRID, SQUAD, self, other), OVER_STREET, true);
    check(Who.assignee(), loop(GRID, SQUAD, other, self), OVER_STREET, false);
    check(Who.assignee(), at(GRID, SQUAD), OVER_STREET, false);
    check(Who.reporter(), loop(GRID, SQUAD, other, self), OVER_STREET, true);
    check(Who.reporter(), loop(GRID, SQUAD, self, other), OVER_STREET, false);
    check(Who.reporter(), at(GRID, SQUAD), OVER_STREET, false);
    check(Who.automatic(), loop(GRID, SQUAD, self, self), OVER_STREET, false);
  }

  /** What somebody has in hand is no licence: the role that counts for the move is. */
  @Test
  void whoeverHasItInHandHoldsARoleThatCounts() {
    Loop held = loop(GRID, SQUAD, MEMBER_OF_SQUAD.id(), null);
    assertThat(
            Permission.allows(edge(Who.assignee(OFFICER), MEMBER), held, Actor.of(MEMBER_OF_SQUAD)))
        .isTrue();
    Viewer helper = person("辅助", SQUAD, Grant.within(DESK, ELSEWHERE));
    Loop helped = loop(GRID, SQUAD, helper.id(), null);
    assertThat(Permission.allows(edge(Who.assignee(OFFICER), MEMBER), helped, Actor.of(helper)))
        .isFalse();
    assertThat(Permission.allows(edge(Who.assignee()), helped, Actor.of(helper))).isTrue();
    Viewer former = person("离任", SQUAD);
    check(Who.assignee(), loop(GRID, SQUAD, former.id(), null), former, false);
  }

  @Test
  void whoeverOpenedItForWorkGoesOnWhileTheyAreAtWork() {
    check(Who.opener(), loop(GRID, SQUAD, null, OVER_STREET.id()), OVER_STREET, true);
    Viewer former = person("离任", SQUAD);
    check(Who.opener(), loop(GRID, SQUAD, null, former.id()), former, false);
    check(Who.reporter(), loop(GRID, SQUAD, null, former.id()), former, true);
  }

  @Test
  void whoIsAskedByNameAnswersWhileTheyAreAtWork() {
    PersonId self = OVER_STREET.id();
    PersonId other = PersonId.next();
    check(Who.asked(), loop(GRID, SQUAD, null, null, other, self), OVER_STREET, true);
    check(Who.asked(), loop(GRID, SQUAD, self, self, other), OVER_STREET, false);
    check(Who.asked(), loop(GRID, SQUAD, self, self), OVER_STREET, false);
    Viewer former = person("离任", SQUAD);
    check(Who.asked(), loop(GRID, SQUAD, null, null, former.id()), former, false);
  }

  @Test
  void whatIsSomebodysWhileOthersAreAskedIsNobodysElse() {
    PersonId self = OVER_STREET.id();
    PersonId other = PersonId.next();
    Who taking = Who.whileAsked(Who.assignee());
    check(taking, loop(GRID, SQUAD, self, null, other), OVER_STREET, true);
    check(taking, loop(GRID, SQUAD, self, null), OVER_STREET, false);
    check(taking, loop(GRID, SQUAD, other, null, self), OVER_STREET, false);
    check(Who.whileAsked(HOLDER), loop(GRID, SQUAD, other, null, other), OVER_STREET, true);
    check(Who.whileAsked(HOLDER), loop(ELSEWHERE, SQUAD, null, null, self), OVER_STREET, false);
    assertThat(Who.whileAsked(HOLDER).roles()).containsExactly(DESK);
  }

  @Test
  void aTrackingCodeIsItsReportersAndTheSystemItsOwn() {
    Loop loop = at(GRID, SQUAD);
    Actor holder = new Actor.CodeHolder(loop.id());
    Actor system = Actor.automatic("clock");
    assertThat(Permission.allows(edge(Who.reporter()), loop, holder)).isTrue();
    assertThat(Permission.allows(edge(Who.reporter()), at(GRID, SQUAD), holder)).isFalse();
    for (Who who : new Who[] {HOLDER, MEMBER, Who.assignee(), Who.automatic(), Who.asked()}) {
      assertThat(Permission.allows(edge(who), loop, holder)).isFalse();
    }
    assertThat(Permission.allows(edge(Who.automatic()), loop, system)).isTrue();
    for (Who who : new Who[] {HOLDER, MEMBER, Who.assignee(), Who.reporter(), Who.asked()}) {
      assertThat(Permission.allows(edge(who), loop, system)).isFalse();
    }
  }

  @Test
  void anyOfThoseNamedSuffices() {
    LifeCycle.Edge either = edge(HOLDER, MEMBER);
    assertThat(Permission.allows(either, at(GRID, SQUAD), Actor.of(MEMBER_OF_SQUAD))).isTrue();
    assertThat(Permission.allows(either, at(GRID, null), Actor.of(OVER_STREET))).isTrue();
    assertThat(Permission.allows(either, at(ELSEWHERE, null), Actor.of(MEMBER_OF_SQUAD))).isFalse();
  }

  private static void near(Who who, Loop loop, Viewer viewer, @Nullable String expected) {
    var refusal = Permission.nearMiss(edge(who), loop, viewer);
    assertThat(refusal == null ? null : refusal.reason().en()).isEqualTo(expected);
  }

  @Test
  void whoeverIsOneStepShortIsToldWhich() {
    String assignees = "this step is its assignee's";
    String nobodys = "no unit has it in hand yet";
    PersonId other = PersonId.next();
    near(Who.assignee(), loop(GRID, SQUAD, other, null), MEMBER_OF_SQUAD, assignees);
    near(Who.assignee(), at(GRID, SQUAD), MEMBER_OF_SQUAD, null);
    near(Who.assignee(), loop(GRID, OTHER_SQUAD, other, null), MEMBER_OF_SQUAD, null);
    near(Who.assignee(), loop(GRID, null, other, null), MEMBER_OF_SQUAD, null);
    near(Who.reporter(), loop(GRID, SQUAD, other, null), MEMBER_OF_SQUAD, null);
    near(MEMBER, at(GRID, null), MEMBER_OF_SQUAD, nobodys);
    near(MEMBER, at(GRID, OTHER_SQUAD), MEMBER_OF_SQUAD, null);
    near(MEMBER, at(GRID, null), OVER_STREET, null);
    near(HOLDER, at(GRID, null), OVER_STREET, null);
  }
}
