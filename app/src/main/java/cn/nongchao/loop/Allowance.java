package cn.nongchao.loop;

import cn.nongchao.platform.Text;
import java.time.Duration;
import java.time.Instant;

/**
 * How long something may take.
 *
 * @param working whether only working time counts (the workday calendar), or every hour
 */
public record Allowance(Duration time, boolean working) {

  /** Length of a working day in the calendar's terms, to turn days into time. */
  public static final Duration WORKDAY = Duration.ofHours(8);

  /**
   * No limit at all, where the life cycle has one: a request from elsewhere that carried no
   * deadline must not be given one afterwards.
   */
  public static final Allowance UNLIMITED =
      new Allowance(Duration.ofSeconds(Long.MAX_VALUE), false);

  /** What of the time that passes counts. */
  enum Count {
    EVERY_HOUR,
    WORKING_HOURS,
    /** A working day is one however long the office works on it, half of one a half. */
    WORKDAYS
  }

  Count count() {
    if (!working) return Count.EVERY_HOUR;
    boolean whole = time.toMinutes() % WORKDAY.toMinutes() == 0 && time.toSecondsPart() == 0;
    return whole ? Count.WORKDAYS : Count.WORKING_HOURS;
  }

  public static Allowance workingHours(int hours) {
    return new Allowance(Duration.ofHours(hours), true);
  }

  public static Allowance workdays(int days) {
    return new Allowance(WORKDAY.multipliedBy(days), true);
  }

  public static Allowance minutes(int minutes) {
    return new Allowance(Duration.ofMinutes(minutes), false);
  }

  public static Allowance hours(int hours) {
    return new Allowance(Duration.ofHours(hours), false);
  }

  /** Every hour from one moment to another, to the second and below. */
  public static Allowance between(Instant from, Instant to) {
    return new Allowance(Duration.between(from, to), false);
  }

  public Text title() {
    if (equals(UNLIMITED)) return Text.of("不限时", "no limit");
    if (working && time.compareTo(WORKDAY) >= 0 && time.toMinutes() % WORKDAY.toMinutes() == 0) {
      long days = time.toMinutes() / WORKDAY.toMinutes();
      return Text.of(days + " 个工作日", days + (days == 1 ? " workday" : " workdays"));
    }
    if (time.toMinutes() % 60 == 0) {
      long hours = time.toHours();
      return working
          ? Text.of(hours + " 个工作小时", hours + " working h")
          : Text.of(hours + " 小时", hours + " h");
    }
    return Text.of(time.toMinutes() + " 分钟", time.toMinutes() + " min");
  }
}
