package cn.nongchao.cases;

import cn.nongchao.loop.LoopCounts;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.Sight;
import cn.nongchao.people.DivisionCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The few figures that stand on the public front page. Indicators proper: {@code figures}. */
@Component
@Transactional(readOnly = true)
public class PublicFigures {

  private static final Duration PERIOD = Duration.ofDays(30);

  /**
   * Of the last thirty days.
   *
   * @param reported events reported
   * @param open events open now
   * @param late of those, past a deadline
   * @param rated how many were rated
   * @param stars their mean, 1 to 5; null where none was
   * @param mix how many were handled in which spirit
   */
  public record Figures(
      long reported,
      long open,
      long late,
      long rated,
      @Nullable Double stars,
      Map<Disposition, Long> mix) {

    public Figures {
      mix = Map.copyOf(mix);
    }

    /** Whole percents that sum to 100, by largest remainder; 0 where nothing was handled. */
    public long percent(Disposition disposition) {
      long all = mix.values().stream().mapToLong(Long::longValue).sum();
      if (all == 0) return 0;
      long floors = 0;
      for (long part : mix.values()) floors += 100 * part / all;
      Comparator<Disposition> byRemainder =
          Comparator.comparingLong(one -> -(100 * mix.getOrDefault(one, 0L) % all));
      List<Disposition> first =
          Arrays.stream(Disposition.values()).sorted(byRemainder).limit(100 - floors).toList();
      return 100 * mix.getOrDefault(disposition, 0L) / all + (first.contains(disposition) ? 1 : 0);
    }
  }

  private final EventStore store;
  private final LoopLists lists;
  private final Clock clock;

  PublicFigures(EventStore store, LoopLists lists, Clock clock) {
    this.store = store;
    this.lists = lists;
    this.clock = clock;
  }

  public Figures now() {
    EventStore.Sums sums = store.since(clock.instant().minus(PERIOD));
    long open = 0;
    long late = 0;
    for (LoopCounts.Cell cell : counts().cells()) {
      if (!cell.kind().equals(EventLife.KIND)) continue;
      open += cell.open();
      late += cell.late();
    }
    Map<Disposition, Long> mix = new EnumMap<>(Disposition.class);
    mix.put(Disposition.MANAGE, sums.manage());
    mix.put(Disposition.SERVE, sums.serve());
    mix.put(Disposition.ENFORCE, sums.enforce());
    return new Figures(sums.reported(), open, late, sums.rated(), sums.stars(), mix);
  }

  private LoopCounts counts() {
    return lists.counts(Sight.everything(), DivisionCode.ALL, 2);
  }
}
