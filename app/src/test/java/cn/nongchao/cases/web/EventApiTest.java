package cn.nongchao.cases.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.access.Tokens;
import cn.nongchao.platform.Ids;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another system reports, reads and moves events by tokens: /api/v1/events as /openapi.json says.
 */
class EventApiTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String EVENTS = "/api/v1/events";

  /** A grid of the demo district. */
  private static final String GRID = "330114003200001";

  private static Visitor worker;
  private static Visitor desk;

  @BeforeAll
  static void programs() {
    worker = program(Cast.atHome(CasesRoles.GRID_WORKER));
    desk = program(Cast.atHome(CasesRoles.DISPATCHER));
  }

  /** Somebody's program, with a token of theirs; it reads English. */
  private static Visitor program(Cast.Member member) {
    return Visitor.withToken(token(member, Ids.next())).saying("Accept-Language", "en");
  }

  private static String token(Cast.Member member, UUID id) {
    Tokens.NewToken wanted = new Tokens.NewToken(id, "sensor", 1);
    return RunningApp.bean(Tokens.class).create(member.viewer(), wanted).orThrow().secret();
  }

  private static Answer post(Visitor program, String path, Map<String, ?> body) {
    return program.send("POST", path, JSON.writeValueAsString(body), "application/json");
  }

  private static JsonNode read(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  /** The answer is a problem document of this type, naming this field, in words. */
  private static void problem(Answer answer, int status, String type, String field) {
    JsonNode problem = read(answer, status);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("detail").asString()).isNotBlank().doesNotContainPattern("\\p{IsHan}");
    List<String> fields =
        StreamSupport.stream(problem.path("errors").spliterator(), false)
            .map(error -> error.path("field").asString())
            .toList();
    assertThat(fields).as(answer.body()).isEqualTo(field.isEmpty() ? List.of() : List.of(field));
  }

  private static Map<String, Object> report(String words) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("id", Ids.next());
    report.put("channel", "SENSOR");
    report.put("category", "0201");
    report.put("words", words);
    report.put("division", GRID);
    return report;
  }

  private static JsonNode reported(String words) {
    JsonNode taken = read(post(worker, EVENTS, report(words)), 201);
    return read(desk.get(EVENTS + "/" + taken.path("id").asString()), 200);
  }

  private static Map<String, Object> move(JsonNode event, String move) {
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("entry", Ids.next());
    wish.put("version", event.path("version").asInt());
    wish.put("move", move);
    return wish;
  }

  private static String moves(JsonNode event) {
    return EVENTS + "/" + event.path("id").asString() + "/moves";
  }

  private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(body);
    changed.put(field, value);
    return changed;
  }

  @Test
  void anEventIsReportedListedReadSortedAndSent() {
    String words = "摄像头发现占道 " + Ids.next();
    Answer created = post(worker, EVENTS, report(words));
    JsonNode taken = read(created, 201);
    assertThat(created.header("location")).isEqualTo(EVENTS + "/" + taken.path("id").asString());
    assertThat(taken.path("number").asString()).startsWith("EV-");

    String query = EVENTS + "?q=" + taken.path("number").asString();
    JsonNode listed = read(desk.get(query), 200).path("items");
    assertThat(listed.size()).isEqualTo(1);
    JsonNode event = read(desk.get(EVENTS + "/" + taken.path("id").asString()), 200);
    assertThat(event.path("words").asString()).isEqualTo(words);
    assertThat(event.path("stage").asString()).isEqualTo("REPORTED");
    assertThat(event.path("channel").asString()).isEqualTo("SENSOR");
    assertThat(event.path("moves").toString()).contains("TRIAGED", "DECLINED");

    JsonNode sorted =
        read(post(desk, moves(event), with(move(event, "TRIAGED"), "category", "0201")), 200);
    assertThat(sorted.path("stage").asString()).isEqualTo("TRIAGED");
    assertThat(sorted.path("listVersion").asInt()).isPositive();
    assertThat(sorted.path("due").asString()).isNotBlank();
    Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
    JsonNode sent =
        read(
            post(
                desk, moves(event), with(move(sorted, "DISPATCHED"), "to", officer.organisation())),
            200);
    assertThat(sent.path("handler").asString()).isEqualTo(officer.organisation().toString());
    JsonNode accepted = read(post(program(officer), moves(event), move(sent, "ACCEPTED")), 200);
    assertThat(accepted.path("assignee").asString()).isEqualTo(officer.id().toString());
    assertThat(read(desk.get(query + "&stage=HANDLING"), 200).path("items").size()).isEqualTo(1);
    assertThat(read(desk.get(query + "&stage=REPORTED"), 200).path("items").size()).isZero();
  }

  @Test
  void whatNoListIsAskedByIsNamed() {
    for (String wrong : List.of("state=nonsense", "stage=BOGUS", "due=xyz", "box=HAT")) {
      problem(
          desk.get(EVENTS + "?" + wrong), 400, "bad-input", wrong.substring(0, wrong.indexOf('=')));
    }
    problem(desk.get(EVENTS + "?division=here"), 400, "bad-input", "division");
    problem(
        post(worker, EVENTS, with(report("哪里"), "division", "330114003999001")),
        400,
        "bad-input",
        "division");
    JsonNode refused = read(desk.get("/api/v1/nothing-here"), 404);
    assertThat(refused.path("instance").asString()).isEqualTo("/api/v1/nothing-here");
  }

  /** An answer must not be a hundred times what was asked. */
  @Test
  void aThousandThingsWrongAreNotAllAnswered() {
    Map<String, Object> odd = new HashMap<>();
    for (int i = 0; i < 3000; i++) odd.put("no" + i, i);
    JsonNode many = read(post(desk, "/api/v1/events", odd), 400);
    assertThat(many.path("errors").size()).isLessThanOrEqualTo(50);
    odd.clear();
    odd.put("evidence", Collections.nCopies(3000, "-"));
    assertThat(read(post(desk, "/api/v1/events", odd), 400).path("errors").size())
        .isLessThanOrEqualTo(50);
  }

  @Test
  void oddWordsImpossibleDaysAndBrokenUploadsAreNamed() {
    problem(desk.get(EVENTS + "?q=%00"), 400, "bad-input", "q");
    problem(desk.get("/api/v1/indicators?from=-999999999-01-01"), 400, "bad-input", "from");
    problem(desk.get("/api/v1/indicators?to=%2B999999999-12-31"), 400, "bad-input", "to");
    problem(
        desk.send("POST", "/api/v1/evidence", "--x", "multipart/form-data"), 400, "bad-input", "");
    Visitor page = Visitor.signedIn(Cast.atHome(CasesRoles.DISPATCHER).session());
    assertThat(page.get("/events?q=%00").status()).isEqualTo(200);
    assertThat(page.get("/inbox?q=%00").status()).isEqualTo(200);
    assertThat(page.get("/indicators?from=-999999999-01-01").status()).isEqualTo(422);
  }

  @Test
  void aPhotoIsSentFirstAndNamedInTheReport() {
    byte[] pdf = "%PDF-1.7\n%%EOF".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    JsonNode file = read(worker.upload("/api/v1/evidence", "reading.pdf", pdf, Map.of()), 201);
    Map<String, Object> report =
        with(report("附件"), "evidence", List.of(file.path("id").asString()));
    read(post(worker, EVENTS, report), 201);
    assertThat(desk.get("/api/v1/evidence/" + file.path("id").asString()).status()).isEqualTo(200);
    // The same file cannot belong to two events.
    problem(post(worker, EVENTS, with(report, "id", Ids.next())), 400, "bad-input", "evidence");
  }

  @Test
  void theSameIdTwiceIsOneEvent() {
    Map<String, Object> report = report("重发的报告");
    JsonNode once = read(post(worker, EVENTS, report), 201);
    JsonNode again = read(post(worker, EVENTS, report), 201);
    assertThat(again.path("number")).isEqualTo(once.path("number"));
    // Other words under the id are not lost in silence.
    problem(post(worker, EVENTS, with(report, "words", "别的事")), 409, "already-exists", "id");
    problem(post(desk, EVENTS, report), 409, "already-exists", "");
  }

  @Test
  void theSameEntryTwiceIsOneMove() {
    JsonNode event = reported("重发的办理");
    Map<String, Object> sort = with(move(event, "TRIAGED"), "category", "0201");
    JsonNode once = read(post(desk, moves(event), sort), 200);
    JsonNode again = read(post(desk, moves(event), sort), 200);
    assertThat(again.path("version").asInt()).isEqualTo(once.path("version").asInt());
    problem(post(desk, moves(event), with(sort, "note", "别的话")), 409, "already-exists", "entry");
    // Another step from the version seen before comes too late.
    Map<String, Object> late = with(move(event, "DECLINED"), "note", "重复");
    problem(post(desk, moves(event), late), 409, "moved-first", "");
  }

  @Test
  void whatIsWrongWithAReportIsNamed() {
    Map<String, Object> report = report("有误的报告");
    problem(post(worker, EVENTS, with(report, "id", null)), 400, "bad-input", "id");
    problem(post(worker, EVENTS, with(report, "id", "12")), 400, "bad-input", "id");
    problem(post(worker, EVENTS, with(report, "channel", "CITIZEN")), 400, "bad-input", "channel");
    problem(post(worker, EVENTS, with(report, "channel", "PIGEON")), 400, "bad-input", "channel");
    problem(post(worker, EVENTS, with(report, "category", "9999")), 400, "bad-input", "category");
    problem(post(worker, EVENTS, with(report, "division", "x")), 400, "bad-input", "division");
    problem(post(worker, EVENTS, with(report, "phone", "123")), 400, "bad-input", "phone");
    problem(post(worker, EVENTS, with(report, "lat", 95)), 400, "bad-input", "position");
    problem(
        post(worker, EVENTS, with(report, "evidence", List.of(Ids.next()))),
        400,
        "bad-input",
        "evidence");
    assertThat(worker.get(EVENTS + "/" + report.get("id")).status()).isEqualTo(404);
  }

  @Test
  void whatIsWrongWithAMoveIsNamed() {
    JsonNode event = reported("有误的办理");
    String moves = moves(event);
    Map<String, Object> sort = with(move(event, "TRIAGED"), "category", "0201");
    problem(post(desk, moves, with(sort, "entry", null)), 400, "bad-input", "entry");
    problem(post(desk, moves, with(sort, "move", null)), 400, "bad-input", "move");
    problem(post(desk, moves, with(sort, "move", "FLY")), 400, "bad-input", "move");
    problem(post(desk, moves, with(sort, "category", "9999")), 400, "bad-input", "category");
    problem(post(desk, moves, with(sort, "version", null)), 400, "bad-input", "version");
    problem(post(desk, moves, move(event, "DISPATCHED")), 400, "bad-input", "to");
    problem(post(desk, moves, move(event, "DECLINED")), 400, "bad-input", "note");
    problem(post(desk, moves, move(event, "MERGED")), 400, "bad-input", "into");
    problem(post(desk, moves, move(event, "CLOSED")), 422, "not-now", "");
    problem(post(worker, moves, sort), 403, "not-allowed", "");
    problem(post(desk, EVENTS + "/" + Ids.next() + "/moves", sort), 404, "not-found", "");
    problem(desk.get(EVENTS + "/x"), 404, "not-found", "");
    JsonNode now = read(desk.get(EVENTS + "/" + event.path("id").asString()), 200);
    assertThat(now.path("version")).isEqualTo(event.path("version"));
  }

  /** Who is named in a move is somebody else's until proven, and refused by name. */
  @Test
  void whomAMoveMayNotNameIsRefusedByName() {
    JsonNode event = reported("派给谁都不行");
    Map<String, Object> send = move(event, "DISPATCHED");
    Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
    Cast.Member other = Cast.newcomer(CasesRoles.OFFICER);
    notTo(event, with(send, "to", Ids.next()), "to", "no such organisation");
    notTo(
        event,
        with(send, "to", Cast.elsewhere(CasesRoles.OFFICER).organisation()),
        "to",
        "no such organisation");
    notTo(event, with(send, "to", unit("企业", "firm", true)), "to", "“企业”");
    notTo(event, with(send, "to", unit("旧中队", "squad", false)), "to", "“旧中队”");
    Map<String, Object> sent = with(send, "to", officer.organisation());
    notTo(event, with(sent, "person", other.id()), "person", Cast.title(CasesRoles.OFFICER));
    notTo(
        event,
        with(sent, "organisations", List.of(unit("商户", "firm", true))),
        "organisations",
        "“商户”");
    JsonNode there = read(post(desk, moves(event), with(sent, "person", officer.id())), 200);
    JsonNode accepted = read(post(program(officer), moves(event), move(there, "ACCEPTED")), 200);
    Map<String, Object> act =
        with(with(move(accepted, "HANDLED"), "note", "责令改正"), "disposition", "ENFORCE");
    act.put("act", "CORRECTION_ORDERED");
    act.put("officers", List.of(officer.id(), other.id()));
    JsonNode refused = read(post(program(officer), moves(event), act), 400);
    assertThat(refused.toString()).contains("of no unit that handles this", "licence valid");
  }

  private void notTo(JsonNode event, Map<String, Object> send, String field, String name) {
    JsonNode refused = read(post(desk, moves(event), send), 400);
    assertThat(refused.path("errors").toString()).contains("\"" + field + "\"", name);
  }

  private static UUID unit(String name, String kind, boolean active) {
    UUID id = Ids.next();
    RunningApp.bean(JdbcClient.class)
        .sql(
            "insert into people.organisations (id, name, kind, division, active)"
                + " values (?, ?, ?, ?, ?)")
        .params(id, name, kind, Cast.HOME, active)
        .update();
    return id;
  }

  @Test
  void aDuplicateIsMergedByItsNumber() {
    JsonNode goesOn = reported("先报的");
    JsonNode same = reported("后报的");
    Map<String, Object> merge =
        with(move(same, "MERGED"), "intoNumber", goesOn.path("number").asString());
    JsonNode merged = read(post(desk, moves(same), merge), 200);
    assertThat(merged.path("stage").asString()).isEqualTo("MERGED");
    assertThat(merged.path("mergedInto")).isEqualTo(goesOn.path("id"));
  }

  @Test
  void anotherStreetsProgramFindsNothing() {
    JsonNode event = reported("别的街道看不到");
    Visitor away = program(Cast.elsewhere(CasesRoles.DISPATCHER));
    problem(away.get(EVENTS + "/" + event.path("id").asString()), 404, "not-found", "");
    problem(post(away, moves(event), move(event, "DECLINED")), 404, "not-found", "");
    String query = EVENTS + "?state=any&q=" + event.path("number").asString();
    assertThat(read(away.get(query), 200).path("items").size()).isZero();
    assertThat(read(desk.get(query), 200).path("items").size()).isEqualTo(1);
  }

  @Test
  void whoMayNotReportIsToldSo() {
    Visitor supervisor = program(Cast.atHome(LoopRoles.SUPERVISOR));
    problem(post(supervisor, EVENTS, report("督查不上报")), 403, "not-allowed", "");
  }

  @Test
  void aRevokedTokenIsOut() {
    Cast.Member member = Cast.atHome(CasesRoles.GRID_WORKER);
    UUID id = Ids.next();
    Visitor program = Visitor.withToken(token(member, id)).saying("Accept-Language", "en");
    assertThat(program.get(EVENTS).status()).isEqualTo(200);
    Visitor owner = Visitor.signedIn(member.session());
    assertThat(owner.post("/account/tokens/" + id + "/revoke", Map.of()).sendsTo("/account/tokens"))
        .isTrue();
    problem(program.get(EVENTS), 401, "not-signed-in", "");
    problem(post(program, EVENTS, report("已撤销")), 401, "not-signed-in", "");
  }
}
