package cn.nongchao.loop.web;

import cn.nongchao.loop.OfficeHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A year of the workday calendar.
 *
 * @param hours of the office that hold in it, in order; the last may be to come
 * @param localOnly whether the viewer administers places, but not the whole country
 */
public record CalendarPage(
    int year,
    List<Month> months,
    long workdays,
    boolean localOnly,
    boolean imports,
    List<OfficeHours> hours,
    LocalDate today) {

  /**
   * @param lead empty cells before the first day; the week begins on Monday
   */
  public record Month(int month, int lead, List<Cell> days) {}

  /**
   * @param declared whether the day is declared, rather than decided by its weekday
   */
  public record Cell(
      LocalDate day, boolean workday, boolean declared, String name, boolean today) {}

  public CalendarPage {
    months = List.copyOf(months);
    hours = List.copyOf(hours);
  }

  /** Whether hours may still be withdrawn. */
  public boolean isToCome(OfficeHours one) {
    return !one.since().isBefore(today);
  }

  /** The days of the week on which nobody comes back after noon; empty for none. */
  public static String mornings(OfficeHours one, Locale locale) {
    return one.mornings().stream()
        .sorted()
        .map((DayOfWeek day) -> day.getDisplayName(TextStyle.SHORT, locale))
        .collect(Collectors.joining(" "));
  }
}
