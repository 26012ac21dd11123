package cn.nongchao.cases.figures;

import cn.nongchao.cases.Channel;
import cn.nongchao.cases.Counted;
import cn.nongchao.cases.Disposition;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.cases.EventLife.EventStage;
import cn.nongchao.loop.LoopFacts.Fact;
import cn.nongchao.loop.LoopFacts.Measure;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one event counts as in a period (docs/indicators.md). The terms are those of digital city
 * management (数字化城市管理, GB/T 30428.4 and .8) as cities publish them.
 *
 * @param to end of the period, no longer in it
 */
public record Reckoning(Instant from, Instant to) {

  private static final String FILED = "filed";
  private static final String DISPATCHED = "dispatched";
  private static final String DISPATCHES = "dispatches";
  private static final String RETURNS = "returns";
  private static final String CHECKS = "checks";
  private static final String FAILURES = "failures";
  private static final String REOPENINGS = "reopenings";
  private static final String RATING = "rating";
  private static final String CHANNEL = "channel";
  private static final String DISPOSITION = "disposition";
  private static final String DUPLICATE = "duplicate";

  /** Code of the event's category as it was known then. */
  public static final String CATEGORY = "category";

  /** Id of the organisation it was with then. */
  public static final String HANDLER = "handler";

  /** What must be found out about each loop. */
  public static final List<Measure> MEASURES =
      List.of(
          Measure.first(FILED, EventMove.TRIAGED, EventMove.DISPATCHED),
          Measure.first(DISPATCHED, EventMove.DISPATCHED),
          Measure.count(DISPATCHES, EventMove.DISPATCHED),
          Measure.count(RETURNS, EventMove.RETURNED),
          Measure.count(CHECKS, EventMove.PASSED, EventMove.FAILED).withinPeriod(),
          Measure.count(FAILURES, EventMove.FAILED).withinPeriod(),
          Measure.count(REOPENINGS, EventMove.REOPENED).withinPeriod(),
          Measure.last(RATING, "rating").withinPeriod(),
          Measure.last(CHANNEL, "channel"),
          Measure.last(DISPOSITION, "disposition"),
          Measure.last(DUPLICATE, "duplicate"),
          Measure.last(CATEGORY, "category"),
          Measure.last(HANDLER, "handler"));

  public Set<Counted> of(Fact event) {
    Set<Counted> counted = EnumSet.noneOf(Counted.class);
    boolean merged = event.stage().equals(EventStage.MERGED.name());
    if (within(event.opened())) {
      counted.add(Counted.REPORTED);
      if (merged || event.text(DUPLICATE) != null) counted.add(Counted.DUPLICATES);
    }
    if (within(event.at(FILED))) counted.add(Counted.FILED);
    closing(event, merged, counted);
    if (within(event.at(DISPATCHED))) {
      counted.add(Counted.DISPATCHED);
      boolean accurate = event.count(DISPATCHES) == 1 && event.count(RETURNS) == 0;
      if (accurate) counted.add(Counted.ACCURATE);
    }
    if (event.count(CHECKS) > 0) counted.add(Counted.CHECKED);
    if (event.count(FAILURES) > 0) counted.add(Counted.FAILED);
    if (event.count(REOPENINGS) > 0) counted.add(Counted.REOPENED);
    int stars = stars(event);
    if (stars > 0) counted.add(Counted.RATED);
    if (stars >= 4) counted.add(Counted.SATISFIED);
    return counted;
  }

  private void closing(Fact event, boolean merged, Set<Counted> counted) {
    boolean closed = event.stage().equals(EventStage.CLOSED.name());
    boolean declined = event.stage().equals(EventStage.DECLINED.name());
    Instant due = event.due();
    if (within(due) && !merged && !declined) {
      counted.add(Counted.DUE);
      if (closed) {
        counted.add(Counted.CLOSED);
        counted.add(event.since().isAfter(due) ? Counted.LATE : Counted.ON_TIME);
      } else {
        counted.add(Counted.UNCLOSED);
      }
    }
    if (closed && within(event.since())) {
      counted.add(Counted.CLOSED_WITHIN);
      String disposition = event.text(DISPOSITION);
      if (disposition != null) counted.add(spirit(Disposition.valueOf(disposition)));
    }
  }

  private static Counted spirit(Disposition disposition) {
    return switch (disposition) {
      case MANAGE -> Counted.MANAGED;
      case SERVE -> Counted.SERVED;
      case ENFORCE -> Counted.ENFORCED;
    };
  }

  /**
   * The rating given within the period; 0 for none. What people at work found themselves says
   * nothing of how satisfied the public is.
   */
  public static int stars(Fact event) {
    String rating = event.text(RATING);
    return rating == null || Channel.GRID.name().equals(event.text(CHANNEL))
        ? 0
        : Integer.parseInt(rating);
  }

  private boolean within(@Nullable Instant at) {
    return at != null && !at.isBefore(from) && at.isBefore(to);
  }
}
