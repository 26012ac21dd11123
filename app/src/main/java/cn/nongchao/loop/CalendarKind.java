package cn.nongchao.loop;

import cn.nongchao.form.Also;
import cn.nongchao.form.Field;
import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;
import cn.nongchao.people.ImportKind;
import cn.nongchao.people.Importing;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The days off and worked in exchange that are announced for a year. */
@Component
class CalendarKind implements ImportKind<CalendarKind.Line> {

  /** What a day is declared to be. */
  enum Arrangement implements Titled {
    @Words(zh = "放假", en = "off")
    @Also({"休息", "休", "假", "节假日", "no", "false", "0"})
    OFF,
    @Words(zh = "上班", en = "work")
    @Also({"班", "工作日", "调休上班", "补班", "yes", "true", "1"})
    WORK
  }

  /** A day that differs from its weekday. */
  record Line(
      @Field(zh = "日期", en = "day", example = "2027-01-01") @Also({"date", "放假日期"}) LocalDate day,
      @Field(zh = "安排", en = "arrangement", example = "放假")
          @Also({"类型", "放假上班", "状态", "是否上班", "work or off"})
          Arrangement arrangement,
      @Field(zh = "名称", en = "name", example = "元旦")
          @Also({"节日", "节假日", "节日名称", "备注", "holiday"})
          @Size(max = 40)
          String name) {}

  private final CalendarDays days;

  CalendarKind(CalendarDays days) {
    this.days = days;
  }

  @Override
  public String name() {
    return "calendar";
  }

  @Override
  public Text title() {
    return Text.of("工作日历", "Workday calendar");
  }

  @Override
  public Class<Line> row() {
    return Line.class;
  }

  @Override
  public int most() {
    return 1000;
  }

  @Override
  public String list() {
    return "/calendar";
  }

  @Override
  public String action() {
    return "calendar-imported";
  }

  /** It is everybody's. */
  @Override
  public @Nullable Refusal refuse(Importing by) {
    return by.isWhole()
        ? null
        : Refusal.of(
            "not-allowed",
            "工作日历全国通用，只有全域管理员可以修改",
            "the calendar is everybody's: only an administrator of the whole country may change"
                + " it");
  }

  @Override
  public List<Verdict> look(List<Row<Line>> rows, Importing by) {
    Map<LocalDate, CalendarDays.Day> known = new HashMap<>();
    rows.stream()
        .map(row -> row.value().day().getYear())
        .distinct()
        .forEach(year -> days.year(year).forEach(day -> known.put(day.day(), day)));
    Set<LocalDate> seen = new HashSet<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (Row<Line> row : rows) {
      Line line = row.value();
      List<Refusal> wrong = new ArrayList<>();
      if (!CalendarDays.isKept(line.day())) {
        wrong.add(Refusal.field("day", "应在 2000 到 2100 年之间", "a day from 2000 to 2100 is needed"));
      }
      if (!seen.add(line.day())) {
        wrong.add(Refusal.field("day", "日期重复", "the day occurs twice"));
      }
      verdicts.add(verdict(line, known.get(line.day())).but(wrong));
    }
    return verdicts;
  }

  private static Verdict verdict(Line line, CalendarDays.@Nullable Day now) {
    if (now == null) return Verdict.fresh();
    Map<String, String> before = new HashMap<>();
    Arrangement is = now.workday() ? Arrangement.WORK : Arrangement.OFF;
    if (is != line.arrangement()) {
      before.put("arrangement", is.title().zh() + " " + is.title().en());
    }
    if (!now.name().equals(line.name())) before.put("name", now.name());
    return Verdict.known(Text.of("日期", "day"), false, before);
  }

  @Override
  public List<Refusal> write(List<Row<Line>> rows, Importing by) {
    days.put(
        rows.stream()
            .map(Row::value)
            .map(line ->
                new CalendarDays.Day(
                    line.day(), line.arrangement() == Arrangement.WORK, line.name()))
            .toList(),
        by.person());
    return List.of();
  }
}
