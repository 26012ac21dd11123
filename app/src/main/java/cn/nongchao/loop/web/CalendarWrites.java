package cn.nongchao.loop.web;

import cn.nongchao.form.Area;
import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.FromFile;
import cn.nongchao.form.Over;
import cn.nongchao.form.Titled;
import cn.nongchao.form.Told;
import cn.nongchao.form.Words;
import cn.nongchao.form.Write;
import cn.nongchao.loop.CalendarDays;
import cn.nongchao.loop.CalendarDays.Standing;
import cn.nongchao.loop.CalendarDays.TakenIn;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/** Keeping the workday calendar. It is everybody's: only the whole country's may change it. */
@Doors
class CalendarWrites {

  private final CalendarDays days;

  CalendarWrites(CalendarDays days) {
    this.days = days;
  }

  /** What a day can be declared to be. */
  enum State implements Titled {
    @Words(zh = "放假", en = "is off")
    OFF,
    @Words(zh = "上班", en = "is worked")
    WORK,
    /** Declared nothing: its weekday decides. */
    @Words(zh = "按星期", en = "goes by its weekday")
    WEEKDAY
  }

  /** A day to be declared. */
  record Day(
      @Field(zh = "日期", en = "Day") LocalDate day,
      @Field(zh = "这一天", en = "That day") State state,
      @Field(zh = "名称", en = "Name", hintZh = "节日名称", hintEn = "Of the holiday") @Size(max = 40)
          String name) {}

  @Write(
      name = "calendar-day",
      zh = "修改一天",
      en = "Declare a day worked, free, or as its weekday says",
      page = "/calendar/day",
      back = "/calendar?day={day}",
      api = "PUT /api/v1/calendar/{day}",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.WHOLE,
      doneZh = "已保存 1 天",
      doneEn = "1 day saved",
      about =
          "Deadlines set before stay as they were promised. Declared twice, it is declared once.")
  Outcome<Standing> day(Day day, Viewer viewer) {
    Boolean workday = day.state() == State.WEEKDAY ? null : day.state() == State.WORK;
    return days.set(day.day(), workday, day.name(), viewer);
  }

  /** Days to be taken in. */
  record Lines(
      @Field(
              zh = "每行：日期,上班或放假,名称",
              en = "A line each: day,work or off,name",
              hintZh = "如 2027-01-01,放假,元旦；最多 1000 行，有一行不对就一行也不写入",
              hintEn =
                  "As 2027-01-01,off,New Year; 1,000 lines at most, one bad line and none is"
                      + " taken",
              example = "2026-10-01,off,National Day")
          @Area(rows = 6)
          @FromFile(accept = ".csv,text/csv,text/plain")
          @NotBlank
          @Size(max = 1_000_000)
          String csv) {}

  /**
   * What was taken in.
   *
   * @param days how many
   * @param added how many of them nothing was declared of before
   * @param changed how many were declared otherwise
   * @param off how many are free
   */
  record Taken(int days, int added, int changed, int off, LocalDate first, LocalDate last)
      implements Told {

    static Taken of(TakenIn in) {
      List<LocalDate> days = in.days().stream().map(CalendarDays.Day::day).sorted().toList();
      int worked = (int) in.days().stream().filter(CalendarDays.Day::workday).count();
      return new Taken(
          days.size(),
          in.fresh(),
          in.changed(),
          days.size() - worked,
          days.getFirst(),
          days.getLast());
    }

    @Override
    public Text told() {
      int same = days - added - changed;
      return Text.of(
          "已导入 %d 天（%s 至 %s）：新增 %d，修改 %d，原样 %d；放假 %d 天，上班 %d 天。已设的时限不变。"
              .formatted(days, first, last, added, changed, same, off, days - off),
          """
          %d days from %s to %s: %d new, %d changed, %d as before; %d off, %d worked. \
          Deadlines set before stay.\
          """
              .formatted(days, first, last, added, changed, same, off, days - off));
    }
  }

  @Write(
      name = "calendar-import",
      zh = "导入",
      en = "Take in the days that are announced for a year",
      page = "/calendar/import",
      back = "/calendar",
      to = "/calendar?day={first}",
      api = "POST /api/v1/calendar/import",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.WHOLE,
      about = "One bad line, and none is taken. Sent twice, it is done once.")
  Outcome<Taken> takeIn(Lines lines, Viewer viewer) {
    return days.takeIn(lines.csv(), viewer).map(Taken::of);
  }
}
