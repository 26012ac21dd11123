package cn.nongchao.security;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static cn.nongchao.Program.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.form.Repeats;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Nothing of what is sent is lost in silence: not under an id in use, not under a strange name. */
class WhatWasSentTest {

  private static final String ORGANISATIONS = "/api/v1/organisations";

  private final Program desk = Casework.desk();
  private final Program admin = Program.of(Cast.atHome(PeopleRoles.ADMINISTRATOR));

  private static Map<String, Object> report() {
    Map<String, Object> report = Casework.report("HOTLINE", "占道");
    report.put("reporter", "王女士");
    report.put("phone", "13912345678");
    report.put("address", "东门");
    return report;
  }

  @Test
  void theSameReportAgainIsDoneOnceAndAnyOtherWordIsRefused() {
    Map<String, Object> report = report();
    JsonNode taken = read(desk.post(Casework.EVENTS, report), 201);
    Map<String, Object> turned = new LinkedHashMap<>();
    List.copyOf(report.keySet()).reversed().forEach(name -> turned.put(name, report.get(name)));
    turned.put("lat", null);
    assertThat(read(desk.post(Casework.EVENTS, turned), 201).path("number"))
        .isEqualTo(taken.path("number"));
    Map<String, Object> others =
        Map.of(
            "phone",
            "13987654321",
            "reporter",
            "李先生",
            "address",
            "西门",
            "category",
            "0203",
            "callBack",
            true,
            "words",
            "占道经营",
            "lat",
            30.3);
    others.forEach((name, other) -> {
      Map<String, Object> changed = with(report, name, other);
      if (name.equals("lat")) changed.put("lon", 120.2);
      problem(desk.post(Casework.EVENTS, changed), 409, "already-exists", "id");
    });
    read(desk.post(Casework.EVENTS, report), 201);
  }

  @Test
  void theSameMoveAgainIsMadeOnceAndAnyOtherIsRefused() {
    JsonNode event = Casework.reported("搬动");
    Map<String, Object> move = new LinkedHashMap<>();
    move.put("entry", Ids.next());
    move.put("version", event.path("version").asInt());
    move.put("move", "TRIAGED");
    move.put("category", "0201");
    String moves = Casework.EVENTS + "/" + event.path("id").asString() + "/moves";
    JsonNode moved = read(desk.post(moves, move), 200);
    assertThat(read(desk.post(moves, move), 200)).isEqualTo(moved);
    problem(desk.post(moves, with(move, "category", "0203")), 409, "already-exists", "entry");
    problem(desk.post(moves, with(move, "note", "别的")), 409, "already-exists", "entry");
  }

  @Test
  void whatIsDeclaredAsAWriteIsHeldToTheSameOnThePageToo() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", Ids.next());
    body.put("name", "同名" + Ids.next().toString().substring(30));
    body.put("kind", "department");
    body.put("division", Cast.HOME);
    body.put("active", true);
    JsonNode made = read(admin.post(ORGANISATIONS, body), 201);
    assertThat(read(admin.post(ORGANISATIONS, body), 201)).isEqualTo(made);
    problem(
        admin.post(ORGANISATIONS, with(body, "phone", "13900001111")), 409, "already-exists", "id");

    Visitor page = Visitor.signedIn(Cast.atHome(PeopleRoles.ADMINISTRATOR).session());
    Map<String, String> form = new LinkedHashMap<>();
    body.forEach((name, value) -> form.put(name, value.toString()));
    form.put("id", Ids.next().toString());
    form.put("name", form.get("name") + "页");
    assertThat(page.post("/organisations", form).status()).isEqualTo(303);
    assertThat(page.post("/organisations", form).status()).isEqualTo(303);
    form.put("phone", "13900001111");
    Answer other = page.post("/organisations", form);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.body()).contains("请再次提交").doesNotContain(form.get("id"));
  }

  @Test
  void whatWasRefusedLeavesItsIdFree() {
    Map<String, Object> report = report();
    problem(desk.post(Casework.EVENTS, with(report, "phone", "1")), 400, "bad-input", "phone");
    read(desk.post(Casework.EVENTS, report), 201);
  }

  @Test
  void whatWasSentIsKnownLongerThanAnIdIsTakenAndToldToNobody() {
    Map<String, Object> report = report();
    read(desk.post(Casework.EVENTS, report), 201);
    JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
    UUID id = UUID.fromString(report.get("id").toString());
    String row = "select count(*) from form.sent where id = ? and length(digest) = 32";
    assertThat(jdbc.sql(row).param(id).query(Long.class).single()).isEqualTo(1);
    RunningApp.bean(Repeats.class).forget();
    assertThat(jdbc.sql(row).param(id).query(Long.class).single()).isEqualTo(1);
    jdbc.sql("update form.sent set at = now() - interval '34 days' where id = ?")
        .param(id)
        .update();
    RunningApp.bean(Repeats.class).forget();
    assertThat(jdbc.sql(row).param(id).query(Long.class).single()).isZero();
    // Its id would be too old by then; what still stands under it is never another's.
    problem(desk.post(Casework.EVENTS, report), 409, "already-exists", "id");
  }

  // ---- names

  @Test
  void aFieldOfNoSuchNameIsRefusedByName() {
    Map<String, Object> report = report();
    problem(desk.post(Casework.EVENTS, with(report, "prio\u0007rity", 1)), 400, "bad-input", "?");
    problem(
        desk.post(Casework.EVENTS, with(report, "catgory", "0201")), 400, "bad-input", "catgory");
    problem(admin.post(ORGANISATIONS, Map.of("nmae", "x")), 400, "bad-input", "nmae");
    String path = ORGANISATIONS + "/" + Cast.atHome(LoopRoles.SQUAD_LEADER).organisation();
    JsonNode unit = read(admin.get(path), 200);
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("name", unit.path("name").asString());
    change.put("kind", "squad");
    change.put("division", Cast.HOME);
    change.put("active", true);
    change.put("version", unit.path("version").asInt());
    problem(admin.put(path, with(change, "id", Ids.next())), 400, "bad-input", "id");
    read(admin.put(path, with(change, "id", unit.path("id").asString())), 200);
    String drawn = "/api/v1/divisions/" + Cast.HOME + "/outline";
    Map<String, Object> outline =
        Map.of("geometry", Map.of(), "schematic", true, "version", 0, "colour", "red");
    problem(admin.put(drawn, outline), 400, "bad-input", "colour");
  }

  @Test
  void aMoveMayCarryWhatOtherMovesCarryAndNothingElse() {
    JsonNode event = Casework.reported("字段");
    String moves = Casework.EVENTS + "/" + event.path("id").asString() + "/moves";
    Map<String, Object> move = new LinkedHashMap<>();
    move.put("entry", Ids.next());
    move.put("version", event.path("version").asInt());
    move.put("move", "TRIAGED");
    move.put("category", "0201");
    move.put("rating", 5);
    problem(desk.post(moves, with(move, "stars", 5)), 400, "bad-input", "stars");
    String any = "/api/v1/loops/" + event.path("id").asString() + "/moves";
    problem(desk.post(any, with(move, "stars", 5)), 400, "bad-input", "stars");
    read(desk.post(moves, move), 200);
  }

  // ---- what a thing may be about

  @Test
  void aRepairHangsOnAnEventAndOnNothingElse() {
    Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
    Program orders = Program.of(officer);
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("id", Ids.next());
    order.put("what", "占道");
    order.put("how", "清理");
    order.put("place", Casework.GRID);
    order.put("unit", officer.organisation());
    order.put("until", LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).plusDays(3).toString());
    JsonNode first = read(orders.post("/api/v1/repairs", order), 201);
    Map<String, Object> second = with(order, "id", Ids.next());
    second.put("about", first.path("loop").path("id").asString());
    problem(orders.post("/api/v1/repairs", second), 400, "bad-input", "about");

    Map<String, Object> call = new LinkedHashMap<>();
    call.put("id", Ids.next());
    call.put("title", "到场");
    call.put("division", Casework.GRID);
    call.put("radius", 300);
    call.put("minutes", 30);
    call.put("units", List.of(officer.organisation()));
    call.put("about", first.path("loop").path("id").asString());
    Program whole = Program.of(Cast.everywhere(CasesRoles.DISPATCHER));
    problem(whole.post("/api/v1/whistles", call), 400, "bad-input", "about");
  }
}
