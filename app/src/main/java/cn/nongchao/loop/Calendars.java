package cn.nongchao.loop;

import cn.nongchao.platform.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The calendar in force, read from the database at most once a minute. */
@Component
public class Calendars {

  private static final Duration FRESH = Duration.ofMinutes(1);

  private record Read(WorkCalendar calendar, Instant at) {}

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Settings settings;
  private volatile @Nullable Read last;

  Calendars(JdbcClient jdbc, Clock clock, Settings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
  }

  public WorkCalendar current() {
    Read read = last;
    Instant now = clock.instant();
    if (read == null || read.at().plus(FRESH).isBefore(now)) {
      read = new Read(read(), now);
      last = read;
    }
    return read.calendar();
  }

  /** To be called after the calendar was edited, so that this node sees it at once. */
  public void changed() {
    last = null;
  }

  private WorkCalendar read() {
    Map<LocalDate, Boolean> days = new HashMap<>();
    jdbc.sql("select day, workday from loop.calendar_days")
        .query(
            (RowCallbackHandler)
                row -> days.put(row.getObject(1, LocalDate.class), row.getBoolean(2)));
    return new WorkCalendar(days, OfficeTimes.read(jdbc), settings.zone());
  }
}
