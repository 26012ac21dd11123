package cn.nongchao.people.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The audit log for programs: filtered as on the page, each within their scope. */
class AuditApiTest {

  private static final String AUDIT = "/api/v1/audit";

  private final Cast.Member member = Cast.newcomer(CasesRoles.OFFICER);
  private final Program supervisor = Program.of(Cast.atHome(LoopRoles.SUPERVISOR));

  private void write(int times) {
    Audit audit = RunningApp.bean(Audit.class);
    PersonId person = new PersonId(member.id());
    for (int i = 0; i < times; i++) {
      audit.record("signed-out", person, person.toString(), Map.of("address", "10.0.0." + i));
    }
  }

  private List<String> addresses(String query) {
    List<String> found = new ArrayList<>();
    for (JsonNode row : read(supervisor.get(AUDIT + query), 200).path("items")) {
      found.add(row.path("detail").path("address").asString());
    }
    return found;
  }

  @Test
  void entriesAreFoundByPersonActionAndDay() {
    write(2);
    String person = "?person=" + member.id();
    assertThat(addresses(person + "&action=signed-out")).containsExactly("10.0.0.1", "10.0.0.0");
    assertThat(addresses(person + "&action=grant-given")).isEmpty();
    assertThat(addresses(person + "&action=signed-out&from=2020-01-01")).hasSize(2);
    assertThat(addresses(person + "&action=signed-out&to=2020-01-01")).isEmpty();
    JsonNode row = read(supervisor.get(AUDIT + person), 200).path("items").path(0);
    assertThat(row.path("byName").asString()).isEqualTo(Cast.title(CasesRoles.OFFICER));
  }

  @Test
  void othersSeeNothingOfIt() {
    write(1);
    Program away = Program.of(Cast.elsewhere(LoopRoles.SUPERVISOR));
    assertThat(read(away.get(AUDIT + "?person=" + member.id()), 200).path("items")).isEmpty();
    Program worker = Program.of(Cast.atHome(CasesRoles.GRID_WORKER));
    problem(worker.get(AUDIT), 403, "not-allowed");
    problem(worker.get(AUDIT + "/actions"), 403, "not-allowed");
  }

  @Test
  void pagesFollowEachOtherByKey() {
    write(53);
    String query = AUDIT + "?action=signed-out&person=" + member.id();
    JsonNode first = read(supervisor.get(query), 200);
    assertThat(first.path("items")).hasSize(50);
    String next = first.path("next").asString();
    JsonNode second = read(supervisor.get(query + "&after=" + next), 200);
    assertThat(second.path("items")).hasSize(3);
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void whatCannotBeLookedForIsNamed() {
    problem(
        supervisor.get(AUDIT + "?from=yesterday&to=2026-13-01"), 400, "bad-input", "from", "to");
    problem(supervisor.get(AUDIT + "?after=-1"), 400, "bad-input", "after");
  }

  @Test
  void actionsHaveWordsInBothLanguages() {
    write(1);
    JsonNode title = JsonMapper.shared().readTree("{\"zh\":\"退出\",\"en\":\"signed out\"}");
    List<JsonNode> titles = new ArrayList<>();
    for (JsonNode action : read(supervisor.get(AUDIT + "/actions"), 200)) {
      if (action.path("name").asString().equals("signed-out")) titles.add(action.path("title"));
    }
    assertThat(titles).containsExactly(title);
  }
}
