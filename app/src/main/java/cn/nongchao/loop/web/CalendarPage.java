package cn.nongchao.loop.web;

import java.time.LocalDate;
import java.util.List;

/**
 * A year of the workday calendar.
 *
 * @param localOnly whether the viewer administers places, but not the whole country
 */
public record CalendarPage(
    int year, List<Month> months, long workdays, boolean localOnly, boolean imports) {

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
  }
}
