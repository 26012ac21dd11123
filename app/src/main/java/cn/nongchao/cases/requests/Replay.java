package cn.nongchao.cases.requests;

import cn.nongchao.cases.Category;
import cn.nongchao.cases.PastEvent;
import cn.nongchao.cases.PastEvents;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Allowance;
import cn.nongchao.loop.History;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.MoveOrder;
import cn.nongchao.loop.Sight;
import cn.nongchao.platform.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Plays a file's requests as if they came now, faster than life: each is opened and moved at its
 * own time, deadlines shrunk alike. Entries carry the real time at which they are made. Ids follow
 * from the file, so what was played is not played again after a restart; it goes on from there. A
 * request that a person has taken over is left to them.
 */
@Component
class Replay {

  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
  private static final String ACTOR = "replay";
  private static final int CHUNK = 1000;

  private final Film film;
  private final PastEvents events;
  private final Loops loops;
  private final LoopLists lists;
  private final Clock clock;

  Replay(Film film, PastEvents events, Loops loops, LoopLists lists, Clock clock) {
    this.film = film;
    this.events = events;
    this.loops = loops;
    this.lists = lists;
    this.clock = clock;
  }

  /** One thing to happen: the opening of an event, or a step of it. */
  private sealed interface Shot {
    Instant then();

    record Open(PastEvent event) implements Shot {
      @Override
      public Instant then() {
        return event.opened();
      }
    }

    record Move(LoopId loop, History.Step step) implements Shot {
      @Override
      public Instant then() {
        return step.at();
      }
    }
  }

  /**
   * Plays to the end.
   *
   * @param stop ends it between two shots, never within one
   */
  void play(Survey survey, double speed, CountDownLatch stop) throws InterruptedException {
    Outcome<Film.Cast> cast = film.load(survey);
    if (cast instanceof Outcome.Refused<Film.Cast>(var reasons)) {
      LOG.warn("cannot replay {}: {}", survey.file().path(), reasons);
      return;
    }
    Film.Cast ready = cast.orThrow();
    List<Shot> left = unplayed(shots(ready.events()));
    if (left.isEmpty()) {
      LOG.info("all of {} has been played", survey.file().path());
      return;
    }
    Reel reel = new Reel(beginning(left), clock.instant(), speed);
    LOG.info("replaying {} shots of {} at {}×", left.size(), survey.file().path(), speed);
    for (Shot shot : left) {
      Duration wait = Duration.between(clock.instant(), reel.live(shot.then()));
      if (stop.await(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS)) return;
      play(shot, reel, ready.list());
    }
  }

  private static List<Shot> shots(List<PastEvent> all) {
    List<Shot> shots = new ArrayList<>();
    for (PastEvent event : all) {
      shots.add(new Shot.Open(event));
      for (History.Step step : event.steps()) shots.add(new Shot.Move(event.report().id(), step));
    }
    // Stable: what the file dates alike keeps the order of its life.
    shots.sort(Comparator.comparing(Shot::then));
    return shots;
  }

  private List<Shot> unplayed(List<Shot> shots) {
    Map<LoopId, Loop> here = new HashMap<>();
    List<LoopId> ids =
        shots.stream()
            .filter(Shot.Open.class::isInstance)
            .map(shot -> ((Shot.Open) shot).event().report().id())
            .toList();
    for (int i = 0; i < ids.size(); i += CHUNK) {
      List<LoopId> chunk = ids.subList(i, Math.min(i + CHUNK, ids.size()));
      here.putAll(lists.find(chunk, Sight.everything()));
    }
    return shots.stream().filter(shot -> !played(shot, here)).toList();
  }

  private boolean played(Shot shot, Map<LoopId, Loop> here) {
    return switch (shot) {
      case Shot.Open(PastEvent event) -> here.containsKey(event.report().id());
      case Shot.Move(LoopId id, History.Step step) -> {
        Loop loop = here.get(id);
        yield loop != null && (!loop.isOpen() || loops.entry(step.entry()).isPresent());
      }
    };
  }

  /** The next opening: steps left behind by earlier ones follow it at once. */
  private static Instant beginning(List<Shot> left) {
    return left.stream()
        .filter(Shot.Open.class::isInstance)
        .findFirst()
        .orElse(left.getFirst())
        .then();
  }

  private void play(Shot shot, Reel reel, Map<String, Category> list) {
    switch (shot) {
      case Shot.Open(PastEvent event) -> open(event, reel, list);
      case Shot.Move(LoopId loop, History.Step step) ->
          loops.find(loop).ifPresent(found -> move(found, step));
    }
  }

  private void open(PastEvent event, Reel reel, Map<String, Category> list) {
    Allowance total =
        event.total().equals(Allowance.UNLIMITED)
            ? Allowance.UNLIMITED
            : new Allowance(reel.scaled(event.total().time()), false);
    PastEvent now = new PastEvent(event.report(), clock.instant(), total, List.of());
    var answer = events.takeIn(ACTOR, List.of(now), list).getFirst();
    if (!answer.isDone()) LOG.warn("{}: {}", event.report().externalRef(), answer);
  }

  private void move(Loop loop, History.Step step) {
    MoveOrder order =
        MoveOrder.of(step.entry(), loop, step.move(), step.note())
            .with(step.data())
            .to(step.handler(), null);
    Outcome<Loop> moved = loops.move(order, Actor.automatic(ACTOR));
    // Somebody was quicker or decided otherwise; theirs it is.
    if (!moved.isDone()) LOG.debug("{} left as it is: {}", loop.number(), moved);
  }
}
