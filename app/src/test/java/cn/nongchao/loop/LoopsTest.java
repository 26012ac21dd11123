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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.OnDatabase;
import cn.nongchao.loop.LoopFixture.Step;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Position;
import cn.nongchao.platform.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one door, on a real database. */
@SpringBootTest(
    properties = {
      "nongchao.escalation-delay=PT24H",
      "spring.main.allow-bean-definition-overriding=true"
    })
@Import(LoopFixture.Beans.class)
class LoopsTest extends OnDatabase {

  @Autowired Loops loops;
  @Autowired Escalation escalation;
  @Autowired EntryTail tail;
  @Autowired JdbcClient jdbc;
  @Autowired LoopFixture.StillClock clock;

  @BeforeEach
  void beginAgain() {
    clock.set(START);
  }

  private Loop opened() {
    return loops.open(LoopFixture.opening(GRID), Actor.of(CITIZEN)).orThrow();
  }

  private Loop sent() {
    Loop loop = opened();
    return loops.move(to(order(loop, Step.SENT)), Actor.of(DISPATCHER)).orThrow();
  }

  private static MoveOrder order(Loop loop, Move move) {
    return MoveOrder.of(Ids.next(), loop, move, "");
  }

  private static MoveOrder to(MoveOrder order) {
    return order.to(SQUAD, null);
  }

  private static MoveOrder noted(Loop loop, Move move) {
    return MoveOrder.of(Ids.next(), loop, move, "办好了");
  }

  private static @Nullable String code(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(List<Refusal> reasons)
        ? reasons.getFirst().code()
        : null;
  }

  private static Instant at(String local) {
    return java.time.LocalDateTime.parse("2026-" + local).atZone(LoopFixture.ZONE).toInstant();
  }

  @Test
  void aLoopGoesThroughItsLifeAndEveryStepIsWritten() {
    Loop loop = sent();
    clock.pass(Duration.ofHours(1));
    Loop done = loops.move(noted(loop, Step.DELIVERED), Actor.of(OFFICER)).orThrow();
    assertThat(done.stage()).isEqualTo("DELIVERED");
    assertThat(done.isOpen()).isFalse();
    assertThat(loops.entries(loop.id()))
        .extracting(Entry::move, Entry::from, Entry::to, Entry::version)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("OPENED", null, "ARRIVED", 1),
            org.assertj.core.groups.Tuple.tuple("SENT", "ARRIVED", "SENT", 2),
            org.assertj.core.groups.Tuple.tuple("DELIVERED", "SENT", "DELIVERED", 3));
    assertThat(loops.find(loop.id())).contains(done);
  }

  @Test
  void theDoorRefuses() {
    Loop loop = opened();
    MoveOrder stale = MoveOrder.of(Ids.next(), loop.id(), 7, Step.SENT, "").to(SQUAD, null);
    check(stale, DISPATCHER, "moved-first");
    check(to(order(loop, Step.SENT)), STRANGER, "not-allowed");
    check(to(order(loop, Step.SENT)), CITIZEN, "not-allowed");
    check(order(loop, Step.SENT), DISPATCHER, "bad-input");
    check(noted(loop, Step.DELIVERED), DISPATCHER, "not-now");
    check(noted(loop, Step.WOKEN), DISPATCHER, "not-now");
    check(MoveOrder.of(Ids.next(), loop, Move.Common.NOTED, "  "), CITIZEN, "bad-input");
    check(
        MoveOrder.of(Ids.next(), loop, Move.Common.NOTED, "字".repeat(4001)), CITIZEN, "bad-input");
    check(order(loop, Move.Common.ESCALATED), DISPATCHER, "not-allowed");
    check(noted(loop, Move.Common.NOTED).showing(List.of(Ids.next())), CITIZEN, "bad-input");
    check(MoveOrder.of(Ids.next(), LoopId.next(), 1, Step.SENT, ""), DISPATCHER, "not-found");
    assertThat(loops.entries(loop.id())).hasSize(1);
    assertThat(loops.find(loop.id())).contains(loop);
  }

  private void check(MoveOrder order, Viewer by, String code) {
    assertThat(code(loops.move(order, Actor.of(by)))).isEqualTo(code);
  }

  @Test
  void anAutomaticActorMakesOnlyTheMovesLeftToIt() {
    Loop loop = opened();
    Actor system = Actor.automatic("import");
    assertThat(code(loops.move(order(loop, Step.RESTED), system))).isEqualTo("not-allowed");
    assertThat(loops.move(to(order(loop, Step.SENT)), system).isDone()).isTrue();
  }

  @Test
  void anotherSquadsOfficerMayNotMoveIt() {
    Loop loop = sent();
    assertThat(code(loops.move(noted(loop, Step.DELIVERED), Actor.of(OTHER_OFFICER))))
        .isEqualTo("not-allowed");
    assertThat(loops.possible(loop, Actor.of(OFFICER)))
        .extracting(edge -> edge.move().name())
        .containsExactly("DELIVERED");
  }

  @Test
  void openingTwiceWithOneIdIsOpeningOnce() {
    Opening opening = LoopFixture.opening(GRID);
    Loop first = loops.open(opening, Actor.of(CITIZEN)).orThrow();
    Loop second = loops.open(opening, Actor.of(CITIZEN)).orThrow();
    assertThat(second).isEqualTo(first);
    assertThat(code(loops.open(opening, Actor.of(STRANGER)))).isEqualTo("already-exists");
    assertThat(loops.entries(first.id())).hasSize(1);
  }

  @Test
  void movingTwiceWithOneIdIsMovingOnce() {
    Loop loop = opened();
    MoveOrder order = to(order(loop, Step.SENT));
    Loop first = loops.move(order, Actor.of(DISPATCHER)).orThrow();
    assertThat(loops.move(order, Actor.of(DISPATCHER)).orThrow()).isEqualTo(first);
    assertThat(code(loops.move(order, Actor.of(STRANGER)))).isEqualTo("already-exists");
    Loop other = opened();
    MoveOrder sameEntry = MoveOrder.of(order.entry(), other, Step.SENT, "").to(SQUAD, null);
    assertThat(code(loops.move(sameEntry, Actor.of(DISPATCHER)))).isEqualTo("already-exists");
    assertThat(loops.find(other.id())).contains(other);
  }

  @Test
  void theSameSentTwiceAtOnceIsDoneOnce() throws Exception {
    for (int round = 0; round < 20; round++) {
      Opening opening = LoopFixture.opening(GRID);
      List<Outcome<Loop>> both = atOnce(2, n -> () -> loops.open(opening, Actor.of(CITIZEN)));
      assertThat(both).allMatch(Outcome::isDone);
      Loop loop = both.getFirst().orThrow();
      MoveOrder order = to(order(loop, Step.SENT));
      List<Outcome<Loop>> moved = atOnce(2, n -> () -> loops.move(order, Actor.of(DISPATCHER)));
      assertThat(moved).allMatch(Outcome::isDone);
      assertThat(loops.entries(loop.id())).hasSize(2);
    }
  }

  @Test
  void ofSeveralMovingAtOnceExactlyOneWins() throws Exception {
    for (int round = 0; round < 20; round++) {
      Loop loop = opened();
      List<Outcome<Loop>> all =
          atOnce(4, n -> () -> loops.move(to(order(loop, Step.SENT)), Actor.of(DISPATCHER)));
      assertThat(all).filteredOn(Outcome::isDone).hasSize(1);
      assertThat(all)
          .filteredOn(outcome -> !outcome.isDone())
          .allMatch(outcome -> "moved-first".equals(code(outcome)));
      assertThat(loops.entries(loop.id())).hasSize(2);
    }
  }

  private static <T> List<T> atOnce(int threads, java.util.function.IntFunction<Callable<T>> work)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    try (var pool = Executors.newFixedThreadPool(threads)) {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Callable<T> task = work.apply(i);
        tasks.add(() -> {
          start.await();
          return task.call();
        });
      }
      List<T> results = new ArrayList<>();
      for (var future : pool.invokeAll(tasks)) results.add(future.get());
      return results;
    }
  }

  @Test
  void theDatabaseRefusesToChangeEntries() {
    Loop loop = opened();
    for (String sql :
        List.of(
            "update loop.entries set note = 'x' where loop = '" + loop.id() + "'",
            "delete from loop.entries where loop = '" + loop.id() + "'",
            "truncate loop.entries")) {
      assertThatThrownBy(() -> jdbc.sql(sql).update()).hasStackTraceContaining("append-only");
    }
    assertThat(loops.entries(loop.id())).hasSize(1);
  }

  @Test
  void aPauseMovesTheDeadlinesOn() {
    Loop loop = opened(); // Thursday 9:00: 4 working hours, 3 workdays
    assertThat(loop.stageDue()).isEqualTo(at("04-09T14:30:00"));
    assertThat(loop.due()).isEqualTo(at("04-14T09:00:00"));
    clock.set(at("04-09T11:00:00"));
    Loop resting = loops.move(order(loop, Step.RESTED), Actor.of(DISPATCHER)).orThrow();
    assertThat(resting.stageDue()).isNull();
    assertThat(resting.due()).isNull();
    clock.set(at("04-11T12:00:00")); // a Saturday: nothing counts until Monday
    Loop awake = loops.move(order(resting, Step.WOKEN), Actor.of(DISPATCHER)).orThrow();
    assertThat(awake.stage()).isEqualTo("ARRIVED");
    assertThat(awake.stageDue()).isEqualTo(at("04-13T10:30:00"));
    assertThat(awake.due()).isEqualTo(at("04-15T16:00:00"));
    MoveOrder longer = to(order(awake, Step.SENT)).within(Allowance.workdays(5));
    Loop sent = loops.move(longer, Actor.of(DISPATCHER)).orThrow();
    assertThat(sent.due()).isEqualTo(at("04-17T16:00:00")); // the pause stays uncounted
  }

  @Test
  void reopenedItHasTheWholeTimeAgain() {
    Loop loop = sent();
    Loop done = loops.move(noted(loop, Step.DELIVERED), Actor.of(OFFICER)).orThrow();
    clock.set(at("06-01T09:00:00"));
    Loop again = loops.move(order(done, Step.REOPENED), Actor.of(CITIZEN)).orThrow();
    assertThat(again.isOpen()).isTrue();
    assertThat(again.due()).isEqualTo(at("06-04T09:00:00"));
    MoveOrder set = to(order(again, Step.SENT)).within(Allowance.workdays(2));
    Loop sentAgain = loops.move(set, Actor.of(DISPATCHER)).orThrow();
    assertThat(sentAgain.due()).isEqualTo(at("06-03T09:00:00"));
  }

  /** A clock set back does not put a step before the one ahead of it. */
  @Test
  void aStepIsNeverBeforeTheOneAheadOfIt() {
    Loop loop = opened();
    Instant opened = loops.entries(loop.id()).getFirst().at();
    clock.set(opened.minus(Duration.ofMinutes(30)));
    loops.move(to(order(loop, Step.SENT)), Actor.of(DISPATCHER)).orThrow();
    assertThat(loops.entries(loop.id()).getLast().at()).isEqualTo(opened);
  }

  @Test
  void oneThatCannotBeRaisedHoldsUpNoOther() {
    Loop failing = opened();
    Loop other = opened();
    clock.set(at("04-09T15:00:00"));
    jdbc.sql(
            "alter table loop.entries add constraint none_of_one check (loop <> '%s') not valid"
                .formatted(failing.id()))
        .update();
    escalation.raiseLate();
    assertThat(loops.find(other.id()).orElseThrow().escalation()).isEqualTo(1);
    assertThat(loops.find(failing.id()).orElseThrow().escalation()).isZero();
    jdbc.sql("alter table loop.entries drop constraint none_of_one").update();
    escalation.raiseLate();
    assertThat(loops.find(failing.id()).orElseThrow().escalation()).as("waits an hour").isZero();
    clock.pass(Duration.ofMinutes(61));
    escalation.raiseLate();
    assertThat(loops.find(failing.id()).orElseThrow().escalation()).isEqualTo(1);
  }

  @Test
  void theClockRaisesALateStageOnce() {
    Loop loop = opened();
    clock.set(at("04-09T15:00:00"));
    escalation.raiseLate();
    escalation.raiseLate();
    Loop raised = loops.find(loop.id()).orElseThrow();
    assertThat(raised.escalation()).isEqualTo(1);
    Loop resting = loops.move(order(raised, Step.RESTED), Actor.of(DISPATCHER)).orThrow();
    loops.move(order(resting, Step.WOKEN), Actor.of(DISPATCHER)).orThrow();
    escalation.raiseLate();
    Loop woken = loops.find(loop.id()).orElseThrow();
    assertThat(woken.escalation()).isEqualTo(1);
    loops.move(to(order(woken, Step.SENT)), Actor.of(DISPATCHER)).orThrow();
    clock.pass(Duration.ofDays(10));
    escalation.raiseLate();
    assertThat(loops.find(loop.id()).orElseThrow().escalation()).isEqualTo(2);
    assertThat(loops.entries(loop.id()))
        .filteredOn(entry -> entry.move().equals("ESCALATED"))
        .hasSize(2)
        .allMatch(Entry::late);
  }

  @Test
  void whoTookPartMayReadAndWhoDidNotMayNot() {
    Loop loop = opened();
    sees(loop, CITIZEN, true);
    sees(loop, DISPATCHER, true);
    sees(loop, STRANGER, false);
    sees(loop, OFFICER, false);
    Loop sent = loops.move(to(order(loop, Step.SENT)), Actor.of(DISPATCHER)).orThrow();
    sees(sent, OFFICER, true);
    sees(sent, OTHER_OFFICER, false);
    Loop far = loops.open(LoopFixture.opening(ELSEWHERE), Actor.of(CITIZEN)).orThrow();
    sees(far, DISPATCHER, false);
    sees(far, CITIZEN, true);
  }

  private void sees(Loop loop, Viewer viewer, boolean yes) {
    assertThat(loops.find(loop.id(), viewer).isPresent()).isEqualTo(yes);
  }

  @Test
  void theTailShowsEveryEntryOnceUnderConcurrentCommits() throws Exception {
    Position from = tail.end();
    // Of tests before; other transactions may have kept them from being final until now.
    Set<UUID> before =
        new HashSet<>(jdbc.sql("select id from loop.entries").query(UUID.class).list());
    int threads = 4;
    int each = 30;
    List<UUID> seen = new ArrayList<>();
    CyclicBarrier start = new CyclicBarrier(threads + 1);
    try (var pool = Executors.newFixedThreadPool(threads)) {
      List<java.util.concurrent.Future<List<UUID>>> written = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        written.add(
            pool.submit(() -> {
              start.await();
              List<UUID> ids = new ArrayList<>();
              for (int i = 0; i < each; i++) {
                Loop loop = opened();
                MoveOrder order = to(order(loop, Step.SENT));
                loops.move(order, Actor.of(DISPATCHER)).orThrow();
                ids.add(loop.id().value());
                ids.add(order.entry());
              }
              return ids;
            }));
      }
      start.await();
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (seen.size() < threads * each * 2 && System.nanoTime() < end) {
        List<EntryTail.Final> read = tail.after(from, 7);
        read.stream()
            .map(next -> next.entry().id())
            .filter(id -> !before.contains(id))
            .forEach(seen::add);
        if (!read.isEmpty()) from = read.getLast().position();
      }
      List<UUID> all = new ArrayList<>();
      for (var future : written) all.addAll(future.get());
      assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }
  }
}
