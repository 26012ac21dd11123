package cn.nongchao.security;

import static cn.nongchao.Program.problem;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Whoever sends the id of somebody they have nothing to do with is not told who that is. */
class NamesOfOthersTest {

  private static final Program desk = Program.of(Cast.atHome(CasesRoles.DISPATCHER));
  private static final JdbcClient jdbc = RunningApp.bean(JdbcClient.class);

  private static UUID unit(String name, String kind, String place, boolean active) {
    UUID id = Ids.next();
    jdbc.sql(
            "insert into people.organisations (id, name, kind, division, active)"
                + " values (?, ?, ?, ?, ?)")
        .params(id, name, kind, place, active)
        .update();
    return id;
  }

  private static UUID person(String name, UUID unit, boolean active) {
    UUID id = Ids.next();
    jdbc.sql(
            "insert into people.persons (id, name, organisation, active, created_at)"
                + " values (?, ?, ?, ?, now())")
        .params(id, name, unit, active)
        .update();
    return id;
  }

  private static Answer dispatched(JsonNode event, Object to, Object person) {
    Map<String, Object> move = new LinkedHashMap<>();
    move.put("entry", Ids.next());
    move.put("version", event.path("version").asInt());
    move.put("move", "DISPATCHED");
    move.put("to", to);
    move.put("person", person);
    return desk.post(Casework.EVENTS + "/" + event.path("id").asString() + "/moves", move);
  }

  private static void unknown(Answer answer, String field) {
    problem(answer, 400, "bad-input", field);
    assertThat(answer.body()).contains("there is no such").doesNotContain("绝密", "隐名");
  }

  @Test
  void aDispatcherIsToldTheNamesOfTheirStreetOnly() {
    Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
    JsonNode event =
        Casework.moved(desk, Casework.reported("派给谁"), "TRIAGED", Map.of("category", "0201"));
    UUID away = unit("绝密中队", "squad", Cast.AWAY, true);
    unknown(dispatched(event, away, null), "to");
    unknown(dispatched(event, unit("绝密停用", "squad", Cast.AWAY, false), null), "to");
    unknown(dispatched(event, unit("绝密企业", "firm", Cast.AWAY, true), null), "to");
    UUID stranger = person("隐名", away, true);
    unknown(dispatched(event, officer.organisation(), stranger), "person");
    unknown(dispatched(event, officer.organisation(), person("隐名二", away, false)), "person");

    UUID closed = unit("本街停用中队", "squad", Cast.HOME, false);
    assertThat(dispatched(event, closed, null).body()).contains("本街停用中队");
    UUID neighbour = person("本街同事", closed, true);
    assertThat(dispatched(event, officer.organisation(), neighbour).body()).contains("本街同事");
  }

  @Test
  void norDoesARepairOrTheRegisterTellThem() {
    Program officer = Program.of(Cast.newcomer(CasesRoles.OFFICER));
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("id", Ids.next());
    order.put("what", "整改");
    order.put("place", Casework.GRID);
    order.put("until", "2099-01-01");
    order.put("unit", unit("绝密停用二", "squad", Cast.AWAY, false));
    unknown(officer.post("/api/v1/repairs", order), "unit");

    Program keeper = Program.of(Cast.atHome(PeopleRoles.ADMINISTRATOR));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", Ids.next());
    body.put("name", "新人");
    body.put("organisation", unit("绝密停用三", "squad", Cast.AWAY, false));
    Answer beyond = keeper.post("/api/v1/persons", body);
    problem(beyond, 400, "bad-input", "organisation");
    assertThat(beyond.body()).doesNotContain("绝密");
  }
}
