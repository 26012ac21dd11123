package cn.nongchao.lending;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.LendingApp;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.platform.Ids;
import cn.nongchao.proof.PublicLog;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.receipt.ReceiptCheck;
import cn.nongchao.seal.tlog.TrustedLog;
import jakarta.validation.ValidatorFactory;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A kind that is one file of tests has all that its declaration promises. */
class LoanTest extends LendingApp {

  private static final String LOANS = "/api/v1/loans";
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  /** Who lends. */
  private final Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);

  /** Who borrows. */
  private final Cast.Member leader = Cast.newcomer(LoopRoles.SQUAD_LEADER);

  private Map<String, Object> lent(String item) {
    Map<String, Object> lent = new LinkedHashMap<>();
    lent.put("id", Ids.next());
    lent.put("item", item);
    lent.put("unit", leader.organisation());
    lent.put("place", Cast.HOME);
    lent.put("until", TODAY.plusDays(2).toString());
    lent.put("parts", List.of(Map.of("name", "电池", "count", 2)));
    return lent;
  }

  private JsonNode open(String item) {
    return read(Program.of(officer).post(LOANS, lent(item)), 201);
  }

  private static String id(JsonNode loan) {
    return loan.path("loop").path("id").asString();
  }

  private static Map<String, Object> back(int version, String condition) {
    Map<String, Object> back = new LinkedHashMap<>();
    back.put("entry", Ids.next());
    back.put("version", version);
    back.put("move", "GIVEN_BACK");
    back.put("condition", condition);
    return back;
  }

  @Test
  void isLentAndGivenBack() {
    Map<String, Object> lent = lent("对讲机 " + Ids.next());
    Answer first = Program.of(officer).post(LOANS, lent);
    JsonNode loan = read(first, 201);
    assertThat(first.header("location")).isEqualTo(LOANS + "/" + id(loan));
    assertThat(id(loan)).isEqualTo(lent.get("id").toString());
    assertThat(id(read(Program.of(officer).post(LOANS, lent), 201))).isEqualTo(id(loan));
    assertThat(loan.path("facts").path("item").asString()).isEqualTo(lent.get("item"));
    Program borrower = Program.of(leader);
    assertThat(read(borrower.get(LOANS + "/" + id(loan)), 200).path("moves").toString())
        .contains("GIVEN_BACK", "LOST");
    String moves = LOANS + "/" + id(loan) + "/moves";
    problem(borrower.post(moves, back(1, "SUNK")), 400, "bad-input", "condition");
    problem(borrower.post(moves, back(1, "broken")), 400, "bad-input", "damage");
    Map<String, Object> odd = back(1, "WHOLE");
    odd.put("move", "EATEN");
    problem(borrower.post(moves, odd), 400, "bad-input", "move");
    problem(borrower.post(moves, back(7, "WHOLE")), 409, "moved-first");
    Map<String, Object> broken = back(1, "broken");
    broken.put("damage", "天线");
    broken.put("note", "摔过");
    JsonNode after = read(borrower.post(moves, broken), 200);
    assertThat(after.path("loop").path("stage").asString()).isEqualTo("RETURNED");
    assertThat(after.path("facts").path("condition").asString()).isEqualTo("BROKEN");
    assertThat(read(borrower.post(moves, broken), 200).path("loop").path("version"))
        .isEqualTo(after.path("loop").path("version"));
    String page = Visitor.signedIn(officer.session()).get("/loans/" + id(loan)).body();
    assertThat(page).contains("天线", "摔过", "损坏", "电池", "已归还");
  }

  @Test
  void whatIsWrongIsSaidByBothDoors() {
    Map<String, Object> lent = lent("");
    lent.put("place", Cast.AWAY);
    lent.put("until", TODAY.minusDays(1).toString());
    lent.put("parts", List.of(Map.of("name", "", "count", "x")));
    String[] fields = {"item", "place", "until", "parts/0/name", "parts/0/count"};
    problem(Program.of(officer).post(LOANS, lent), 400, "bad-input", fields);
    Map<String, String> typed = new LinkedHashMap<>();
    typed.put("item", "");
    typed.put("unit", leader.organisation().toString());
    typed.put("place", Cast.AWAY);
    typed.put("until", TODAY.minusDays(1).toString());
    typed.put("parts/0/name", "");
    typed.put("parts/0/count", "x");
    Answer page = Visitor.signedIn(officer.session()).post("/loans", typed);
    assertThat(page.status()).isEqualTo(422);
    for (String field : fields) {
      assertThat(page.body()).as(field).contains("href=\"#open-" + field.replace('/', '-') + "\"");
    }
    assertThat(page.body()).contains("value=\"x\"", TODAY.minusDays(1).toString());
  }

  @Test
  void nobodyFromElsewhereLendsReadsOrMoves() {
    JsonNode loan = open("警示灯");
    Program away = Program.of(Cast.elsewhere(CasesRoles.OFFICER));
    problem(away.get(LOANS + "/" + id(loan)), 404, "not-found");
    problem(away.post(LOANS + "/" + id(loan) + "/moves", back(1, "WHOLE")), 404, "not-found");
    problem(away.post(LOANS, lent("偷借")), 400, "bad-input", "unit", "place");
    problem(Program.of(Cast.atHome(CasesRoles.CLERK)).post(LOANS, lent("x")), 403, "not-allowed");
    problem(Program.nobody("203.0.113.40").get(LOANS), 401, "not-signed-in");
  }

  @Test
  void itsListIsFilteredAndGoesOut() {
    String item = "测速仪" + Ids.next();
    String number = open(item).path("loop").path("number").asString();
    Program program = Program.of(officer);
    JsonNode found = read(program.get(LOANS + "?q=" + number), 200);
    assertThat(found.path("items").size()).isEqualTo(1);
    assertThat(found.path("items").path(0).path("facts").path("item").asString()).isEqualTo(item);
    assertThat(read(program.get(LOANS + "?state=CLOSED&q=" + number), 200).path("items").size())
        .isZero();
    problem(program.get(LOANS + "?stage=NOWHERE"), 400, "bad-input", "stage");
    problem(program.get(LOANS + "?colour=red"), 400, "bad-input", "colour");
    assertThat(program.get(LOANS + ".csv?q=" + number).body()).contains(number, item);
    Answer sheet = program.get(LOANS + ".xlsx?q=" + number);
    assertThat(sheet.status()).isEqualTo(200);
    assertThat(sheet.header("content-type")).contains("spreadsheetml");
    Visitor page = Visitor.signedIn(officer.session());
    assertThat(page.get("/loans?q=" + number).body()).contains(number, item, "/loans/new");
    assertThat(page.get("/loans?stage=LENT&q=" + number).body()).contains(number);
    assertThat(page.get("/loans?stage=LOST&q=" + number).body()).doesNotContain(item);
    assertThat(page.get("/inbox").body()).as("menu").contains("href=\"/loans\"", "借用登记");
    assertThat(Visitor.signedIn(Cast.atHome(CasesRoles.CLERK).session()).get("/inbox").body())
        .doesNotContain("href=\"/loans\"");
  }

  @Test
  void itWaitsInTheBoxOfWhoeverHasIt() {
    String number = open("望远镜").path("loop").path("number").asString();
    String query = "?turn=true&box=SQUAD&q=" + number;
    assertThat(read(Program.of(leader).get("/api/v1/loops" + query), 200).path("items").size())
        .isEqualTo(1);
    String inbox = Visitor.signedIn(leader.session()).get("/inbox?box=SQUAD&q=" + number).body();
    assertThat(inbox).contains(number, "望远镜", "借用登记", "/loans/");
    assertThat(
            read(Program.of(Cast.newcomer(CasesRoles.OFFICER)).get("/api/v1/loops" + query), 200)
                .path("items")
                .size())
        .isZero();
  }

  /** The stage has no limit of its own: the day it is to be back by counts. */
  @Test
  void whatIsNotBackInTimeIsRaised() {
    JsonNode loan = open("无人机");
    assertThat(loan.path("loop").path("due").asString()).isNotEmpty();
    RunningApp.bean(JdbcClient.class)
        .sql("update loop.loops set due = now() - interval '1 hour', rank = 1 where id = ?::uuid")
        .param(id(loan))
        .update();
    Awaitility.await()
        .until(() ->
            Visitor.signedIn(officer.session())
                .get("/loans/" + id(loan))
                .body()
                .contains("已超期升级 1 次"));
  }

  @Test
  void itsEntriesAreSealed() throws Exception {
    JsonNode loan = open("执法记录仪");
    Map<String, Object> lost =
        Map.of("entry", Ids.next(), "version", 1, "move", "LOST", "note", "掉进河里");
    read(Program.of(leader).post(LOANS + "/" + id(loan) + "/moves", lost), 200);
    Program program = Program.of(officer);
    String address = "/api/v1/receipts/" + lost.get("entry");
    Awaitility.await().until(() -> program.get(address).status() == 200);
    String receipt = program.get(address).body();
    assertThat(receipt).contains("掉进河里");
    PublicLog log = RunningApp.bean(PublicLog.class);
    List<VerifierKey> keys = new ArrayList<>();
    for (String key : log.verifierKeys()) keys.add(VerifierKey.parse(key));
    TrustedLog ours = TrustedLog.of(log.origin(), keys);
    assertThat(ReceiptCheck.check(receipt.getBytes(StandardCharsets.UTF_8), ours))
        .isInstanceOf(Verdict.Genuine.class);
    String altered = receipt.replace("掉进河里", "卖给别人");
    assertThat(ReceiptCheck.check(altered.getBytes(StandardCharsets.UTF_8), ours))
        .isInstanceOf(Verdict.NotGenuine.class);
  }

  @Test
  void itIsDescribedToPrograms() {
    JsonNode paths = read(Program.of(officer).get("/openapi.json"), 200).path("paths");
    JsonNode opening = schema(paths.path(LOANS));
    assertThat(opening.path("required").toString())
        .contains("id", "item", "unit", "place", "until");
    assertThat(opening.path("properties").path("item").path("maxLength").asInt()).isEqualTo(80);
    assertThat(opening.path("properties").path("parts").path("items").path("required").toString())
        .contains("name", "count");
    JsonNode move = schema(paths.path(LOANS + "/{id}/moves")).path("properties");
    assertThat(move.path("move").path("enum").toString()).isEqualTo("[\"GIVEN_BACK\",\"LOST\"]");
    assertThat(move.path("condition").path("enum").toString()).isEqualTo("[\"WHOLE\",\"BROKEN\"]");
    assertThat(paths.path(LOANS).path("get").isObject()).isTrue();
    assertThat(paths.path(LOANS + "/{id}").path("get").isObject()).isTrue();
  }

  private static JsonNode schema(JsonNode path) {
    return path.path("post")
        .path("requestBody")
        .path("content")
        .path("application/json")
        .path("schema");
  }

  /** Whatever country the machine believes to be in. */
  @Test
  void daysPassByTheClockOfTheInstallation() {
    assertThat(
            RunningApp.bean(ValidatorFactory.class).getClockProvider().getClock().getZone().getId())
        .isEqualTo("Asia/Shanghai");
  }

  @Test
  void isPrinted() {
    JsonNode loan = open("扩音器");
    String paper = Visitor.signedIn(officer.session()).get("/loans/" + id(loan) + "/print").body();
    assertThat(paper).contains("扩音器", loan.path("loop").path("number").asString(), "电池");
  }
}
