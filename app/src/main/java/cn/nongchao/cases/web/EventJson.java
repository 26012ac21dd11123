package cn.nongchao.cases.web;

import cn.nongchao.cases.Channel;
import cn.nongchao.cases.Disposition;
import cn.nongchao.cases.EventFacts;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as programs read it. Times are ISO 8601 in UTC, positions WGS 84 degrees.
 *
 * @param version to name in the next move
 * @param division code of the grid or village
 * @param listVersion version of the responsibility list it was sorted by
 * @param handler id of the organisation it is with
 * @param assignee id of the person it is with
 * @param awaits ids of those named as having acted who have not confirmed yet
 * @param lead id of the organisation that leads its matter; null where none is told
 * @param moves what the caller may do now; empty in lists
 */
record EventJson(
    UUID id,
    String number,
    String title,
    String stage,
    int version,
    String words,
    String address,
    String division,
    @Nullable Double lat,
    @Nullable Double lon,
    Channel channel,
    @Nullable String category,
    @Nullable Integer listVersion,
    @Nullable UUID handler,
    @Nullable UUID assignee,
    Instant reportedAt,
    @Nullable Instant due,
    @Nullable Instant closedAt,
    @Nullable Disposition disposition,
    @Nullable Integer rating,
    @Nullable UUID mergedInto,
    List<UUID> awaits,
    @Nullable UUID lead,
    List<String> moves) {

  EventJson {
    awaits = List.copyOf(awaits);
    moves = List.copyOf(moves);
  }

  /** A page of events; {@code next} goes into {@code after}. */
  record Page(List<EventJson> items, @Nullable String next) {
    Page {
      items = List.copyOf(items);
    }

    /** Those of the loops that are events, with what is known of them. */
    static Page of(Slice<Loop> slice, Map<LoopId, EventFacts> facts) {
      List<EventJson> items = new ArrayList<>();
      for (Loop loop : slice.items()) {
        EventFacts known = facts.get(loop.id());
        if (known != null) items.add(EventJson.of(loop, known, List.of()));
      }
      return new Page(items, slice.next());
    }
  }

  static EventJson of(Loop loop, EventFacts facts, List<String> moves) {
    return new EventJson(
        loop.id().value(),
        loop.number(),
        loop.title(),
        loop.stage(),
        loop.version(),
        facts.words(),
        facts.address(),
        loop.division().value(),
        loop.lat(),
        loop.lon(),
        facts.channel(),
        facts.category(),
        facts.listVersion(),
        loop.handler() == null ? null : loop.handler().value(),
        loop.assignee() == null ? null : loop.assignee().value(),
        loop.openedAt(),
        loop.due(),
        loop.closedAt(),
        facts.disposition(),
        facts.rating(),
        facts.mergedInto() == null ? null : facts.mergedInto().value(),
        loop.awaits().stream().map(PersonId::value).toList(),
        loop.lead() == null ? null : loop.lead().value(),
        moves);
  }
}
