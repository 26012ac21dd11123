package cn.nongchao.loop.web;

import cn.nongchao.loop.Entry;
import cn.nongchao.loop.Loop;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A loop as the JSON API shows it. Times are ISO 8601 in UTC, ids UUIDs, places division codes.
 *
 * @param version to be given back with a move
 * @param nextDue when somebody must have acted next; null without limit or while the clock stops
 * @param path of its page
 */
record LoopJson(
    String id,
    String kind,
    String number,
    String title,
    String stage,
    int version,
    String division,
    @Nullable Double lat,
    @Nullable Double lon,
    @Nullable String handler,
    @Nullable String assignee,
    Instant openedAt,
    @Nullable Instant stageDue,
    @Nullable Instant due,
    @Nullable Instant nextDue,
    @Nullable Instant pausedAt,
    @Nullable Instant closedAt,
    boolean late,
    String path) {

  static LoopJson of(Loop l, Instant now, String path) {
    Instant next = l.isOpen() ? l.nextDue().orElse(null) : null;
    return new LoopJson(
        l.id().toString(),
        l.kind(),
        l.number(),
        l.title(),
        l.stage(),
        l.version(),
        l.division().value(),
        l.lat(),
        l.lon(),
        l.handler() == null ? null : l.handler().toString(),
        l.assignee() == null ? null : l.assignee().toString(),
        l.openedAt(),
        l.stageDue(),
        l.due(),
        next,
        l.pausedAt(),
        l.closedAt(),
        l.isOpen() ? next != null && next.isBefore(now) : l.isLate(now),
        path);
  }

  /** A page of loops; {@code next} is the {@code after} of the following page. */
  record Page(List<LoopJson> items, @Nullable String next) {}

  /** One loop with everything that happened to it, oldest first, and what the caller may do. */
  record Whole(LoopJson loop, List<EntryJson> entries, List<MoveJson> moves) {}

  /** One entry. */
  record EntryJson(
      String id,
      int version,
      String move,
      @Nullable String from,
      String to,
      Instant at,
      @Nullable String by,
      String byLabel,
      String note,
      Map<String, ?> data,
      List<UUID> evidence,
      boolean late,
      @Nullable Instant due) {

    static EntryJson of(Entry e) {
      return new EntryJson(
          e.id().toString(),
          e.version(),
          e.move(),
          e.from(),
          e.to(),
          e.at(),
          e.by() == null ? null : e.by().toString(),
          e.byLabel(),
          e.note(),
          e.data(),
          e.evidence(),
          e.late(),
          e.due());
    }
  }

  /**
   * A move the caller may make.
   *
   * @param needs what it must carry: {@code note}, {@code photo}, {@code handler}, {@code assignee}
   * @param here whether it is made at {@code /api/v1/loops/{id}/moves}: every one is
   */
  record MoveJson(String move, @Nullable String to, List<String> needs, boolean here) {}
}
