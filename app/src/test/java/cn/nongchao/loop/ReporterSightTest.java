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
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.ActRecord;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.IssuedCode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A citizen with an account reads what became of their report, and not what those at work on it
 * write to each other or photograph for themselves.
 */
class ReporterSightTest {

  private static final String AMONG_COLLEAGUES = "此人多次投诉，注意言辞";

  private static Cast.Member citizen;
  private static Program reporter;
  private static String id;
  private static String before;
  private static String after;
  private static JsonNode entries;

  @BeforeAll
  static void anEventIsHandled() throws IOException {
    citizen = Cast.newcomer(PeopleRoles.CITIZEN);
    reporter = Program.of(citizen);
    JsonNode taken = read(reporter.post("/api/v1/events", Casework.report("CITIZEN", "楼下占道")), 201);
    id = taken.path("id").asString();
    Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
    Program squad = Program.of(officer);
    JsonNode sent = Casework.sent(Casework.event(id), officer);
    JsonNode accepted = Casework.moved(squad, sent, "ACCEPTED", Map.of());
    JsonNode step =
        Casework.moved(squad, accepted, "STEP_RECORDED", Map.of("note", AMONG_COLLEAGUES));
    before = photo(squad);
    after = photo(squad);
    Map<String, Object> done =
        Map.of(
            "disposition",
            "MANAGE",
            "note",
            AMONG_COLLEAGUES,
            "reply",
            "车辆已驶离",
            "before",
            List.of(before),
            "after",
            List.of(after));
    Casework.moved(squad, step, "HANDLED", done);
    entries = read(Casework.desk().get("/api/v1/loops/" + id), 200).path("entries");
  }

  private static String photo(Program program) throws IOException {
    byte[] bytes = SampleFiles.picture("png", 60, 40);
    return read(program.upload("/api/v1/evidence", "photo.png", bytes), 201).path("id").asString();
  }

  @Test
  void thoseAtWorkReadAllOfIt() {
    assertThat(entries.size()).isEqualTo(6);
    assertThat(entries.toString()).contains(AMONG_COLLEAGUES);
  }

  @Test
  void theReporterReadsTheirOwnEntries() {
    JsonNode read = read(reporter.get("/api/v1/loops/" + id), 200);
    List<String> moves =
        StreamSupport.stream(read.path("entries").spliterator(), false)
            .map(entry -> entry.path("move").asString())
            .toList();
    assertThat(moves).containsExactly("OPENED");
    assertThat(read.path("loop").path("stage").asString()).isEqualTo("HANDLED");
  }

  @Test
  void whoHasItInHandIsTheUnitToThemAndNoPerson() {
    JsonNode loop = read(reporter.get("/api/v1/loops/" + id), 200).path("loop");
    assertThat(loop.path("handler").isNull()).isFalse();
    assertThat(loop.path("assignee").isNull()).isTrue();
    JsonNode listed = read(reporter.get("/api/v1/loops?state=any&box=ALL"), 200).path("items");
    assertThat(listed.size()).isPositive();
    assertThat(listed.path(0).path("assignee").isNull()).isTrue();
  }

  /** At work elsewhere, here they only reported: they read no more than a citizen does. */
  @Test
  void whoeverReportsInAnotherStreetReadsNoRecordOfColleagues() {
    Cast.Member away = Cast.elsewhere(CasesRoles.DISPATCHER);
    Map<String, Object> report = Casework.report("GRID", "跨街看见的");
    report.put("division", Casework.GRID);
    JsonNode made =
        read(Program.of(Cast.elsewhere(CasesRoles.GRID_WORKER)).post(Casework.EVENTS, report), 201);
    String event = made.path("id").asString();
    Casework.moved(
        Casework.desk(), Casework.event(event), "NOTED", Map.of("note", AMONG_COLLEAGUES));
    Program reporting = Program.of(Cast.elsewhere(CasesRoles.GRID_WORKER));
    String seen = read(reporting.get("/api/v1/loops/" + event), 200).toString();
    assertThat(seen).contains("OPENED").doesNotContain(AMONG_COLLEAGUES);
    assertThat(reporting.get("/loops/" + event + "/record").status()).isEqualTo(404);
    problem(Program.of(away).get("/api/v1/loops/" + event), 404, "not-found");
    assertThat(read(Casework.desk().get("/api/v1/loops/" + event), 200).toString())
        .contains(AMONG_COLLEAGUES);
  }

  @Test
  void theyAreToldWhatBecameOfIt() {
    JsonNode lines = read(reporter.get("/api/v1/events/" + id + "/told"), 200).path("lines");
    assertThat(lines.size()).isEqualTo(6);
    assertThat(lines.path(0).path("detail").asString()).isEqualTo("车辆已驶离");
    assertThat(lines.path(0).path("photos").toString()).isEqualTo("[\"" + after + "\"]");
    assertThat(lines.toString()).doesNotContain(AMONG_COLLEAGUES);
    Program stranger = Program.of(Cast.newcomer(PeopleRoles.CITIZEN));
    problem(stranger.get("/api/v1/events/" + id + "/told"), 404, "not-found");
  }

  @Test
  void noPageTellsThemWhatColleaguesWrote() {
    Visitor browser = Visitor.signedIn(citizen.session());
    Visitor.Answer page = browser.get("/events/" + id);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("车辆已驶离").doesNotContain(AMONG_COLLEAGUES);
    assertThat(browser.get("/loops/" + id + "/record").status()).isEqualTo(404);
  }

  /** What officials note beside an act is not for whoever reported what it ended. */
  @Test
  void theCodeOfAnActTellsThemWhatItTellsAnybody() {
    LoopId loop = LoopId.read(id);
    ActRecord record =
        new ActRecord(
            Ids.next(),
            "persuasion",
            loop,
            loop.value(),
            new DivisionCode(Casework.GRID),
            "",
            List.of("33010912345", "33010912346"),
            List.of(
                Fact.open(Text.of("结果", "Result"), Text.same("已劝离")),
                new Fact(
                    Text.of("内部记录", "Note"), Text.same(AMONG_COLLEAGUES), Fact.Audience.OFFICIAL)));
    IssuedCode code = RunningApp.bean(Codes.class).issue(record).orThrow();
    String scanned = "/api/v1/scans/" + code.shortId();
    assertThat(read(Casework.desk().get(scanned), 200).toString()).contains(AMONG_COLLEAGUES);
    assertThat(read(reporter.get(scanned), 200).toString())
        .contains("已劝离")
        .doesNotContain(AMONG_COLLEAGUES);
    problem(reporter.get("/api/v1/codes?loop=" + id), 404, "not-found");
    problem(reporter.get("/api/v1/codes/" + code.act()), 404, "not-found");
    problem(reporter.get("/api/v1/codes/" + code.act() + "/ratings"), 404, "not-found");
    Visitor browser = Visitor.signedIn(citizen.session());
    assertThat(browser.get("/codes/" + code.act()).status()).isEqualTo(404);
    assertThat(browser.get("/c/" + code.shortId()).body())
        .contains("已劝离")
        .doesNotContain(AMONG_COLLEAGUES);
  }

  @Test
  void aReceiptHoldsAWholeEntryAndIsForWhoMayReadIt() {
    String noted = entries.path(4).path("id").asString();
    problem(reporter.get("/api/v1/receipts/" + noted), 404, "not-found");
    assertThat(reporter.get("/api/v1/receipts/" + entries.path(0).path("id").asString()).status())
        .isIn(200, 503);
  }

  @Test
  void thePhotosMeantForThemAreShown() {
    assertThat(reporter.get("/api/v1/evidence/" + after).status()).isEqualTo(200);
    assertThat(reporter.get("/api/v1/evidence/" + after + "/thumb").status()).isEqualTo(200);
    problem(reporter.get("/api/v1/evidence/" + before), 404, "not-found");
    assertThat(Casework.desk().get("/api/v1/evidence/" + before).status()).isEqualTo(200);
  }
}
