package cn.nongchao.loop;

import cn.nongchao.loop.LoopQuery.State;
import java.time.Instant;
import java.util.Comparator;

/** In which order a list is read: first what is open, soonest deadline first, then what is not. */
enum Order {
  SOONEST(State.OPEN, "l.next_due", ">", " order by l.next_due, l.id"),
  LATEST(State.CLOSED, "l.opened_at", "<", " order by l.opened_at desc, l.id desc");

  final State state;
  final String column;
  final String beyond;
  final String by;
  final Comparator<Loop> comparator;

  Order(State state, String column, String beyond, String by) {
    this.state = state;
    this.column = column;
    this.beyond = beyond;
    this.by = by;
    // PostgreSQL orders ids by their digits; UUID.compareTo would take the first half as signed.
    Comparator<Loop> upwards =
        Comparator.<Loop, Instant>comparing(this::key).thenComparing(loop -> loop.id().toString());
    this.comparator = state == State.OPEN ? upwards : upwards.reversed();
  }

  Instant key(Loop loop) {
    return state == State.OPEN ? loop.nextDue().orElse(Instant.MAX) : loop.openedAt();
  }
}
