package cn.nongchao.cases;

import cn.nongchao.loop.Loop;
import cn.nongchao.loop.Loops;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Every night, erases the personal data of events that have been closed for as long as the
 * installation keeps it (个人信息保护法 第十九条). Each event by itself: a night cut off is gone on with in
 * the next.
 */
@Component
class Retention {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final int BATCH = 500;

  private final EventStore store;
  private final Loops loops;
  private final ReportErasure erasure;
  private final CasesSettings settings;
  private final Clock clock;

  Retention(
      EventStore store, Loops loops, ReportErasure erasure, CasesSettings settings, Clock clock) {
    this.store = store;
    this.loops = loops;
    this.erasure = erasure;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(
      cron = "${nongchao.cases.erasing:0 10 2 * * *}",
      zone = "${nongchao.zone:Asia/Shanghai}")
  void run() {
    if (settings.kept().isPositive()) {
      long erased = erase(clock.instant().minus(settings.kept()));
      if (erased > 0) LOG.info("{} events are over their time: personal data erased", erased);
    }
  }

  /** Those closed before; gives how many. */
  long erase(Instant before) {
    long erased = 0;
    EventFacts last = null;
    while (true) {
      List<EventFacts> batch = store.keptLongest(before, last, BATCH);
      for (EventFacts event : batch) if (isOver(event, before)) erased += erased(event);
      if (batch.size() < BATCH) return erased;
      last = batch.getLast();
    }
  }

  private boolean isOver(EventFacts event, Instant before) {
    @Nullable Instant closed = loops.find(event.id()).map(Loop::closedAt).orElse(null);
    return closed != null && closed.isBefore(before);
  }

  private int erased(EventFacts event) {
    try {
      return erasure.over(event.id()).isDone() ? 1 : 0;
    } catch (RuntimeException e) { // this one waits for the next night, the others go
      LOG.error("the personal data of event {} could not be erased", event.id(), e);
      return 0;
    }
  }
}
