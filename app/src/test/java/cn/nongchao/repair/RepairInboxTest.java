package cn.nongchao.repair;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.SampleFiles;
import cn.nongchao.platform.Ids;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A repair waits in the inbox of its unit, then of whoever checks it; the screen counts it. */
class RepairInboxTest {

  private static final String REPAIRS = "/api/v1/repairs";

  private final Program desk = Casework.desk();

  private JsonNode ordered(Cast.Member unit) {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("id", Ids.next());
    order.put("what", "消防通道堵塞");
    order.put("how", "清空通道");
    order.put("place", Casework.GRID);
    order.put("unit", unit.organisation());
    order.put("until", LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(1).toString());
    return read(desk.post(REPAIRS, order), 201).path("loop");
  }

  private static int waiting(Program program, String box, JsonNode repair) {
    String query = "?turn=true&box=" + box + "&q=" + repair.path("number").asString();
    return read(program.get("/api/v1/loops" + query), 200).path("items").size();
  }

  /** Somebody of the department or squad that mends it. */
  private static Program member(String role, Cast.Member unit) {
    Cast.Member clerk = Cast.newcomer(role);
    JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
    jdbc.sql("update people.persons set organisation = ? where id = ?")
        .params(unit.organisation(), clerk.id())
        .update();
    jdbc.sql("update people.grants set division = null, organisation = ? where person = ?")
        .params(unit.organisation(), clerk.id())
        .update();
    return Program.of(clerk);
  }

  @Test
  void itWaitsForItsUnitAndThenForTheCheck() throws IOException {
    Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
    Program squad = Program.of(officer);
    JsonNode repair = ordered(officer);
    for (Program one :
        List.of(
            squad, member(CasesRoles.CLERK, officer), member(LoopRoles.SQUAD_LEADER, officer))) {
      assertThat(waiting(one, "SQUAD", repair)).isEqualTo(1);
    }
    // It waits for nobody else: neither the desk, nor another unit.
    assertThat(waiting(desk, "SCOPE", repair)).isZero();
    Program others = Program.of(Cast.newcomer(CasesRoles.OFFICER));
    assertThat(waiting(others, "SQUAD", repair)).isZero();

    byte[] photo = SampleFiles.picture("jpeg", 90, 60);
    JsonNode file = read(squad.upload("/api/v1/evidence", "a.jpg", photo), 201);
    Map<String, Object> mended = new LinkedHashMap<>();
    mended.put("entry", Ids.next());
    mended.put("version", repair.path("version").asInt());
    mended.put("move", "REPAIRED");
    mended.put("note", "已清空");
    String id = repair.path("id").asString();
    // What it carries is asked for at the general address too.
    problem(squad.post("/api/v1/loops/" + id + "/moves", mended), 400, "bad-input", "after");
    mended.put("after", List.of(file.path("id").asString()));
    JsonNode after = read(squad.post(REPAIRS + "/" + id + "/moves", mended), 200);
    assertThat(after.path("loop").path("stage").asString()).isEqualTo("REPAIRED");
    assertThat(waiting(squad, "SQUAD", repair)).isZero();
    assertThat(waiting(desk, "SCOPE", repair)).isEqualTo(1);
    // That supervision might withdraw it makes it no duty of theirs.
    Program supervisor = Program.of(Cast.atHome(LoopRoles.SUPERVISOR));
    assertThat(waiting(supervisor, "SCOPE", repair)).isZero();
  }

  @Test
  void theScreenCountsItInALineOfItsOwn() {
    long before = open();
    JsonNode repair = ordered(Cast.newcomer(CasesRoles.OFFICER));
    assertThat(open()).isEqualTo(before + 1);
    JsonNode screen = read(desk.get("/api/v1/screen"), 200);
    assertThat(screen.path("feed").toString()).contains(repair.path("number").asString());
  }

  private long open() {
    for (JsonNode kind : read(desk.get("/api/v1/screen"), 200).path("kinds")) {
      if (!kind.path("href").asString().contains("repair")) continue;
      assertThat(kind.path("title").asString()).isEqualTo("Repair of a finding");
      return kind.path("open").asLong();
    }
    throw new AssertionError("no line for repairs");
  }
}
