package cn.nongchao.cases;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The indicators of a period, as counts and as the rates made of them (docs/indicators.md says
 * exactly what is counted). A rate is null where there is nothing to divide by.
 *
 * @param reported reported within the period (上报)
 * @param filed taken on within the period (立案): triaged, or dispatched at once
 * @param due whose deadline lies within the period (应结案); neither declined nor merged
 * @param closed of {@code due}, those closed (结案)
 * @param onTime of {@code closed}, those closed by their deadline (按期结案)
 * @param closedWithin closed within the period, whatever their deadline
 * @param dispatched first dispatched within the period (派遣)
 * @param accurate of {@code dispatched}, those dispatched once and never returned
 * @param checked checked within the period (核查)
 * @param failed of {@code checked}, those that failed and went back (返工)
 * @param duplicates of {@code reported}, those merged or closed as duplicates (重复)
 * @param reopened reopened within the period
 * @param rated rated within the period
 * @param stars sum of those ratings, 1 to 5 each
 * @param satisfied of {@code rated}, those with 4 or 5
 * @param managed of {@code closedWithin}, those handled by managing (管理)
 * @param served … by serving (服务)
 * @param enforced … by enforcing (执法)
 */
public record Figures(
    long reported,
    long filed,
    long due,
    long closed,
    long onTime,
    long closedWithin,
    long dispatched,
    long accurate,
    long checked,
    long failed,
    long duplicates,
    long reopened,
    long rated,
    long stars,
    long satisfied,
    long managed,
    long served,
    long enforced) {

  /** 结案率: closed / due. */
  public @Nullable Double closingRate() {
    return rate(closed, due);
  }

  /** 按期结案率: closed on time / due. */
  public @Nullable Double onTimeRate() {
    return rate(onTime, due);
  }

  /** Of those that were due and are closed, the share that was closed late. */
  public @Nullable Double lateShare() {
    return rate(closed - onTime, closed);
  }

  /** 返工率: failed / checked. */
  public @Nullable Double reworkRate() {
    return rate(failed, checked);
  }

  /** 重复案件率: duplicates / reported. */
  public @Nullable Double duplicateRate() {
    return rate(duplicates, reported);
  }

  /** 准确派遣率: accurate / dispatched. */
  public @Nullable Double accurateRate() {
    return rate(accurate, dispatched);
  }

  /** Mean of the ratings, 1 to 5. */
  public @Nullable Double meanRating() {
    return rate(stars, rated);
  }

  /** 满意率: 4 or 5 stars / rated. */
  public @Nullable Double satisfiedRate() {
    return rate(satisfied, rated);
  }

  /** Managed, served and enforced in parts of ten, like {@code 7.0:2.0:1.0}; null for none. */
  public @Nullable String mix() {
    long all = managed + served + enforced;
    if (all == 0) return null;
    return String.format(
        Locale.ROOT,
        "%.1f:%.1f:%.1f",
        10.0 * managed / all,
        10.0 * served / all,
        10.0 * enforced / all);
  }

  private static @Nullable Double rate(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }
}
