package cn.nongchao.people.web;

import cn.nongchao.platform.Preparation;
import cn.nongchao.platform.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an installation needs before the first day's work, in the order in which it is done.
 *
 * @param next the first that is missing, which stands open; -1 where all is there
 */
public record StartPage(List<Step> steps, int next) {

  /** One of them, as it stands now. */
  public record Step(Text title, Text purpose, Preparation.Standing standing) {}

  public StartPage {
    steps = List.copyOf(steps);
  }

  static StartPage of(List<Preparation> all, Preparation.Within within) {
    List<Step> steps =
        all.stream()
            .map(one -> new Step(one.title(), one.purpose(), one.standing(within)))
            .toList();
    int next = 0;
    while (next < steps.size() && steps.get(next).standing().done()) next++;
    return new StartPage(steps, next == steps.size() ? -1 : next);
  }

  public long done() {
    return steps.stream().filter(step -> step.standing().done()).count();
  }

  public @Nullable Step first() {
    return next < 0 ? null : steps.get(next);
  }
}
