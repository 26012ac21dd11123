package cn.nongchao.proof.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static cn.nongchao.Program.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Opening;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.ActRecord;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A supervisor's program reads the code of an act and changes what has become of it. */
class CodeApiTest {

  private static final String CODES = "/api/v1/codes";
  private static final DivisionCode VILLAGE = new DivisionCode("330114003200");

  private static Program supervisor;

  @BeforeAll
  static void program() {
    supervisor = Program.of(Cast.atHome(LoopRoles.SUPERVISOR));
  }

  /** The path of a code just issued. */
  static String issued() {
    return issued(LoopId.next(), null);
  }

  /** The same for an act done by a unit. */
  private static String issued(LoopId loop, @Nullable UUID unit) {
    OrganisationId handler = OrganisationId.of(unit);
    Opening opening =
        new Opening(
            loop, "event", "占道经营", VILLAGE, null, null, handler, null, null, "", Map.of(),
            List.of());
    RunningApp.bean(Loops.class).open(opening, Actor.automatic("test")).orThrow();
    ActRecord act =
        new ActRecord(
            Ids.next(),
            "persuasion",
            loop,
            loop.value(),
            VILLAGE,
            "",
            List.of("33010912345", "33010912346"),
            List.of(
                Fact.open(Text.of("地点", "Place"), Text.same("同一村")),
                Fact.open(Text.of("结果", "Result"), Text.same("已劝离"))));
    return CODES + "/" + RunningApp.bean(Codes.class).issue(act).orThrow().act();
  }

  private static Map<String, Object> change(String change, String reason) {
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("change", change);
    wish.put("reason", reason);
    return wish;
  }

  private static Map<String, Object> correction(String... values) {
    Map<String, Object> wish = change("CORRECT", "地点录错");
    wish.put("correction", Ids.next());
    wish.put("values", Arrays.asList(values));
    return wish;
  }

  private static JsonNode changed(String code, Map<String, ?> wish) {
    return read(supervisor.post(code + "/status", wish), 200);
  }

  @Test
  void aCodeIsReadSuspendedResumedAndRevoked() {
    String code = issued();
    JsonNode valid = read(supervisor.get(code), 200);
    assertThat(valid.path("status").asString()).isEqualTo("VALID");
    assertThat(valid.path("kind").asString()).isEqualTo("persuasion");
    assertThat(valid.path("licences").size()).isEqualTo(2);
    assertThat(valid.path("facts").path(1).path("value").path("zh").asString()).isEqualTo("已劝离");

    JsonNode suspended = changed(code, change("SUSPEND", "有人投诉"));
    assertThat(suspended.path("status").asString()).isEqualTo("SUSPENDED");
    assertThat(suspended.path("reason").asString()).isEqualTo("有人投诉");
    assertThat(changed(code, change("RESUME", "查无问题")).path("status").asString())
        .isEqualTo("VALID");
    assertThat(changed(code, change("REVOKE", "误录")).path("status").asString())
        .isEqualTo("REVOKED");
    problem(supervisor.post(code + "/status", change("RESUME", "反悔")), 422, "not-now");
  }

  @Test
  void theCodesOfALoopAreListedForThoseWhoMaySeeIt() {
    JsonNode code = read(supervisor.get(issued()), 200);
    String ofLoop = CODES + "?loop=" + code.path("loop").asString();
    JsonNode items = read(supervisor.get(ofLoop), 200).path("items");
    assertThat(items.size()).isEqualTo(1);
    assertThat(items.path(0)).isEqualTo(code);
    problem(supervisor.get(CODES), 400, "bad-input", "loop");
    problem(Program.of(Cast.elsewhere(LoopRoles.SUPERVISOR)).get(ofLoop), 404, "not-found");
  }

  @Test
  void theSameChangeTwiceIsOneChange() {
    String code = issued();
    JsonNode suspended = changed(code, change("SUSPEND", "有人投诉"));
    assertThat(changed(code, change("SUSPEND", "有人投诉"))).isEqualTo(suspended);
    JsonNode revoked = changed(code, change("REVOKE", "误录"));
    assertThat(changed(code, change("REVOKE", "误录"))).isEqualTo(revoked);
  }

  @Test
  void aCorrectionPutsANewCodeInItsPlaceOnce() {
    String code = issued();
    Map<String, Object> wish = correction("同二村", null);
    JsonNode corrected = changed(code, wish);
    assertThat(corrected.path("status").asString()).isEqualTo("CORRECTED");
    String by = corrected.path("correctedBy").asString();
    assertThat(by).isEqualTo(String.valueOf(wish.get("correction")));
    JsonNode next = read(supervisor.get(CODES + "/" + by), 200);
    assertThat(next.path("status").asString()).isEqualTo("VALID");
    assertThat(next.path("facts").path(0).path("value").path("zh").asString()).isEqualTo("同二村");
    assertThat(next.path("facts").path(1).path("value").path("zh").asString()).isEqualTo("已劝离");

    assertThat(changed(code, wish)).isEqualTo(corrected);
    // The id of the correction cannot stand for another one.
    problem(supervisor.post(issued() + "/status", wish), 409, "already-exists", "correction");
    // Nor can an entry's.
    String other = issued();
    UUID act = UUID.fromString(other.substring(CODES.length() + 1));
    UUID entry = RunningApp.bean(Codes.class).find(act).orElseThrow().entry();
    wish.put("correction", entry);
    problem(supervisor.post(other + "/status", wish), 409, "already-exists", "correction");
  }

  @Test
  void whatIsWrongWithAChangeIsNamed() {
    String code = issued();
    refused(code, Map.of("reason", "x"), "change");
    refused(code, change("FORGET", "x"), "change");
    refused(code, change("REVOKE", " "), "reason");
    refused(code, change("REVOKE", "长".repeat(501)), "reason");
    refused(code, with(correction("同二村"), "correction", null), "correction");
    refused(code, with(correction("同二村"), "reason", null), "reason");
    refused(code, correction("同一村", ""), "values");
    refused(code, correction("同二村", null, "多一项"), "values");
    assertThat(read(supervisor.get(code), 200).path("status").asString()).isEqualTo("VALID");
  }

  private static void refused(String code, Map<String, ?> wish, String field) {
    problem(supervisor.post(code + "/status", wish), 400, "bad-input", field);
  }

  @Test
  void onlyTheLeaderOfTheUnitThatActedMayBesidesSupervision() {
    Cast.Member leader = Cast.newcomer(LoopRoles.SQUAD_LEADER);
    Cast.Member other = Cast.newcomer(LoopRoles.SQUAD_LEADER);
    LoopId loop = LoopId.next();
    String code = issued(loop, leader.organisation());
    String status = code + "/status";
    // Another squad of the same street sees nothing of it, and once it assisted may still not.
    problem(Program.of(other).post(status, change("REVOKE", "误录")), 404, "not-found");
    RunningApp.bean(JdbcClient.class)
        .sql("insert into loop.parties (loop, party, organisation) values (?, ?, true)")
        .params(loop.value(), other.organisation())
        .update();
    read(Program.of(other).get(code), 200);
    problem(Program.of(other).post(status, change("REVOKE", "误录")), 403, "not-allowed");
    Visitor assisting = Visitor.signedIn(other.session());
    String page = code.replace("/api/v1", "");
    assertThat(assisting.get(page).body()).doesNotContain("form-code-changed");
    assertThat(assisting.post(page, Map.of("change", "REVOKE", "reason", "误录")).status())
        .isEqualTo(403);
    Program foreign = Program.of(Cast.elsewhere(LoopRoles.SQUAD_LEADER));
    problem(foreign.post(status, change("REVOKE", "误录")), 404, "not-found");
    problem(
        Program.of(Cast.elsewhere(PeopleRoles.ADMINISTRATOR)).post(status, change("REVOKE", "x")),
        404,
        "not-found");

    // The loop may go on to another unit: the act stays its own's.
    RunningApp.bean(JdbcClient.class)
        .sql("update loop.loops set handler = ? where id = ?")
        .params(other.organisation(), loop.value())
        .update();
    problem(Program.of(other).post(status, change("REVOKE", "误录")), 403, "not-allowed");
    assertThat(
            read(Program.of(leader).post(status, change("SUSPEND", "有人投诉")), 200)
                .path("status")
                .asString())
        .isEqualTo("SUSPENDED");
    Map<String, Object> wish = correction("同二村");
    JsonNode corrected = read(Program.of(leader).post(status, wish), 200);
    String next = CODES + "/" + corrected.path("now").asString();
    problem(Program.of(other).post(next + "/status", change("REVOKE", "x")), 403, "not-allowed");
  }

  @Test
  void onThePageACodeIsCorrectedAndLeadsToTheNewOne() {
    String code = issued();
    String page = code.replace("/api/v1", "");
    Visitor visitor = Visitor.signedIn(Cast.atHome(LoopRoles.SUPERVISOR).session());
    assertThat(visitor.get(page).body())
        .contains("form-code-changed", "value=\"SUSPEND\"")
        .doesNotContain("value=\"RESUME\"");
    String id = Ids.next().toString();
    Map<String, String> wish =
        Map.of("change", "CORRECT", "reason", "", "correction", id, "values", "同二村");
    Visitor.Answer refused = visitor.post(page, wish);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("请填写“理由”", "同二村", id);
    assertThat(
            visitor
                .post(
                    page,
                    Map.of("change", "CORRECT", "reason", "录错", "correction", id, "values", "同二村"))
                .sendsTo("/codes/" + id))
        .isTrue();
  }

  @Test
  void anotherStreetsProgramFindsNothingAndWhoMayNotChangeIsToldSo() {
    String code = issued();
    Program away = Program.of(Cast.elsewhere(LoopRoles.SUPERVISOR));
    problem(away.get(code), 404, "not-found");
    problem(away.post(code + "/status", change("REVOKE", "误录")), 404, "not-found");
    Program desk = Program.of(Cast.atHome(CasesRoles.DISPATCHER));
    problem(desk.post(code + "/status", change("REVOKE", "误录")), 403, "not-allowed");
    read(desk.get(code), 200);
    UUID none = Ids.next();
    problem(supervisor.get(CODES + "/" + none), 404, "not-found");
    assertThat(read(supervisor.get(code), 200).path("status").asString()).isEqualTo("VALID");
  }
}
