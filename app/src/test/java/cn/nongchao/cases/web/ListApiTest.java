package cn.nongchao.cases.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static cn.nongchao.Program.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A program reads the responsibility list, in force and as it was, and edits it. */
class ListApiTest {

  private static final String LIST = "/api/v1/responsibility";

  /** An upper level of this test's own. */
  private static final String UPPER = "97";

  private static Program clerk;
  private static Cast.Member squad;

  @BeforeAll
  static void upperLevel() {
    clerk = Program.of(Cast.atHome(CasesRoles.CLERK));
    squad = Cast.newcomer(LoopRoles.SQUAD_LEADER);
    read(clerk.put(LIST + "/" + UPPER, with(line("接口测试"), "parent", null)), 200);
  }

  private static int version() {
    return read(clerk.get(LIST), 200).path("version").asInt();
  }

  private static Map<String, Object> line(String name) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("version", version());
    line.put("reason", "测试");
    line.put("parent", UPPER);
    line.put("nameZh", name);
    line.put("nameEn", "Test of the interface");
    line.put("lead", squad.organisation());
    line.put("allowance", 960);
    line.put("basis", "测试办法第一条");
    return line;
  }

  private static Map<String, Object> retiring(Map<String, Object> line) {
    return Map.of("version", line.get("version"), "reason", line.get("reason"));
  }

  /** The line as it stands in a list; missing where it is not there. */
  private static JsonNode find(JsonNode list, String code) {
    return StreamSupport.stream(list.path("lines").spliterator(), false)
        .filter(line -> line.path("code").asString().equals(code))
        .findFirst()
        .orElseGet(() -> list.path("no line"));
  }

  @Test
  void aLineIsAddedReplacedAndRetiredAndEarlierVersionsStay() {
    String path = LIST + "/9701";
    int added = read(clerk.put(path, line("垃圾乱堆")), 200).path("version").asInt();
    JsonNode line = find(read(clerk.get(LIST), 200), "9701");
    assertThat(line.path("nameZh").asString()).isEqualTo("垃圾乱堆");
    assertThat(line.path("lead").asString()).isEqualTo(squad.organisation().toString());
    assertThat(line.path("allowance").asInt()).isEqualTo(960);
    assertThat(line.path("working").asBoolean()).isTrue();

    int replaced = read(clerk.put(path, line("垃圾堆放")), 200).path("version").asInt();
    assertThat(replaced).isEqualTo(added + 1);
    JsonNode newest = read(clerk.get(LIST + "/versions"), 200).path("items").path(0);
    assertThat(newest.path("number").asInt()).isEqualTo(replaced);
    assertThat(newest.path("reason").asString()).isNotBlank();
    Map<String, ?> retiring = Map.of("version", replaced, "reason", "并入他项");
    int retired = read(clerk.post(path + "/retire", retiring), 200).path("version").asInt();
    assertThat(find(read(clerk.get(LIST), 200), "9701").isMissingNode()).isTrue();
    JsonNode before = read(clerk.get(LIST + "?version=" + added), 200);
    assertThat(find(before, "9701").path("nameZh").asString()).isEqualTo("垃圾乱堆");
    assertThat(before.path("current").asInt()).isEqualTo(retired);

    // Sent again, it is the same retiring.
    JsonNode again = read(clerk.post(path + "/retire", retiring), 200);
    assertThat(again.path("version").asInt()).isEqualTo(retired);
    assertThat(version()).isEqualTo(retired);
  }

  @Test
  void theSameLineTwiceIsOneVersion() {
    Map<String, Object> line = line(" 占用绿地 ");
    int once = read(clerk.put(LIST + "/9702", line), 200).path("version").asInt();
    int again = read(clerk.put(LIST + "/9702", line), 200).path("version").asInt();
    assertThat(again).isEqualTo(once);
    assertThat(version()).isEqualTo(once);
  }

  @Test
  void whoEditsAnOvertakenVersionIsTold() {
    Map<String, Object> late = line("后到的");
    read(clerk.put(LIST + "/9703", line("先到的")), 200);
    problem(clerk.put(LIST + "/9703", late), 409, "moved-first");
    problem(clerk.post(LIST + "/9703/retire", retiring(late)), 409, "moved-first");
    JsonNode line = find(read(clerk.get(LIST), 200), "9703");
    assertThat(line.path("nameZh").asString()).isEqualTo("先到的");
  }

  @Test
  void whatIsWrongWithALineIsNamed() {
    Map<String, Object> line = line("有误的");
    int before = version();
    refused("9704", with(line, "version", null), "version");
    refused("9704", with(line, "version", "x"), "version");
    refused("9704", with(line, "reason", " "), "reason");
    refused("9704", with(line, "nameZh", ""), "nameZh");
    refused("9704", with(line, "nameEn", null), "nameEn");
    refused("9704", with(line, "lead", Ids.next()), "lead");
    refused("9704", with(line, "assisting", List.of(Ids.next())), "assisting");
    refused("9704", with(line, "allowance", 0), "allowance");
    refused("9604", line, "code");
    refused("abcd", with(line, "parent", "ab"), "code", "parent");
    String retire = LIST + "/" + UPPER + "/retire";
    problem(clerk.post(retire, Map.of("reason", "x")), 400, "bad-input", "version");
    problem(clerk.post(retire, Map.of("version", before)), 400, "bad-input", "reason");
    Map<String, ?> retiring = Map.of("version", before, "reason", "x");
    problem(clerk.post(LIST + "/9799/retire", retiring), 404, "not-found");
    problem(clerk.get(LIST + "?version=" + (before + 1)), 404, "not-found");
    assertThat(version()).isEqualTo(before);
  }

  private static void refused(String code, Map<String, ?> line, String... fields) {
    problem(clerk.put(LIST + "/" + code, line), 400, "bad-input", fields);
  }

  @Test
  void aLineIsChangedByThoseWhoAnswerForItsPlace() {
    String path = LIST + "/9706";
    read(clerk.put(path, line("本街道的")), 200);
    assertThat(find(read(clerk.get(LIST), 200), "9706").path("division").asString())
        .isEqualTo(Cast.HOME);
    for (String role : List.of(CasesRoles.CLERK, PeopleRoles.ADMINISTRATOR)) {
      Program foreign = Program.of(Cast.elsewhere(role));
      problem(foreign.put(path, with(line("别人改的"), "lead", null)), 403, "not-allowed");
      problem(foreign.post(path + "/retire", retiring(line(""))), 403, "not-allowed");
      Map<String, ?> beyond = with(with(line("越界"), "lead", null), "division", Cast.HOME);
      assertThat(read(foreign.put(LIST + "/9707", beyond), 400).path("errors").path(0).toString())
          .contains("division", "outside");
      Visitor page = Visitor.signedIn(Cast.elsewhere(role).session());
      assertThat(page.get("/responsibility").body()).doesNotContain("/responsibility/9706");
      assertThat(page.get("/responsibility/9706").body()).doesNotContain("form-line-changed");
      assertThat(page.post("/responsibility/9706", Map.of("nameZh", "别人改的")).status())
          .isEqualTo(403);
    }
    assertThat(find(read(clerk.get(LIST), 200), "9706").path("nameZh").asString())
        .isEqualTo("本街道的");

    // Their own they may keep, beside an upper line of their own.
    Program foreign = Program.of(Cast.elsewhere(CasesRoles.CLERK));
    Map<String, Object> theirs = line("外街道大类");
    theirs.putAll(Map.of("parent", "", "lead", ""));
    read(foreign.put(LIST + "/96", theirs), 200);
    problem(clerk.put(LIST + "/96", with(line("夺来"), "parent", null)), 403, "not-allowed");
    problem(
        clerk.put(LIST + "/9601", with(line("下挂"), "parent", "96")), 400, "bad-input", "division");
    // Whose lower lines lie elsewhere an upper one cannot be drawn closer.
    Program whole = Program.of(Cast.everywhere(PeopleRoles.ADMINISTRATOR));
    problem(
        whole.put(LIST + "/97", with(with(line("收窄"), "parent", null), "division", Cast.AWAY)),
        400,
        "bad-input",
        "division");
  }

  @Test
  void whoIsNamedMustBeWithinReach() {
    Cast.Member foreign = Cast.elsewhere(LoopRoles.SQUAD_LEADER);
    for (Map<String, ?> line :
        List.of(
            with(line("派给外街道"), "lead", foreign.organisation()),
            with(line("请外街道"), "assisting", List.of(foreign.organisation())))) {
      JsonNode problem = read(clerk.put(LIST + "/9708", line), 400);
      assertThat(problem.path("errors").size()).isOne();
      assertThat(problem.toString()).contains("outside");
    }
  }

  @Test
  void onThePageALineIsAddedChangedAndTakenOut() {
    Visitor page = Visitor.signedIn(Cast.atHome(CasesRoles.CLERK).session());
    assertThat(page.get("/responsibility/new").body()).contains("form-line-added", "name=\"code\"");
    Map<String, String> added =
        Map.ofEntries(
            Map.entry("version", String.valueOf(version())),
            Map.entry("code", "9709"),
            Map.entry("parent", UPPER),
            Map.entry("nameZh", "页面新增"),
            Map.entry("nameEn", "added on the page"),
            Map.entry("allowance", "2"),
            Map.entry("unit", "WORKDAY"),
            Map.entry("reason", "测试"));
    assertThat(page.post("/responsibility/new", added).sendsTo("/responsibility")).isTrue();
    JsonNode line = find(read(clerk.get(LIST), 200), "9709");
    assertThat(line.path("allowance").asInt()).isEqualTo(960);
    Visitor.Answer twice = page.post("/responsibility/new", added);
    assertThat(twice.status()).isEqualTo(422);
    assertThat(twice.body()).contains("这个编号已有");
    String body = page.get("/responsibility/9709").body();
    assertThat(body)
        .contains("form-line-changed", "form-line-retired", "value=\"页面新增\"")
        .doesNotContain("name=\"code\"");
    // Whoever was overtaken is shown the version of now with their own words.
    int now = version();
    Visitor.Answer late = page.post("/responsibility/9709", retyped(added, "nameZh", "后到的"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("name=\"version\" value=\"" + now + "\"", "后到的");
    Map<String, String> retiring = Map.of("version", String.valueOf(now), "reason", "测试");
    assertThat(page.post("/responsibility/9709/retire", retiring).sendsTo("/responsibility"))
        .isTrue();
    assertThat(find(read(clerk.get(LIST), 200), "9709").isMissingNode()).isTrue();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> retyped(Map<String, String> form, String field, String value) {
    return (Map<String, String>) (Map<String, ?>) Program.with(form, field, value);
  }

  @Test
  void whoMayNotEditMayRead() {
    Map<String, Object> line = line("无权的");
    for (Program other :
        List.of(
            Program.of(Cast.atHome(CasesRoles.DISPATCHER)),
            Program.of(Cast.elsewhere(LoopRoles.SUPERVISOR)))) {
      assertThat(read(other.get(LIST), 200).path("lines").isEmpty()).isFalse();
      problem(other.put(LIST + "/9705", line), 403, "not-allowed");
      problem(other.post(LIST + "/" + UPPER + "/retire", line), 403, "not-allowed");
    }
    assertThat(find(read(clerk.get(LIST), 200), UPPER).isMissingNode()).isFalse();
  }
}
