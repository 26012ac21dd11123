package cn.nongchao.notify;

import cn.nongchao.loop.DueSoon;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells of deadlines that come near, each once: once a loop and deadline. */
@Component
class DeadlinesNear {

  private static final Logger LOG = LoggerFactory.getLogger(DeadlinesNear.class);
  private static final int BATCH = 500;
  private static final int REMEMBERED = 100_000;

  private final DueSoon due;
  private final LifeCycles lives;
  private final Vocabulary words;
  private final Telling telling;
  private final Clock clock;

  /** What was told here already; the database knows too, but would have to be asked each time. */
  private final Set<UUID> told = ConcurrentHashMap.newKeySet();

  DeadlinesNear(DueSoon due, LifeCycles lives, Vocabulary words, Telling telling, Clock clock) {
    this.due = due;
    this.lives = lives;
    this.words = words;
    this.telling = telling;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${nongchao.notify.deadlines-delay:PT30S}")
  void look() {
    Map<Word, Set<String>> kinds = new HashMap<>();
    for (LifeCycle life : lives.all()) {
      Word word = words.before(life.kind());
      if (word != null) {
        kinds.computeIfAbsent(word, one -> ConcurrentHashMap.newKeySet()).add(life.kind());
      }
    }
    kinds.forEach(this::look);
  }

  private void look(Word word, Set<String> kinds) {
    Instant now = clock.instant();
    Duration before = word.before();
    if (before == null) return;
    Instant until = now.plus(before);
    Instant after = now;
    while (true) {
      List<Loop> batch = due.between(after, until, kinds, BATCH);
      for (Loop loop : batch) tell(word, loop, before, now);
      Instant last = batch.isEmpty() ? null : batch.getLast().nextDue().orElse(null);
      if (batch.size() < BATCH || last == null || !last.isAfter(after)) return;
      after = last;
    }
  }

  /** One that cannot be told of holds up no other. */
  private void tell(Word word, Loop loop, Duration before, Instant now) {
    UUID cause = isNear(loop, before, now) ? cause(loop) : null;
    if (cause == null || told.contains(cause)) return;
    try {
      telling.tell(telling.addressing().before(word, loop, cause, now));
      if (told.size() >= REMEMBERED) told.clear();
      told.add(cause);
    } catch (RuntimeException e) {
      LOG.error("nobody is told of the deadline of {}", loop.number(), e);
    }
  }

  /** In the second half of what time there was, or who has just begun would be hurried at once. */
  private static boolean isNear(Loop loop, Duration before, Instant now) {
    Instant next = loop.nextDue().orElse(null);
    if (next == null) return false;
    Duration left = Duration.between(now, next);
    Duration whole = Duration.between(loop.stageSince(), next);
    return left.compareTo(before) <= 0 && left.multipliedBy(2).compareTo(whole) <= 0;
  }

  private static @Nullable UUID cause(Loop loop) {
    return loop.nextDue()
        .map(next ->
            UUID.nameUUIDFromBytes(
                ("near " + loop.id() + " " + next).getBytes(StandardCharsets.UTF_8)))
        .orElse(null);
  }
}
