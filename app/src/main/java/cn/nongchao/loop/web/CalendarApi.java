package cn.nongchao.loop.web;

import cn.nongchao.loop.CalendarDays;
import cn.nongchao.loop.CalendarDays.Standing;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The workday calendar for programs: everybody may read it, administrators keep it. */
@RestController
@RequestMapping("/api/v1/calendar")
class CalendarApi {

  private final CalendarDays days;
  private final Clock clock;

  CalendarApi(CalendarDays days, Clock clock) {
    this.days = days;
    this.clock = clock;
  }

  /** A year, day by day. */
  record Year(int year, long workdays, List<Standing> days) {
    Year {
      days = List.copyOf(days);
    }
  }

  /** What a day can be declared to be. */
  enum State {
    WORK,
    OFF,
    /** Declared nothing: its weekday decides. */
    WEEKDAY
  }

  /**
   * A day to be declared.
   *
   * @param name of the holiday, 40 characters at most
   */
  record Wish(@Nullable State state, @Nullable String name) {}

  /**
   * Days to be taken in.
   *
   * @param csv lines of {@code 2026-10-01,off,National Day}; the second column is {@code work} or
   *     {@code off}
   */
  record Lines(@Nullable String csv) {}

  /** How many days were taken in. */
  record Taken(int days) {}

  @Needs
  @GetMapping
  @Operation(
      summary = "The workday calendar of a year",
      description =
          "Each day, whether it is worked, and whether that is declared. year: 2000-2100.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Year.class)))
  ResponseEntity<?> year(
      @RequestParam(required = false) @Nullable String year, HttpServletRequest request) {
    String asked = year == null ? Integer.toString(LocalDate.now(clock).getYear()) : year;
    if (!asked.matches("20[0-9]{2}|2100")) {
      return Problems.of(
          List.of(Refusal.field("year", "应为 2000 到 2100 的年份", "a year from 2000 to 2100")),
          request);
    }
    List<Standing> whole = days.whole(Integer.parseInt(asked));
    long workdays = whole.stream().filter(Standing::workday).count();
    return ResponseEntity.ok(new Year(Integer.parseInt(asked), workdays, whole));
  }

  @Needs(PeopleRoles.ADMINISTRATOR)
  @PutMapping("/{day}")
  @Operation(
      summary = "Declare a day worked, free, or as its weekday says",
      description =
          "Deadlines set before stay as they were promised. Declared twice, it is declared once.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Standing.class)))
  ResponseEntity<?> set(
      @PathVariable String day, @RequestBody Wish wish, Viewer viewer, HttpServletRequest request) {
    if (wish.state() == null) {
      return Problems.of(
          List.of(Refusal.field("state", "应为 WORK、OFF 或 WEEKDAY", "one of WORK, OFF and WEEKDAY")),
          request);
    }
    Boolean workday = wish.state() == State.WEEKDAY ? null : wish.state() == State.WORK;
    LocalDate date = date(day);
    String name = Objects.requireNonNullElse(wish.name(), "");
    return switch (days.set(date, workday, name, viewer)) {
      case Outcome.Done<Integer> done -> ResponseEntity.ok(standing(date));
      case Outcome.Refused<Integer>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }

  private Standing standing(@Nullable LocalDate day) {
    LocalDate date = Objects.requireNonNull(day);
    return days.whole(date.getYear()).get(date.getDayOfYear() - 1);
  }

  @Needs(PeopleRoles.ADMINISTRATOR)
  @PostMapping("/import")
  @Operation(
      summary = "Take in the days that are announced for a year",
      description =
          "Lines of day,work|off,name, 1,000 at most. One bad line, and none is taken. Sent twice,"
              + " it is done once.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Taken.class)))
  ResponseEntity<?> takeIn(@RequestBody Lines lines, Viewer viewer, HttpServletRequest request) {
    return switch (days.takeIn(Objects.requireNonNullElse(lines.csv(), ""), viewer)) {
      case Outcome.Done<Integer>(Integer count) -> ResponseEntity.ok(new Taken(count));
      case Outcome.Refused<Integer>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }
}
