package cn.nongchao.loop;

import cn.nongchao.loop.OfficeHours.Span;
import cn.nongchao.people.Audit;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * When the office works, with what held before. Only days to come are decided: what was reckoned by
 * the hours of a day that is past stays right.
 */
@Component
@Transactional
public class OfficeTimes {

  private static final Refusal PAST =
      Refusal.field("since", "作息只能从今天或以后的一天起改", "hours are changed from today or a later day on");

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Calendars calendars;
  private final Audit audit;
  private final Clock clock;

  OfficeTimes(JdbcClient jdbc, Ledger ledger, Calendars calendars, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.calendars = calendars;
    this.audit = audit;
    this.clock = clock;
  }

  /** All that were declared, the first in time first; those to come too. */
  @Transactional(readOnly = true)
  public List<OfficeHours> all() {
    return read(jdbc);
  }

  /** Those that hold in a year, and all to come after it: in order, those it begins with first. */
  @Transactional(readOnly = true)
  public List<OfficeHours> during(int year) {
    LocalDate first = LocalDate.of(year, 1, 1);
    List<OfficeHours> during = new ArrayList<>();
    OfficeHours begun = OfficeHours.USUAL;
    for (OfficeHours one : all()) {
      if (!one.since().isAfter(first)) begun = one;
      else if (one.since().getYear() == year || one.since().isAfter(LocalDate.now(clock))) {
        during.add(one);
      }
    }
    during.addFirst(begun);
    return during;
  }

  static List<OfficeHours> read(JdbcClient jdbc) {
    return jdbc.sql(
            "select since, name, morning_from, morning_to, afternoon_from, afternoon_to, mornings"
                + " from loop.office_hours order by since")
        .query(OfficeTimes::row)
        .list();
  }

  /** They hold from their day on; declared for the same day before, these take their place. */
  public Outcome<OfficeHours> declare(OfficeHours hours, PersonId by) {
    if (isPast(hours.since())) return Outcome.refused(PAST);
    Span noon = hours.afternoon();
    ledger.change(
        LoopTables.HOURS,
        hours.since(),
        () ->
            jdbc.sql(
                    "insert into loop.office_hours (since, name, morning_from, morning_to,"
                        + " afternoon_from, afternoon_to, mornings) values (?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (since) do update set name = excluded.name,"
                        + " morning_from = excluded.morning_from, morning_to = excluded.morning_to,"
                        + " afternoon_from = excluded.afternoon_from,"
                        + " afternoon_to = excluded.afternoon_to, mornings = excluded.mornings")
                .params(
                    Arrays.asList(
                        hours.since(),
                        hours.name(),
                        hours.morning().from(),
                        hours.morning().to(),
                        noon == null ? null : noon.from(),
                        noon == null ? null : noon.to(),
                        days(hours.mornings())))
                .update());
    audit.record("office-hours-set", by, hours.since().toString(), Map.of());
    changed();
    return Outcome.done(hours);
  }

  /** Those of a day to come do not hold then; those before go on. */
  public Outcome<LocalDate> withdraw(LocalDate since, PersonId by) {
    if (isPast(since)) return Outcome.refused(PAST);
    int gone = jdbc.sql("delete from loop.office_hours where since = ?").param(since).update();
    if (gone == 0) return Outcome.done(since);
    ledger.wrote(LoopTables.HOURS, since);
    audit.record("office-hours-withdrawn", by, since.toString(), Map.of());
    changed();
    return Outcome.done(since);
  }

  private boolean isPast(LocalDate day) {
    return day.isBefore(LocalDate.now(clock)) || !CalendarDays.isKept(day);
  }

  private void changed() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            calendars.changed();
          }
        });
  }

  private static String days(Set<DayOfWeek> days) {
    return days.stream()
        .sorted()
        .map(day -> Integer.toString(day.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static OfficeHours row(ResultSet row, int index) throws SQLException {
    LocalTime noon = time(row, "afternoon_from");
    LocalTime evening = time(row, "afternoon_to");
    Set<DayOfWeek> mornings =
        Arrays.stream(row.getString("mornings").split(" "))
            .filter(day -> !day.isEmpty())
            .map(day -> DayOfWeek.of(Integer.parseInt(day)))
            .collect(Collectors.toSet());
    return new OfficeHours(
        row.getObject("since", LocalDate.class),
        row.getString("name"),
        new Span(
            row.getObject("morning_from", LocalTime.class),
            row.getObject("morning_to", LocalTime.class)),
        noon == null || evening == null ? null : new Span(noon, evening),
        mornings);
  }

  private static @Nullable LocalTime time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalTime.class);
  }
}
