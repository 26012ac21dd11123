package cn.nongchao.people.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static cn.nongchao.Program.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.NationalId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An administrator's program writes the register as the pages do, within its scope. */
class RegisterWritesApiTest {

  private static final String PERSONS = "/api/v1/persons";
  private static final String ORGANISATIONS = "/api/v1/organisations";

  /** Of nobody: the digits are made up, the last one checks (GB 11643). */
  private static final String NUMBER = NationalId.complete("33010919870316427");

  private static Cast.Member member;
  private static Program admin;
  private static Program away;

  @BeforeAll
  static void programs() {
    member = Cast.atHome(PeopleRoles.ADMINISTRATOR);
    admin = Program.of(member);
    away = Program.of(Cast.elsewhere(PeopleRoles.ADMINISTRATOR));
  }

  private static Map<String, Object> person(String name) {
    UUID id = Ids.next();
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("id", id);
    person.put("name", name);
    person.put("login", "api-" + id.toString().substring(24));
    person.put("phone", "13958012345");
    person.put("organisation", member.organisation());
    return person;
  }

  private static Map<String, Object> organisation(String name) {
    Map<String, Object> organisation = new LinkedHashMap<>();
    organisation.put("id", Ids.next());
    organisation.put("name", name);
    organisation.put("kind", "department");
    organisation.put("division", Cast.HOME);
    return organisation;
  }

  private static JsonNode made(String name) {
    return read(admin.post(PERSONS, person(name)), 201);
  }

  private static String path(JsonNode person) {
    return PERSONS + "/" + person.path("id").asString();
  }

  /** A change of a person as they stand. */
  private static Map<String, Object> change(JsonNode person) {
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("name", person.path("name").asString());
    change.put("login", person.path("login").asString());
    change.put("organisation", person.path("organisation").asString());
    change.put("active", true);
    change.put("version", person.path("version").asInt());
    return change;
  }

  private static Map<String, Object> grant() {
    Map<String, Object> grant = new LinkedHashMap<>();
    grant.put("id", Ids.next());
    grant.put("role", "GRID_WORKER");
    grant.put("division", Cast.HOME);
    return grant;
  }

  private static Map<String, Object> paper() {
    UUID id = Ids.next();
    Map<String, Object> paper = new LinkedHashMap<>();
    paper.put("id", id);
    paper.put("kind", "first-aid");
    paper.put("number", "API-" + id);
    paper.put("issuer", "区红十字会");
    paper.put("from", "2026-01-01");
    return paper;
  }

  @Test
  void aPersonIsMadeChangedDisabledAndEnabledAndNumbersStayMasked() {
    Map<String, Object> wish = person("接口甲");
    wish.put("nationalId", NUMBER);
    var answer = admin.post(PERSONS, wish);
    JsonNode made = read(answer, 201);
    assertThat(answer.header("location")).isEqualTo(path(made));
    assertThat(answer.body()).doesNotContain(NUMBER, "13958012345");
    assertThat(made.path("phone").asString()).isEqualTo("139****2345");
    assertThat(made.path("nationalId").asString()).isNotBlank();

    JsonNode renamed = read(admin.put(path(made), with(change(made), "name", "接口甲改")), 200);
    assertThat(renamed.path("name").asString()).isEqualTo("接口甲改");
    assertThat(renamed.path("nationalId")).isEqualTo(made.path("nationalId"));
    JsonNode disabled = read(admin.put(path(made), with(change(renamed), "active", false)), 200);
    assertThat(disabled.path("active").asBoolean()).isFalse();
    JsonNode enabled = read(admin.put(path(made), change(disabled)), 200);
    assertThat(enabled.path("active").asBoolean()).isTrue();
    problem(admin.put(path(made), change(renamed)), 409, "moved-first");
  }

  @Test
  void theSameIdTwiceIsOnePerson() {
    Map<String, Object> wish = person("接口乙");
    JsonNode once = read(admin.post(PERSONS, wish), 201);
    assertThat(read(admin.post(PERSONS, wish), 201)).isEqualTo(once);
    problem(admin.post(PERSONS, with(wish, "name", "另一人")), 409, "already-exists", "id");
    assertThat(read(admin.get(path(once)), 200)).isEqualTo(once);
  }

  @Test
  void aGrantIsGivenOnceAndEnded() {
    JsonNode person = made("接口丙");
    Map<String, Object> grant = grant();
    JsonNode given = read(admin.post(path(person) + "/grants", grant), 200);
    assertThat(given.path("grants").path(0).path("role").asString()).isEqualTo("GRID_WORKER");
    JsonNode again = read(admin.post(path(person) + "/grants", grant), 200);
    assertThat(again).isEqualTo(given);
    String end = "/grants/" + grant.get("id") + "/end";
    // Only at the person who holds it.
    JsonNode other = made("接口丙二");
    problem(admin.post(path(other) + end, Map.of()), 404, "not-found");
    problem(admin.post(path(other) + "/grants", grant), 409, "already-exists", "id");
    JsonNode ended = read(admin.post(path(person) + end, Map.of()), 200);
    assertThat(ended.path("grants").path(0).path("to").asString()).isNotBlank();
    assertThat(read(admin.post(path(person) + end, Map.of()), 200)).isEqualTo(ended);
  }

  @Test
  void aPostIsGivenOnceAndEnded() {
    JsonNode person = made("接口丁");
    Map<String, Object> post = new LinkedHashMap<>();
    post.put("id", Ids.next());
    post.put("organisation", member.organisation());
    post.put("title", "副主任");
    JsonNode given = read(admin.post(path(person) + "/posts", post), 200);
    assertThat(given.path("posts").path(0).path("title").asString()).isEqualTo("副主任");
    assertThat(read(admin.post(path(person) + "/posts", post), 200)).isEqualTo(given);
    String end = path(person) + "/posts/" + post.get("id") + "/end";
    JsonNode ended = read(admin.post(end, Map.of()), 200);
    assertThat(ended.path("posts").path(0).path("to").asString()).isNotBlank();
    String posts = path(person) + "/posts";
    problem(
        admin.post(posts, with(with(post, "id", Ids.next()), "title", "")),
        400,
        "bad-input",
        "title");
  }

  @Test
  void aQualificationIsEnteredOnceAndRemoved() {
    JsonNode person = made("接口戊");
    Map<String, Object> paper = paper();
    JsonNode entered = read(admin.post(path(person) + "/qualifications", paper), 200);
    assertThat(entered.path("qualifications").path(0).path("number").asString())
        .isEqualTo(paper.get("number"));
    JsonNode again = read(admin.post(path(person) + "/qualifications", paper), 200);
    assertThat(again).isEqualTo(entered);
    String remove = path(person) + "/qualifications/" + paper.get("id") + "/remove";
    assertThat(read(admin.post(remove, Map.of()), 200).path("qualifications").isEmpty()).isTrue();
    problem(admin.post(remove, Map.of()), 404, "not-found");
  }

  @Test
  void anOrganisationIsMadeOnceAndChanged() {
    Map<String, Object> wish = organisation("接口办公室");
    JsonNode made = read(admin.post(ORGANISATIONS, wish), 201);
    assertThat(read(admin.post(ORGANISATIONS, wish), 201)).isEqualTo(made);
    problem(admin.post(ORGANISATIONS, with(wish, "name", "别的")), 409, "already-exists", "id");
    String path = ORGANISATIONS + "/" + wish.get("id");
    Map<String, Object> change = with(wish, "name", "接口中心");
    change.put("active", false);
    change.put("version", made.path("version").asInt());
    JsonNode changed = read(admin.put(path, change), 200);
    assertThat(changed.path("name").asString()).isEqualTo("接口中心");
    assertThat(changed.path("active").asBoolean()).isFalse();
    problem(admin.put(path, change), 409, "moved-first");
    problem(admin.put(path, with(change, "kind", "circus")), 400, "bad-input", "kind");
    problem(admin.put(path, with(change, "active", null)), 400, "bad-input", "active");
    problem(admin.put(path, with(change, "version", null)), 400, "bad-input", "version");
    problem(away.get(path), 404, "not-found");
    problem(away.put(path, change), 404, "not-found");
    problem(away.post(ORGANISATIONS, wish), 400, "bad-input", "division");
  }

  @Test
  void whatIsWrongIsNamed() {
    Map<String, Object> wish = person("接口己");
    refused(PERSONS, with(wish, "id", null), "id");
    refused(PERSONS, with(wish, "name", " "), "name");
    refused(PERSONS, with(wish, "login", "!"), "login");
    refused(PERSONS, with(wish, "login", member.login()), "login");
    refused(PERSONS, with(wish, "phone", "12"), "phone");
    refused(PERSONS, with(wish, "nationalId", "330109198703164270000"), "nationalId");
    refused(PERSONS, with(wish, "organisation", Ids.next()), "organisation");
    assertThat(admin.get(PERSONS + "/" + wish.get("id")).status()).isEqualTo(404);

    JsonNode person = made("接口庚");
    problem(
        admin.put(path(person), with(change(person), "version", null)),
        400,
        "bad-input",
        "version");
    problem(
        admin.put(path(person), with(change(person), "active", null)), 400, "bad-input", "active");
    String grants = path(person) + "/grants";
    refused(grants, with(grant(), "id", null), "id");
    refused(grants, with(grant(), "role", "KING"), "role");
    refused(grants, with(grant(), "from", "gestern"), "from");
    // More than the administrator has to give.
    refused(grants, with(grant(), "division", "*"), "division");
    refused(grants, with(grant(), "division", Cast.AWAY), "division");
    String papers = path(person) + "/qualifications";
    refused(papers, with(paper(), "kind", "magic"), "kind");
    refused(papers, with(paper(), "number", ""), "number");
    refused(papers, with(paper(), "from", null), "from");
    assertThat(read(admin.get(path(person)), 200)).isEqualTo(person);
  }

  private static void refused(String path, Map<String, ?> wish, String field) {
    problem(admin.post(path, wish), 400, "bad-input", field);
  }

  @Test
  void anotherStreetsAdministratorFindsNothing() {
    Map<String, Object> wish = person("接口辛");
    JsonNode person = read(admin.post(PERSONS, wish), 201);
    problem(away.put(path(person), change(person)), 404, "not-found");
    problem(away.post(path(person) + "/grants", grant()), 404, "not-found");
    problem(away.post(path(person) + "/qualifications", paper()), 404, "not-found");
    problem(away.post(PERSONS, wish), 400, "bad-input", "organisation");
    Program clerk = Program.of(Cast.atHome(CasesRoles.CLERK));
    problem(clerk.post(PERSONS, person("无权的")), 403, "not-allowed");
    assertThat(read(admin.get(path(person)), 200)).isEqualTo(person);
  }
}
