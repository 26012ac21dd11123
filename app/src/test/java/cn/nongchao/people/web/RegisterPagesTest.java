package cn.nongchao.people.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Roles;
import cn.nongchao.platform.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The register's pages: what a form says by a box left empty, what is shown once, what stays. */
class RegisterPagesTest {

  private final Cast.Member keeper = Cast.atHome(PeopleRoles.ADMINISTRATOR);
  private final Visitor admin = Visitor.signedIn(keeper.session());
  private final Visitor away =
      Visitor.signedIn(Cast.elsewhere(PeopleRoles.ADMINISTRATOR).session());
  private final Program program = Program.of(keeper);
  private final String tag = Ids.next().toString().substring(24);

  private String person(String name) {
    UUID id = Ids.next();
    Map<String, String> form =
        Map.of(
            "id",
            id.toString(),
            "name",
            name,
            "login",
            "Page-" + tag,
            "phone",
            "１３９ ５８０１ ２２３４",
            "organisation",
            keeper.organisation().toString());
    assertThat(admin.post("/people", form).sendsTo("/people/" + id)).isTrue();
    return id.toString();
  }

  private JsonNode file(String person) {
    return read(program.get("/api/v1/persons/" + person), 200);
  }

  private static Map<String, String> change(JsonNode person, String name) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("name", name);
    form.put("login", person.path("login").asString());
    form.put("organisation", person.path("organisation").asString());
    form.put("version", person.path("version").asString());
    return form;
  }

  @Test
  void aPersonIsDisabledByAnEmptyBoxAndNeverByOneThatWasNotThere() {
    String id = person("页面甲" + tag);
    JsonNode made = file(id);
    assertThat(made.path("login").asString()).isEqualTo("page-" + tag);
    assertThat(made.path("phone").asString()).isEqualTo("139****2234");
    String edit = "/people/" + id + "/edit";
    assertThat(admin.get(edit).body())
        .contains("name=\"active\" value=\"true\" checked", "name=\"active\" value=\"false\"")
        .contains("139****2234")
        .doesNotContain("13958012234");
    Map<String, String> form = change(made, "页面甲改" + tag);
    assertThat(admin.post(edit, form).status()).isEqualTo(422);
    form.put("active", "false");
    assertThat(admin.post(edit, form).sendsTo("/people/" + id)).isTrue();
    assertThat(file(id).path("active").asBoolean()).isFalse();
    Answer again = admin.post(edit, form);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("刚被别人修改过", "页面甲改" + tag);
  }

  @Test
  void whatIsHeldStaysToBeChosenThoughItIsNoLongerActive() {
    UUID unit = Ids.next();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", unit);
    body.put("name", "停用单位" + tag);
    body.put("kind", "department");
    body.put("division", Cast.HOME);
    JsonNode made = read(program.post("/api/v1/organisations", body), 201);
    String id = person("页面乙" + tag);
    Map<String, String> form = change(file(id), "页面乙" + tag);
    form.put("organisation", unit.toString());
    form.put("active", "true");
    admin.post("/people/" + id + "/edit", form);
    body.put("active", false);
    body.put("leaving", true); // with somebody in it
    body.put("version", made.path("version").asInt());
    read(program.put("/api/v1/organisations/" + unit, body), 200);
    String page = admin.get("/people/" + id + "/edit").body();
    assertThat(page).contains("value=\"" + unit + "\" selected", "停用单位" + tag);
    assertThat(admin.get("/people/new").body()).doesNotContain(unit.toString());
  }

  @Test
  void anotherStreetsFilesAreNotThere() {
    String id = person("页面丙" + tag);
    JsonNode before = file(id);
    String base = "/people/" + id;
    Map<String, String> form = change(before, "抢走" + tag);
    form.put("active", "true");
    for (String path : List.of("/edit", "/grants", "/posts", "/qualifications", "/password")) {
      assertThat(away.post(base + path, form).status()).as(path).isEqualTo(404);
    }
    for (String path : List.of("/grants/", "/posts/")) {
      String end = base + path + Ids.next() + "/end";
      assertThat(away.post(end, Map.of()).status()).as(path).isEqualTo(404);
      assertThat(admin.post(end, Map.of()).status()).as(path).isEqualTo(404);
    }
    String unit = "/organisations/" + keeper.organisation() + "/edit";
    assertThat(away.get(unit).status()).isEqualTo(404);
    assertThat(away.post(unit, Map.of("name", "抢走" + tag)).status()).isEqualTo(404);
    assertThat(file(id)).isEqualTo(before);
  }

  /** Nobody is moved to, posted in, or granted what lies beyond the places of who does it. */
  @Test
  void noFileLeadsBeyondTheStreet() {
    String id = person("页面丁" + tag);
    JsonNode before = file(id);
    UUID beyond = Cast.elsewhere(PeopleRoles.ADMINISTRATOR).organisation();
    Map<String, Object> moved = new LinkedHashMap<>(change(before, "页面丁"));
    moved.put("active", true);
    moved.put("organisation", beyond);
    String path = "/api/v1/persons/" + id;
    problem(program.put(path, moved), 400, "bad-input", "organisation");
    moved.put("organisation", null);
    problem(program.put(path, moved), 400, "bad-input", "organisation");
    Map<String, Object> post = Map.of("id", Ids.next(), "title", "主任", "organisation", beyond);
    problem(program.post(path + "/posts", post), 400, "bad-input", "organisation");
    Map<String, Object> grant = Map.of("id", Ids.next(), "role", "OFFICER", "organisation", beyond);
    problem(program.post(path + "/grants", grant), 400, "bad-input", "organisation");
    Map<String, Object> both = new LinkedHashMap<>(grant);
    both.put("organisation", keeper.organisation());
    both.put("division", Cast.HOME);
    problem(program.post(path + "/grants", both), 400, "bad-input", "division");
    assertThat(file(id)).isEqualTo(before);
  }

  @Test
  void aPasswordIsShownOnceAndARefusalOfASmallButtonIsSaid() {
    String id = person("页面戊" + tag);
    assertThat(admin.get("/people/" + id).body())
        .as("what will end is said before")
        .containsPattern("(?s)id=\"move-password-reset\">.{0,900}data-sure>此人的登录和接口令牌");
    Answer shown = admin.post("/people/" + id + "/password", Map.of());
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.header("cache-control")).contains("no-store");
    assertThat(shown.body()).containsPattern("data-password>[A-Za-z0-9]{14}<");
    assertThat(admin.get("/people/" + id).body()).doesNotContain("data-password");
    Cast.Member boss = Cast.everywhere(PeopleRoles.ADMINISTRATOR);
    Answer own =
        Visitor.signedIn(boss.session()).post("/people/" + boss.id() + "/password", Map.of());
    assertThat(own.status()).isEqualTo(422);
    assertThat(own.body()).contains("自己的密码请在");
  }

  @Test
  void everyCharacterOfAPasswordCounts() {
    Cast.Member member = Cast.newcomer(PeopleRoles.CITIZEN);
    Visitor own = Visitor.signedIn(member.session());
    String wanted = "  潮水\t" + tag + "  ";
    Map<String, String> form = new LinkedHashMap<>();
    form.put("old", Cast.PASSWORD);
    form.put("password", wanted);
    form.put("again", "");
    Answer once = own.post("/account/password", form);
    assertThat(once.status()).isEqualTo(422);
    assertThat(once.body()).contains("两次输入不一致").doesNotContain(Cast.PASSWORD, wanted);
    form.put("again", wanted);
    assertThat(own.post("/account/password", form).sendsTo("/account")).isTrue();
    assertThat(enters(member, wanted.strip())).isFalse();
    assertThat(enters(member, wanted)).isTrue();
  }

  private static boolean enters(Cast.Member member, String password) {
    Map<String, String> form = Map.of("login", member.login(), "password", password);
    return Visitor.anonymous().post("/sign-in", form).status() == 302;
  }

  @Test
  void theRolesOfAGrantAreThoseDeclared() {
    JsonNode operation =
        read(Visitor.anonymous().get("/openapi.json"), 200)
            .path("paths")
            .path("/api/v1/persons/{id}/grants")
            .path("post");
    JsonNode role =
        operation
            .path("requestBody")
            .path("content")
            .path("application/json")
            .path("schema")
            .path("properties")
            .path("role")
            .path("enum");
    List<String> names = RunningApp.bean(Roles.class).names();
    assertThat(role.values()).extracting(JsonNode::asString).containsExactlyElementsOf(names);
  }

  /** Each administrator asks at once; a page of before is told so, and none is written over. */
  @Test
  void aPlaceIsAddedFromThePageOfTheOneAbove() {
    String village = Cast.HOME + "201";
    String page = admin.get("/divisions?at=" + village).body();
    assertThat(page).contains("name=\"at\" value=\"" + village + "\"");
    Map<String, String> form = new LinkedHashMap<>();
    form.put("at", village);
    form.put("code", village + "9");
    form.put("name", "新网格" + tag);
    Answer refused = admin.post("/divisions", form);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("新网格" + tag, "不是区划代码", "同一村");
    form.put("code", village + "987");
    assertThat(admin.post("/divisions", form).sendsTo("/divisions?at=" + village)).isTrue();
    assertThat(away.post("/divisions", form).status()).isEqualTo(403);
    assertThat(admin.get("/divisions?at=" + village).body()).contains("新网格" + tag);
  }
}
