package cn.nongchao.notify;

import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.EntryTail;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.Sight;
import cn.nongchao.platform.Position;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads the tail of entries and writes whom each is to be told to (docs/adr/0022). What is read is
 * final; how far was read and what was written are one transaction, so that each entry is told of
 * once, whatever is killed when.
 */
@Component
class Following {

  private static final Logger LOG = LoggerFactory.getLogger(Following.class);
  private static final int BATCH = 500;

  /** What is taken in tells of days gone by. */
  private static final Duration NEWS = Duration.ofDays(1);

  private static final Set<String> TAKEN_IN =
      Set.of(Actor.automatic("import").label(), Actor.automatic("demo").label());

  private final NoticeStore store;
  private final EntryTail tail;
  private final LoopLists loops;
  private final Vocabulary words;
  private final Telling telling;
  private final Clock clock;

  Following(
      NoticeStore store,
      EntryTail tail,
      LoopLists loops,
      Vocabulary words,
      Telling telling,
      Clock clock) {
    this.store = store;
    this.tail = tail;
    this.loops = loops;
    this.words = words;
    this.telling = telling;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${nongchao.notify.following-delay:PT1S}")
  void follow() {
    try {
      while (readOn()) LOG.debug("there is more to tell of");
    } catch (DataAccessException e) {
      LOG.warn("word goes on later: {}", e.getMessage());
    }
  }

  private boolean readOn() {
    Position from = store.position().orElse(null);
    if (from == null) {
      store.begin(tail.end());
      return false;
    }
    List<EntryTail.Final> read = tail.after(from, BATCH);
    if (read.isEmpty()) return false;
    List<Notice> notices = notices(read.stream().map(EntryTail.Final::entry).toList());
    boolean isOurs = telling.advance(from, read.getLast().position(), notices);
    return isOurs && read.size() == BATCH;
  }

  private List<Notice> notices(List<Entry> entries) {
    List<Entry> telling = entries.stream().filter(this::isTold).toList();
    if (telling.isEmpty()) return List.of();
    Set<LoopId> ids = telling.stream().map(Entry::loop).collect(Collectors.toSet());
    Map<LoopId, Loop> found = loops.find(ids, Sight.everything());
    List<Notice> notices = new ArrayList<>();
    for (Entry entry : telling) {
      Loop loop = found.get(entry.loop());
      if (loop != null) notices.addAll(of(entry, loop));
    }
    return notices;
  }

  private boolean isTold(Entry entry) {
    return !TAKEN_IN.contains(entry.byLabel())
        && entry.at().isAfter(clock.instant().minus(NEWS))
        && !words.at(entry.kind(), entry.move()).isEmpty();
  }

  /** One that cannot be told of holds up no other. */
  private List<Notice> of(Entry entry, Loop loop) {
    try {
      return telling.addressing().at(words.at(entry.kind(), entry.move()), loop, entry);
    } catch (DataAccessException e) {
      throw e; // all of them wait for the database
    } catch (RuntimeException e) {
      LOG.error("nobody is told of entry {}", entry.id(), e);
      return List.of();
    }
  }
}
