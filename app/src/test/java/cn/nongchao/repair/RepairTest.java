package cn.nongchao.repair;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.SampleFiles;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.platform.Ids;
import cn.nongchao.proof.ActRecord;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.seal.status.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The repair of a finding through its doors, from the order to the end, and who may not. */
class RepairTest {

  private static final String REPAIRS = "/api/v1/repairs";
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  /** Who orders; their squad is in the home street. */
  private final Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);

  /** Who mends; in another squad of the same street. */
  private final Cast.Member mender = Cast.newcomer(LoopRoles.SQUAD_LEADER);

  private Map<String, Object> order() {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("id", Ids.next());
    order.put("what", "沿街店铺占道经营");
    order.put("how", "撤回店外货架，恢复人行道");
    order.put("place", Casework.GRID);
    order.put("unit", mender.organisation());
    order.put("until", TODAY.plusDays(3).toString());
    return order;
  }

  private JsonNode ordered(Map<String, Object> order) {
    return read(Program.of(officer).post(REPAIRS, order), 201);
  }

  private static String of(JsonNode repair) {
    return REPAIRS + "/" + repair.path("loop").path("id").asString();
  }

  private static Map<String, Object> move(String name, int version, Map<String, Object> said) {
    Map<String, Object> move = new LinkedHashMap<>(said);
    move.put("entry", Ids.next());
    move.put("version", version);
    move.put("move", name);
    return move;
  }

  /** As a JPEG begins, and nothing more. */
  private static final byte[] NO_PIXELS = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  private static UUID file(Cast.Member by, byte[] bytes) {
    JsonNode file = read(Program.of(by).upload("/api/v1/evidence", "a.jpg", bytes), 201);
    return UUID.fromString(file.path("id").asString());
  }

  private static UUID photo(Cast.Member by) {
    try {
      return file(by, SampleFiles.picture("jpg", 40, 30));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void isOrderedMendedCheckedAndClosed() {
    JsonNode repair = ordered(order());
    assertThat(repair.path("loop").path("stage").asString()).isEqualTo("ORDERED");
    assertThat(repair.path("facts").path("until").asString())
        .isEqualTo(TODAY.plusDays(3).toString());
    Program unit = Program.of(mender);
    assertThat(read(unit.get(of(repair)), 200).path("moves").toString()).contains("REPAIRED");
    Map<String, Object> mended = move("REPAIRED", 1, Map.of("note", "已撤回"));
    problem(unit.post(of(repair) + "/moves", mended), 400, "bad-input", "after");
    for (byte[] none : List.of("%PDF-1.7\n%%EOF".getBytes(US_ASCII), NO_PIXELS)) {
      mended.put("after", List.of(file(mender, none)));
      problem(unit.post(of(repair) + "/moves", mended), 400, "bad-input", "after");
    }
    mended.put("after", List.of(photo(mender)));
    JsonNode after = read(unit.post(of(repair) + "/moves", mended), 200);
    assertThat(after.path("loop").path("stage").asString()).isEqualTo("REPAIRED");
    Program again = Program.of(officer);
    Map<String, Object> looked = move("PASSED", 2, Map.of("way", "SITE", "note", "整洁"));
    problem(again.post(of(repair) + "/moves", looked), 400, "bad-input", "evidence");
    looked.put("way", "PHOTO");
    JsonNode closed = read(again.post(of(repair) + "/moves", looked), 200);
    assertThat(closed.path("loop").path("stage").asString()).isEqualTo("CLOSED");
  }

  @Test
  void whoeverOrderedItMayWriteDownTheAnswerOfAFirmButThenAnotherChecks() {
    JsonNode repair = ordered(order());
    Program ordering = Program.of(officer);
    Map<String, Object> mended = move("REPAIRED", 1, Map.of("note", "来电：已撤回"));
    mended.put("after", List.of(photo(officer)));
    read(ordering.post(of(repair) + "/moves", mended), 200);
    Map<String, Object> looked = move("PASSED", 2, Map.of("way", "PHOTO", "note", "整洁"));
    assertThat(ordering.post(of(repair) + "/moves", looked).status()).isIn(403, 422);
    Program desk = Program.of(Cast.atHome(CasesRoles.DISPATCHER));
    assertThat(
            read(desk.post(of(repair) + "/moves", looked), 200)
                .path("loop")
                .path("stage")
                .asString())
        .isEqualTo("CLOSED");
  }

  /** Whoever counts on the day has it; and what may take for ever is never late. */
  @Test
  void aPeriodIsNeitherShortenedNorWithoutEnd() {
    JsonNode repair = ordered(order());
    Program desk = Program.of(officer);
    for (LocalDate day : List.of(TODAY, TODAY.plusYears(11))) {
      Map<String, Object> wish = move("EXTENDED", 1, Map.of("until", day.toString(), "note", "改期"));
      problem(desk.post(of(repair) + "/moves", wish), 400, "bad-input", "until");
    }
    Map<String, Object> order = order();
    order.put("until", TODAY.plusYears(11).toString());
    problem(desk.post(REPAIRS, order), 400, "bad-input", "until");
  }

  @Test
  void isExtendedOnce() {
    JsonNode repair = ordered(order());
    Program desk = Program.of(officer);
    String later = TODAY.plusDays(10).toString();
    Map<String, Object> extended = move("EXTENDED", 1, Map.of("until", later, "note", "连日下雨"));
    JsonNode after = read(desk.post(of(repair) + "/moves", extended), 200);
    assertThat(after.path("facts").path("until").asString()).isEqualTo(later);
    // Sent twice, done once.
    assertThat(read(desk.post(of(repair) + "/moves", extended), 200).path("loop").path("version"))
        .isEqualTo(after.path("loop").path("version"));
    problem(
        desk.post(of(repair) + "/moves", move("EXTENDED", 2, Map.of("until", later, "note", "再延"))),
        422,
        "extended-before");
    Visitor page = Visitor.signedIn(officer.session());
    assertThat(page.get("/repairs/" + after.path("loop").path("id").asString()).body())
        .contains("已延长过一次");
  }

  @Test
  void hangsOnTheEventItCameFrom() {
    JsonNode event = Casework.reported("店外堆货 " + Ids.next());
    Map<String, Object> order = order();
    order.put("about", event.path("number").asString());
    Cast.Member desk = Cast.atHome(CasesRoles.DISPATCHER);
    JsonNode repair = read(Program.of(desk).post(REPAIRS, order), 201);
    assertThat(repair.path("about").asString()).isEqualTo(event.path("id").asString());
    String page =
        Visitor.signedIn(desk.session()).get("/events/" + event.path("id").asString()).body();
    assertThat(page).contains(repair.path("loop").path("number").asString());
    assertThat(page).contains("/repairs/new?about=" + event.path("id").asString());
  }

  /** A notice, since one person without a licence gives it; of whoever gave it, not of the firm. */
  @Test
  void aCodeStandsBehindTheOrderAndSaysWhatHoldsNow() {
    Codes codes = RunningApp.bean(Codes.class);
    JsonNode repair = ordered(order());
    LoopId id = LoopId.read(repair.path("loop").path("id").asString());
    IssuedCode first = codes.ofLoop(id).getFirst();
    assertThat(first.kind()).isEqualTo(ActRecord.NOTICE);
    assertThat(first.unit()).isEqualTo(new OrganisationId(officer.organisation()));
    Cast.Member boss = Cast.beside(mender.organisation(), LoopRoles.SQUAD_LEADER);
    assertThat(codes.revoke(first.act(), "不想整改", boss.viewer()).isDone()).isFalse();

    String later = TODAY.plusDays(10).toString();
    Program desk = Program.of(officer);
    read(
        desk.post(of(repair) + "/moves", move("EXTENDED", 1, Map.of("until", later, "note", "雨"))),
        200);
    assertThat(codes.find(first.act()).orElseThrow().status()).isEqualTo(Status.CORRECTED);
    IssuedCode second = standing(id);
    assertThat(second.facts().toString())
        .contains(later)
        .doesNotContain(order().get("until").toString());
    Map<String, Object> mended = move("REPAIRED", 2, Map.of("note", "好了"));
    mended.put("after", List.of(photo(mender)));
    read(Program.of(mender).post(of(repair) + "/moves", mended), 200);
    read(
        desk.post(of(repair) + "/moves", move("PASSED", 3, Map.of("way", "PHOTO", "note", ""))),
        200);
    assertThat(standing(id).facts().toString()).contains("已整改");

    JsonNode other = ordered(order());
    LoopId wrong = LoopId.read(other.path("loop").path("id").asString());
    read(desk.post(of(other) + "/moves", move("WITHDRAWN", 1, Map.of("note", "开错了"))), 200);
    assertThat(codes.ofLoop(wrong))
        .singleElement()
        .satisfies(code -> {
          assertThat(code.status()).isEqualTo(Status.REVOKED);
          assertThat(code.reason()).isEqualTo("开错了");
        });
  }

  private static IssuedCode standing(LoopId loop) {
    return RunningApp.bean(Codes.class).ofLoop(loop).stream()
        .filter(code -> code.status() == Status.VALID)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anIdThatIsAnothersOpensNothingAndMovesNothing() {
    JsonNode repair = ordered(order());
    LoopId id = LoopId.read(repair.path("loop").path("id").asString());
    UUID act = RunningApp.bean(Codes.class).ofLoop(id).getFirst().act();
    Map<String, Object> second = order();
    second.put("id", act);
    problem(Program.of(officer).post(REPAIRS, second), 422, "unfit-id", "id");
    Map<String, Object> later =
        move("EXTENDED", 1, Map.of("until", TODAY.plusDays(9).toString(), "note", "下雨"));
    later.put("entry", act);
    problem(Program.of(officer).post(of(repair) + "/moves", later), 422, "unfit-id", "entry");
    later.put("entry", Ids.next());
    read(Program.of(officer).post(of(repair) + "/moves", later), 200);
    second.put("id", later.get("entry"));
    problem(Program.of(officer).post(REPAIRS, second), 409, "already-exists", "id");
    second.put("id", Ids.next());
    JsonNode another = ordered(second);
    later.put("version", 1);
    problem(
        Program.of(officer).post(of(another) + "/moves", later), 409, "already-exists", "entry");
  }

  @Test
  void whatIsWrongIsSaidAtOnceAndInBothLanguages() {
    Map<String, Object> order = order();
    order.put("what", "x\u0000");
    order.put("place", "330114099");
    order.put("unit", Ids.next());
    order.put("until", "昨天");
    String huge = "{\"what\":1e-2147483648}";
    problem(Program.of(officer).post(REPAIRS, huge, "application/json"), 400, "bad-input");
    problem(
        Program.of(officer).post(REPAIRS, order),
        400,
        "bad-input",
        "what",
        "place",
        "unit",
        "until");
    Visitor page = Visitor.signedIn(officer.session());
    var again = page.post("/repairs", Map.of("what", "某处", "until", "昨天"));
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.body()).contains("某处", "不是日期", "form-summary");
  }

  @Test
  void nobodyFromElsewhereOrdersReadsOrMoves() {
    JsonNode repair = ordered(order());
    Program away = Program.of(Cast.elsewhere(CasesRoles.DISPATCHER));
    problem(away.get(of(repair)), 404, "not-found");
    problem(
        away.post(of(repair) + "/moves", move("WITHDRAWN", 1, Map.of("note", "x"))),
        404,
        "not-found");
    problem(away.post(REPAIRS, order()), 400, "bad-input", "place", "unit");
    // A third squad of the same street sees nothing of it either, and may not mend it.
    Program other = Program.of(Cast.newcomer(CasesRoles.OFFICER));
    problem(other.get(of(repair)), 404, "not-found");
    // Whoever has it in hand may not close it.
    problem(
        Program.of(mender).post(of(repair) + "/moves", move("WITHDRAWN", 1, Map.of("note", "x"))),
        403,
        "not-allowed");
  }

  @Test
  void itsListFiltersCountsAndGoesOut() {
    JsonNode repair = ordered(order());
    String number = repair.path("loop").path("number").asString();
    Program program = Program.of(officer);
    JsonNode found = read(program.get(REPAIRS + "?q=" + number), 200);
    assertThat(found.path("items").size()).isEqualTo(1);
    problem(program.get(REPAIRS + "?stage=NOWHERE"), 400, "bad-input", "stage");
    assertThat(program.get(REPAIRS + ".csv?q=" + number).body()).contains(number);
    Visitor page = Visitor.signedIn(officer.session());
    assertThat(page.get("/repairs?q=" + number).body()).contains(number, "/repairs/new");
    String address = "/repairs/" + repair.path("loop").path("id").asString();
    assertThat(page.get(address + "/print").body()).contains(number, "撤回店外货架");
    assertThat(page.get(address).body()).as("the code behind the order").contains("/codes/");
  }
}
