package cn.nongchao.command.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static cn.nongchao.Program.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Line;
import cn.nongchao.Program;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The one screen on somebody else's wall: figures, map and moves by a token. */
class ScreenApiTest {

  private static final String SCREEN = "/api/v1/screen";

  @Test
  void aProgramSeesWhatTheScreenShows() {
    JsonNode event = Casework.reported("大屏可见");
    Program desk = Casework.desk();
    JsonNode data = read(desk.get(SCREEN), 200);
    assertThat(data.path("figures").size()).isEqualTo(8);
    assertThat(data.path("grids").has(Casework.GRID)).isTrue();
    // What lies in no grid is counted too, and named: no shape of the map says it.
    String village = Casework.GRID.substring(0, 12);
    Map<String, ?> whole = with(Casework.report("GRID", "没有网格的村"), "division", village);
    read(Program.of(Cast.atHome(CasesRoles.GRID_WORKER)).post(Casework.EVENTS, whole), 201);
    JsonNode more = read(desk.get(SCREEN), 200);
    assertThat(more.path("grids").path(village).path("open").asInt()).isPositive();
    assertThat(more.path("names").path(village).asString()).isNotEmpty();
    assertThat(data.path("feed").toString()).contains(event.path("number").asString());
    Answer map = desk.get(SCREEN + "/map");
    assertThat(map.header("content-type")).startsWith("application/geo+json");
    assertThat(map.body()).contains("FeatureCollection", Casework.GRID);
    Answer live = desk.get(SCREEN + "/live");
    assertThat(live.status()).isEqualTo(200);
    assertThat(live.header("content-type")).startsWith("text/event-stream");
    JsonNode away = read(Program.of(Cast.elsewhere(CasesRoles.DISPATCHER)).get(SCREEN), 200);
    assertThat(away.toString()).doesNotContain(event.path("number").asString());
  }

  @Test
  void aMoveIsToldToThoseWhoMaySeeItAndToNobodyElse() throws IOException {
    Program away = Program.of(Cast.elsewhere(CasesRoles.DISPATCHER));
    try (Line here = Casework.desk().visitor().listen(SCREEN + "/live");
        Line there = away.visitor().listen(SCREEN + "/live")) {
      // Told is what is made once somebody is known to listen.
      await()
          .until(() -> {
            Casework.reported("有人在听");
            return here.heard().contains("event:moves");
          });
      JsonNode event = Casework.reported("大屏实时可见");
      String own = number(event);
      String others = reportedAway();
      Casework.moved(Casework.desk(), event, "TRIAGED", Map.of("category", "0201"));
      // What was made before has been told before, or never will be.
      String last = "\"number\":\"%s\",\"move\":\"Triage\"".formatted(own);
      await().until(() -> here.heard().contains(last));
      assertThat(here.heard()).doesNotContain(others);
      await().until(() -> there.heard().contains(others));
      assertThat(there.heard()).contains("event:moves").doesNotContain(own);
    }
  }

  private static String number(JsonNode event) {
    return event.path("number").asString();
  }

  private static String reportedAway() {
    Program worker = Program.of(Cast.elsewhere(CasesRoles.GRID_WORKER));
    Map<String, Object> here = Casework.report("GRID", "别处的事");
    here.remove("category"); // there the list has no lines
    Map<String, ?> report = with(here, "division", Cast.AWAY);
    String id = read(worker.post(Casework.EVENTS, report), 201).path("id").asString();
    return number(read(worker.get(Casework.EVENTS + "/" + id), 200));
  }

  @Test
  void onlyThoseWhoLeadLook() {
    for (String path : new String[] {"", "/map", "/live"}) {
      problem(Program.of(Cast.atHome(CasesRoles.OFFICER)).get(SCREEN + path), 403, "not-allowed");
      problem(Program.nobody("203.0.113.51").get(SCREEN + path), 401, "not-signed-in");
    }
  }

  @Test
  void thePublicSeesThePublicFiguresAndTheMap() {
    Program passer = Program.nobody("203.0.113.52");
    JsonNode figures = read(passer.get("/api/v1/figures"), 200);
    assertThat(figures.path("reported").asInt()).isPositive();
    assertThat(figures.path("mix").has("MANAGE")).isTrue();
    Answer areas = passer.get("/api/v1/map/areas?within=" + Cast.HOME);
    assertThat(areas.body()).contains(Casework.GRID);
    problem(passer.get("/api/v1/map/areas?within=33"), 404, "not-found");
  }
}
