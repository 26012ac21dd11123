package cn.nongchao.loop.web;

import cn.nongchao.form.Field;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.Loop;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Text;
import com.fasterxml.jackson.annotation.JsonIgnore;
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
    @Field(zh = "种类", en = "Kind") @JsonIgnore Text kindTitle,
    String kind,
    @Field(zh = "编号", en = "Number") String number,
    @Field(zh = "标题", en = "Title") String title,
    @Field(zh = "环节", en = "Stage") @JsonIgnore Text stageTitle,
    String stage,
    int version,
    @Field(zh = "地点", en = "Place") DivisionCode division,
    @Nullable Double lat,
    @Nullable Double lon,
    @Field(zh = "承办", en = "In hand") @Nullable OrganisationId handler,
    @Field(zh = "经办人", en = "Assignee") @Nullable PersonId assignee,
    @Field(zh = "开始", en = "Opened") Instant openedAt,
    @Nullable Instant stageDue,
    @Nullable Instant due,
    @Field(zh = "下一时限", en = "Next due") @Nullable Instant nextDue,
    @Nullable Instant pausedAt,
    @Field(zh = "办结", en = "Closed") @Nullable Instant closedAt,
    @Field(zh = "超时", en = "Late") boolean late,
    String path) {

  static LoopJson of(Loop l, LifeCycle life, Instant now, String path) {
    Instant next = l.isOpen() ? l.nextDue().orElse(null) : null;
    return new LoopJson(
        l.id().toString(),
        life.title(),
        l.kind(),
        l.number(),
        l.title(),
        life.stage(l.stage()).title(),
        l.stage(),
        l.version(),
        l.division(),
        l.lat(),
        l.lon(),
        l.handler(),
        l.assignee(),
        l.openedAt(),
        l.stageDue(),
        l.due(),
        next,
        l.pausedAt(),
        l.closedAt(),
        l.isOpen() ? next != null && next.isBefore(now) : l.isLate(now),
        path);
  }

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
