package cn.nongchao.people.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Channel;
import cn.nongchao.cases.Events;
import cn.nongchao.cases.Report;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.people.Served;
import cn.nongchao.people.register.Grants;
import cn.nongchao.people.register.NewGrant;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs add places, load a shipped list, take outlines out and bring them back. */
class DivisionWritesApiTest {

  private static final String DIVISIONS = "/api/v1/divisions";
  private static final String OUTLINES = DIVISIONS + "/outlines";
  private static final String GEO_JSON = "application/geo+json";

  private static Program admin;
  private static Program away;
  private static Program clerk;

  @BeforeAll
  static void programs() {
    admin = Program.of(Cast.atHome(PeopleRoles.ADMINISTRATOR));
    away = Program.of(Cast.elsewhere(PeopleRoles.ADMINISTRATOR));
    clerk = Program.of(Cast.atHome(CasesRoles.CLERK));
  }

  private static Map<String, String> place(String code, String name) {
    return Map.of("code", code, "name", name);
  }

  @Test
  void aPlaceIsRenamedServedLeftOutAndRemovedWhereNothingHangsOnIt() {
    String code = Cast.HOME + "869";
    String path = DIVISIONS + "/" + code;
    read(admin.post(DIVISIONS, place(code, "误增村委会")), 201);
    for (String write : List.of("/rename", "/served", "/remove")) {
      problem(away.post(path + write, Map.of()), 404, "not-found");
      assertThat(clerk.post(path + write, Map.of()).status()).isEqualTo(403);
    }
    Map<String, String> name = Map.of("name", "改名村委会");
    JsonNode renamed = read(admin.post(path + "/rename", name), 200);
    assertThat(renamed.path("name").asString()).isEqualTo("改名村委会");
    assertThat(read(admin.post(path + "/rename", name), 200)).isEqualTo(renamed);
    Program whole = Program.of(Cast.everywhere(PeopleRoles.ADMINISTRATOR));
    assertThat(read(whole.get("/api/v1/audit?action=division-renamed"), 200).toString())
        .contains("误增村委会", "改名村委会");

    Visitor page = Visitor.signedIn(Cast.atHome(PeopleRoles.ADMINISTRATOR).session());
    String at = "/divisions?at=" + code;
    String ticked = "name=\"serving\" value=\"true\" checked";
    assertThat(page.get(at).body()).contains("改名村委会", ticked);
    Map<String, String> left = Map.of("serving", "false");
    assertThat(page.post("/divisions/" + code + "/served", left).sendsTo(at)).isTrue();
    assertThat(page.get(at).body()).doesNotContain(ticked);
    assertThat(RunningApp.bean(Served.class).holds(new DivisionCode(code))).isFalse();
    read(admin.post(path + "/served", Map.of("serving", true)), 200);
    assertThat(page.get(at).body()).contains(ticked);

    String grid = code + "001";
    read(admin.post(DIVISIONS, place(grid, "第1网格")), 201);
    problem(admin.post(path + "/remove", Map.of()), 422, "not-now");
    problem(
        admin.post(DIVISIONS + "/" + grid + "/served", Map.of("serving", true)), 422, "not-now");
    read(admin.post(DIVISIONS + "/" + grid + "/remove", Map.of()), 200);
    read(admin.post(path + "/remove", Map.of()), 200);
    problem(admin.post(path + "/remove", Map.of()), 404, "not-found");
    problem(admin.post(DIVISIONS + "/330114003200/remove", Map.of()), 422, "not-now");
  }

  @Test
  void aPlaceIsAddedOnce() {
    String code = Cast.HOME + "871";
    Answer answer = admin.post(DIVISIONS, place(code, "接口村委会"));
    JsonNode made = read(answer, 201);
    assertThat(answer.header("location")).isEqualTo(DIVISIONS + "/" + code);
    assertThat(made.path("level").asString()).isEqualTo("village");
    assertThat(read(admin.get(DIVISIONS + "/" + code), 200)).isEqualTo(made);
    assertThat(read(admin.post(DIVISIONS, place(code, "接口村委会")), 201)).isEqualTo(made);
    problem(admin.post(DIVISIONS, place(code, "别的村")), 409, "already-exists", "code");
    problem(away.post(DIVISIONS, place(code, "接口村委会")), 403, "not-allowed", "code");
    problem(clerk.post(DIVISIONS, place(code, "接口村委会")), 403, "not-allowed");
    assertThat(read(admin.get(DIVISIONS + "/" + code), 200)).isEqualTo(made);
  }

  @Test
  void whatIsWrongWithAPlaceIsNamed() {
    problem(admin.post(DIVISIONS, place("12345", "五位")), 400, "bad-input", "code");
    problem(admin.post(DIVISIONS, place("", "全国")), 400, "bad-input", "code");
    problem(admin.post(DIVISIONS, Map.of("name", "无码")), 400, "bad-input", "code");
    problem(admin.post(DIVISIONS, place(Cast.HOME + "872", " ")), 400, "bad-input", "name");
    // There is nothing above it.
    problem(admin.post(DIVISIONS, place(Cast.HOME + "873001", "悬空")), 400, "bad-input", "code");
    assertThat(admin.get(DIVISIONS + "/" + Cast.HOME + "872").status()).isEqualTo(404);
  }

  @Test
  void aShippedListIsLoadedByWhoeverAdministersTheCountry() {
    Cast.Member boss = Cast.newcomer(PeopleRoles.ADMINISTRATOR);
    administers(boss, DivisionCode.ALL);
    Program country = Program.of(boss);
    String shipped = DIVISIONS + "/shipped";
    Map<String, String> list = Map.of("name", "hangzhou");
    read(country.post(shipped, list), 200);
    assertThat(read(country.post(shipped, list), 200).path("places").asInt()).isZero();
    problem(country.post(shipped, Map.of()), 404, "not-found", "name");
    problem(admin.post(shipped, list), 403, "not-allowed");
    problem(clerk.post(shipped, list), 403, "not-allowed");
  }

  private static void administers(Cast.Member member, DivisionCode place) {
    Role role = RunningApp.bean(Roles.class).find(PeopleRoles.ADMINISTRATOR).orElseThrow();
    RunningApp.bean(Grants.class)
        .give(new PersonId(member.id()), NewGrant.of(role, place, null), Scope.system())
        .orThrow();
  }

  @Test
  void theMapOpensOnTheCallersOwnPlace() {
    for (String place : List.of(Cast.HOME, "")) {
      Cast.Member boss = Cast.newcomer(PeopleRoles.ADMINISTRATOR);
      administers(boss, new DivisionCode(place));
      Visitor.Answer map = Visitor.signedIn(boss.session()).get("/divisions/map");
      assertThat(map.status()).isEqualTo(200);
      assertThat(map.body()).containsPattern("data-at=\"\\d{9}\"");
      if (!place.isEmpty()) assertThat(map.body()).contains("data-at=\"" + place);
    }
  }

  @Test
  void outlinesGoOutAndComeBack() {
    Answer answer = admin.get(OUTLINES + "?at=" + Cast.HOME + "&level=grid");
    JsonNode feature = read(answer, 200).path("features").path(0);
    assertThat(answer.header("content-type")).isEqualTo(GEO_JSON);
    String code = feature.path("properties").path("code").asString();
    int version = version(code);
    String one = collection(feature);
    UUID id = Ids.next();
    JsonNode preview = read(admin.post(OUTLINES + "?id=" + id, one, GEO_JSON), 201);
    assertThat(preview.path("good").asInt()).isEqualTo(1);
    assertThat(preview.path("bad").asInt()).isZero();
    assertThat(preview.path("sample").path(0).path("values").path("code").asString())
        .isEqualTo(code);
    assertThat(read(admin.post(OUTLINES + "?id=" + id, one, GEO_JSON), 201)).isEqualTo(preview);
    assertThat(version(code)).isEqualTo(version);
    String confirm = "/api/v1/imports/outlines/" + id + "/confirm";
    assertThat(read(admin.post(confirm, Map.of()), 200).path("rows").asInt()).isEqualTo(1);
    read(admin.post(confirm, Map.of()), 200);
    assertThat(version(code)).isEqualTo(version + 1);

    JsonNode outside = read(away.post(OUTLINES + "?id=" + Ids.next(), one, GEO_JSON), 201);
    assertThat(outside.path("good").asInt()).isZero();
    assertThat(outside.path("badRows").path(0).path("errors").path(0).path("field").asString())
        .isEqualTo("code");
    problem(clerk.post(OUTLINES + "?id=" + Ids.next(), one, GEO_JSON), 403, "not-allowed");
  }

  private static int version(String code) {
    return read(admin.get(DIVISIONS + "/" + code), 200).path("version").asInt();
  }

  @Test
  void inWhichCoordinatesOutlinesAreIsSaid() {
    String square =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"properties\":{\"code\":\"%s\"},"
                .formatted(Cast.HOME)
            + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
            + "[[[120.5,30.2],[120.51,30.2],[120.51,30.21],[120.5,30.2]]]}}]}";
    UUID id = Ids.next();
    JsonNode asked = read(admin.post(OUTLINES + "?id=" + id, square, GEO_JSON), 201);
    assertThat(asked.path("asked"))
        .extracting(JsonNode::asString)
        .containsExactly("datum", "schematic");
    problem(
        admin.post("/api/v1/imports/outlines/" + id + "/confirm", Map.of()),
        422,
        "undecided",
        "datum",
        "schematic");
    String said = "?id=" + Ids.next() + "&datum=BD09&schematic=SURVEYED";
    assertThat(read(admin.post(OUTLINES + said, square, GEO_JSON), 201).path("asked")).isEmpty();
  }

  private static String collection(JsonNode feature) {
    return JsonMapper.shared()
        .writeValueAsString(Map.of("type", "FeatureCollection", "features", List.of(feature)));
  }

  @Test
  void whatIsWrongWithOutlinesIsNamed() {
    problem(admin.get(OUTLINES + "?at=33"), 400, "bad-input", "at");
    problem(admin.get(OUTLINES), 400, "bad-input", "at");
    problem(admin.get(OUTLINES + "?at=999999"), 404, "not-found");
    problem(admin.get(OUTLINES + "?at=x"), 404, "not-found");
    problem(admin.get(OUTLINES + "?level=x&at=" + Cast.HOME), 400, "bad-input", "level");
    problem(clerk.get(OUTLINES + "?at=" + Cast.HOME), 403, "not-allowed");
    String id = "?id=" + Ids.next();
    problem(admin.post(OUTLINES + id, "{}", GEO_JSON), 400, "bad-input", "file");
    problem(admin.post(OUTLINES, "{}", GEO_JSON), 400, "bad-input", "id");
    problem(admin.post(OUTLINES + id, "{}", "text/plain"), 415, "wrong-media-type");
    assertThat(admin.post(OUTLINES + id, "no json", GEO_JSON).status()).isEqualTo(400);
  }

  @Test
  void outlinesAreDrawnTogetherWhereTheyFitWhatIsAround() {
    String village = Cast.AWAY + "981";
    read(away.post(DIVISIONS, place(village, "画图村委会")), 201);
    for (String grid : List.of("001", "002", "003")) {
      read(away.post(DIVISIONS, place(village + grid, "第" + grid + "网格")), 201);
    }
    notServed();
    String first = village + "001";
    String second = village + "002";
    String third = village + "003";
    // Over each other by half a hundredth, which hands do.
    read(
        draw(outline(village, 0, 20, 0), outline(first, 0, 10.05, 0), outline(second, 10, 20, 0)),
        200);
    assertThat(List.of(version(village), version(first), version(second))).containsOnly(1);

    odd(draw(outline(first, 0, 11, 1)), "画图村 第001网格 lies over .*第002网格 by \\d");
    odd(draw(outline(third, 19, 25, 0)), "outside of 画图村", "over .*第002网格");
    odd(draw(outline(third, 500, 510, 0)), "outside of", "is \\d+\\.\\d km from");
    odd(draw(outline(village, 5, 20, 1)), "第001网格 lies outside of 画图村");
    Map<String, Object> alone = new java.util.HashMap<>(outline(third, 19, 25, 0));
    alone.remove("code");
    String address = DIVISIONS + "/" + third + "/outline";
    odd(away.put(address, alone), "outside of", "over");
    assertThat(version(third)).isZero();
    alone.put("anyway", true);
    read(away.put(address, alone), 200);
    assertThat(version(third)).isEqualTo(1);
  }

  /** Or there would be an event in a place that is not there. */
  @Test
  void whoeverRemovesAPlaceWaitsForThoseWhoPutSomethingThere() {
    String village = Cast.HOME + "985";
    read(admin.post(DIVISIONS, place(village, "将删村委会")), 201);
    CompletableFuture<Answer> removed =
        RunningApp.bean(TransactionTemplate.class)
            .execute(status -> {
              RunningApp.bean(Events.class)
                  .report(
                      Report.of(LoopId.next(), Channel.GRID, "正在上报", new DivisionCode(village)),
                      Actor.of(Cast.atHome(CasesRoles.GRID_WORKER).viewer()))
                  .orThrow();
              CompletableFuture<Answer> waiting =
                  CompletableFuture.supplyAsync(
                      () -> admin.post(DIVISIONS + "/" + village + "/remove", Map.of()));
              Awaitility.await().until(DivisionWritesApiTest::somebodyWaits);
              return waiting;
            });
    problem(removed.join(), 422, "not-now");
    Map<String, Object> there = new java.util.HashMap<>(Casework.report("GRID", "晚了一步"));
    there.put("division", Cast.HOME + "986");
    problem(
        Program.of(Cast.atHome(CasesRoles.GRID_WORKER)).post(Casework.EVENTS, there),
        400,
        "bad-input",
        "division");
  }

  private static boolean somebodyWaits() {
    return RunningApp.bean(JdbcClient.class)
        .sql(
            "select exists (select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                + " and query like '%people.divisions where code%for update%')")
        .query(Boolean.class)
        .single();
  }

  /** Whoever reports there would come to the wrong office. */
  @Test
  void nobodyDrawsOverAnotherStreet() {
    String theirs = Cast.HOME + "984";
    String mine = Cast.AWAY + "984";
    read(admin.post(DIVISIONS, place(theirs, "邻街村委会")), 201);
    read(away.post(DIVISIONS, place(mine, "本街村委会")), 201);
    read(away.post(DIVISIONS, place(mine + "001", "抢来的网格")), 201);
    Object drawn = List.of(outline(theirs, 0, 20, 0));
    read(admin.put(OUTLINES, Map.of("outlines", drawn, "anyway", true)), 200);
    Map<String, Object> over =
        Map.of("outlines", List.of(outline(mine + "001", 5, 10, 0)), "anyway", true);
    assertThat(read(away.put(OUTLINES, over), 403).toString()).contains("which is not yours");
    assertThat(version(mine + "001")).isZero();
    Program both = Program.of(Cast.everywhere(PeopleRoles.ADMINISTRATOR));
    read(both.put(OUTLINES, over), 200);
  }

  @Test
  void ofOutlinesDrawnTogetherAllAreWrittenOrNone() {
    String village = Cast.AWAY + "982";
    read(away.post(DIVISIONS, place(village, "全有村委会")), 201);
    read(away.post(DIVISIONS, place(village + "001", "第一网格")), 201);
    notServed();
    Map<String, Object> grid = outline(village + "001", 0, 10, 0);
    Map<String, Object> stale = outline(village + "001", 0, 10, 7);
    problem(draw(outline(village, 0, 20, 0), stale), 409, "moved-first");
    assertThat(version(village)).as("written before the one that was refused").isZero();
    problem(draw(grid, grid), 400, "bad-input", "outlines");
    problem(draw(), 400, "bad-input", "outlines");
    Map<String, Object> nothing = Map.of("outlines", Arrays.asList((Object) null));
    problem(away.put(OUTLINES, nothing), 400, "bad-input", "code");
    Map<String, Object> unsaid = new java.util.HashMap<>(grid);
    unsaid.remove("schematic");
    problem(draw(unsaid), 400, "bad-input", "schematic");
    unsaid.putAll(Map.of("schematic", true, "colour", "red"));
    problem(draw(unsaid), 400, "bad-input", "colour");
    Map<String, Object> all = Map.of("outlines", List.of(grid), "anyway", true);
    problem(admin.put(OUTLINES, all), 403, "not-allowed");
    problem(clerk.put(OUTLINES, all), 403, "not-allowed");
    assertThat(version(village + "001")).isZero();
  }

  @Test
  void aMapBeginsAtItsOutlinesElseWhereItIsSaidElseBesideItsNeighbours() {
    Cast.Member boss = Cast.everywhere(PeopleRoles.ADMINISTRATOR);
    Program country = Program.of(boss);
    JsonNode streets = read(country.get(DIVISIONS + "?at=330127"), 200);
    String street = streets.path(0).path("code").asString();
    String beside = streets.path(1).path("code").asString();
    String village =
        read(country.get(DIVISIONS + "?at=" + street), 200).path(0).path("code").asString();
    assertThat(map(boss, street)).contains("data-box=\"\"", "data-start");

    String start = DIVISIONS + "/map-start";
    Map<String, Object> position = Map.of("at", street, "lat", 30.2, "lon", 119.0);
    problem(admin.post(start, position), 400, "bad-input", "at");
    problem(clerk.post(start, position), 403, "not-allowed");
    Map<String, Object> turned = Map.of("at", street, "lat", 119, "lon", 30);
    problem(country.post(start, turned), 400, "bad-input", "lat");
    problem(country.post(start, Map.of("at", street, "lat", 30)), 400, "bad-input", "lon");
    read(country.post(start, position), 200);
    assertThat(map(boss, street)).contains("data-box=\"119.0,30.2,119.0,30.2\"", "data-start");
    assertThat(map(boss, village)).contains("data-box=\"119.0,30.2,119.0,30.2\"");
    assertThat(map(boss, beside)).contains("data-box=\"\"");

    // Thousandths of a degree from 120° east: 96 km and 19 km from where it was said.
    Map<String, Object> far = outline(village, 0, 10, 0);
    odd(country.put(OUTLINES, Map.of("outlines", List.of(far))), "is 9\\d\\.\\d km from");
    Map<String, Object> near = outline(village, -800, -790, 0);
    read(country.put(OUTLINES, Map.of("outlines", List.of(near))), 200);
    assertThat(map(boss, street)).contains("data-box=\"119.2,30.23,119.21,30.25\"");
    assertThat(map(boss, street)).doesNotContain("data-start");
    assertThat(map(boss, beside)).contains("data-box=\"119.2,30.23,119.21,30.25\"", "data-start");
  }

  private static String map(Cast.Member boss, String at) {
    Visitor.Answer page = Visitor.signedIn(boss.session()).get("/divisions/map?at=" + at);
    assertThat(page.status()).isEqualTo(200);
    return page.body();
  }

  /** Other tests know of one street that is. */
  private static void notServed() {
    RunningApp.bean(Served.class).serve(new DivisionCode(Cast.AWAY), false);
  }

  @SafeVarargs
  private static Answer draw(Map<String, Object>... outlines) {
    return away.put(OUTLINES, Map.of("outlines", List.of(outlines), "anyway", false));
  }

  private static void odd(Answer answer, String... words) {
    JsonNode problem = read(answer, 422);
    assertThat(problem.path("type").asString()).endsWith("/does-not-fit");
    for (String one : words) {
      assertThat(problem.path("errors").toString()).containsPattern(one);
    }
  }

  /**
   * Two kilometres high, from so many thousandths of a degree to so many, for its village's row.
   */
  private static Map<String, Object> outline(String code, double from, double to, int version) {
    double south = code.startsWith(Cast.AWAY + "981") ? 30.2 : 30.23;
    double north = Math.round((south + 0.02) * 100) / 100.0;
    double west = (120_000 + from) / 1000;
    double east = (120_000 + to) / 1000;
    List<List<Double>> ring =
        List.of(
            List.of(west, south),
            List.of(east, south),
            List.of(east, north),
            List.of(west, north),
            List.of(west, south));
    Map<String, Object> geometry = Map.of("type", "Polygon", "coordinates", List.of(ring));
    return Map.of("code", code, "geometry", geometry, "schematic", true, "version", version);
  }
}
