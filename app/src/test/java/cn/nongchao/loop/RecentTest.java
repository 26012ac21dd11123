package cn.nongchao.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.OnDatabase;
import cn.nongchao.loop.LoopFixture.Step;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a node remembers of a loop may be behind, and is never wrong. */
@SpringBootTest(
    properties = {
      "nongchao.escalation-delay=PT24H",
      "spring.main.allow-bean-definition-overriding=true"
    })
@Import(LoopFixture.Beans.class)
class RecentTest extends OnDatabase {

  private static final Actor DISPATCHER = Actor.of(LoopFixture.DISPATCHER);

  @Autowired Loops loops;
  @Autowired Recent recent;
  @Autowired Store store;
  @Autowired LoopFixture.StillClock time;
  @Autowired TransactionTemplate transactions;
  @Autowired JdbcClient jdbc;

  @Test
  void whatWasWrittenIsRemembered() {
    Loop sent = loops.move(send(opened()), DISPATCHER).orThrow();
    assertThat(recent.at(sent.id(), 2)).extracting(Held::loop).isEqualTo(sent);
    assertThat(recent.at(sent.id(), 1)).isNull();
    assertThat(loops.find(sent.id())).contains(sent);
  }

  @Test
  void whatWasRolledBackIsNot() {
    Loop loop = opened();
    transactions.executeWithoutResult(status -> {
      assertThat(loops.move(send(loop), DISPATCHER).isDone()).isTrue();
      status.setRollbackOnly();
    });
    assertThat(recent.at(loop.id(), 2)).isNull();
    assertThat(loops.find(loop.id())).contains(loop);
    assertThat(loops.move(send(loop), DISPATCHER).isDone()).isTrue();
  }

  /** A move writes only what it changes: nothing it changes may be left out. */
  @Test
  void theRowSaysWhatIsRemembered() {
    Loop loop = opened();
    Actor officer = Actor.of(LoopFixture.OFFICER);
    Actor clock = Actor.automatic("clock");
    loop = same(loop, to(loop, Move.Common.NOTED), DISPATCHER, Duration.ofMinutes(5));
    loop = same(loop, to(loop, Move.Common.ESCALATED), clock, Duration.ofHours(9));
    loop = same(loop, to(loop, Step.RESTED), DISPATCHER, Duration.ofMinutes(7));
    loop = same(loop, to(loop, Step.WOKEN), DISPATCHER, Duration.ofHours(50));
    MoveOrder sent = to(loop, Step.SENT).to(LoopFixture.SQUAD, LoopFixture.OFFICER.id());
    loop = same(loop, sent.within(Allowance.workdays(9)), DISPATCHER, Duration.ofSeconds(1));
    loop = same(loop, to(loop, Step.RESTED), DISPATCHER, Duration.ofDays(2));
    loop = same(loop, to(loop, Step.WOKEN), DISPATCHER, Duration.ofDays(3));
    loop = same(loop, to(loop, Step.DELIVERED), officer, Duration.ofDays(1));
    assertThat(loop.isOpen()).isFalse();
    loop = same(loop, to(loop, Step.REOPENED), Actor.of(LoopFixture.CITIZEN), Duration.ofDays(1));
    MoveOrder elsewhere = to(loop, Step.SENT).to(LoopFixture.OTHER_SQUAD, null);
    loop = same(loop, elsewhere, DISPATCHER, Duration.ofMinutes(1));
    assertThat(loop.assignee()).isNull();
  }

  private Loop same(Loop loop, MoveOrder order, Actor actor, Duration later) {
    time.pass(later);
    Loop moved = loops.move(order, actor).orThrow();
    assertThat(store.hold(loop.id()).orElseThrow())
        .as("after %s", order.move())
        .usingRecursiveComparison()
        .ignoringFields("parties")
        .isEqualTo(recent.at(loop.id(), moved.version()));
    Long rank =
        jdbc.sql("select rank from loop.loops where id = ?")
            .param(loop.id().value())
            .query(Long.class)
            .single();
    assertThat(rank).isEqualTo(Rank.of(moved));
    return moved;
  }

  private static MoveOrder to(Loop loop, Move move) {
    return MoveOrder.of(Ids.next(), loop, move, "a word");
  }

  @Test
  void whoeverIsBehindIsToldSo() {
    Loop loop = opened();
    // As another node would: this one still remembers the loop as it was.
    jdbc.sql("update loop.loops set version = 2, stage = 'SENT' where id = ?")
        .param(loop.id().value())
        .update();
    assertThat(recent.at(loop.id(), 1)).isNotNull();
    assertThat(code(loops.move(send(loop), DISPATCHER))).isEqualTo("moved-first");
    // What memory would refuse as impossible is judged by what is there.
    MoveOrder impossible = MoveOrder.of(Ids.next(), loop, Step.DELIVERED, "there");
    assertThat(code(loops.move(impossible, DISPATCHER))).isEqualTo("moved-first");
  }

  @Test
  void anEntryOfAnotherLoopIsRefusedWithinATransactionToo() {
    MoveOrder order = send(opened());
    loops.move(order, DISPATCHER).orThrow();
    Loop other = opened();
    MoveOrder same = MoveOrder.of(order.entry(), other, Step.SENT, "").to(LoopFixture.SQUAD, null);
    String code = transactions.execute(status -> code(loops.move(same, DISPATCHER)));
    assertThat(code).isEqualTo("already-exists");
    assertThat(loops.find(other.id())).contains(other);
  }

  private Loop opened() {
    return loops
        .open(LoopFixture.opening(LoopFixture.GRID), Actor.of(LoopFixture.CITIZEN))
        .orThrow();
  }

  private static MoveOrder send(Loop loop) {
    return MoveOrder.of(Ids.next(), loop, Step.SENT, "").to(LoopFixture.SQUAD, null);
  }

  private static String code(Outcome<Loop> outcome) {
    return outcome instanceof Outcome.Refused<Loop> refused
        ? refused.reasons().getFirst().code()
        : "done";
  }
}
