package cn.nongchao.loop.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.PeopleRoles;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Programs read the workday calendar; an administrator's keeps it. */
class CalendarApiTest {

  private static final String CALENDAR = "/api/v1/calendar";

  private final Program admin = Program.of(Cast.everywhere(PeopleRoles.ADMINISTRATOR));
  private final Program local = Program.of(Cast.atHome(PeopleRoles.ADMINISTRATOR));
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
    JsonNode again = read(admin.post(CALENDAR + "/import", good), 200);
    assertThat(again.path("added").asInt() + again.path("changed").asInt()).isZero();
    assertThat(day(6).path("workday").asBoolean()).isTrue();
    assertThat(day(8).path("workday").asBoolean()).isFalse();
    Map<String, ?> bad = Map.of("csv", "2091-01-09,off,\n2091-01-32,off,");
    problem(admin.post(CALENDAR + "/import", bad), 400, "bad-input", "csv");
    assertThat(day(9).path("declared").asBoolean()).isFalse();
    for (String never : List.of("+999999999-01-01", "2101-01-01", "1999-12-31", "-0001-01-01")) {
      Map<String, ?> beyond = Map.of("csv", "day,state\n" + never + ",off");
      problem(admin.post(CALENDAR + "/import", beyond), 400, "bad-input", "csv");
    }
    problem(admin.post(CALENDAR + "/import", Map.of()), 400, "bad-input", "csv");
  }

  @Test
  void onThePageTheDayIsAFieldAndOnlyTheWholeCountrysAdministratorSeesIt() {
    Visitor whole = Visitor.signedIn(Cast.everywhere(PeopleRoles.ADMINISTRATOR).session());
    assertThat(whole.get("/calendar").body()).contains("/calendar/day", "/calendar/import");
    Map<String, String> day = Map.of("day", "2091-03-01", "state", "OFF", "name", "测试");
    assertThat(whole.post("/calendar/day", day).sendsTo("/calendar?day=2091-03-01")).isTrue();
    assertThat(day(60).path("name").asString()).isEqualTo("测试");
    Visitor.Answer refused = whole.post("/calendar/day", Map.of("day", "2091-03-02"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("2091", "请选择“这一天”", "value=\"2091-03-02\"");
    byte[] csv = "2091-03-05,放假,文件".getBytes(StandardCharsets.UTF_8);
    assertThat(whole.upload("/calendar/import", "csvFile", "days.csv", csv, Map.of()).status())
        .isEqualTo(303);
    assertThat(day(64).path("name").asString()).isEqualTo("文件");
    byte[] other = "2091-03-05,放假,改名\n2091-03-06,放假,新".getBytes(StandardCharsets.UTF_8);
    Visitor.Answer taken = whole.upload("/calendar/import", "csvFile", "days.csv", other, Map.of());
    assertThat(
            URLDecoder.decode(
                String.valueOf(taken.headers().get("set-cookie")), StandardCharsets.UTF_8))
        .as("what it did, said at the head of the calendar")
        .contains("已导入 2 天（2091-03-05 至 2091-03-06）", "新增 1，修改 1", "放假 2 天");

    Visitor street = Visitor.signedIn(Cast.atHome(PeopleRoles.ADMINISTRATOR).session());
    assertThat(street.get("/calendar").body())
        .doesNotContain("/calendar/day", "/calendar/import")
        .contains("只有管辖全域的管理员可以修改");
    assertThat(street.post("/calendar/day", day).status()).isEqualTo(403);
    Visitor worker = Visitor.signedIn(Cast.atHome(CasesRoles.GRID_WORKER).session());
    assertThat(worker.get("/calendar").body()).doesNotContain("/calendar/day", "管辖全域");
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
    problem(local.put(CALENDAR + "/2091-02-20", wish("OFF", "")), 403, "not-allowed");
    problem(local.post(CALENDAR + "/import", Map.of("csv", "2091-02-20,off,")), 403, "not-allowed");
    assertThat(day(51).path("declared").asBoolean()).isFalse();
    problem(Program.nobody("203.0.113.20").get(CALENDAR), 401, "not-signed-in");
  }

  private static Map<String, Object> hours(String since) {
    Map<String, Object> wish = new HashMap<>();
    wish.put("since", since);
    wish.put("name", "夏季作息");
    wish.put("morningFrom", "09:00");
    wish.put("morningTo", "12:00");
    wish.put("afternoonFrom", "14:30");
    wish.put("afternoonTo", "17:30");
    wish.put("mornings", List.of("FRIDAY"));
    return wish;
  }

  @Test
  void hoursOfTheOfficeAreSetFromADayOnAndWithdrawnBeforeIt() {
    String since = "2094-06-01";
    JsonNode set = read(admin.post(CALENDAR + "/hours", hours(since)), 200);
    assertThat(set.path("mornings").path(0).asString()).isEqualTo("FRIDAY");
    JsonNode year = read(worker.get(CALENDAR + "?year=2094"), 200).path("hours");
    assertThat(year.path(0).path("since").isNull()).as("until then").isTrue();
    assertThat(year.path(1)).isEqualTo(set);
    Visitor whole = Visitor.signedIn(Cast.everywhere(PeopleRoles.ADMINISTRATOR).session());
    assertThat(whole.get("/calendar?year=2094").body())
        .contains("自 2094-06-01", "夏季作息", "09:00–12:00", "14:30–17:30", "周五", "撤回尚未开始的作息");
    assertThat(
            Visitor.signedIn(Cast.atHome(CasesRoles.GRID_WORKER).session())
                .get("/calendar?year=2094")
                .body())
        .contains("夏季作息")
        .doesNotContain("撤回");
    assertThat(whole.post("/calendar/hours/" + since + "/withdraw", Map.of()).status())
        .isEqualTo(303);
    assertThat(read(worker.get(CALENDAR + "?year=2094"), 200).path("hours").size()).isEqualTo(1);
  }

  @Test
  void whatCannotBeHoursIsNamedAndOthersMayNot() {
    problem(admin.post(CALENDAR + "/hours", hours("2020-06-01")), 400, "bad-input", "since");
    Map<String, Object> wish = hours("2094-07-01");
    wish.put("morningFrom", "9 点");
    problem(admin.post(CALENDAR + "/hours", wish), 400, "bad-input", "morningFrom");
    wish = hours("2094-07-01");
    wish.put("afternoonFrom", "11:00");
    problem(admin.post(CALENDAR + "/hours", wish), 400, "bad-input", "afternoonFrom");
    wish = hours("2094-07-01");
    wish.put("afternoonTo", "");
    problem(admin.post(CALENDAR + "/hours", wish), 400, "bad-input", "afternoonTo");
    problem(local.post(CALENDAR + "/hours", hours("2094-07-01")), 403, "not-allowed");
    problem(worker.post(CALENDAR + "/hours", hours("2094-07-01")), 403, "not-allowed");
  }
}
