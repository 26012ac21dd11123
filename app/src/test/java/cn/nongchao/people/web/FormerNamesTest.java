package cn.nongchao.people.web;

import static cn.nongchao.Program.read;
import static cn.nongchao.Program.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.ActRecord;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.IssuedCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is closed, signed or out of force calls units and places as they were called then. */
class FormerNamesTest {

  private final Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
  private final Program admin = Program.of(Cast.atHome(PeopleRoles.ADMINISTRATOR));
  private final Visitor desk = Visitor.signedIn(Cast.atHome(CasesRoles.DISPATCHER).session());
  private final String unit = "/api/v1/organisations/" + officer.organisation();
  private final String before = "测试中队 " + officer.organisation();
  private final String after = "更名后的大队 " + Ids.next();

  private void rename() {
    JsonNode row = read(admin.get(unit), 200);
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("name", after);
    change.put("kind", "squad");
    change.put("division", Cast.HOME);
    change.put("active", true);
    change.put("version", row.path("version").asInt());
    read(admin.put(unit, change), 200);
  }

  @Test
  void aClosedEventAndItsPrintKeepTheNameOfTheUnitAndAnOpenOneDoesNot() {
    JsonNode closed = Casework.closed(Casework.reported("占道经营"), officer);
    JsonNode open = Casework.sent(Casework.reported("占道经营"), officer);
    rename();
    String page = "/events/" + closed.path("id").asString();
    assertThat(desk.get(page).body()).contains(before + "（→ " + after + "）");
    assertThat(desk.get(page + "/print").body()).contains(before + "（→ " + after + "）");
    String going = desk.get("/events/" + open.path("id").asString()).body();
    assertThat(going).contains(after).doesNotContain(before + "（→");
    assertThat(going).as("the step at which it was sent").contains(before);
  }

  @Test
  void aClosedEventKeepsTheNameOfItsPlace() {
    String grid = "330114003200" + (500 + Math.abs(officer.id().hashCode() % 400));
    read(admin.post("/api/v1/divisions", Map.of("code", grid, "name", "旧网格")), 201);
    Program worker = Program.of(Cast.atHome(CasesRoles.GRID_WORKER));
    Map<String, Object> report = Casework.report("GRID", "占道经营");
    JsonNode taken = read(worker.post(Casework.EVENTS, with(report, "division", grid)), 201);
    JsonNode event = Casework.event(taken.path("id").asString());
    Casework.closed(event, officer);
    read(admin.post("/api/v1/divisions/" + grid + "/rename", Map.of("name", "新网格")), 200);
    String page = desk.get("/events/" + event.path("id").asString()).body();
    assertThat(page).contains("旧网格（→ ", "新网格）");
  }

  @Test
  void aCodeIsOfWhoeverActedAsTheyWereCalledThen() {
    JsonNode event = Casework.closed(Casework.reported("占道经营"), officer);
    UUID loop = UUID.fromString(event.path("id").asString());
    var act =
        new ActRecord(
            Ids.next(),
            "persuasion",
            new LoopId(loop),
            loop,
            new DivisionCode(Casework.GRID),
            "",
            List.of(),
            List.of(Fact.open(Text.of("结果", "Result"), Text.same("已劝离"))),
            new OrganisationId(officer.organisation()));
    IssuedCode code = RunningApp.bean(Codes.class).issue(act).orThrow();
    rename();
    assertThat(Visitor.anonymous().get("/c/" + code.shortId()).body())
        .contains(before)
        .doesNotContain(after);
  }

  @Test
  void anOldVersionOfTheListNamesItsLeadsAsItWasMade() {
    String list = "/api/v1/responsibility";
    Map<String, Object> line = new LinkedHashMap<>();
    String known = read(admin.get(list), 200).path("lines").toString();
    String code =
        IntStream.range(60, 100)
            .mapToObj(Integer::toString)
            .filter(one -> !known.contains("\"code\":\"" + one + "\""))
            .findFirst()
            .orElseThrow();
    line.put("code", code);
    line.put("version", 0);
    line.put("nameZh", "改名");
    line.put("nameEn", "renamed");
    line.put("division", Cast.HOME);
    line.put("lead", officer.organisation());
    line.put("reason", "试");
    line.put("version", read(admin.get(list), 200).path("version").asInt());
    JsonNode made = read(admin.post(list, line), 201);
    int version = read(admin.get(list), 200).path("version").asInt();
    rename();
    line.put("version", version);
    line.put("nameZh", "改名之后");
    read(admin.put(list + "/" + code, line), 200);
    assertThat(made.path("code").asString()).isEqualTo(code);
    assertThat(desk.get("/responsibility?version=" + version).body())
        .contains(before)
        .doesNotContain(after);
    assertThat(desk.get("/responsibility").body()).contains(after);
  }

  @Test
  void whatAGrantHoldsOverIsSaidByItsName() {
    JsonNode file =
        read(admin.get("/api/v1/persons/" + Cast.newcomer(CasesRoles.OFFICER).id()), 200);
    assertThat(file.path("grants").path(0).path("over").asString()).startsWith("测试中队");
    JsonNode me =
        read(Program.of(Cast.atHome(PeopleRoles.ADMINISTRATOR)).get("/api/v1/account"), 200);
    assertThat(me.path("grants").path(0).path("over").asString()).isEqualTo("河庄街道");
    Visitor watch = Visitor.signedIn(Cast.everywhere(PeopleRoles.ADMINISTRATOR).session());
    String grid = "330114003200" + (100 + Math.abs(officer.id().hashCode() % 300));
    read(admin.post("/api/v1/divisions", Map.of("code", grid, "name", "审计里的网格")), 201);
    assertThat(watch.get("/audit?action=division-added").body()).contains("审计里的网格");
  }
}
