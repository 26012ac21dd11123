package cn.nongchao.people.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.NationalId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.access.SignIn;
import cn.nongchao.platform.Ids;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** New passwords and whole numbers: for whoever administers the person, and written down. */
class PersonSecretsApiTest {

  private static final String PERSONS = "/api/v1/persons/";

  /** Of nobody: the digits are made up, the last one checks (GB 11643). */
  private static final String NUMBER = NationalId.complete("33010919850214563");

  private static Cast.Member member;
  private static Program admin;
  private static Program token;
  private static Program away;
  private static Program clerk;
  private static String login;
  private static String person;
  private static String nameless;

  @BeforeAll
  static void people() {
    member = Cast.atHome(PeopleRoles.ADMINISTRATOR);
    admin = Program.inPerson(member.session());
    token = Program.of(member);
    away = Program.inPerson(Cast.elsewhere(PeopleRoles.ADMINISTRATOR).session());
    clerk = Program.inPerson(Cast.atHome(CasesRoles.CLERK).session());
    login = "secret-" + Ids.next().toString().substring(24);
    person = made(Map.of("name", "密码甲", "login", login, "nationalId", NUMBER));
    nameless = made(Map.of("name", "无账号"));
  }

  private static String made(Map<String, String> wish) {
    UUID id = Ids.next();
    Map<String, Object> whole = new LinkedHashMap<>(wish);
    whole.put("id", id);
    whole.put("phone", "13958017766");
    whole.put("organisation", member.organisation());
    read(admin.post("/api/v1/persons", whole), 201);
    return id.toString();
  }

  @Test
  void aNewPasswordIsShownOnceAndTheLastOneWorks() {
    String path = PERSONS + person + "/password";
    String first = read(admin.post(path, Map.of()), 200).path("password").asString();
    assertThat(opens(first)).isTrue();
    String second = read(admin.post(path, Map.of()), 200).path("password").asString();
    assertThat(opens(first)).isFalse();
    problem(away.post(path, Map.of()), 404, "not-found");
    problem(clerk.post(path, Map.of()), 403, "not-allowed");
    problem(admin.post(PERSONS + "nobody/password", Map.of()), 404, "not-found");
    problem(admin.post(PERSONS + nameless + "/password", Map.of()), 422, "no-account");
    assertThat(opens(second)).isTrue();
  }

  private static boolean opens(String password) {
    return RunningApp.bean(SignIn.class)
        .begin(login, password, new SignIn.From("127.0.0.1", "test"))
        .isDone();
  }

  /** Or one that leaks could make itself another administrator, and outlive its own end. */
  @Test
  void aTokenDoesNeither() {
    problem(token.post(PERSONS + person + "/password", Map.of()), 403, "not-allowed");
    problem(token.post(PERSONS + person + "/unmask", Map.of("reason", "核对身份")), 403, "not-allowed");
    String page = "/people/" + person;
    String bearer = Program.token(member);
    assertThat(Visitor.withToken(bearer).post(page + "/password", Map.of()).status())
        .isEqualTo(403);
    assertThat(Visitor.withToken(bearer).post(page + "/unmask", Map.of("reason", "核对")).status())
        .isEqualTo(403);
  }

  /** An administrator of a unit in the home street, within the reach of others there. */
  private static Cast.Member seated() {
    Cast.Member boss = Cast.newcomer(PeopleRoles.ADMINISTRATOR);
    RunningApp.bean(JdbcClient.class)
        .sql("update people.persons set organisation = ? where id = ?")
        .params(boss.organisation(), boss.id())
        .update();
    return boss;
  }

  @Test
  void onesOwnPasswordIsNotReset() {
    Cast.Member boss = seated();
    String path = PERSONS + boss.id() + "/password";
    problem(Program.inPerson(boss.session()).post(path, Map.of()), 422, "own-password");
    assertThat(boss.session()).isNotBlank();
  }

  /** A mask leaves few digits to try; whoever tries is written down and does not get far. */
  @Test
  void wholeNumbersAreNotFoundByTrying() {
    Cast.Member curious = seated();
    Program machine = Program.of(curious);
    String ask = "/api/v1/persons?words=";
    assertThat(read(machine.get(ask + "13958017766"), 200).toString()).contains(person.toString());
    for (int tried = 1; tried < 30; tried++) {
      read(machine.get(ask + (13900000000L + tried)), 200);
    }
    problem(machine.get(ask + "13958017766"), 429, "too-many");
    read(machine.get(ask + "7766"), 200);
    JsonNode written =
        read(admin.get("/api/v1/audit?action=whole-number-sought&person=" + curious.id()), 200);
    assertThat(written.path("items").size()).isGreaterThan(20);
    assertThat(written.toString()).contains("139****0029").doesNotContain("13900000029");
  }

  @Test
  void numbersAreShownWholeForAReasonThatIsWrittenDown() {
    String path = PERSONS + person + "/unmask";
    String reason = "核对身份 " + Ids.next();
    JsonNode shown = read(admin.post(path, Map.of("reason", reason)), 200);
    assertThat(shown.path("nationalId").asString()).isEqualTo(NUMBER);
    assertThat(shown.path("phone").asString()).isEqualTo("13958017766");
    JsonNode written =
        read(admin.get("/api/v1/audit?action=personal-data-shown&person=" + person), 200)
            .path("items")
            .path(0);
    assertThat(written.path("detail").path("reason").asString()).isEqualTo(reason);
    assertThat(written.path("by").asString()).isEqualTo(member.id().toString());
    problem(admin.post(path, Map.of("reason", "要看")), 400, "bad-input", "reason");
    problem(admin.post(path, Map.of()), 400, "bad-input", "reason");
    problem(away.post(path, Map.of("reason", reason)), 404, "not-found");
    problem(clerk.post(path, Map.of("reason", reason)), 403, "not-allowed");
    assertThat(read(admin.get(PERSONS + person), 200).toString()).doesNotContain(NUMBER);
  }
}
