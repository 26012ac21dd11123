package cn.nongchao.cases;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A clock that has run out is not stopped by whoever let it run out. */
class PausingTest {

  private static Loop due(Loop l, Instant stageDue) {
    return new Loop(
        l.id(),
        l.kind(),
        l.number(),
        l.title(),
        l.stage(),
        l.version(),
        l.division(),
        l.lat(),
        l.lon(),
        l.handler(),
        l.assignee(),
        l.openedBy(),
        l.openedAt(),
        l.stageSince(),
        stageDue,
        l.due(),
        l.pausedAt(),
        l.pausedFrom(),
        l.closedAt(),
        l.escalation(),
        l.facts(),
        l.about(),
        l.awaits(),
        l.lead());
  }

  private static Refusal asked(Loop loop, Viewer viewer) {
    LifeCycle life = RunningApp.bean(LifeCycles.class).of(loop);
    return life.edge(loop.stage(), EventMove.PAUSED.name())
        .condition()
        .orElseThrow()
        .unmet(loop, Actor.of(viewer));
  }

  @Test
  void whatIsLateIsPausedByTheDeskAlone() {
    Cast.Member leader = Cast.newcomer(LoopRoles.SQUAD_LEADER);
    JsonNode event = Casework.sent(Casework.reported("等材料"), leader);
    Loop loop =
        RunningApp.bean(Loops.class).find(LoopId.read(event.path("id").asString())).orElseThrow();
    Instant now = RunningApp.bean(Clock.class).instant();
    Viewer desk = Cast.atHome(CasesRoles.DISPATCHER).viewer();
    assertThat(asked(due(loop, now.plusSeconds(60)), leader.viewer())).isNull();
    assertThat(asked(due(loop, now.minusSeconds(60)), leader.viewer())).isNotNull();
    assertThat(asked(due(loop, now.minusSeconds(60)), desk)).isNull();
    assertThat(
            asked(due(loop, now.minusSeconds(60)), Cast.elsewhere(CasesRoles.DISPATCHER).viewer()))
        .isNotNull();
  }
}
