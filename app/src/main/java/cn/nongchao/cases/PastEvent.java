package cn.nongchao.cases;

import cn.nongchao.loop.Allowance;
import cn.nongchao.loop.History;
import java.time.Instant;
import java.util.List;

/**
 * An event as another system's record tells it, from its report as far as it had come there.
 *
 * @param report with source and reference
 * @param opened when it was reported there
 * @param total how long the whole was given there; {@link Allowance#UNLIMITED} for no deadline
 * @param steps what happened then, oldest first
 */
public record PastEvent(Report report, Instant opened, Allowance total, List<History.Step> steps) {

  public PastEvent {
    steps = List.copyOf(steps);
  }
}
