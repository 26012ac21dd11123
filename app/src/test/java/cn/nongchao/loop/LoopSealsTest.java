package cn.nongchao.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Channel;
import cn.nongchao.cases.Events;
import cn.nongchao.cases.Report;
import cn.nongchao.loop.Rules.Decided;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What an entry says of the row it leaves, and what becomes of rows altered past the door. */
class LoopSealsTest {

  private final Viewer worker = Cast.atHome(CasesRoles.GRID_WORKER).viewer();
  private final Loops loops = RunningApp.bean(Loops.class);
  private final JdbcClient jdbc = RunningApp.bean(JdbcClient.class);

  private Loop opened() {
    Report report =
        Report.of(LoopId.next(), Channel.GRID, "占道经营", new DivisionCode("330114003200"));
    RunningApp.bean(Events.class).report(report, Actor.of(worker)).orThrow();
    return loops.find(report.id()).orElseThrow();
  }

  private MoveOrder noted(Loop loop) {
    return MoveOrder.of(Ids.next(), loop, Move.Common.NOTED, "看过");
  }

  /** Does something that is taken back, and gives what the audit then says of the loop. */
  private List<String> named(Loop loop, Consumer<Loop> change) {
    List<String> named = new ArrayList<>();
    RunningApp.bean(TransactionTemplate.class)
        .executeWithoutResult(status -> {
          status.setRollbackOnly();
          change.accept(loop);
          RunningApp.bean(LoopAudit.class).differing(named::add);
        });
    return named.stream()
        .filter(words -> words.contains(loop.number()) || words.contains(loop.id().toString()))
        .toList();
  }

  private void set(Loop loop, String change) {
    jdbc.sql("update loop.loops set " + change + " where id = ?").param(loop.id().value()).update();
  }

  @Test
  void everyMoveLeavesARowThatFits() {
    Loop loop = opened();
    assertThat(named(loop, same -> {})).isEmpty();
    assertThat(named(loop, same -> loops.move(noted(same), Actor.of(worker)).orThrow())).isEmpty();
  }

  /** Also where this node still knows the loop, and writes only what the move changes. */
  @Test
  void whatWasAlteredStaysNamedAfterAMove() {
    Loop loop = opened();
    assertThat(
            named(
                loop,
                altered -> {
                  set(altered, "title = '合法经营'");
                  loops.move(noted(altered), Actor.of(worker)).orThrow();
                }))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("is not as its last entry left it");
  }

  /** Another node reads the altered row and would seal it; the entry says so for good. */
  @Test
  void aMoveOfAnAlteredRowCoversNothingUp() {
    Loop loop = opened();
    assertThat(
            named(
                loop,
                altered -> {
                  set(altered, "title = '合法经营'");
                  Held held = RunningApp.bean(Store.class).hold(altered.id()).orElseThrow();
                  assertThat(held.altered()).isTrue();
                  moved(held);
                }))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("had been altered before a move");
  }

  private void moved(Held held) {
    MoveOrder order = noted(held.loop());
    Decided decided =
        RunningApp.bean(Rules.class)
            .move(held, order, Actor.of(worker), RunningApp.bean(Clock.class).instant())
            .orThrow();
    assertThat(RunningApp.bean(Store.class).move(held, decided, order)).isPresent();
  }

  /** A step written by hand, with the row that goes with it, is sealed and named all the same. */
  @Test
  void aStepThatWeDidNotWriteIsNamed() {
    Loop loop = opened();
    assertThat(
            named(
                loop,
                forged -> {
                  jdbc.sql(
                          "insert into loop.entries (id, loop, kind, version, move, from_stage,"
                              + " to_stage, at, by_label, note, data, evidence, late, salt) select"
                              + " gen_random_uuid(), loop, kind, 2, 'NOTED', to_stage, to_stage,"
                              + " at, by_label, '同意', data, evidence, late, salt from loop.entries"
                              + " where loop = ?")
                      .param(forged.id().value())
                      .update();
                  set(forged, "version = 2");
                }))
        .anyMatch(words -> words.contains("is not as its last entry left it"));
  }
}
