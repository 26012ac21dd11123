package cn.nongchao.loop;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.platform.Ids;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A program looks into the boxes of its owner, and at where a loop stands in its life. */
class InboxApiTest {

  private final Program desk = Casework.desk();

  private static int count(Program program, String box) {
    JsonNode boxes = read(program.get("/api/v1/inbox"), 200).path("boxes");
    return StreamSupport.stream(boxes.spliterator(), false)
        .filter(one -> one.path("box").asString().equals(box))
        .findFirst()
        .orElseThrow()
        .path("count")
        .asInt();
  }

  private static int listed(Program program, String box, JsonNode event) {
    String query = "?turn=true&box=" + box + "&q=" + event.path("number").asString();
    return read(program.get("/api/v1/loops" + query), 200).path("items").size();
  }

  private static Set<String> ids(JsonNode page) {
    return StreamSupport.stream(page.path("items").spliterator(), false)
        .map(loop -> loop.path("id").asString())
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toSet());
  }

  @Test
  void aBoxHoldsWhatWaitsForItsOwner() {
    Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
    Program squad = Program.of(officer);
    assertThat(count(squad, "SQUAD")).isZero();
    JsonNode event = Casework.reported("轮到谁");
    assertThat(listed(desk, "SCOPE", event)).isEqualTo(1);
    JsonNode sent = Casework.sent(event, officer);
    assertThat(count(squad, "SQUAD")).isEqualTo(1);
    assertThat(listed(squad, "SQUAD", event)).isEqualTo(1);
    // It waits for the squad and no more for the desk, which might merge it but need not.
    assertThat(listed(desk, "SCOPE", event)).isZero();
    Casework.moved(squad, sent, "ACCEPTED", Map.of());
    assertThat(count(squad, "MINE")).isEqualTo(1);
    assertThat(listed(squad, "MINE", event)).isEqualTo(1);
    problem(Program.nobody("203.0.113.21").get("/api/v1/inbox"), 401, "not-signed-in");
  }

  @Test
  void whatIsLateWaitsForSupervision() {
    Program supervisor = Program.of(Cast.atHome(LoopRoles.SUPERVISOR));
    JsonNode event = Casework.reported("超时的事");
    assertThat(listed(supervisor, "SCOPE", event)).isZero();
    RunningApp.bean(JdbcClient.class)
        .sql("update loop.loops set stage_due = ?, rank = ? where id = ?")
        .params(
            Timestamp.from(Instant.EPOCH.plusSeconds(1)),
            1_000_000L,
            UUID.fromString(event.path("id").asString()))
        .update();
    assertThat(listed(supervisor, "SCOPE", event)).isEqualTo(1);
    assertThat(count(supervisor, "SCOPE")).isPositive();
    String page =
        Visitor.signedIn(Cast.atHome(LoopRoles.SUPERVISOR).session()).get("/inbox").body();
    assertThat(page).contains(event.path("number").asString());
    assertThat(page).doesNotContainPattern("name=\"late\"[^>]*checked");
    String asked =
        Visitor.signedIn(Cast.atHome(LoopRoles.SUPERVISOR).session()).get("/inbox?late=1").body();
    assertThat(asked).containsPattern("name=\"late\"[^>]*checked");
  }

  @Test
  void aListIsReadPageByPage() {
    for (int i = 0; i < 4; i++) Casework.reported("一页两件");
    String list = "/api/v1/loops?state=ANY&limit=2";
    JsonNode first = read(desk.get(list), 200);
    JsonNode second = read(desk.get(list + "&after=" + first.path("next").asString()), 200);
    assertThat(ids(first)).hasSize(2);
    assertThat(ids(second)).hasSize(2).doesNotContainAnyElementsOf(ids(first));
    problem(desk.get("/api/v1/loops?box=HAT"), 400, "bad-input", "box");
    problem(desk.get("/api/v1/loops?limit=all"), 400, "bad-input", "limit");
  }

  @Test
  void theGraphSaysWhereALoopStands() {
    JsonNode event = Casework.sent(Casework.reported("走到哪"), Cast.newcomer(CasesRoles.OFFICER));
    String path = "/api/v1/loops/" + event.path("id").asString();
    JsonNode stand = read(desk.get(path + "/graph"), 200);
    assertThat(stand.path("stage").asString()).isEqualTo("DISPATCHED");
    assertThat(stand.path("been").toString())
        .isEqualTo("[\"REPORTED\",\"TRIAGED\",\"DISPATCHED\"]");
    assertThat(stand.path("taken").size()).isEqualTo(2);
    assertThat(stand.path("life").path("moves").toString()).contains("ACCEPTED", "OFFICER");
    assertThat(read(desk.get(path), 200).path("entries").size()).isEqualTo(3);
    JsonNode kinds = read(desk.get("/api/v1/life-cycles"), 200).path("items");
    assertThat(kinds.toString()).contains("\"event\"", "\"whistle\"");
    Program away = Program.of(Cast.elsewhere(CasesRoles.DISPATCHER));
    problem(away.get(path + "/graph"), 404, "not-found");
    problem(desk.get("/api/v1/loops/" + Ids.next() + "/graph"), 404, "not-found");
  }

  @Test
  void aPhotoHasASmallOne() throws IOException {
    byte[] photo = SampleFiles.picture("jpeg", 900, 600);
    Program worker = Program.of(Cast.atHome(CasesRoles.GRID_WORKER));
    JsonNode file = read(worker.upload("/api/v1/evidence", "a.jpg", photo), 201);
    String thumb = "/api/v1/evidence/" + file.path("id").asString() + "/thumb";
    assertThat(worker.get(thumb).header("content-type")).isEqualTo("image/jpeg");
    // Until a report names it, it is its sender's.
    problem(desk.get(thumb), 404, "not-found");
    Map<String, Object> report = Casework.report("GRID", "附照片");
    report.put("evidence", List.of(file.path("id").asString()));
    read(worker.post(Casework.EVENTS, report), 201);
    assertThat(desk.get(thumb).status()).isEqualTo(200);
  }
}
