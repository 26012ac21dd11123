package cn.nongchao.loop;

import static cn.nongchao.loop.LoopFixture.CITIZEN;
import static cn.nongchao.loop.LoopFixture.DISPATCHER;
import static cn.nongchao.loop.LoopFixture.ELSEWHERE;
import static cn.nongchao.loop.LoopFixture.GRID;
import static cn.nongchao.loop.LoopFixture.OFFICER;
import static cn.nongchao.loop.LoopFixture.OTHER_OFFICER;
import static cn.nongchao.loop.LoopFixture.SQUAD;
import static cn.nongchao.loop.LoopFixture.START;
import static cn.nongchao.loop.LoopFixture.STRANGER;
import static cn.nongchao.loop.LoopFixture.STREET;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.TestDatabase;
import cn.nongchao.loop.LoopFixture.Step;
import cn.nongchao.loop.LoopQuery.State;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Slice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Boxes, filters, pages and counts, over a few loops in every standing. */
@SpringBootTest(properties = "nongchao.escalation-delay=PT24H")
@Import(LoopFixture.Beans.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoopListsTest {

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.empty().register(registry);
  }

  @Autowired Loops loops;
  @Autowired LoopLists lists;
  @Autowired Turns turns;
  @Autowired LoopFixture.StillClock clock;

  /** Opened an hour apart; 0 and 1 stay, 2 and 3 are sent, 4 delivered, 5 rests, 6 is elsewhere. */
  private final List<Loop> all = new ArrayList<>();

  @BeforeAll
  void fill() {
    // Loops due at the same time stand by id; ids made within one millisecond are in any order.
    List<LoopId> ids =
        Stream.generate(LoopId::next)
            .limit(7)
            .sorted(Comparator.comparing(LoopId::toString))
            .toList();
    for (int i = 0; i < 7; i++) {
      clock.set(START.plus(Duration.ofHours(i)));
      all.add(
          loops
              .open(LoopFixture.opening(ids.get(i), i == 6 ? ELSEWHERE : GRID), Actor.of(CITIZEN))
              .orThrow());
    }
    sent(2, null);
    sent(3, OFFICER);
    sent(4, null);
    move(4, MoveOrder.of(Ids.next(), all.get(4), Step.DELIVERED, "好"), OFFICER);
    move(5, MoveOrder.of(Ids.next(), all.get(5), Step.RESTED, ""), DISPATCHER);
    clock.set(START.plus(Duration.ofHours(6)));
  }

  private void sent(int i, Viewer to) {
    MoveOrder order = MoveOrder.of(Ids.next(), all.get(i), Step.SENT, "");
    move(i, order.to(SQUAD, to == null ? null : to.id()), DISPATCHER);
  }

  private void move(int i, MoveOrder order, Viewer by) {
    all.set(i, loops.move(order, Actor.of(by)).orThrow());
  }

  private void holds(LoopQuery query, Viewer viewer, Integer... expected) {
    assertThat(indexes(lists.list(query, viewer).items())).containsExactly(expected);
    assertThat(lists.count(query, viewer)).isEqualTo(expected.length);
  }

  private List<Integer> indexes(List<Loop> found) {
    return found.stream()
        .map(loop -> all.stream().map(Loop::id).toList().indexOf(loop.id()))
        .toList();
  }

  @Test
  void eachBoxHoldsItsOwn() {
    holds(LoopQuery.open(Box.MINE), OFFICER, 3);
    holds(LoopQuery.open(Box.SQUAD), OFFICER, 2, 3);
    holds(LoopQuery.open(Box.SQUAD), OTHER_OFFICER);
    holds(LoopQuery.open(Box.SCOPE), DISPATCHER, 0, 1, 2, 3, 5);
    holds(LoopQuery.open(Box.SCOPE), CITIZEN);
    holds(LoopQuery.open(Box.TAKEN), CITIZEN, 0, 1, 6, 2, 3, 5);
    holds(LoopQuery.open(Box.TAKEN), STRANGER);
    holds(LoopQuery.of(Box.TAKEN, State.CLOSED), OFFICER, 4);
  }

  @Test
  void allIsWhatOneMaySeeEachOnce() {
    assertThat(indexes(lists.list(LoopQuery.of(Box.ALL, State.ANY), OFFICER).items()))
        .containsExactly(2, 3, 4);
    assertThat(indexes(lists.list(LoopQuery.of(Box.ALL, State.ANY), DISPATCHER).items()))
        .containsExactly(0, 1, 2, 3, 5, 4);
    assertThat(lists.list(LoopQuery.of(Box.ALL, State.ANY), STRANGER).items()).isEmpty();
  }

  @Test
  void filtersNarrow() {
    LoopQuery scope = LoopQuery.open(Box.SCOPE);
    holds(scope.lateOnly(), DISPATCHER, 0);
    holds(scope.dueTodayOnly(), DISPATCHER, 1);
    holds(scope.stages(Set.of("parcel/SENT")), DISPATCHER, 2, 3);
    holds(scope.kinds(Set.of("event")), DISPATCHER);
    holds(scope.within(new DivisionCode("330114003201")), DISPATCHER, 0, 1, 2, 3, 5);
    holds(scope.within(ELSEWHERE), DISPATCHER);
    holds(scope.saying("包裹"), DISPATCHER, 0, 1, 2, 3, 5);
    holds(scope.saying("100%_"), DISPATCHER);
    String wide = all.get(1).number().replace('0', '０').replace('1', '１').replace('2', '２');
    holds(scope.saying(wide), DISPATCHER, 1);
    holds(scope.saying(all.get(1).number().toLowerCase(java.util.Locale.ROOT)), DISPATCHER, 1);
  }

  @Test
  void pagesFollowOneAnotherWithoutGapOrRepeat() {
    for (State state : State.values()) {
      LoopQuery query = LoopQuery.of(Box.TAKEN, state);
      List<Loop> whole = lists.list(query, CITIZEN).items();
      for (int size = 1; size <= 7; size++) {
        List<Loop> read = new ArrayList<>();
        String after = null;
        do {
          Slice<Loop> page = lists.list(query.page(size, after), CITIZEN);
          read.addAll(page.items());
          after = page.next();
        } while (after != null);
        assertThat(read).isEqualTo(whole);
      }
    }
  }

  @Test
  void aCursorOfNonsenseBeginsAtTheBeginning() {
    LoopQuery query = LoopQuery.open(Box.TAKEN);
    List<Loop> whole = lists.list(query, CITIZEN).items();
    String id = Ids.next().toString();
    for (String nonsense :
        List.of("", "x", "'", "s1e99." + id, "s99999999999999999999." + id, "s1.-", "never")) {
      assertThat(lists.list(query.page(50, nonsense), CITIZEN).items()).isEqualTo(whole);
    }
  }

  @Test
  void countsAddUp() {
    LoopCounts counts = lists.counts(Sight.of(DISPATCHER), STREET, 12);
    assertThat(counts.total()).isEqualTo(new LoopCounts.Sum(5, 1, 1));
    assertThat(counts.byStage().get("parcel/SENT").open()).isEqualTo(2);
    assertThat(counts.byPlace()).containsOnlyKeys("330114003201");
    assertThat(lists.counts(Sight.of(STRANGER), STREET, 12).total().open()).isZero();
    assertThat(lists.counts(Sight.everything(), DivisionCode.ALL, 6).byPlace())
        .containsOnlyKeys("330114", "330106");
  }

  @Test
  void loopsNamedByIdPassTheSameSight() {
    List<LoopId> ids = all.stream().map(Loop::id).toList();
    Map<LoopId, Loop> seen = lists.find(ids, Sight.of(OFFICER));
    assertThat(seen.keySet()).containsExactlyInAnyOrder(ids.get(2), ids.get(3), ids.get(4));
  }

  @Test
  void aTurnIsAStageTheViewerMayLeadOnFrom() {
    assertThat(turns.of(Box.SCOPE, DISPATCHER).stages())
        .contains("parcel/ARRIVED", "event/REPORTED");
    assertThat(turns.of(Box.SCOPE, DISPATCHER).stages())
        .doesNotContain("parcel/SENT", "parcel/RESTING");
    assertThat(turns.of(Box.SQUAD, OFFICER).stages()).contains("parcel/SENT", "whistle/CALLED");
    assertThat(turns.of(Box.SCOPE, CITIZEN).isNever()).isTrue();
  }
}
