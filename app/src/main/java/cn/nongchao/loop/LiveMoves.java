package cn.nongchao.loop;

import cn.nongchao.platform.Position;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells open pages of moves, on whichever node they were made, within about half a second. Reads
 * the tail of entries only while somebody listens.
 */
@Component
public class LiveMoves {

  private static final Logger LOG = LoggerFactory.getLogger(LiveMoves.class);
  private static final int BATCH = 500;

  private final EntryTail tail;
  private final Set<Consumer<List<Entry>>> listeners = ConcurrentHashMap.newKeySet();
  private @Nullable Position position;

  LiveMoves(EntryTail tail) {
    this.tail = tail;
  }

  /** The listener is given every batch of entries from now on, until the returned handle runs. */
  public synchronized Runnable listen(Consumer<List<Entry>> listener) {
    if (position == null) position = tail.end(); // from now, not from when it is next polled
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Scheduled(fixedDelay = 400)
  synchronized void poll() {
    if (listeners.isEmpty()) {
      position = null;
      return;
    }
    try {
      if (position == null) position = tail.end();
      List<EntryTail.Final> read = tail.after(position, BATCH);
      if (read.isEmpty()) return;
      position = read.getLast().position();
      List<Entry> entries = read.stream().map(EntryTail.Final::entry).toList();
      for (Consumer<List<Entry>> listener : listeners) tell(listener, entries);
    } catch (DataAccessException e) {
      LOG.warn("live pages will catch up: {}", e.getMessage());
    }
  }

  /** One that fails costs itself this batch, not the others. */
  private static void tell(Consumer<List<Entry>> listener, List<Entry> entries) {
    try {
      listener.accept(entries);
    } catch (RuntimeException e) {
      LOG.error("a live page missed {} moves", entries.size(), e);
    }
  }
}
