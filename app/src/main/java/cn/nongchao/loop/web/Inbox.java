package cn.nongchao.loop.web;

import cn.nongchao.loop.Box;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.LoopQuery.Turn;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Turns;
import cn.nongchao.loop.web.InboxPage.Tab;
import cn.nongchao.people.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which boxes a person has and what waits in them; the same for the page and for programs. */
@Component
class Inbox {

  private final LoopLists lists;
  private final Turns turns;
  private final LifeCycles lives;

  Inbox(LoopLists lists, Turns turns, LifeCycles lives) {
    this.lives = lives;
    this.lists = lists;
    this.turns = turns;
  }

  /** Only the boxes that can hold something for this person. */
  List<Tab> tabs(Viewer viewer) {
    List<Box> boxes = new ArrayList<>();
    if (viewer.works()) boxes.add(Box.MINE);
    if (!viewer.organisations().isEmpty()) boxes.add(Box.SQUAD);
    if (!viewer.organisations().isEmpty()) boxes.add(Box.LEAD);
    if (!viewer.workPlaces().isEmpty()) boxes.add(Box.SCOPE);
    if (viewer.holdsAny(lives.sending()) || viewer.holds(LoopRoles.SUPERVISOR)) {
      boxes.add(Box.ADRIFT);
    }
    boxes.add(Box.TAKEN);
    return boxes.stream()
        .map(box -> {
          LoopQuery waiting = waiting(LoopQuery.open(box), viewer);
          int count = lists.count(waiting, viewer);
          return new Tab(box, count, count == 0 ? 0 : lists.count(waiting.lateOnly(), viewer));
        })
        .filter(tab -> tab.count() > 0 || tab.box() != Box.LEAD && tab.box() != Box.ADRIFT)
        .toList();
  }

  /** What others have in hand, or nobody, is told, and is nobody's turn. */
  static boolean waits(Box box) {
    return box != Box.TAKEN && box != Box.LEAD && box != Box.ADRIFT;
  }

  /**
   * The same query for those loops alone that wait for the viewer; all of them where none does. For
   * supervision that is what is late.
   */
  LoopQuery waiting(LoopQuery query, Viewer viewer) {
    if (!waits(query.box())) return query;
    Turn turn = turns.of(query.box(), viewer);
    if (!turn.isNever()) return query.waitingFor(turn);
    boolean supervises = query.box() == Box.SCOPE && viewer.holds(LoopRoles.SUPERVISOR);
    // No stage waits for this role: a name no stage has, rather than no condition.
    return supervises ? query.lateOnly() : query.stages(Set.of("-"));
  }
}
