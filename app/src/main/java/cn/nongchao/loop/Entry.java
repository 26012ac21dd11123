package cn.nongchao.loop;

import cn.nongchao.people.PersonId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a loop. Never altered; everything else can be recomputed from these.
 *
 * @param id made by the client: the same id sent twice is one entry
 * @param version of the loop after it
 * @param to stage after it; equals {@code from} where the stage did not change, except at opening
 * @param by null where no person acted
 * @param late whether the stage left had overrun its time
 * @param due the total deadline in force after it
 * @param data facts of this move, by name; small
 */
public record Entry(
    UUID id,
    LoopId loop,
    String kind,
    int version,
    String move,
    @Nullable String from,
    String to,
    Instant at,
    @Nullable PersonId by,
    String byLabel,
    String note,
    Map<String, ?> data,
    List<UUID> evidence,
    boolean late,
    @Nullable Instant due) {

  public Entry {
    data = Map.copyOf(data);
    evidence = List.copyOf(evidence);
  }

  Entry with(Map<String, ?> facts) {
    return new Entry(
        id, loop, kind, version, move, from, to, at, by, byLabel, note, facts, evidence, late, due);
  }

  /** One fact as text, several joined by commas; null where the move said nothing of it. */
  public @Nullable String fact(String name) {
    Object fact = data.get(name);
    if (fact instanceof Collection<?> all) {
      return all.stream().map(Object::toString).collect(Collectors.joining(","));
    }
    return fact == null ? null : fact.toString();
  }
}
