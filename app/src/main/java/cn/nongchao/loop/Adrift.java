package cn.nongchao.loop;

import cn.nongchao.loop.LoopQuery.State;
import cn.nongchao.people.Gone;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the loops that are with nobody: whose assignee left, whose unit is no more or has nobody at
 * work, or that wait for the word of somebody who left. In which stages that holds a loop up, its
 * life cycle says: where others lead it on it is not adrift. Grants end by themselves, so it is
 * asked again and again rather than where something is written; several nodes may, each loop is
 * told once.
 */
@Component
class Adrift {

  private static final String OPEN = " and " + Rank.sql(State.OPEN);
  private static final String HELD = " and l.kind || '/' || l.stage = any(:held)" + OPEN;

  /** Each arm walks an index of its own. */
  private static final String FIND =
      "with found as (select l.id from loop.loops l where l.assignee = any(:persons)"
          + HELD
          + " union select l.id from loop.loops l where l.handler = any(:units)"
          + HELD
          + " union select l.id from loop.loops l where l.awaits is not null"
          + " and l.awaits && :persons"
          + OPEN
          + "), over as (delete from loop.adrift a where not exists"
          + " (select 1 from found f where f.id = a.loop))"
          + " insert into loop.adrift (loop, since) select id, :now from found"
          + " on conflict do nothing returning loop";

  private final JdbcClient jdbc;
  private final Gone gone;
  private final Turns turns;
  private final Loops loops;
  private final LoopPages pages;
  private final Telling telling;

  Adrift(JdbcClient jdbc, Gone gone, Turns turns, Loops loops, LoopPages pages, Telling telling) {
    this.jdbc = jdbc;
    this.gone = gone;
    this.turns = turns;
    this.loops = loops;
    this.pages = pages;
    this.telling = telling;
  }

  /** By which clock, and to whom. */
  @Component
  record Telling(Clock clock, ApplicationEventPublisher events) {}

  @Scheduled(fixedDelayString = "${nongchao.adrift-delay:PT20S}")
  @Transactional
  public void look() {
    List<UUID> found =
        jdbc.sql(FIND)
            .param("persons", gone.persons().toArray(UUID[]::new))
            .param("units", gone.units().toArray(UUID[]::new))
            .param("held", turns.inHand().toArray(String[]::new))
            .param("now", Timestamp.from(telling.clock().instant()))
            .query(UUID.class)
            .list();
    for (UUID id : found) {
      Loop loop = loops.find(new LoopId(id)).orElseThrow();
      telling
          .events()
          .publishEvent(new FoundAdrift(loop.number(), pages.path(loop), loop.division()));
    }
  }
}
