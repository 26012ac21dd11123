package cn.nongchao.notify;

import cn.nongchao.loop.Entry;
import cn.nongchao.loop.LiveMoves;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.Sight;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Rings at open pages, on whichever node word was written, within about a second. One query asks
 * for all who listen, and one for all whose lists a batch of moves may have changed.
 */
@Component
public class Bells {

  private static final Logger LOG = LoggerFactory.getLogger(Bells.class);

  /**
   * Somebody's open page.
   *
   * @param moves whether it shows a list that moves change
   */
  private record Page(Viewer viewer, boolean moves, Consumer<News> told) {}

  /**
   * What a page is told.
   *
   * @param unread how many notices are; null where that is not the news
   * @param moved whether the lists of whoever looks may have changed
   */
  public record News(@Nullable Integer unread, boolean moved) {}

  private final NoticeStore store;
  private final Notices notices;
  private final LoopLists loops;
  private final Set<Page> open = ConcurrentHashMap.newKeySet();
  private long last = -1;

  Bells(NoticeStore store, Notices notices, LoopLists loops, LiveMoves live) {
    this.store = store;
    this.notices = notices;
    this.loops = loops;
    this.live = live;
  }

  private final LiveMoves live;
  private @Nullable Runnable stop;

  /** The page is told from now on until the returned handle runs. */
  public synchronized Runnable listen(Viewer viewer, boolean moves, Consumer<News> told) {
    Page page = new Page(viewer, moves, told);
    if (open.isEmpty()) last = store.last();
    open.add(page);
    if (moves && stop == null) stop = live.listen(this::moved);
    return () -> close(page);
  }

  private synchronized void close(Page page) {
    open.remove(page);
    if (stop != null && open.stream().noneMatch(Page::moves)) {
      stop.run();
      stop = null;
    }
  }

  @Scheduled(fixedDelay = 700)
  synchronized void poll() {
    if (open.isEmpty()) return;
    try {
      long now = store.last();
      if (now == last) return;
      Set<PersonId> listening =
          open.stream().map(page -> page.viewer().id()).collect(Collectors.toSet());
      Set<PersonId> told = store.toldSince(last, listening);
      last = now;
      for (Page page : open) {
        if (!told.contains(page.viewer().id())) continue;
        tell(page, new News(notices.unread(page.viewer()), false));
      }
    } catch (DataAccessException e) {
      LOG.warn("bells ring later: {}", e.getMessage());
    }
  }

  private void moved(List<Entry> entries) {
    Set<LoopId> ids = entries.stream().map(Entry::loop).collect(Collectors.toSet());
    Map<LoopId, Loop> found = loops.find(ids, Sight.everything());
    Map<LoopId, Set<UUID>> parties = loops.parties(ids);
    for (Page page : open) {
      boolean concerned =
          page.moves()
              && found.values().stream()
                  .anyMatch(loop ->
                      concerns(page.viewer(), loop, parties.getOrDefault(loop.id(), Set.of())));
      if (concerned) tell(page, new News(null, true));
    }
  }

  /** Whether it may lie in one of their boxes, or did: that alone is told. */
  private static boolean concerns(Viewer viewer, Loop loop, Set<UUID> parties) {
    return parties.contains(viewer.id().value())
        || viewer.organisations().stream().anyMatch(unit -> parties.contains(unit.value()))
        || viewer.workPlaces().stream().anyMatch(place -> place.contains(loop.division()));
  }

  /** A page that fails costs itself this news, not the others. */
  private static void tell(Page page, News news) {
    try {
      page.told().accept(news);
    } catch (RuntimeException e) {
      LOG.error("an open page was not told", e);
    }
  }
}
