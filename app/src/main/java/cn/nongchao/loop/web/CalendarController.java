package cn.nongchao.loop.web;

import cn.nongchao.loop.CalendarDays;
import cn.nongchao.loop.CalendarDays.Standing;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.Typed;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The workday calendar: everybody may read it, administrators keep it. */
@Controller
class CalendarController {

  private final CalendarDays days;
  private final Clock clock;

  CalendarController(CalendarDays days, Clock clock) {
    this.days = days;
    this.clock = clock;
  }

  @Needs
  @GetMapping("/calendar")
  String show(@RequestParam(defaultValue = "") String year, Viewer viewer, Model model) {
    return page(year, "", Typed.nothing(), viewer, model);
  }

  @Needs(PeopleRoles.ADMINISTRATOR)
  @PostMapping("/calendar/day")
  String set(
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String name,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Boolean workday = state.equals("work") ? Boolean.TRUE : state.equals("off") ? false : null;
    LocalDate date = date(day);
    return answer(
        days.set(date, workday, name, viewer),
        date == null ? "" : Integer.toString(date.getYear()),
        "day",
        viewer,
        request,
        response,
        model);
  }

  @Needs(PeopleRoles.ADMINISTRATOR)
  @PostMapping("/calendar/import")
  String takeIn(
      @RequestParam(defaultValue = "") String csv,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(defaultValue = "") String year,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    String text =
        file != null && !file.isEmpty() && file.getSize() < 1_000_000
            ? new String(file.getBytes(), StandardCharsets.UTF_8)
            : csv;
    return answer(days.takeIn(text, viewer), year, "csv", viewer, request, response, model);
  }

  private String answer(
      Outcome<Integer> outcome,
      String year,
      String form,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return switch (outcome) {
      case Outcome.Done<Integer>(Integer count) -> {
        Text done =
            Text.of("已保存 " + count + " 天", count + (count == 1 ? " day" : " days") + " saved");
        UiOfRequest.flash(request, response, done);
        yield "redirect:/calendar?year=" + yearOf(year);
      }
      case Outcome.Refused<Integer>(List<Refusal> reasons) -> {
        response.setStatus(422);
        yield page(year, form, Typed.of(request.getParameterMap(), reasons), viewer, model);
      }
    };
  }

  private String page(String asked, String form, Typed typed, Viewer viewer, Model model) {
    int year = yearOf(asked);
    LocalDate today = LocalDate.now(clock);
    List<Standing> whole = days.whole(year);
    List<CalendarPage.Month> months = new ArrayList<>();
    for (int m = 1; m <= 12; m++) {
      YearMonth month = YearMonth.of(year, m);
      List<CalendarPage.Cell> cells =
          whole.stream()
              .filter(day -> YearMonth.from(day.day()).equals(month))
              .map(day -> cell(day, today))
              .toList();
      int lead = month.atDay(1).getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
      months.add(new CalendarPage.Month(m, lead, cells));
    }
    long workdays = whole.stream().filter(Standing::workday).count();
    boolean edits = viewer.holds(PeopleRoles.ADMINISTRATOR);
    model.addAttribute("page", new CalendarPage(year, months, workdays, edits, form, typed));
    return "loop/calendar";
  }

  private static CalendarPage.Cell cell(Standing day, LocalDate today) {
    return new CalendarPage.Cell(
        day.day(), day.workday(), day.declared(), day.name(), day.day().equals(today));
  }

  private int yearOf(String text) {
    int year = text.matches("[0-9]{4}") ? Integer.parseInt(text) : 0;
    return year >= 2000 && year <= 2100 ? year : LocalDate.now(clock).getYear();
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }
}
