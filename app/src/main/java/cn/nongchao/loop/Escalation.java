package cn.nongchao.loop;

import cn.nongchao.platform.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
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
  private static final Duration AGAIN = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final Loops loops;
  private final LifeCycles lives;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  /** Those that could not be raised, and when; left out until an hour has passed. */
  private final Map<UUID, Instant> failing = new ConcurrentHashMap<>();

  Escalation(
      JdbcClient jdbc,
      Loops loops,
      LifeCycles lives,
      Clock clock,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.loops = loops;
    this.lives = lives;
    this.clock = clock;
    this.events = events;
  }

  @Scheduled(fixedDelayString = "${nongchao.escalation-delay:PT20S}")
  void raiseLate() {
    failing.values().removeIf(since -> since.plus(AGAIN).isBefore(clock.instant()));
    for (UUID id : late()) {
      try {
        raise(loops.find(new LoopId(id)).orElseThrow());
      } catch (RuntimeException e) { // this one waits, the others are raised
        failing.put(id, clock.instant());
        LOG.error("loop {} could not be raised", id, e);
        events.publishEvent(new EscalationFailed(new LoopId(id), number(id), e.toString()));
      }
    }
  }

  private void raise(Loop loop) {
    MoveOrder order = MoveOrder.of(Ids.next(), loop, Move.Common.ESCALATED, "");
    if (!loops.move(order, Actor.automatic("clock")).isDone()) {
      LOG.debug("{} was moved while it was being escalated", loop.number());
    }
  }

  private String number(UUID id) {
    return jdbc.sql("select number from loop.loops where id = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  private List<UUID> late() {
    Instant now = clock.instant();
    UUID[] waiting = failing.keySet().toArray(UUID[]::new);
    return jdbc.sql(
            "select id from loop.loops where rank < ? and coalesce(stage_due, due) < ?"
                + " and escalated_at is null and id <> all(?)"
                + " and kind || '/' || stage = any(?) order by rank limit ?")
        .params(Rank.at(now), Timestamp.from(now), waiting, raisable(), BATCH)
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
