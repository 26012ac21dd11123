package cn.nongchao.people.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
}
