package cn.nongchao.loop;

import cn.nongchao.people.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A life lived elsewhere: another system's record of one loop, step by step.
 *
 * @param source what acts, as in {@link Actor.Automatic}: {@code import}
 * @param opened when it was opened there
 * @param steps what happened then, oldest first, none before the one ahead of it
 */
public record History(String source, Opening opening, Instant opened, List<Step> steps) {

  public History {
    steps = List.copyOf(steps);
  }

  /**
   * One move of that life.
   *
   * @param entry id of the entry to be; the same for the same step each time it is read
   * @param handler the organisation it is with from then on; null leaves it
   */
  public record Step(
      UUID entry,
      Move move,
      Instant at,
      String note,
      Map<String, ?> data,
      @Nullable OrganisationId handler) {

    public Step {
      data = Map.copyOf(data);
    }
  }
}
