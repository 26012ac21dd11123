package cn.nongchao.loop.web;

import cn.nongchao.loop.CalendarDays;
import cn.nongchao.loop.CalendarDays.Standing;
import cn.nongchao.loop.OfficeTimes;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The workday calendar: everybody may read it. */
@Controller
class CalendarController {

  private final CalendarDays days;
  private final OfficeTimes times;
  private final Clock clock;

  CalendarController(CalendarDays days, OfficeTimes times, Clock clock) {
    this.times = times;
    this.days = days;
    this.clock = clock;
  }

  @Needs
  @GetMapping("/calendar")
  String show(
      @RequestParam(defaultValue = "") String year,
      @RequestParam(defaultValue = "") String day,
      Viewer viewer,
      Model model) {
    model.addAttribute("page", page(yearOf(day.length() > 4 ? day.substring(0, 4) : year), viewer));
    return "loop/calendar";
  }

  private CalendarPage page(int year, Viewer viewer) {
    LocalDate today = LocalDate.now(clock);
    List<Standing> days = this.days.whole(year);
    List<CalendarPage.Month> months = new ArrayList<>();
    for (int m = 1; m <= 12; m++) {
      YearMonth month = YearMonth.of(year, m);
      List<CalendarPage.Cell> cells =
          days.stream()
              .filter(day -> YearMonth.from(day.day()).equals(month))
              .map(day -> cell(day, today))
              .toList();
      int lead = month.atDay(1).getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
      months.add(new CalendarPage.Month(m, lead, cells));
    }
    long workdays = days.stream().filter(Standing::workday).count();
    boolean whole = viewer.places(Set.of(PeopleRoles.ADMINISTRATOR)).contains(DivisionCode.ALL);
    boolean localOnly = viewer.holds(PeopleRoles.ADMINISTRATOR) && !whole;
    return new CalendarPage(year, months, workdays, localOnly, whole, times.during(year), today);
  }

  private static CalendarPage.Cell cell(Standing day, LocalDate today) {
    return new CalendarPage.Cell(
        day.day(), day.workday(), day.declared(), day.name(), day.day().equals(today));
  }

  private int yearOf(String text) {
    return yearOf(text, clock);
  }

  static int yearOf(String text, Clock clock) {
    int year = text.matches("[0-9]{4}") ? Integer.parseInt(text) : 0;
    return year >= 2000 && year <= 2100 ? year : LocalDate.now(clock).getYear();
  }
}
