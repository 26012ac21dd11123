package cn.nongchao.loop.web;

import cn.nongchao.loop.OfficeHours;
import cn.nongchao.loop.OfficeHours.Span;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the office works from a day on, for programs. Times of day as 08:30.
 *
 * @param since first day; null for those before the first that were declared
 * @param afternoonFrom null, as {@code afternoonTo}, where afternoons are free
 * @param mornings days of the week of which the morning only is worked
 */
record HoursJson(
    @Nullable LocalDate since,
    String name,
    String morningFrom,
    String morningTo,
    @Nullable String afternoonFrom,
    @Nullable String afternoonTo,
    List<DayOfWeek> mornings) {

  HoursJson {
    mornings = List.copyOf(mornings);
  }

  static HoursJson of(OfficeHours hours) {
    Span noon = hours.afternoon();
    return new HoursJson(
        hours.isDeclared() ? hours.since() : null,
        hours.name(),
        hours.morning().from().toString(),
        hours.morning().to().toString(),
        noon == null ? null : noon.from().toString(),
        noon == null ? null : noon.to().toString(),
        hours.mornings().stream().sorted().toList());
  }
}
