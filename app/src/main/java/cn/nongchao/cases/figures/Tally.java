package cn.nongchao.cases.figures;

import cn.nongchao.cases.Counted;
import cn.nongchao.cases.Figures;
import java.util.Set;

/** Adds events up. */
public final class Tally {

  private final long[] counts = new long[Counted.values().length];
  private long stars;

  public void add(Set<Counted> counted, int rating) {
    for (Counted one : counted) counts[one.ordinal()]++;
    stars += rating;
  }

  public Figures figures() {
    return new Figures(
        of(Counted.REPORTED),
        of(Counted.FILED),
        of(Counted.DUE),
        of(Counted.CLOSED),
        of(Counted.ON_TIME),
        of(Counted.CLOSED_WITHIN),
        of(Counted.DISPATCHED),
        of(Counted.ACCURATE),
        of(Counted.CHECKED),
        of(Counted.FAILED),
        of(Counted.DUPLICATES),
        of(Counted.REOPENED),
        of(Counted.RATED),
        stars,
        of(Counted.SATISFIED),
        of(Counted.MANAGED),
        of(Counted.SERVED),
        of(Counted.ENFORCED));
  }

  private long of(Counted what) {
    return counts[what.ordinal()];
  }
}
