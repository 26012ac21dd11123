package cn.nongchao.loop;

import cn.nongchao.platform.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Raises loops whose stage has overrun, or the whole where the stage has no limit of its own: once
 * a stage, by an entry of its own, where the life cycle has such a move. Several nodes may run it;
 * the version check lets one of them win.
 */
@Component
class Escalation {

  private static final Logger LOG = LoggerFactory.getLogger(Escalation.class);
  private static final int BATCH = 200;

  private final JdbcClient jdbc;
  private final Loops loops;
  private final LifeCycles lives;
  private final Clock clock;

  Escalation(JdbcClient jdbc, Loops loops, LifeCycles lives, Clock clock) {
    this.jdbc = jdbc;
    this.loops = loops;
    this.lives = lives;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${nongchao.escalation-delay:PT20S}")
  void raiseLate() {
    for (UUID id : late()) {
      Loop loop = loops.find(new LoopId(id)).orElseThrow();
      MoveOrder order = MoveOrder.of(Ids.next(), loop, Move.Common.ESCALATED, "");
      if (!loops.move(order, Actor.automatic("clock")).isDone()) {
        LOG.debug("{} was moved while it was being escalated", loop.number());
      }
    }
  }

  private List<UUID> late() {
    Instant now = clock.instant();
    return jdbc.sql(
            "select id from loop.loops where rank < ? and coalesce(stage_due, due) < ?"
                + " and escalated_at is null"
                + " and kind || '/' || stage = any(?) order by rank limit ?")
        .params(Rank.at(now), Timestamp.from(now), raisable(), BATCH)
        .query(UUID.class)
        .list();
  }

  /** The stages that have such a move; without this, others would fill the batch for ever. */
  private String[] raisable() {
    return lives.all().stream()
        .flatMap(life ->
            life.places().stream()
                .map(place -> place.stage().name())
                .filter(stage -> life.edge(stage, Move.Common.ESCALATED.name()) != null)
                .map(stage -> life.kind() + "/" + stage))
        .toArray(String[]::new);
  }
}
