package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.loop.Calendars;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.WorkCalendar;
import java.time.Duration;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The running application's clock cannot be set: an open loop is moved into the past instead. */
final class TimePasses {

  /** From here on a rank is no moment: see the table's migrations. */
  private static final long NO_MOMENT = 1L << 62;

  private TimePasses() {}

  /**
   * Some weeks, so many that the days ahead were workdays and holidays then as they are now: what
   * was left of a deadline in working time is left after it.
   */
  static Duration weeks() {
    WorkCalendar calendar = RunningApp.bean(Calendars.class).current();
    LocalDate today = LocalDate.now(calendar.zone());
    for (int weeks = 2; weeks < 40; weeks++) {
      LocalDate then = today.minusWeeks(weeks);
      boolean alike =
          IntStream.range(0, 10)
              .allMatch(day ->
                  calendar.isWorkday(then.plusDays(day))
                      == calendar.isWorkday(today.plusDays(day)));
      if (alike) return Duration.ofDays(7L * weeks);
    }
    throw new IllegalStateException("no such days in the calendar");
  }

  /** Everything that has happened to the loop was this much earlier, and so is every deadline. */
  static void over(LoopId loop, Duration time) {
    // Another version, because a node remembers loops as it wrote them.
    int moved =
        RunningApp.bean(JdbcClient.class)
            .sql(
                "update loop.loops set version = version + 1, opened_at = opened_at - t,"
                    + " stage_since = stage_since - t, touched_at = touched_at - t, stage_due ="
                    + " stage_due - t, due = due - t, counted_from = counted_from - t, paused_at ="
                    + " paused_at - t, paused_due = paused_due - t, paused_stage_due ="
                    + " paused_stage_due - t, rank = case when rank < ? then rank - ? else rank end"
                    + " from (select make_interval(secs => ?) as t) as passed where id = ? and"
                    + " closed_at is null")
            .params(NO_MOMENT, time.toNanos() / 1000, time.toSeconds(), loop.value())
            .update();
    assertThat(moved).isEqualTo(1);
  }
}
