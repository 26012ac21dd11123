package cn.nongchao.loop.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.PeopleRoles;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Programs read the workday calendar; an administrator's keeps it. */
class CalendarApiTest {

  private static final String CALENDAR = "/api/v1/calendar";

  private final Program admin = Program.of(Cast.atHome(PeopleRoles.ADMINISTRATOR));
  private final Program worker = Program.of(Cast.atHome(CasesRoles.GRID_WORKER));

  /** January's days of a year nobody else plans. */
  private JsonNode day(int ofJanuary) {
    return read(worker.get(CALENDAR + "?year=2091"), 200).path("days").path(ofJanuary - 1);
  }

  private static Map<String, Object> wish(String state, String name) {
    Map<String, Object> wish = new HashMap<>();
    wish.put("state", state);
    wish.put("name", name);
    return wish;
  }

  @Test
  void aDayIsDeclaredAndGivenBackToItsWeekday() {
    // The first of January 2091 is a Monday.
    assertThat(day(1).path("workday").asBoolean()).isTrue();
    assertThat(day(1).path("declared").asBoolean()).isFalse();
    JsonNode set = read(admin.put(CALENDAR + "/2091-01-01", wish("OFF", "元旦")), 200);
    assertThat(set).isEqualTo(day(1));
    assertThat(set.path("workday").asBoolean()).isFalse();
    assertThat(set.path("name").asString()).isEqualTo("元旦");
    assertThat(read(admin.put(CALENDAR + "/2091-01-01", wish("OFF", "元旦")), 200)).isEqualTo(set);
    read(admin.put(CALENDAR + "/2091-01-01", wish("WEEKDAY", null)), 200);
    assertThat(day(1).path("workday").asBoolean()).isTrue();
    assertThat(day(1).path("declared").asBoolean()).isFalse();
  }

  @Test
  void aYearHasAllItsDaysAndCountsItsWorkdays() {
    JsonNode year = read(worker.get(CALENDAR + "?year=2092"), 200);
    assertThat(year.path("days").size()).isEqualTo(366);
    assertThat(year.path("workdays").asInt()).isEqualTo(262);
    assertThat(read(worker.get(CALENDAR), 200).path("year").asInt()).isGreaterThan(2024);
    problem(worker.get(CALENDAR + "?year=soon"), 400, "bad-input", "year");
  }

  @Test
  void announcedDaysAreTakenInAllOrNone() {
    Map<String, ?> good = Map.of("csv", "day,state,name\n2091-01-06,work,调休\n2091-01-08,放假,");
    assertThat(read(admin.post(CALENDAR + "/import", good), 200).path("days").asInt()).isEqualTo(2);
    assertThat(read(admin.post(CALENDAR + "/import", good), 200).path("days").asInt()).isEqualTo(2);
    assertThat(day(6).path("workday").asBoolean()).isTrue();
    assertThat(day(8).path("workday").asBoolean()).isFalse();
    Map<String, ?> bad = Map.of("csv", "2091-01-09,off,\n2091-01-32,off,");
    problem(admin.post(CALENDAR + "/import", bad), 400, "bad-input", "csv");
    assertThat(day(9).path("declared").asBoolean()).isFalse();
    problem(admin.post(CALENDAR + "/import", Map.of()), 400, "bad-input", "csv");
  }

  @Test
  void whatIsWrongWithADayIsNamedAndOthersMayNot() {
    problem(admin.put(CALENDAR + "/2091-02-30", wish("OFF", "")), 400, "bad-input", "day");
    problem(admin.put(CALENDAR + "/2091-02-20", wish(null, "")), 400, "bad-input", "state");
    problem(admin.put(CALENDAR + "/2091-02-20", wish("HALF", "")), 400, "bad-input", "state");
    problem(
        admin.put(CALENDAR + "/2091-02-20", wish("OFF", "长".repeat(41))), 400, "bad-input", "name");
    problem(worker.put(CALENDAR + "/2091-02-20", wish("OFF", "")), 403, "not-allowed");
    problem(worker.post(CALENDAR + "/import", Map.of("csv", "")), 403, "not-allowed");
    problem(Program.nobody("203.0.113.20").get(CALENDAR), 401, "not-signed-in");
  }
}
