package cn.nongchao.loop;

import cn.nongchao.people.Audit;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The days that differ from their weekday, for whoever keeps them. Deadlines set before a change
 * stay as they were: they were promised by the calendar of that day (docs/adr/0021).
 */
@Component
@Transactional
public class CalendarDays {

  private static final int NAME_LIMIT = 40;
  private static final int ROWS_LIMIT = 1000;
  private static final Set<String> WORKED = Set.of("上班", "工作日", "work", "yes", "true", "1");
  private static final Set<String> FREE = Set.of("放假", "休息", "休", "off", "no", "false", "0");

  private final JdbcClient jdbc;
  private final Calendars calendars;
  private final Audit audit;
  private final Ledger ledger;

  CalendarDays(JdbcClient jdbc, Calendars calendars, Audit audit, Ledger ledger) {
    this.jdbc = jdbc;
    this.calendars = calendars;
    this.audit = audit;
    this.ledger = ledger;
  }

  /** A day that is declared to be worked or free. */
  public record Day(LocalDate day, boolean workday, String name) {}

  /**
   * What taking days in did.
   *
   * @param days as they were given
   * @param fresh how many nothing was declared of before
   * @param changed how many were declared otherwise
   */
  public record TakenIn(List<Day> days, int fresh, int changed) {
    public TakenIn {
      days = List.copyOf(days);
    }
  }

  /**
   * Any day as it stands.
   *
   * @param declared whether the day is declared, rather than decided by its weekday
   */
  public record Standing(LocalDate day, boolean workday, boolean declared, String name) {}

  /** Every day of a year, declared or not. */
  @Transactional(readOnly = true)
  public List<Standing> whole(int year) {
    Map<LocalDate, Day> declared =
        year(year).stream().collect(Collectors.toMap(Day::day, Function.identity()));
    LocalDate first = LocalDate.of(year, 1, 1);
    return first
        .datesUntil(first.plusYears(1))
        .map(day -> {
          Day known = declared.get(day);
          return known == null
              ? new Standing(day, day.getDayOfWeek().getValue() <= 5, false, "")
              : new Standing(day, known.workday(), true, known.name());
        })
        .toList();
  }

  @Transactional(readOnly = true)
  public List<Day> year(int year) {
    return jdbc.sql(
            "select day, workday, name from loop.calendar_days"
                + " where day between ? and ? order by day")
        .params(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31))
        .query(Day.class)
        .list();
  }

  /**
   * @param workday null to let the weekday decide again
   * @return the day as it stands then
   */
  public Outcome<Standing> set(LocalDate day, @Nullable Boolean workday, String name, Viewer by) {
    if (!isKept(day)) {
      return Outcome.refused(
          Refusal.field("day", "应在 2000 到 2100 年之间", "a day from 2000 to 2100 is needed"));
    }
    if (workday == null) {
      jdbc.sql("delete from loop.calendar_days where day = ?").param(day).update();
      ledger.wrote(LoopTables.CALENDAR, day);
    } else {
      write(new Day(day, workday, name));
    }
    changed(by.id(), day.toString());
    return Outcome.done(whole(day.getYear()).get(day.getDayOfYear() - 1));
  }

  /**
   * Takes in lines of {@code day,work|off,name}: days as 2026-10-01, worked days as 上班 or work,
   * free ones as 放假 or off. A first line of headings is passed over. One bad line, and none is
   * taken.
   *
   * @return what it did
   */
  public Outcome<TakenIn> takeIn(String csv, Viewer by) {
    List<Day> days = new ArrayList<>();
    List<Refusal> bad = new ArrayList<>();
    Set<LocalDate> seen = new HashSet<>();
    List<String> lines = csv.replace("\uFEFF", "").lines().toList();
    for (int i = 0; i < lines.size() && bad.size() < 20; i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || i == 0 && !Character.isDigit(line.charAt(0))) continue;
      switch (read(line, i + 1)) {
        case Outcome.Done<Day>(Day day) -> {
          if (seen.add(day.day())) days.add(day);
          else bad.add(wrong(i + 1, "日期重复", "the day occurs twice"));
        }
        case Outcome.Refused<Day>(List<Refusal> reasons) -> bad.addAll(reasons);
      }
    }
    if (!bad.isEmpty()) return Outcome.refused(bad);
    if (days.isEmpty()) {
      return Outcome.refused(Refusal.field("csv", "没有可导入的行", "there is no line to take in"));
    }
    if (days.size() > ROWS_LIMIT) {
      return Outcome.refused(Refusal.field("csv", "一次最多 1000 行", "1,000 lines at most"));
    }
    Map<LocalDate, Day> known =
        days.stream()
            .map(day -> day.day().getYear())
            .distinct()
            .flatMap(year -> year(year).stream())
            .collect(Collectors.toMap(Day::day, Function.identity()));
    int fresh = (int) days.stream().filter(day -> !known.containsKey(day.day())).count();
    int same = (int) days.stream().filter(day -> day.equals(known.get(day.day()))).count();
    put(days, by.id());
    return Outcome.done(new TakenIn(days, fresh, days.size() - fresh - same));
  }

  /** Writes days that were looked at. */
  void put(List<Day> days, @Nullable PersonId by) {
    days.forEach(this::write);
    changed(by, days.getFirst().day() + " – " + days.getLast().day());
  }

  static boolean isKept(LocalDate day) {
    return day.getYear() >= 2000 && day.getYear() <= 2100;
  }

  private static Outcome<Day> read(String line, int number) {
    String[] parts = line.split("[,，\t]", 3);
    LocalDate day;
    try {
      day = LocalDate.parse(parts[0].strip().replace('/', '-'));
    } catch (DateTimeParseException unreadable) {
      return Outcome.refused(wrong(number, "日期应写作 2026-10-01", "a day is written 2026-10-01"));
    }
    if (!isKept(day)) {
      return Outcome.refused(
          wrong(number, "日期应在 2000 到 2100 年之间", "a day from 2000 to 2100 is needed"));
    }
    String word = parts.length > 1 ? parts[1].strip().toLowerCase(Locale.ROOT) : "";
    if (!WORKED.contains(word) && !FREE.contains(word)) {
      return Outcome.refused(
          wrong(number, "第二列应为“上班”或“放假”", "the second column is “work” or “off”"));
    }
    String name = parts.length > 2 ? parts[2].strip() : "";
    if (name.length() > NAME_LIMIT)
      return Outcome.refused(wrong(number, "名称不能超过 40 字", "a name may have 40 characters at most"));
    return Outcome.done(new Day(day, WORKED.contains(word), name));
  }

  private static Refusal wrong(int line, String zh, String en) {
    return Refusal.field("csv", "第 " + line + " 行：" + zh, "line " + line + ": " + en);
  }

  private void write(Day day) {
    ledger.change(
        LoopTables.CALENDAR,
        day.day(),
        () ->
            jdbc.sql(
                    "insert into loop.calendar_days (day, workday, name) values (?, ?, ?)"
                        + " on conflict (day) do update set workday = excluded.workday,"
                        + " name = excluded.name")
                .params(day.day(), day.workday(), day.name())
                .update());
  }

  private void changed(@Nullable PersonId by, String days) {
    audit.record("calendar-changed", by, days, Map.of());
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            calendars.changed();
          }
        });
  }
}
