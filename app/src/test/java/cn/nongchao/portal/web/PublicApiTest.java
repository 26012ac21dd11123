package cn.nongchao.portal.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static cn.nongchao.Program.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.limit.Worker;
import cn.nongchao.proof.ActRecord;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Programs of people without an account: they report, follow, rate and reopen by a tracking code,
 * within the limits of the page.
 */
class PublicApiTest {

  private static final String REPORT = "/api/v1/report";
  private static final String TRACK = "/api/v1/track";

  /** Each test comes from a network of its own, and is limited by itself. */
  private static final AtomicInteger NETWORKS = new AtomicInteger(60);

  private final String address = "203.0.113." + NETWORKS.incrementAndGet();
  private final Program citizen = Program.nobody(address);
  private final String form = read(citizen.get(REPORT), 200).path("form").asString();

  private static Map<String, Object> report(String words) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("id", Ids.next());
    report.put("words", words);
    report.put("division", "330114003200");
    report.put("secret", "random text " + Ids.next());
    return report;
  }

  /** As soon as a person could have written it. */
  private Answer reported(Map<String, ?> report, String more) {
    return Awaitility.await()
        .until(
            () -> citizen.post(REPORT + "?form=" + form + more, report),
            answer -> !answer.body().contains("very quick"));
  }

  private JsonNode tracked(String code) {
    return read(citizen.post(TRACK, Map.of("code", code)), 200);
  }

  private static Map<String, Object> wish(String code, JsonNode seen) {
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("code", code);
    wish.put("entry", Ids.next());
    wish.put("version", seen.path("version").asInt());
    return wish;
  }

  @Test
  void aReportIsFollowedRatedAndReopenedByItsCode() {
    byte[] pdf = "%PDF-1.7\n%%EOF".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    JsonNode file =
        read(Visitor.anonymous().upload("/api/v1/evidence", "a.pdf", pdf, Map.of()), 201);
    Map<String, Object> report = report("无账号上报");
    report.put("phone", "13900001234");
    report.put("evidence", List.of(file.path("id").asString()));
    JsonNode taken = read(reported(report, ""), 201);
    String code = taken.path("trackingCode").asString();
    // Sent twice, it is one report with one code.
    assertThat(read(reported(report, ""), 201)).isEqualTo(taken);

    JsonNode begun = tracked(code.toLowerCase(java.util.Locale.ROOT));
    assertThat(begun.path("number")).isEqualTo(taken.path("number"));
    assertThat(begun.path("words").asString()).isEqualTo("无账号上报");
    assertThat(begun.path("open").asBoolean()).isTrue();
    assertThat(begun.path("lines").path(0).path("photos").path(0)).isEqualTo(file.path("id"));
    String bytes = "/api/v1/evidence/" + file.path("id").asString();
    problem(citizen.get(bytes), 404, "not-found");
    String pass = "?pass=" + begun.path("pass").asString();
    problem(citizen.get(bytes + pass), 404, "not-found");
    assertThat(begun.path("files").path(0).path("name").asString()).isEqualTo("a.pdf");
    problem(citizen.post(TRACK + "/rate", with(wish(code, begun), "rating", 5)), 422, "not-now");

    Casework.closed(Casework.event(taken.path("id").asString()), Cast.newcomer(CasesRoles.OFFICER));
    JsonNode closed = tracked(code);
    assertThat(closed.path("mayRate").asBoolean()).isTrue();
    assertThat(closed.path("lines").toString()).contains("车辆已驶离");
    Map<String, ?> rating = with(wish(code, closed), "rating", 4);
    JsonNode rated = read(citizen.post(TRACK + "/rate", rating), 200);
    assertThat(rated.path("rating").asInt()).isEqualTo(4);
    same(read(citizen.post(TRACK + "/rate", rating), 200), rated);
    problem(
        citizen.post(TRACK + "/rate", with(wish(code, rated), "rating", 1)), 422, "already-rated");

    Map<String, ?> again = with(wish(code, rated), "note", "又来了");
    JsonNode reopened = read(citizen.post(TRACK + "/reopen", again), 200);
    assertThat(reopened.path("open").asBoolean()).isTrue();
    same(read(citizen.post(TRACK + "/reopen", again), 200), reopened);
  }

  /** But for the pass to photos, which is made anew each time. */
  private static void same(JsonNode one, JsonNode other) {
    for (JsonNode node : List.of(one, other)) ((ObjectNode) node).remove("pass");
    assertThat(one).isEqualTo(other);
  }

  /** The short id of an act just recorded in an event. */
  private static String actOf(JsonNode event) {
    LoopId loop = LoopId.read(event.path("id").asString());
    ActRecord act =
        new ActRecord(
            Ids.next(),
            "persuasion",
            loop,
            loop.value(),
            new DivisionCode(Casework.GRID),
            "",
            List.of("33010912345", "33010912346"),
            List.of(Fact.open(Text.of("结果", "Result"), Text.same("已劝离"))));
    return RunningApp.bean(Codes.class).issue(act).orThrow().shortId();
  }

  @Test
  void aComplaintNamesTheActAndReachesSupervision() {
    String shortId = actOf(Casework.reported("被投诉的事"));
    problem(
        citizen.post(REPORT + "?form=" + form + "&about=NOSUCHACT000", report("投诉")),
        400,
        "bad-input",
        "about");
    JsonNode taken = read(reported(report("态度不好"), "&about=" + shortId), 201);
    JsonNode event = Casework.event(taken.path("id").asString());
    assertThat(event.path("words").asString()).startsWith("投诉执法行为 ").endsWith("：态度不好");
    assertThat(Program.of(Cast.atHome(LoopRoles.SUPERVISOR)).get("/api/v1/alerts").body())
        .contains("act-complained", event.path("number").asString());
  }

  @Test
  void oneReportComplainsOfOneAct() {
    JsonNode first = Casework.reported("第一件");
    JsonNode second = Casework.reported("第二件");
    Map<String, Object> report = report("态度不好");
    read(reported(report, "&about=" + actOf(first)), 201);
    String other = actOf(second);
    problem(reported(report, "&about=" + other), 409, "already-exists");
    String alerts = Program.of(Cast.atHome(LoopRoles.SUPERVISOR)).get("/api/v1/alerts").body();
    assertThat(alerts).contains("act-complained").doesNotContain(spoken(other));
  }

  /** Nor does anybody with nobody to call close it by a call. */
  @Test
  void aComplaintIsNotHandledByThoseItIsAbout() {
    Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
    JsonNode sent = Casework.sent(Casework.reported("当场处理"), officer);
    JsonNode taken = Casework.moved(Program.of(officer), sent, "ACCEPTED", Map.of());
    Casework.moved(
        Program.of(officer), taken, "HANDLED", Map.of("disposition", "SERVE", "note", "好了"));
    Map<String, Object> words = report("乱处理");
    words.remove("phone");
    words.remove("callBack");
    JsonNode complaint = read(reported(words, "&about=" + actOf(sent)), 201);
    JsonNode event = Casework.event(complaint.path("id").asString());
    JsonNode sorted = Casework.moved(Casework.desk(), event, "TRIAGED", Map.of("category", "0201"));
    Map<String, Object> to = new java.util.LinkedHashMap<>();
    to.put("entry", Ids.next());
    to.put("version", sorted.path("version").asInt());
    to.put("move", "DISPATCHED");
    to.put("to", officer.organisation());
    String moves = Casework.EVENTS + "/" + complaint.path("id").asString() + "/moves";
    problem(Casework.desk().post(moves, to), 400, "bad-input", "to");
    Cast.Member other = Cast.newcomer(CasesRoles.OFFICER);
    to.put("to", other.organisation());
    to.put("organisations", List.of(officer.organisation()));
    problem(Casework.desk().post(moves, to), 400, "bad-input", "to");
    to.remove("organisations");
    read(Casework.desk().post(moves, to), 200);
    JsonNode held =
        Casework.moved(
            Program.of(other),
            Casework.event(complaint.path("id").asString()),
            "ACCEPTED",
            Map.of());
    JsonNode done =
        Casework.moved(
            Program.of(other), held, "HANDLED", Map.of("disposition", "SERVE", "note", "已核实"));
    Map<String, Object> call = new java.util.LinkedHashMap<>();
    call.put("entry", Ids.next());
    call.put("version", done.path("version").asInt());
    call.put("move", "PASSED");
    call.put("way", "CALL");
    call.put("note", "。");
    problem(Casework.desk().post(moves, call), 400, "bad-input", "way");
  }

  /** A short id as people say it. */
  private static String spoken(String shortId) {
    return shortId.replaceAll("(.{4})(?=.)", "$1-");
  }

  @Test
  void programsThatFillInFormsAreTurnedAway() {
    String now = read(citizen.get(REPORT), 200).path("form").asString();
    problem(citizen.post(REPORT + "?form=" + now, report("太快")), 422, "refused");
    problem(citizen.post(REPORT, report("没有表单")), 422, "refused");
    problem(citizen.post(REPORT + "?form=1.forged", report("伪造")), 422, "refused");
  }

  private static void works(Visitor visitor, Answer refused) {
    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("retry-after"))).isPositive();
    visitor.saying("Nongchao-Work", Worker.solve(refused.header("nongchao-work")));
  }

  @Test
  void refusedReportsSilenceNobody() {
    read(reported(report("第一"), ""), 201); // as soon as a person could have written it
    Map<String, Object> nonsense = with(report("没有地方"), "division", "1");
    Program stranger = Program.nobody(address);
    for (int i = 0; i < 30; i++) {
      problem(stranger.post(REPORT + "?form=" + form, nonsense), 400, "bad-input", "division");
    }
    read(Program.nobody(address).post(REPORT + "?form=" + form, report("邻居")), 201);
  }

  @Test
  void aReportSentAgainCountsOnce() {
    Map<String, Object> report = report("网络不好");
    read(reported(report, ""), 201);
    for (int i = 0; i < 30; i++) read(reported(report, ""), 201);
  }

  @Test
  void whereManyReportWorkLetsThroughAndWhoeverReportedBeforeNeedsNone() {
    read(reported(report("第一"), ""), 201);
    for (int i = 1; i < 10; i++) {
      read(Program.nobody(address).post(REPORT + "?form=" + form, report("邻居")), 201);
    }
    Program next = Program.nobody(address);
    Answer refused = next.post(REPORT + "?form=" + form, report("太多"));
    problem(refused, 429, "too-many");
    assertThat(refused.body()).contains("try again in", "call 110");
    works(next.visitor(), refused);
    read(next.post(REPORT + "?form=" + form, report("太多")), 201);
    read(citizen.post(REPORT + "?form=" + form, report("又一件")), 201);
  }

  @Test
  void aStrangersNumberDoesNotShutItsOwnerOut() {
    Map<String, Object> report = report("冒用");
    report.put("phone", "139" + (10_000_000 + Math.floorMod(Ids.next().hashCode(), 80_000_000)));
    read(reported(report, ""), 201);
    for (int i = 1; i < 5; i++) {
      read(citizen.post(REPORT + "?form=" + form, with(report, "id", Ids.next())), 201);
    }
    Program owner = Program.nobody("203.0.113." + NETWORKS.incrementAndGet());
    Map<String, ?> own = with(report, "id", Ids.next());
    Answer refused = owner.post(REPORT + "?form=" + form, own);
    works(owner.visitor(), refused);
    read(owner.post(REPORT + "?form=" + form, own), 201);
    read(citizen.post(REPORT + "?form=" + form, report("无号码")), 201);
  }

  @Test
  void whatIsWrongIsNamed() {
    Map<String, Object> report = report("有误");
    String to = REPORT + "?form=" + form;
    problem(citizen.post(to, with(report, "id", null)), 400, "bad-input", "id");
    problem(citizen.post(to, with(report, "channel", "GRID")), 400, "bad-input", "channel");
    problem(reported(with(report, "words", ""), ""), 400, "bad-input", "words");
    problem(reported(with(report, "phone", "12"), ""), 400, "bad-input", "phone");
    JsonNode taken = read(reported(report, ""), 201);
    String code = taken.path("trackingCode").asString();
    Map<String, Object> wish = wish(code, tracked(code));
    wish.put("rating", 5);
    String rate = TRACK + "/rate";
    problem(citizen.post(rate, with(wish, "entry", null)), 400, "bad-input", "entry");
    problem(citizen.post(rate, with(wish, "version", null)), 400, "bad-input", "version");
    problem(citizen.post(rate, with(wish, "rating", 6)), 400, "bad-input", "rating");
  }

  @Test
  void codesCannotBeGuessedAndWhoeverHasTheRightOneIsLetThrough() {
    Map<String, String> wrong = Map.of("code", "AAAA-BBBB-CCCC");
    String right = read(reported(report("真的"), ""), 201).path("trackingCode").asString();
    Program guessing = Program.nobody(address);
    problem(guessing.post(TRACK, wrong), 400, "bad-input", "code");
    problem(guessing.post(TRACK, Map.of()), 400, "bad-input", "code");
    problem(guessing.post(TRACK + "/rate", Map.of()), 400, "bad-input", "code");
    problem(guessing.post(TRACK + "/reopen", wrong), 400, "bad-input", "code");
    assertThat(tracked(right).path("words").asString()).isEqualTo("真的");
    for (int i = 0; i < 26; i++) guessing.post(TRACK, wrong);
    problem(guessing.post(TRACK, wrong), 429, "too-many");
    // Whoever has guessed too often does not learn that a guess is right.
    Answer late = guessing.post(TRACK, Map.of("code", right));
    problem(late, 429, "too-many");
    // A device that had it before is let through, with this code and no other.
    assertThat(tracked(right).path("words").asString()).isEqualTo("真的");
    problem(citizen.post(TRACK, wrong), 429, "too-many");
    // Everybody else at the address works, once for each try.
    works(guessing.visitor(), late);
    assertThat(read(guessing.post(TRACK, Map.of("code", right)), 200).path("words").asString())
        .isEqualTo("真的");
    problem(guessing.post(TRACK, wrong), 429, "too-many");
  }

  /** On pages, from a network of its own. */
  private static Visitor browser() {
    return Visitor.anonymous().saying("X-Forwarded-For", "203.0.113." + NETWORKS.incrementAndGet());
  }

  @Test
  void onThePageACodeIsNoPartOfAnAddressAndAWrongOneCountsOnce() {
    String code = read(reported(report("不在地址里"), ""), 201).path("trackingCode").asString();
    String network = "203.0.113." + NETWORKS.incrementAndGet();
    Visitor page = Visitor.anonymous().saying("X-Forwarded-For", network);
    assertThat(page.get("/track?code=" + code).body()).doesNotContain("不在地址里");
    Answer found = page.post("/track", Map.of("code", code));
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.body()).contains("不在地址里").doesNotContain("form-report-tracked");
    assertThat(found.header("cache-control")).contains("no-store");
    for (int i = 0; i < 29; i++) {
      Answer wrong = page.post("/track", Map.of("code", "AAAA-BBBB-CCCC"));
      assertThat(wrong.status()).isEqualTo(422);
      assertThat(wrong.body()).contains("没有找到这个查询码", "AAAA-BBBB-CCCC");
    }
    assertThat(page.post("/track", Map.of("code", code)).status()).isEqualTo(200);
    assertThat(page.post("/track", Map.of("code", "AAAA-BBBB-CCCC")).status()).isEqualTo(422);
    Visitor neighbour = Visitor.anonymous().saying("X-Forwarded-For", network);
    Answer late = neighbour.post("/track", Map.of("code", code));
    assertThat(late.status()).isEqualTo(429);
    assertThat(late.body()).contains("尝试次数过多", "name=\"work\"").doesNotContain("不在地址里");
    assertThat(page.post("/track", Map.of("code", code)).body()).contains("不在地址里");
  }

  @Test
  void onThePageAReportIsTakenOnceItsCodeShownOnceAndProgramsTurnedAway() {
    Visitor page = browser();
    // A form's mark is of whole seconds: handed out late in one, it is old enough at once.
    Awaitility.await().until(() -> Clock.systemUTC().millis() % 1000 < 500);
    String shown = page.get("/report").body();
    Map<String, String> form = new LinkedHashMap<>();
    for (String name : List.of("id", "secret", "form")) {
      form.put(name, shown.replaceAll("(?s).*name=\"" + name + "\" value=\"([^\"]+)\".*", "$1"));
    }
    form.put("words", "页面上报");
    form.put("division", "330114003200");
    Answer quick = page.post("/report", form);
    assertThat(quick.status()).isEqualTo(422);
    assertThat(quick.body()).contains("提交过快", "页面上报", form.get("id"), form.get("secret"));
    Answer taken =
        Awaitility.await()
            .until(() -> page.post("/report", form), answer -> !answer.body().contains("提交过快"));
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.header("cache-control")).contains("no-store");
    String code = taken.body().replaceAll("(?s).*id=\"tracking-code\">([^<]+)<.*", "$1").strip();
    assertThat(page.post("/report", form).body()).contains(code);
    assertThat(tracked(code).path("words").asString()).isEqualTo("页面上报");
    Map<String, String> trapped = new LinkedHashMap<>(form);
    trapped.put("id", Ids.next().toString());
    trapped.put("website", "https://example.org");
    Answer machine = page.post("/report", trapped);
    assertThat(machine.status()).isEqualTo(422);
    assertThat(machine.body()).contains("提交未被接受").doesNotContain(code);
    // Nobody is held to a form that has grown old: the next one is new.
    Map<String, String> old = new LinkedHashMap<>(form);
    old.put("form", "1.forged");
    assertThat(page.post("/report", old).body()).contains("表单已过期").doesNotContain("1.forged");
  }

  @Test
  void aPageOfAnotherSiteCannotSendInAVisitorsName() {
    Visitor browser = Visitor.anonymous().saying("Origin", "https://elsewhere.example");
    browser.saying("Accept-Language", "en").saying("X-CSRF-TOKEN", "none");
    String form = "multipart/form-data; boundary=x";
    problem(browser.send("POST", "/api/v1/evidence", "--x--", form), 403, "not-allowed");
    problem(browser.send("POST", TRACK, "{}", "application/json"), 403, "not-allowed");
  }

  @Test
  void aDocumentWithoutEndIsNotReadToItsEnd() {
    List<String> many = Collections.nCopies(40_000, "0198c5a0-5a4e-7c3d-9a52-0f6f3c1f2b11");
    Map<String, Object> endless = with(report("没完没了"), "evidence", many);
    problem(citizen.post(REPORT + "?form=" + form, endless), 400, "bad-input");
  }

  @Test
  void aBrowserWithASessionMustShowItsToken() {
    Visitor browser = Visitor.signedIn(Cast.atHome(PeopleRoles.CITIZEN).session());
    browser.saying("Accept-Language", "en");
    problem(browser.send("POST", TRACK, "{}", "application/json"), 403, "not-allowed");
    browser.saying("X-CSRF-TOKEN", browser.csrf());
    assertThat(browser.send("POST", TRACK, "{}", "application/json").status()).isIn(400, 429);
  }
}
