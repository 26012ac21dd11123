package cn.nongchao.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Tables;
import cn.nongchao.loop.Allowance.Count;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Working time as data: the official days as they are shipped, read from a real database. */
class WorkCalendarTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final WorkCalendar CALENDAR = shipped();

  private static WorkCalendar shipped() {
    Map<LocalDate, Boolean> days = new HashMap<>();
    JdbcClient.create(Tables.of("loop"))
        .sql("select day, workday from loop.calendar_days")
        .query(row -> {
          days.put(row.getObject(1, LocalDate.class), row.getBoolean(2));
        });
    return new WorkCalendar(days, ZONE);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZONE).toInstant();
  }

  private static void due(String from, Allowance allowance, String expected) {
    assertThat(LocalDateTime.ofInstant(CALENDAR.plus(at(from), allowance), ZONE))
        .as(from + " + " + allowance.title().en())
        .isEqualTo(LocalDateTime.parse(expected));
  }

  @Test
  void withinADay() {
    due("2026-11-23T09:00", Allowance.workingHours(2), "2026-11-23T11:00");
    due("2026-11-23T11:00", Allowance.workingHours(1), "2026-11-23T12:00");
    due("2026-11-23T11:00", Allowance.workingHours(2), "2026-11-23T14:30"); // over lunch
    due("2026-11-23T12:30", Allowance.workingHours(1), "2026-11-23T14:30"); // begun in it
    due("2026-11-23T03:00", Allowance.workingHours(1), "2026-11-23T09:30"); // before work
    due("2026-11-23T20:00", Allowance.workingHours(1), "2026-11-24T09:30"); // after work
    due("2026-11-23T17:30", Allowance.workingHours(1), "2026-11-24T09:00"); // over night
    due("2026-11-23T20:00", Allowance.hours(4), "2026-11-24T00:00"); // every hour counts
    due("2026-11-23T20:00", Allowance.minutes(30), "2026-11-23T20:30");
  }

  @Test
  void overWeekendsAndHolidays() {
    due("2026-11-20T17:00", Allowance.workdays(1), "2026-11-23T17:00");
    due("2026-11-21T10:00", Allowance.workdays(1), "2026-11-23T18:00"); // begun on a Saturday
    due("2026-01-02T10:00", Allowance.workdays(1), "2026-01-04T18:00"); // Sunday worked
    due("2026-02-13T17:00", Allowance.workingHours(2), "2026-02-14T09:30"); // Saturday worked
    due("2026-02-14T17:00", Allowance.workdays(1), "2026-02-24T17:00"); // the Spring Festival
    due("2026-02-27T18:00", Allowance.workdays(2), "2026-03-02T18:00"); // 28 worked, 1 a Sunday
    due("2026-04-03T17:00", Allowance.workingHours(2), "2026-04-07T09:30");
    due("2026-04-30T17:00", Allowance.workdays(4), "2026-05-09T17:00"); // 9 May, a Saturday
    due("2026-09-19T12:00", Allowance.workdays(1), "2026-09-20T18:00");
    due("2026-09-30T18:00", Allowance.workdays(3), "2026-10-10T18:00");
    due("2025-01-27T09:00", Allowance.workdays(2), "2025-02-06T09:00");
    due("2025-09-30T17:00", Allowance.workingHours(2), "2025-10-09T09:30");
    due("2024-02-09T17:00", Allowance.workingHours(2), "2024-02-18T09:30");
    due("2016-10-03T09:00", Allowance.workdays(1), "2016-10-04T09:00"); // plain weekdays
  }

  @Test
  void asManyWorkdaysAsTheNoticesLeave() {
    workdays(2024, 251);
    workdays(2025, 248);
    workdays(2026, 248);
  }

  private static void workdays(int year, int expected) {
    LocalDate first = LocalDate.of(year, 1, 1);
    assertThat(first.datesUntil(first.plusYears(1)).filter(CALENDAR::isWorkday)).hasSize(expected);
  }

  @Test
  void whatWasLeftAtAPauseIsLeftAfterIt() {
    resumed("2026-11-23T16:00", "2026-11-23T10:00", "2026-11-24T10:00", "2026-11-24T16:00");
    resumed("2026-11-24T10:00", "2026-11-23T17:00", "2026-11-28T12:00", "2026-11-30T11:00");
    resumed("2026-02-24T12:00", "2026-02-14T17:00", "2026-02-16T09:00", "2026-02-24T14:30");
    resumed("2026-11-20T10:00", "2026-11-23T10:00", "2026-11-25T10:00", "2026-11-20T10:00"); // late
  }

  private static void resumed(String due, String paused, String resumed, String expected) {
    Instant moved = CALENDAR.resumed(at(due), at(paused), at(resumed), Count.WORKING_HOURS);
    assertThat(LocalDateTime.ofInstant(moved, ZONE)).isEqualTo(LocalDateTime.parse(expected));
  }

  @Test
  void goingBackUndoesGoingOn() {
    Instant start = at("2026-02-10T09:17");
    for (int minutes = 1; minutes < 6000; minutes += 37) {
      var time = new Allowance(Duration.ofMinutes(minutes), true);
      Instant end = CALENDAR.plus(start, time);
      assertThat(CALENDAR.spent(start, end, time.count())).isEqualTo(time.time());
      assertThat(CALENDAR.minus(end, time.time(), time.count())).isEqualTo(start);
    }
  }

  @Test
  void everyHourCountsWhereNotOnlyWorkingTimeDoes() {
    Instant friday = at("2026-11-20T17:00");
    Instant monday = at("2026-11-23T09:00");
    assertThat(CALENDAR.spent(friday, monday, Count.EVERY_HOUR)).isEqualTo(Duration.ofHours(64));
    assertThat(CALENDAR.spent(friday, monday, Count.WORKING_HOURS))
        .isEqualTo(Duration.ofMinutes(90));
    assertThat(CALENDAR.spent(monday, friday, Count.WORKING_HOURS)).isZero();
    assertThat(CALENDAR.minus(monday, Duration.ofHours(64), Count.EVERY_HOUR)).isEqualTo(friday);
    assertThat(CALENDAR.minus(monday, Duration.ofMinutes(90), Count.WORKING_HOURS))
        .isEqualTo(friday);
    // Nothing was spent: the moment itself, also by night.
    Instant night = at("2026-11-23T03:00");
    assertThat(CALENDAR.minus(night, Duration.ZERO, Count.WORKING_HOURS)).isEqualTo(night);
    assertThat(CALENDAR.resumed(monday, friday, at("2026-11-25T00:00"), Count.EVERY_HOUR))
        .isEqualTo(at("2026-11-27T16:00"));
    assertThat(CALENDAR.zone()).isEqualTo(ZONE);
  }

  @Test
  void aWholeMorningBackIsItsBeginning() {
    assertThat(CALENDAR.minus(at("2026-11-23T12:00"), Duration.ofMinutes(210), Count.WORKING_HOURS))
        .isEqualTo(at("2026-11-23T08:30"));
  }

  /** Somebody declared every day a holiday: what is asked ends, and says “very far”. */
  @Test
  void aCalendarWithoutWorkdaysIsSearchedForTenYears() {
    Instant start = at("2026-11-24T09:00"); // the first days beyond would be workdays
    Map<LocalDate, Boolean> free = new HashMap<>();
    LocalDate first = LocalDate.of(2026, 11, 24).minusDays(3659);
    first.datesUntil(first.plusDays(2 * 3659 + 1)).forEach(day -> free.put(day, false));
    WorkCalendar never = new WorkCalendar(free, ZONE);
    Duration far = Duration.ofDays(3660);
    assertThat(never.plus(start, Allowance.workingHours(1))).isEqualTo(start.plus(far));
    assertThat(never.minus(start, Duration.ofHours(1), Count.WORKING_HOURS))
        .isEqualTo(start.minus(far));
    assertThat(never.spent(start, start.plus(far).plus(Duration.ofDays(9)), Count.WORKING_HOURS))
        .isZero();
  }
}
