package cn.nongchao.cases.web;

import static cn.nongchao.Casework.desk;
import static cn.nongchao.Casework.moved;
import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Cast.Member;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.ResponsibilityList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever leads a matter by the responsibility list is told where it goes past them. */
class LeadPassedOverTest {

  private static final UUID LEAD =
      RunningApp.bean(ResponsibilityList.class).find("0201").orElseThrow().lead().value();

  private final Member clerk = Cast.beside(LEAD, CasesRoles.CLERK);

  private static int listed(Member member, String box, JsonNode event) {
    String query = "?turn=true&box=" + box + "&q=" + event.path("number").asString();
    return read(Program.of(member).get("/api/v1/loops" + query), 200).path("items").size();
  }

  @Test
  void whoeverLeadsSeesWhatWentStraightToAnother() {
    JsonNode sorted =
        moved(desk(), Casework.reported("越过牵头"), "TRIAGED", Map.of("category", "0201"));
    String path = Casework.EVENTS + "/" + sorted.path("id").asString();
    problem(Program.of(clerk).get(path), 404, "not-found");
    String form =
        Visitor.signedIn(Cast.atHome(CasesRoles.DISPATCHER).session())
            .get("/events/" + sorted.path("id").asString())
            .body();
    assertThat(form).as("said before it is sent").contains("data-lead=\"" + LEAD + "\"");

    Member officer = Cast.newcomer(CasesRoles.OFFICER);
    JsonNode sent = moved(desk(), sorted, "DISPATCHED", Map.of("to", officer.organisation()));
    assertThat(sent.path("lead").asString()).isEqualTo(LEAD.toString());
    assertThat(listed(clerk, "LEAD", sent)).isEqualTo(1);
    assertThat(read(Program.of(clerk).get("/api/v1/inbox"), 200).toString()).contains("\"LEAD\"");
    assertThat(Visitor.signedIn(clerk.session()).get("/inbox?box=LEAD").body())
        .contains(sent.path("number").asString(), "本单位牵头");
    read(Program.of(clerk).get(path), 200);
    String page =
        Visitor.signedIn(clerk.session()).get("/events/" + sent.path("id").asString()).body();
    assertThat(page).contains("这类事项由您单位牵头");
    // Told is not asked: it is others' to move, and nobody else's to read.
    assertThat(listed(clerk, "SQUAD", sent)).isZero();
    Map<String, Object> take =
        Map.of(
            "entry",
            UUID.randomUUID(),
            "version",
            sent.path("version").asInt(),
            "move",
            "ACCEPTED");
    problem(Program.of(clerk).post(path + "/moves", take), 403, "not-allowed");
    problem(Program.of(Cast.newcomer(CasesRoles.OFFICER)).get(path), 404, "not-found");
  }

  @Test
  void whatWhoeverLeadsHasInHandIsNotToldBesides() {
    JsonNode sorted =
        moved(desk(), Casework.reported("牵头承办"), "TRIAGED", Map.of("category", "0201"));
    JsonNode sent = moved(desk(), sorted, "DISPATCHED", Map.of("to", LEAD));
    assertThat(listed(clerk, "SQUAD", sent)).isEqualTo(1);
    assertThat(listed(clerk, "LEAD", sent)).isZero();
    String record = read(desk().get("/api/v1/loops/" + sent.path("id").asString()), 200).toString();
    assertThat(record).doesNotContain("\"lead\":\"" + LEAD);
  }
}
