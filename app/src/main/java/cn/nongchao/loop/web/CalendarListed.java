package cn.nongchao.loop.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Listing;
import cn.nongchao.loop.CalendarDays;
import cn.nongchao.loop.CalendarDays.Standing;
import cn.nongchao.people.Needs;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;

/**
 * Days of a year that are declared otherwise than their weekday, in the columns of their import.
 */
@Doors
class CalendarListed {

  /** What the page's address asks for. */
  record Query(@Field(zh = "年份", en = "Year") @Size(max = 4) String year) {}

  /** A declared day. */
  record Row(
      @Field(zh = "日期", en = "day") LocalDate day,
      @Field(zh = "安排", en = "arrangement") Text arrangement,
      @Field(zh = "名称", en = "name") String name) {}

  private final CalendarDays days;
  private final Clock clock;

  CalendarListed(CalendarDays days, Clock clock) {
    this.days = days;
    this.clock = clock;
  }

  @Needs
  @Listing(
      name = "calendar-days",
      zh = "工作日历",
      en = "Workday calendar",
      files = "/calendar",
      api = "/api/v1/calendar/days",
      summary = "Days of a year declared as off or worked",
      about = "year: 2000-2100; this one where none is named.")
  Listed<Row> days(Query query) {
    return Listed.of(
        days.whole(CalendarController.yearOf(query.year(), clock)).stream()
            .filter(Standing::declared)
            .map(CalendarListed::row)
            .toList(),
        null);
  }

  private static Row row(Standing day) {
    Text arrangement = day.workday() ? Text.of("上班", "work") : Text.of("放假", "off");
    return new Row(day.day(), arrangement, day.name());
  }
}
