package cn.nongchao.loop.web;

import cn.nongchao.loop.CalendarDays;
import cn.nongchao.loop.CalendarDays.Standing;
import cn.nongchao.loop.OfficeTimes;
import cn.nongchao.people.Needs;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The workday calendar for programs: everybody may read it. */
@RestController
@RequestMapping("/api/v1/calendar")
class CalendarApi {

  private final CalendarDays days;
  private final OfficeTimes times;
  private final Clock clock;

  CalendarApi(CalendarDays days, OfficeTimes times, Clock clock) {
    this.times = times;
    this.days = days;
    this.clock = clock;
  }

  /**
   * A year, day by day.
   *
   * @param hours of the office that hold in it, each from its day on
   */
  record Year(int year, long workdays, List<HoursJson> hours, List<Standing> days) {
    Year {
      hours = List.copyOf(hours);
      days = List.copyOf(days);
    }
  }

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
    List<HoursJson> hours =
        times.during(Integer.parseInt(asked)).stream().map(HoursJson::of).toList();
    return ResponseEntity.ok(new Year(Integer.parseInt(asked), workdays, hours, whole));
  }
}
