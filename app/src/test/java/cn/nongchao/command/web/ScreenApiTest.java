package cn.nongchao.command.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.people.Role;
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
    assertThat(data.path("feed").toString()).contains(event.path("number").asString());
    Answer map = desk.get(SCREEN + "/map");
    assertThat(map.header("content-type")).startsWith("application/geo+json");
    assertThat(map.body()).contains("FeatureCollection", Casework.GRID);
    Answer live = desk.get(SCREEN + "/live");
    assertThat(live.status()).isEqualTo(200);
    assertThat(live.header("content-type")).startsWith("text/event-stream");
    assertThat(Program.of(Cast.elsewhere(Role.DISPATCHER)).get(SCREEN).body())
        .doesNotContain(event.path("number").asString());
  }

  @Test
  void onlyThoseWhoLeadLook() {
    for (String path : new String[] {"", "/map", "/live"}) {
      problem(Program.of(Cast.atHome(Role.OFFICER)).get(SCREEN + path), 403, "not-allowed");
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
