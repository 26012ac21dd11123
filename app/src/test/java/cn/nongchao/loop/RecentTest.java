package cn.nongchao.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.TestDatabase;
import cn.nongchao.loop.LoopFixture.Step;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** What a node remembers of a loop may be behind, and is never wrong. */
@SpringBootTest(
    properties = {
      "nongchao.escalation-delay=PT24H",
      "spring.main.allow-bean-definition-overriding=true"
    })
@Import(LoopFixture.Beans.class)
class RecentTest {

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.empty().register(registry);
  }

  private static final Actor DISPATCHER = Actor.of(LoopFixture.DISPATCHER);

  @Autowired Loops loops;
  @Autowired Recent recent;
  @Autowired TransactionTemplate transactions;
  @Autowired JdbcClient jdbc;

  @Test
  void whatWasWrittenIsRemembered() {
    Loop sent = loops.move(send(opened()), DISPATCHER).orThrow();
    assertThat(recent.at(sent.id(), 2)).extracting(Store.Held::loop).isEqualTo(sent);
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
