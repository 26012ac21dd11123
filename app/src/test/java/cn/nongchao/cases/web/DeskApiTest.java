package cn.nongchao.cases.web;

import static cn.nongchao.Casework.EVENTS;
import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static cn.nongchao.Program.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The desk's program takes down calls, calls back, looks up who is free, opens up figures. */
class DeskApiTest {

  private static final String INDICATORS = "/api/v1/indicators";
  private static final String PHONE = "13812345678";

  private final Program desk = Casework.desk();
  private final Program supervisor = Program.of(Cast.atHome(LoopRoles.SUPERVISOR));

  private static Map<String, Object> call(String words) {
    Map<String, Object> call = Casework.report("HOTLINE", words);
    call.put("reporter", "王女士");
    call.put("phone", PHONE);
    call.put("callBack", true);
    call.put("secret", "random text of a program");
    return call;
  }

  private static int shown(JsonNode event) {
    return RunningApp.bean(JdbcClient.class)
        .sql("select count(*) from people.audit where action = ? and subject = ?")
        .params("reporter-phone-shown", event.path("id").asString())
        .query(Integer.class)
        .single();
  }

  @Test
  void aCallIsTakenDownOnceAndCalledBack() {
    Map<String, Object> call = call("热线反映路灯不亮");
    JsonNode taken = read(desk.post(EVENTS, call), 201);
    assertThat(taken.path("trackingCode").asString()).hasSize(14);
    assertThat(read(desk.post(EVENTS, call), 201)).isEqualTo(taken);
    JsonNode event = Casework.event(taken.path("id").asString());
    assertThat(event.path("channel").asString()).isEqualTo("HOTLINE");
    assertThat(event.path("words").asString()).isEqualTo("热线反映路灯不亮");
    assertThat(event.toString()).doesNotContain(PHONE);
    String number = event.path("number").asString();
    assertThat(read(desk.get(EVENTS + "/call-backs"), 200).toString()).doesNotContain(number);
    Casework.closed(event, Cast.newcomer(CasesRoles.OFFICER));
    assertThat(read(desk.get(EVENTS + "/call-backs"), 200).toString())
        .contains(number)
        .doesNotContain(PHONE);
    problem(supervisor.get(EVENTS + "/call-backs"), 403, "not-allowed");
  }

  @Test
  void whoReadsAReportersNumberIsKept() {
    JsonNode taken = read(desk.post(EVENTS, call("请回电")), 201);
    JsonNode event = Casework.event(taken.path("id").asString());
    String phone = EVENTS + "/" + event.path("id").asString() + "/phone";
    Map<String, String> why = Map.of("purpose", "CALL_BACK");
    problem(supervisor.post(phone, why), 403, "not-allowed");
    problem(Program.of(Cast.elsewhere(CasesRoles.DISPATCHER)).post(phone, why), 404, "not-found");
    problem(Program.nobody("203.0.113.41").post(phone, why), 401, "not-signed-in");
    problem(desk.post(phone, Map.of()), 400, "bad-input", "purpose");
    assertThat(shown(event)).isZero();
    assertThat(read(desk.post(phone, why), 200).path("phone").asString()).isEqualTo(PHONE);
    assertThat(shown(event)).isEqualTo(1);
    JsonNode none = Casework.reported("没有留电话");
    String other = EVENTS + "/" + none.path("id").asString() + "/phone";
    problem(desk.post(other, why), 404, "not-found");
  }

  @Test
  void theHotlineIsTheDesksAndCitizensSpeakForThemselves() {
    Program worker = Program.of(Cast.atHome(CasesRoles.GRID_WORKER));
    Program citizen = Program.of(Cast.atHome(PeopleRoles.CITIZEN));
    problem(worker.post(EVENTS, call("网格员不接热线")), 400, "bad-input", "channel");
    problem(citizen.post(EVENTS, call("市民不接热线")), 400, "bad-input", "channel");
    Map<String, ?> own = Casework.report("CITIZEN", "市民自己上报");
    JsonNode taken = read(citizen.post(EVENTS, own), 201);
    assertThat(read(citizen.post(EVENTS, own), 201)).isEqualTo(taken);
    JsonNode seen = read(citizen.get(EVENTS + "/" + taken.path("id").asString()), 200);
    assertThat(seen.path("channel").asString()).isEqualTo("CITIZEN");
    problem(desk.post(EVENTS, with(call("电话有误"), "phone", "12")), 400, "bad-input", "phone");
  }

  @Test
  void whoIsWhereAndHowBusyIsTold() {
    Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
    String staff = EVENTS + "/staff?to=" + officer.organisation();
    JsonNode free = read(desk.get(staff), 200).path("items").path(0);
    assertThat(free.path("id").asString()).isEqualTo(officer.id().toString());
    assertThat(free.path("open").asInt()).isZero();
    assertThat(free.path("licensed").asBoolean()).isFalse();
    JsonNode event = Casework.sent(Casework.reported("派给谁"), officer);
    Casework.moved(Program.of(officer), event, "ACCEPTED", Map.of());
    JsonNode busy = read(desk.get(staff), 200).path("items").path(0);
    assertThat(busy.path("open").asInt()).isEqualTo(1);
    assertThat(busy.path("last").asString()).isNotBlank();

    String targets = EVENTS + "/" + event.path("id").asString() + "/targets";
    assertThat(desk.get(targets).body()).contains(officer.organisation().toString());
    problem(desk.get(EVENTS + "/staff?to=x"), 400, "bad-input", "to");
    problem(desk.get(EVENTS + "/" + Ids.next() + "/targets"), 404, "not-found");
    problem(Program.of(Cast.elsewhere(CasesRoles.DISPATCHER)).get(targets), 404, "not-found");
    problem(Program.of(officer).get(staff), 403, "not-allowed");
    problem(Program.of(officer).get(targets), 403, "not-allowed");
  }

  @Test
  void otherReportsOfTheSameAreFound() {
    Map<String, Object> here = Casework.report("GRID", "先报的");
    here.put("lat", 30.3);
    here.put("lon", 120.36);
    Program worker = Program.of(Cast.atHome(CasesRoles.GRID_WORKER));
    JsonNode first = read(worker.post(EVENTS, here), 201);
    JsonNode second = read(worker.post(EVENTS, with(here, "id", Ids.next())), 201);
    String related = EVENTS + "/" + first.path("id").asString() + "/related";
    JsonNode alike = read(desk.get(related), 200).path("alike");
    assertThat(alike.path(0).path("event").path("id")).isEqualTo(second.path("id"));
    assertThat(alike.path(0).path("metres").asInt()).isZero();
    JsonNode other = Casework.event(second.path("id").asString());
    Casework.moved(desk, other, "MERGED", Map.of("into", first.path("id").asString()));
    JsonNode now = read(desk.get(related), 200);
    assertThat(now.path("alike").size()).isZero();
    assertThat(now.path("merged").path(0).path("id")).isEqualTo(second.path("id"));
    Program away = Program.of(Cast.elsewhere(CasesRoles.DISPATCHER));
    problem(away.get(related), 404, "not-found");
  }

  /** The ids on all pages of a list. */
  private List<String> listed(String list) {
    List<String> ids = new ArrayList<>();
    String after = "";
    while (true) {
      JsonNode page = read(desk.get(list + after), 200);
      page.path("items").forEach(one -> ids.add(one.path("id").asString()));
      if (page.path("next").isNull()) return ids;
      after = "&after=" + page.path("next").asString();
      // Whoever is given the first page again and again would read on for ever.
      assertThat(ids).doesNotHaveDuplicates();
    }
  }

  @Test
  void theEventsBehindAFigureAreListed() {
    Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
    String sent = Casework.sent(Casework.reported("指标背后"), officer).path("id").asString();
    String waiting = Casework.reported("还没派出").path("id").asString();
    String asked = "known=now&division=" + Casework.GRID;
    String behind = INDICATORS + "/events?figure=REPORTED&" + asked;
    JsonNode report = read(desk.get(INDICATORS + "?" + asked), 200);
    assertThat(report.path("days").isEmpty()).isFalse();
    assertThat(listed(behind))
        .contains(sent, waiting)
        .hasSize(report.path("figures").path("reported").asInt());

    // Of the line of a squad that has just been set up there is this one event alone.
    String squad = officer.organisation().toString();
    assertThat(report.path("byHandler").path(squad).path("reported").asInt()).isEqualTo(1);
    assertThat(listed(behind + "&by=handler&key=" + squad)).containsExactly(sent);
    assertThat(listed(behind + "&by=handler&key=")).contains(waiting).doesNotContain(sent);
    assertThat(listed(behind + "&by=handler&key=" + Ids.next())).isEmpty();

    Program away = Program.of(Cast.elsewhere(CasesRoles.DISPATCHER));
    assertThat(read(away.get(behind), 200).path("items").isEmpty()).isTrue();
    problem(Program.of(Cast.atHome(CasesRoles.OFFICER)).get(behind), 403, "not-allowed");
  }

  @Test
  void whatIsWrongWithAQuestionForEventsIsNamed() {
    String behind = INDICATORS + "/events?figure=REPORTED";
    problem(desk.get(behind + "&by=colour"), 400, "bad-input", "by");
    problem(desk.get(behind + "&from=yesterday"), 400, "bad-input", "from");
    problem(desk.get(INDICATORS + "/events?figure=LUCK"), 400, "bad-input", "figure");
    problem(desk.get(INDICATORS + "/events"), 400, "bad-input", "figure");
  }
}
