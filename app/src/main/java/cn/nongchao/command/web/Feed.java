package cn.nongchao.command.web;

import cn.nongchao.command.web.ScreenData.LiveMove;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.EntryTail;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.Move;
import cn.nongchao.loop.Sight;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Settings;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Moves said in words, as far as a viewer may see them. */
@Component
class Feed {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");
  private static final int LATEST = 30;

  private final LoopLists lists;
  private final EntryTail tail;
  private final LifeCycles lives;
  private final Divisions divisions;
  private final Settings settings;

  Feed(LoopLists lists, EntryTail tail, LifeCycles lives, Divisions divisions, Settings settings) {
    this.lists = lists;
    this.tail = tail;
    this.lives = lives;
    this.divisions = divisions;
    this.settings = settings;
  }

  /** Newest first. */
  List<LiveMove> latest(Viewer viewer, Lang lang) {
    List<Entry> entries = new ArrayList<>(tail.latest(LATEST));
    entries.sort(Comparator.comparing(Entry::at).reversed()); // what was taken in is dated earlier
    return moves(entries, viewer, lang);
  }

  /** Moves this viewer may see, said in words, in the order given. */
  List<LiveMove> moves(List<Entry> entries, Viewer viewer, Lang lang) {
    Set<LoopId> ids = entries.stream().map(Entry::loop).collect(Collectors.toSet());
    Map<LoopId, Loop> seen = lists.find(ids, Sight.of(viewer));
    List<LiveMove> moves = new ArrayList<>();
    for (Entry entry : entries) {
      Loop loop = seen.get(entry.loop());
      if (loop != null) moves.add(inWords(entry, loop, lang));
    }
    return moves;
  }

  private LiveMove inWords(Entry entry, Loop loop, Lang lang) {
    LifeCycle life = lives.of(loop);
    Move move = life.move(entry.move());
    var stage = life.stage(entry.to());
    return new LiveMove(
        loop.title(),
        loop.number(),
        move == null ? entry.move() : move.title().in(lang),
        stage.title().in(lang),
        stage.tone().css(),
        divisions.path(loop.division()),
        TIME.format(entry.at().atZone(settings.zone())),
        "/loops/" + loop.id());
  }
}
