package cn.nongchao.loop;

import cn.nongchao.platform.Preparation;
import cn.nongchao.platform.Text;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Deadlines count working days, which are announced year by year. */
@Component
class CalendarPreparation implements Preparation {

  /** The next year's days are announced in November (国务院办公厅). */
  private static final int ANNOUNCED = 12;

  private final CalendarDays days;
  private final Clock clock;

  CalendarPreparation(CalendarDays days, Clock clock) {
    this.days = days;
    this.clock = clock;
  }

  @Override
  public int order() {
    return 60;
  }

  @Override
  public Text title() {
    return Text.of("工作日历", "Workday calendar");
  }

  @Override
  public Text purpose() {
    return Text.of(
        "节假日和调休，决定时限怎么算。", "Holidays and days worked in exchange, by which deadlines run.");
  }

  @Override
  public Standing standing() {
    LocalDate today = LocalDate.now(clock);
    int year = today.getMonthValue() < ANNOUNCED ? today.getYear() : today.getYear() + 1;
    int declared = days.year(year).size();
    return Standing.of(
        declared > 0,
        declared > 0 ? year + " 年已有 " + declared + " 天安排。" : year + " 年的节假日还没有安排。",
        declared > 0 ? declared + " days are declared for " + year + "." : "None for " + year + ".",
        Way.to("/imports/calendar", "从文件导入", "From a file"),
        Way.to("/calendar?year=" + year, "打开 " + year + " 年日历", "Open the calendar of " + year));
  }
}
