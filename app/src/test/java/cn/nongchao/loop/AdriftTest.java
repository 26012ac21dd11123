package cn.nongchao.loop;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static cn.nongchao.Program.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.PeopleRoles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What hangs on whoever leaves is handed over, or is known to be with nobody. */
class AdriftTest {

  private final Cast.Member keeper = Cast.atHome(PeopleRoles.ADMINISTRATOR);
  private final Program admin = Program.of(keeper);
  private final Program desk = Casework.desk();
  private final Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
  private final Cast.Member other = Cast.newcomer(CasesRoles.OFFICER);

  private JsonNode inHand() {
    JsonNode event = Casework.sent(Casework.reported("占道经营"), officer);
    return Casework.moved(Program.of(officer), event, "ACCEPTED", Map.of());
  }

  private static String id(JsonNode thing) {
    return thing.path("id").asString();
  }

  private String person() {
    return "/api/v1/persons/" + officer.id();
  }

  private Map<String, Object> disabled() {
    JsonNode file = read(admin.get(person()), 200);
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("name", file.path("name").asString());
    change.put("login", file.path("login").asString());
    change.put("organisation", file.path("organisation").asString());
    change.put("active", false);
    change.put("version", file.path("version").asInt());
    return change;
  }

  private static void look() {
    RunningApp.bean(Adrift.class).look();
  }

  private static boolean isAdrift(Program by, JsonNode event) {
    String number = event.path("number").asString();
    JsonNode found = read(by.get("/api/v1/loops?box=ADRIFT&q=" + number), 200);
    return found.toString().contains(id(event));
  }

  private static long told(JsonNode event) {
    Program supervisor = Program.of(Cast.atHome(LoopRoles.SUPERVISOR));
    String path = "/api/v1/alerts?detail=" + event.path("number").asString();
    return read(supervisor.get(path), 200).toString().split("\"kind\":\"loop-adrift\"", -1).length
        - 1;
  }

  @Test
  void whatIsLeftWithNobodyIsSeenByDeskAndSupervisionToldOnceAndGoneOnceSentOn() {
    JsonNode event = inHand();
    look();
    assertThat(isAdrift(desk, event)).isFalse();
    problem(admin.put(person(), disabled()), 400, "bad-input", "leaving");
    read(admin.put(person(), with(disabled(), "leaving", true)), 200);

    look();
    look();
    assertThat(isAdrift(desk, event)).isTrue();
    assertThat(isAdrift(Program.of(Cast.atHome(LoopRoles.SUPERVISOR)), event)).isTrue();
    assertThat(isAdrift(Program.of(Cast.elsewhere(CasesRoles.DISPATCHER)), event)).isFalse();
    assertThat(told(event)).isEqualTo(1);
    Visitor page = Visitor.signedIn(Cast.atHome(CasesRoles.DISPATCHER).session());
    assertThat(page.get("/inbox?box=ADRIFT&q=" + event.path("number").asString()).body())
        .contains("无人承办", id(event));

    Casework.moved(
        desk, Casework.event(id(event)), "DISPATCHED", Map.of("to", other.organisation()));
    look();
    assertThat(isAdrift(desk, event)).isFalse();
  }

  @Test
  void whatOthersLeadOnIsNotAdriftThoughWhoHandledItLeft() {
    JsonNode event = inHand();
    Casework.moved(
        Program.of(officer),
        event,
        "HANDLED",
        Map.of("disposition", "MANAGE", "note", "已劝离", "reply", "已驶离"));
    read(admin.put(person(), with(disabled(), "leaving", true)), 200);
    look();
    assertThat(isAdrift(desk, event)).isFalse();
  }

  @Test
  void whoeverIsDisabledHandsOverWhatTheyHaveAndNothingIsAdrift() {
    JsonNode event = inHand();
    Cast.Member colleague = Cast.colleague(officer, CasesRoles.OFFICER);
    String over = id(event) + ":" + colleague.id();
    Map<String, Object> change = with(disabled(), "handOvers", List.of(over));
    read(admin.put(person(), change), 200);
    problem(admin.put(person(), change), 409, "moved-first");
    look();
    assertThat(isAdrift(desk, event)).isFalse();
    assertThat(read(admin.get("/api/v1/persons/" + colleague.id() + "/open-work"), 200).toString())
        .contains(id(event));
  }

  /** What a unit only assists in was left with a unit that is no more. */
  @Test
  void whatARetiredUnitAssistsInIsListedAndItsSuccessorAssistsThen() {
    Cast.Member assisting = Cast.newcomer(CasesRoles.OFFICER);
    JsonNode sorted =
        Casework.moved(desk, Casework.reported("占道经营"), "TRIAGED", Map.of("category", "0201"));
    JsonNode event =
        Casework.moved(
            desk,
            sorted,
            "DISPATCHED",
            Map.of(
                "to", officer.organisation(), "organisations", List.of(assisting.organisation())));
    String unit = "/api/v1/organisations/" + assisting.organisation();
    JsonNode hanging = read(admin.get(unit + "/open-work"), 200);
    assertThat(hanging.toString()).contains(id(event), "协办");
    JsonNode row = read(admin.get(unit), 200);
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("name", row.path("name").asString());
    change.put("kind", "squad");
    change.put("division", Cast.HOME);
    change.put("active", false);
    change.put("version", row.path("version").asInt());
    change.put("successor", other.organisation());
    change.put("leaving", true);
    read(admin.put(unit, change), 200);

    assertThat(read(admin.get(unit + "/open-work"), 200).toString()).doesNotContain(id(event));
    assertThat(
            read(admin.get("/api/v1/organisations/" + other.organisation() + "/open-work"), 200)
                .toString())
        .contains(id(event), "协办");
    assertThat(Casework.event(id(event)).path("handler").asString())
        .isEqualTo(officer.organisation().toString());
  }

  @Test
  void aSquadIsRetiredOnceItsWorkIsAnothers() {
    JsonNode event = inHand();
    String unit = "/api/v1/organisations/" + officer.organisation();
    JsonNode row = read(admin.get(unit), 200);
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("name", row.path("name").asString());
    change.put("kind", "squad");
    change.put("division", Cast.HOME);
    change.put("active", false);
    change.put("version", row.path("version").asInt());
    problem(admin.put(unit, change), 400, "bad-input", "leaving");
    problem(
        admin.put(unit, with(change, "successor", officer.organisation())),
        400,
        "bad-input",
        "successor");
    // Nor is it of another kind or street with its work.
    Map<String, Object> other = with(change, "active", true);
    problem(admin.put(unit, with(other, "kind", "firm")), 400, "bad-input", "kind");
    problem(admin.put(unit, with(other, "division", "330114003200")), 400, "bad-input", "kind");
    UUID firm = Cast.newcomer(CasesRoles.OFFICER).organisation();
    RunningApp.bean(JdbcClient.class)
        .sql("update people.organisations set kind = 'firm' where id = ?")
        .param(firm)
        .update();
    problem(admin.put(unit, with(change, "successor", firm)), 400, "bad-input", "successor");
    change.put("successor", this.other.organisation());
    problem(admin.put(unit, change), 400, "bad-input", "leaving"); // its people are there still
    assertThat(read(admin.get(unit + "/open-work"), 200).toString()).contains(id(event));
    Visitor page = Visitor.signedIn(keeper.session());
    assertThat(page.get("/organisations/" + officer.organisation() + "/edit").body())
        .contains(event.path("number").asString());

    change.put("leaving", true);
    read(admin.put(unit, change), 200);
    problem(admin.put(unit, change), 409, "moved-first");
    assertThat(read(admin.get(unit + "/open-work"), 200)).isEmpty();
    JsonNode taken =
        read(admin.get("/api/v1/organisations/" + this.other.organisation() + "/open-work"), 200);
    assertThat(taken.toString()).contains(id(event));
    Program away = Program.of(Cast.elsewhere(PeopleRoles.ADMINISTRATOR));
    problem(away.get(unit + "/open-work"), 404, "not-found");
  }
}
