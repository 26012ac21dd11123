package cn.nongchao.cases.figures;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.cases.Counted;
import cn.nongchao.cases.Figures;
import cn.nongchao.loop.LoopFacts.Fact;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one event counts as, fact by fact (docs/indicators.md). */
class ReckoningTest {

  private static final Instant FROM = Instant.parse("2026-10-31T16:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-30T16:00:00Z");
  private static final Instant BEFORE = FROM.minusMillis(1);
  private static final Instant LAST = TO.minusMillis(1);
  private static final Reckoning MONTH = new Reckoning(FROM, TO);

  private static Fact fact(
      Instant opened, String stage, Instant since, @Nullable Instant due, String... found) {
    Map<String, String> facts = new HashMap<>();
    for (int i = 0; i < found.length; i += 2) facts.put(found[i], found[i + 1]);
    return new Fact(LoopId.next(), DivisionCode.ALL, opened, stage, since, due, facts);
  }

  private static void check(Fact fact, Counted... expected) {
    assertThat(MONTH.of(fact)).containsExactlyInAnyOrder(expected);
  }

  /** Reported before, in hand, due after: nothing counts but what is found. */
  private static Fact quiet(String... found) {
    return fact(BEFORE, "HANDLING", BEFORE, TO, found);
  }

  private static String micros(Instant at) {
    return Long.toString(Duration.between(Instant.EPOCH, at).toNanos() / 1000);
  }

  @Test
  void whatIsReportedWithinThePeriodCountsAsItsDaysBegin() {
    check(quiet());
    check(fact(FROM, "REPORTED", FROM, TO), Counted.REPORTED);
    check(fact(LAST, "REPORTED", LAST, TO), Counted.REPORTED);
    check(fact(TO, "REPORTED", TO, null));
  }

  @Test
  void aDuplicateIsOneThatWasMergedOrMarked() {
    check(fact(FROM, "MERGED", FROM, FROM), Counted.REPORTED, Counted.DUPLICATES);
    check(
        fact(FROM, "HANDLING", FROM, TO, "duplicate", "true"),
        Counted.REPORTED,
        Counted.DUPLICATES);
    check(fact(BEFORE, "MERGED", FROM, FROM));
    check(quiet("duplicate", "true"));
  }

  @Test
  void filedAndDispatchedCountWhenTheyHappened() {
    check(quiet("filed", micros(FROM)), Counted.FILED);
    check(quiet("filed", micros(BEFORE)));
    check(quiet("filed", micros(TO)));
    check(
        quiet("dispatched", micros(FROM), "dispatches", "1"), Counted.DISPATCHED, Counted.ACCURATE);
    check(quiet("dispatched", micros(FROM), "dispatches", "2"), Counted.DISPATCHED);
    check(quiet("dispatched", micros(FROM), "dispatches", "1", "returns", "1"), Counted.DISPATCHED);
    check(quiet("dispatched", micros(BEFORE), "dispatches", "1"));
  }

  @Test
  void checksFailuresAndReopeningsCountOnce() {
    check(quiet("checks", "3"), Counted.CHECKED);
    check(quiet("checks", "1", "failures", "1"), Counted.CHECKED, Counted.FAILED);
    check(quiet("reopenings", "2"), Counted.REOPENED);
    check(quiet("checks", "0", "failures", "0", "reopenings", "0"));
  }

  @Test
  void fourStarsSatisfyAndThreeDoNot() {
    check(quiet("rating", "5"), Counted.RATED, Counted.SATISFIED);
    check(quiet("rating", "4"), Counted.RATED, Counted.SATISFIED);
    check(quiet("rating", "3"), Counted.RATED);
    check(quiet("rating", "1"), Counted.RATED);
    assertThat(Reckoning.stars(quiet("rating", "3"))).isEqualTo(3);
    assertThat(Reckoning.stars(quiet())).isZero();
  }

  @Test
  void whatIsDueIsClosedInTimeOrLateOrNot() {
    check(fact(BEFORE, "HANDLING", BEFORE, FROM), Counted.DUE, Counted.UNCLOSED);
    check(fact(BEFORE, "HANDLING", BEFORE, BEFORE));
    check(fact(BEFORE, "HANDLING", BEFORE, null));
    check(
        fact(BEFORE, "CLOSED", LAST, LAST),
        Counted.DUE,
        Counted.CLOSED,
        Counted.ON_TIME,
        Counted.CLOSED_WITHIN);
    check(
        fact(BEFORE, "CLOSED", LAST, FROM),
        Counted.DUE,
        Counted.CLOSED,
        Counted.LATE,
        Counted.CLOSED_WITHIN);
    check(fact(BEFORE, "CLOSED", BEFORE, FROM), Counted.DUE, Counted.CLOSED, Counted.ON_TIME);
    check(fact(BEFORE, "CLOSED", FROM, TO), Counted.CLOSED_WITHIN);
    check(fact(BEFORE, "DECLINED", FROM, FROM));
    check(fact(BEFORE, "MERGED", FROM, FROM));
  }

  @Test
  void whatIsClosedCountsAsWhatItWasDoneAs() {
    for (var one :
        Map.of("MANAGE", Counted.MANAGED, "SERVE", Counted.SERVED, "ENFORCE", Counted.ENFORCED)
            .entrySet()) {
      check(
          fact(BEFORE, "CLOSED", FROM, TO, "disposition", one.getKey()),
          Counted.CLOSED_WITHIN,
          one.getValue());
    }
    check(quiet("disposition", "SERVE"));
    check(fact(BEFORE, "CLOSED", BEFORE, TO, "disposition", "SERVE"));
  }

  /** Each figure is the number of its own. */
  @Test
  void aTallyKeepsEachCountApart() {
    Tally tally = new Tally();
    Counted[] all = Counted.values();
    for (Counted one : all) {
      for (int i = 0; i <= one.ordinal(); i++) tally.add(EnumSet.of(one), 0);
    }
    tally.add(Set.of(), 3);
    tally.add(Set.of(), 4);
    assertThat(tally.figures())
        .isEqualTo(
            new Figures(
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
                7,
                of(Counted.SATISFIED),
                of(Counted.MANAGED),
                of(Counted.SERVED),
                of(Counted.ENFORCED)));
    tally.add(Set.copyOf(List.of(Counted.REPORTED, Counted.RATED)), 0);
    assertThat(tally.figures().rated()).isEqualTo(of(Counted.RATED) + 1);
  }

  /** Of numbers whose quotients are all different; nothing is divided by nothing. */
  @Test
  void ratesDivideByWhatTheySay() {
    Figures some = new Figures(2, 3, 5, 4, 1, 9, 11, 7, 13, 6, 1, 8, 17, 51, 12, 3, 2, 5);
    assertThat(some.closingRate()).isEqualTo(4.0 / 5);
    assertThat(some.onTimeRate()).isEqualTo(1.0 / 5);
    assertThat(some.lateShare()).isEqualTo(3.0 / 4);
    assertThat(some.reworkRate()).isEqualTo(6.0 / 13);
    assertThat(some.duplicateRate()).isEqualTo(1.0 / 2);
    assertThat(some.accurateRate()).isEqualTo(7.0 / 11);
    assertThat(some.meanRating()).isEqualTo(3.0);
    assertThat(some.satisfiedRate()).isEqualTo(12.0 / 17);
    assertThat(some.mix()).isEqualTo("3.0:2.0:5.0");
    Figures none = new Tally().figures();
    assertThat(none.closingRate()).isNull();
    assertThat(none.lateShare()).isNull();
    assertThat(none.mix()).isNull();
  }

  private static long of(Counted one) {
    return one.ordinal() + 1;
  }
}
