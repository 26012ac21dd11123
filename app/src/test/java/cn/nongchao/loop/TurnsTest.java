package cn.nongchao.loop;

import static cn.nongchao.loop.LoopFixture.SQUAD;
import static cn.nongchao.loop.LoopFixture.STREET;
import static cn.nongchao.loop.LoopFixture.person;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.form.Nothing;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.people.Grant;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In whose inbox a loop waits, on a life that has one edge of each sort. */
class TurnsTest {

  private static final Who DESK = Who.holder(CasesRoles.DISPATCHER);
  private static final Who MEMBER = Who.member(CasesRoles.OFFICER);
  private static final Who OTHER = Who.holder(CasesRoles.GRID_WORKER);

  private static final Viewer AT_DESK =
      person("台", null, Grant.within(CasesRoles.DISPATCHER, STREET));
  private static final Viewer IN_SQUAD =
      person("队", SQUAD, Grant.within(CasesRoles.OFFICER, SQUAD));

  enum Spot implements Stage {
    NEW,
    OUT,
    DONE,
    REST,
    GONE;

    @Override
    public Text title() {
      return Text.same(name());
    }

    @Override
    public Tone tone() {
      return Tone.NEW;
    }
  }

  private static final Declaration<Void> STAGES =
      LifeCycle.of("box", "箱", "Box")
          .start(Spot.NEW)
          .stage(Spot.OUT)
          .stage(Spot.DONE)
          .pause(Spot.REST)
          .end(Spot.GONE);

  private static Edge edge(Spot from, @Nullable Spot to, boolean stays, Who... by) {
    return edge(Set.of(from.name()), to, stays, by);
  }

  private static Edge edge(Set<String> from, @Nullable Spot to, boolean stays, Who... by) {
    Carried<Nothing> nothing = Carried.of(Nothing.class, Set.of());
    return new Edge(Move.Common.NOTED, from, to, stays, List.of(by), nothing, Optional.empty(), "");
  }

  private static Edge edge(Spot from, Spot to, Who... by) {
    return edge(from, to, false, by);
  }

  private static Set<String> turns(Box box, Viewer viewer, Edge... edges) {
    return turn(box, viewer, edges).stages();
  }

  private static LoopQuery.Turn turn(Box box, Viewer viewer, Edge... edges) {
    LifeCycle life = new LifeCycle(STAGES, Spot.NEW, List.of(edges));
    return new Turns(new LifeCycles(List.of(life))).of(box, viewer);
  }

  private static void check(Who who, Viewer viewer, Box... in) {
    for (Box box : Box.values()) {
      assertThat(turns(box, viewer, edge(Spot.NEW, Spot.OUT, who)))
          .as(who + " in " + box)
          .isEqualTo(Set.of(in).contains(box) ? Set.of("box/NEW") : Set.of());
    }
  }

  @Test
  void whatWaitsLiesInTheBoxesOfWhoeverLeadsItOn() {
    check(DESK, AT_DESK, Box.SQUAD, Box.SCOPE, Box.LEAD, Box.ADRIFT, Box.TAKEN, Box.ALL);
    check(DESK, IN_SQUAD);
    check(MEMBER, IN_SQUAD, Box.MINE, Box.SQUAD, Box.ALL);
    check(MEMBER, AT_DESK);
    check(Who.assignee(), AT_DESK, Box.MINE, Box.ALL);
    check(Who.reporter(), AT_DESK);
    check(Who.automatic(), AT_DESK);
    check(Who.asked(), AT_DESK);
    check(Who.whileAsked(DESK), AT_DESK);
  }

  @Test
  void whoIsAskedByNameFindsItAmongTheirOwnThoughItLeadsNowhere() {
    Edge answer = edge(Spot.OUT, null, true, Who.asked());
    Edge noted = edge(Spot.NEW, null, true, DESK);
    Edge taken = edge(Spot.DONE, null, true, Who.whileAsked(Who.asked()));
    Edge resting = edge(Spot.REST, null, true, Who.asked());
    for (Box box : Box.values()) {
      LoopQuery.Turn turn = turn(box, IN_SQUAD, noted, taken, answer, resting);
      assertThat(turn.person()).isEqualTo(IN_SQUAD.id());
      boolean own = box == Box.MINE || box == Box.ALL;
      assertThat(turn.asked()).as("in " + box).isEqualTo(own ? Set.of("box/OUT") : Set.of());
      assertThat(turn(box, person("离任", SQUAD), answer).asked()).isEmpty();
    }
  }

  /** For the desk, in its area. */
  private static void waits(List<String> stages, Edge... edges) {
    assertThat(turns(Box.SCOPE, AT_DESK, edges))
        .containsExactlyInAnyOrderElementsOf(stages.stream().map(one -> "box/" + one).toList());
  }

  @Test
  void pausingAndAddingANoteAreNoDutyNorIsWhatRestsOrHasEnded() {
    waits(List.of(), edge(Spot.NEW, Spot.REST, DESK));
    waits(List.of(), edge(Spot.NEW, null, true, DESK));
    waits(List.of(), edge(Spot.NEW, null, false, DESK));
    waits(List.of(), edge(Spot.REST, null, false, DESK));
    waits(List.of(), edge(Spot.NEW, Spot.NEW, DESK));
    waits(List.of(), edge(Spot.REST, Spot.OUT, DESK));
    waits(List.of(), edge(Set.of("OUT", "DONE"), Spot.OUT, false, DESK)); // elsewhere again
    waits(List.of(), edge(Spot.GONE, Spot.NEW, DESK));
  }

  /** A triaged event once vanished from the inbox of whoever dispatches it. */
  @Test
  void whatAlsoStartsWhereItLeadsIsADutyBeforeThat() {
    waits(List.of("NEW"), edge(Set.of("NEW", "OUT", "DONE"), Spot.OUT, false, DESK));
  }

  @Test
  void toEndItIsADutyWhereNobodyElseLeadsItOn() {
    Edge end = edge(Spot.OUT, Spot.GONE, DESK);
    waits(List.of("OUT"), end);
    waits(List.of(), end, edge(Spot.OUT, Spot.DONE, OTHER));
    // What leads back, stays, rests or ends it too leads nowhere on.
    waits(List.of("OUT"), end, edge(Spot.OUT, Spot.NEW, OTHER));
    waits(List.of("OUT"), end, edge(Spot.OUT, Spot.OUT, OTHER));
    waits(List.of("OUT"), end, edge(Spot.OUT, null, true, OTHER));
    waits(List.of("OUT"), end, edge(Spot.OUT, Spot.REST, OTHER));
    waits(List.of("OUT"), end, edge(Spot.OUT, Spot.GONE, OTHER));
  }

  @Test
  void oneOfSeveralEdgesAndOfSeveralRightsSuffices() {
    waits(
        List.of("NEW", "DONE"),
        edge(Spot.NEW, Spot.OUT, Who.reporter(), DESK),
        edge(Spot.NEW, Spot.OUT, OTHER),
        edge(Spot.OUT, Spot.DONE, OTHER),
        edge(Spot.DONE, Spot.OUT, DESK));
  }
}
