package cn.nongchao.loop;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When an office works, from a day on.
 *
 * @param since first day; {@link #BEFORE} for those nobody declared
 * @param name as 夏季作息; may be empty
 * @param afternoon null where it works in the morning only
 * @param mornings days of the week on which nobody comes back after noon
 */
public record OfficeHours(
    LocalDate since, String name, Span morning, @Nullable Span afternoon, Set<DayOfWeek> mornings) {

  /** One stretch of a working day. */
  public record Span(LocalTime from, LocalTime to) {

    Duration length() {
      return Duration.between(from, to);
    }

    @Override
    public String toString() {
      return from + "–" + to;
    }
  }

  private static final LocalDate BEFORE = LocalDate.of(1, 1, 1);

  /** Eight hours, where nobody declared any. */
  static final OfficeHours USUAL =
      new OfficeHours(
          BEFORE,
          "",
          new Span(LocalTime.of(8, 30), LocalTime.of(12, 0)),
          new Span(LocalTime.of(13, 30), LocalTime.of(18, 0)),
          Set.of());

  public OfficeHours {
    mornings = Set.copyOf(mornings);
  }

  /** Whether somebody declared them. */
  public boolean isDeclared() {
    return since.isAfter(BEFORE);
  }

  /** What is worked on such a day of the week, where it is a working day. */
  List<Span> on(DayOfWeek day) {
    return afternoon == null || mornings.contains(day)
        ? List.of(morning)
        : List.of(morning, afternoon);
  }

  /** Of a whole day: a working day of a limit; a half one is half of it. */
  Duration whole() {
    return afternoon == null ? morning.length() : morning.length().plus(afternoon.length());
  }
}
