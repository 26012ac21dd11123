package cn.nongchao.cases.web;

import static cn.nongchao.Casework.desk;
import static cn.nongchao.Casework.event;
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
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Confirmations;
import cn.nongchao.cases.Confirmations.Standing;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.MoveOrder;
import cn.nongchao.platform.Ids;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.IssuedCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Whoever is named as having acted is asked, and says so themselves or objects. */
class ConfirmingApiTest {

  private final Member handler = officer();
  private final Member second = Cast.licensed(Cast.colleague(handler, CasesRoles.OFFICER));

  private static Member officer() {
    return Cast.licensed(Cast.newcomer(CasesRoles.OFFICER));
  }

  private JsonNode accepted(List<UUID> assisting) {
    JsonNode sorted =
        moved(desk(), Casework.reported("占道经营"), "TRIAGED", Map.of("category", "0201"));
    Map<String, Object> to =
        Map.of("to", handler.organisation(), "person", handler.id(), "organisations", assisting);
    return moved(
        Program.of(handler), moved(desk(), sorted, "DISPATCHED", to), "ACCEPTED", Map.of());
  }

  private static Map<String, Object> act(Member... officers) {
    Map<String, Object> act = new LinkedHashMap<>();
    act.put("disposition", "ENFORCE");
    act.put("act", "CORRECTION_ORDERED");
    act.put("officers", Stream.of(officers).map(Member::id).toList());
    act.put("note", "当场责令改正");
    act.put("reply", "谢谢您，我们会再来看");
    return act;
  }

  private JsonNode handled(Member... officers) {
    return moved(Program.of(handler), accepted(List.of()), "HANDLED", act(officers));
  }

  private static Answer tried(Member by, JsonNode event, String move, Map<String, ?> more) {
    Map<String, Object> wish = new LinkedHashMap<>(more);
    wish.putIfAbsent("entry", Ids.next());
    wish.put("version", event.path("version").asInt());
    wish.put("move", move);
    return Program.of(by).post(Casework.EVENTS + "/" + id(event) + "/moves", wish);
  }

  private static String id(JsonNode event) {
    return event.path("id").asString();
  }

  /** Somebody is named in the reason, whose name is in no language. */
  private static void refusedByName(Answer answer, int status, String name) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(name);
  }

  private static LoopId loop(JsonNode event) {
    return new LoopId(UUID.fromString(id(event)));
  }

  private static boolean waitsFor(Member member, String box, JsonNode event) {
    return waitsFor(Program.of(member), box, event);
  }

  private static boolean waitsFor(Program program, String box, JsonNode event) {
    String query = "?turn=true&box=" + box + "&q=" + event.path("number").asString();
    return read(program.get("/api/v1/loops" + query), 200).path("items").size() == 1;
  }

  private static List<IssuedCode> codes(JsonNode event) {
    return RunningApp.bean(Codes.class).ofLoop(loop(event));
  }

  private static JdbcClient jdbc() {
    return RunningApp.bean(JdbcClient.class);
  }

  @Test
  void whoeverIsNamedIsAskedAtOnceAndEverythingElseWaits() {
    JsonNode handled = handled(handler, second);
    assertThat(handled.path("awaits").toString()).isEqualTo("[\"" + second.id() + "\"]");
    assertThat(waitsFor(second, "MINE", handled)).isTrue();
    assertThat(waitsFor(handler, "MINE", handled)).as("the one who recorded it").isFalse();
    assertThat(waitsFor(desk(), "SCOPE", handled)).as("the check").isFalse();
    assertThat(codes(handled)).isEmpty();
    Map<String, Object> passed = Map.of("way", "CALL", "note", "属实");
    Member checker = Cast.atHome(CasesRoles.DISPATCHER);
    problem(tried(checker, handled, "PASSED", passed), 422, "not-now");
    problem(tried(checker, handled, "FAILED", passed), 422, "not-now");

    JsonNode confirmed = read(tried(second, handled, "OFFICER_CONFIRMED", Map.of()), 200);
    assertThat(confirmed.path("stage").asString()).isEqualTo("HANDLED");
    assertThat(confirmed.path("awaits").size()).isZero();
    assertThat(waitsFor(second, "MINE", handled)).isFalse();
    assertThat(waitsFor(desk(), "SCOPE", handled)).isTrue();
    assertThat(codes(handled)).hasSize(1);
    read(tried(checker, confirmed, "PASSED", passed), 200);
  }

  @Test
  void thePublicReadsWhoConfirmedWhoActedAndNotTheAnswer() {
    JsonNode handled = handled(handler, second);
    read(tried(second, handled, "OFFICER_CONFIRMED", Map.of()), 200);
    IssuedCode code = codes(handled).getFirst();
    String short1 = Visitor.anonymous().get("/c/" + code.shortId()).body();
    String unit = "测试中队 " + handler.organisation();
    assertThat(short1).contains("本人填报", "本人确认", "河庄街道办事处", unit, "责令改正");
    assertThat(short1).doesNotContain("谢谢您，我们会再来看", "当场责令改正");
    assertThat(short1).contains("/verify#" + code.link());
    JsonNode act = read(Program.nobody("203.0.113.77").get("/api/v1/scans/" + code.shortId()), 200);
    assertThat(act.path("act").path("unit").asString()).isEqualTo(unit);
    String page =
        Visitor.signedIn(Cast.atHome(CasesRoles.DISPATCHER).session())
            .get("/events/" + id(handled) + "/print")
            .body();
    assertThat(page).contains("确认参与执法");
  }

  /** The code itself holds the firm, which is for those it concerns. */
  @Test
  void whoTypesTheShortIdAloneIsNotGivenTheFirm() {
    Map<String, Object> act = act(handler, second);
    act.put("subject", "91350100M000100Y43");
    JsonNode handled = moved(Program.of(handler), accepted(List.of()), "HANDLED", act);
    read(tried(second, handled, "OFFICER_CONFIRMED", Map.of()), 200);
    IssuedCode code = codes(handled).getFirst();
    String scanned = code.link().substring(code.link().indexOf("/c/"));
    assertThat(Visitor.anonymous().get(scanned).body()).contains("/verify#" + code.link());
    assertThat(Visitor.anonymous().get("/c/" + code.shortId()).body())
        .contains("本人确认")
        .doesNotContain("/verify#");
  }

  @Test
  void anObjectionReturnsItAndSupervisionIsTold() {
    JsonNode handled = handled(handler, second);
    problem(tried(second, handled, "OFFICER_OBJECTED", Map.of()), 400, "bad-input", "note");
    JsonNode back = read(tried(second, handled, "OFFICER_OBJECTED", Map.of("note", "当天我在休假")), 200);
    assertThat(back.path("stage").asString()).isEqualTo("HANDLING");
    assertThat(waitsFor(handler, "MINE", handled)).isTrue();
    assertThat(waitsFor(second, "MINE", handled)).isFalse();
    assertThat(codes(handled)).isEmpty();
    Program supervisor = Program.of(Cast.atHome(LoopRoles.SUPERVISOR));
    String told = read(supervisor.get("/api/v1/alerts?kind=officer-objected"), 200).toString();
    assertThat(told).contains(handled.path("number").asString(), "/events/" + id(handled));
    String page = Visitor.signedIn(handler.session()).get("/events/" + id(handled)).body();
    assertThat(page).contains("提出异议", "当天我在休假");
    // With whoever was there it goes on.
    Member third = Cast.licensed(Cast.colleague(handler, CasesRoles.OFFICER));
    JsonNode again = moved(Program.of(handler), back, "HANDLED", act(handler, third));
    read(tried(third, again, "OFFICER_CONFIRMED", Map.of()), 200);
    assertThat(codes(handled)).hasSize(1);
  }

  @Test
  void anotherSquadTakesPartByTheWordOfTheOneNamedAlone() {
    Member theirs = officer();
    Member theirLeader = Cast.colleague(theirs, LoopRoles.SQUAD_LEADER);
    JsonNode taken = accepted(List.of(theirs.organisation()));
    refusedByName(
        tried(handler, taken, "HANDLED", act(handler, officer())),
        400,
        "is of no unit that handles this or assists");
    JsonNode handled = moved(Program.of(handler), taken, "HANDLED", act(handler, theirs));
    assertThat(waitsFor(theirs, "MINE", handled)).isTrue();
    problem(tried(theirLeader, handled, "OFFICER_CONFIRMED", Map.of()), 403, "not-allowed");
    problem(tried(second, handled, "OFFICER_CONFIRMED", Map.of()), 403, "not-allowed");
    problem(tried(handler, handled, "OFFICER_CONFIRMED", Map.of()), 403, "not-allowed");
    problem(tried(officer(), handled, "OFFICER_CONFIRMED", Map.of()), 404, "not-found");
    assertThat(codes(handled)).isEmpty();
    read(tried(theirs, handled, "OFFICER_CONFIRMED", Map.of()), 200);
    assertThat(codes(handled)).hasSize(1);
  }

  @Test
  void nobodyIsASecondOfficerToThemselves() {
    JsonNode taken = accepted(List.of());
    problem(tried(handler, taken, "HANDLED", act(handler)), 400, "bad-input", "officers");
    problem(tried(handler, taken, "HANDLED", act(handler, handler)), 400, "bad-input", "officers");
  }

  @Test
  void whoeverHasLeftConfirmsNoMoreNorDoesASuccessorAndItIsTakenBack() {
    JsonNode handled = handled(handler, second);
    Member successor = Cast.licensed(Cast.colleague(handler, CasesRoles.OFFICER));
    // Handed over to another squad, with a grant there.
    Member elsewhere = officer();
    jdbc()
        .sql("update people.persons set organisation = ? where id = ?")
        .params(elsewhere.organisation(), second.id())
        .update();
    problem(tried(second, handled, "OFFICER_CONFIRMED", Map.of()), 403, "not-allowed");
    problem(tried(successor, handled, "OFFICER_CONFIRMED", Map.of()), 403, "not-allowed");
    // The last grant ended.
    jdbc()
        .sql("update people.persons set organisation = ? where id = ?")
        .params(handler.organisation(), second.id())
        .update();
    jdbc()
        .sql("update people.grants set valid_to = now() where person = ?")
        .param(second.id())
        .update();
    assertThat(tried(second, handled, "OFFICER_CONFIRMED", Map.of()).status()).isIn(401, 403, 404);
    assertThat(codes(handled)).isEmpty();
    // Nobody is stuck: whoever recorded it, or the desk, takes it back.
    problem(
        tried(successor, handled, "OFFICERS_WITHDRAWN", Map.of("note", "已调离")), 403, "not-allowed");
    JsonNode back =
        read(tried(handler, handled, "OFFICERS_WITHDRAWN", Map.of("note", "同事已调离")), 200);
    assertThat(back.path("stage").asString()).isEqualTo("HANDLING");
    JsonNode again = moved(Program.of(handler), back, "HANDLED", act(handler, successor));
    assertThat(waitsFor(successor, "MINE", again)).isTrue();
  }

  @Test
  void whoeverIsAskedDoesNotTakeItBackInSilence() {
    Member leader = Cast.licensed(Cast.colleague(handler, LoopRoles.SQUAD_LEADER));
    JsonNode handled = handled(handler, leader);
    problem(tried(leader, handled, "OFFICERS_WITHDRAWN", Map.of("note", "算了")), 403, "not-allowed");
    JsonNode confirmed = read(tried(leader, handled, "OFFICER_CONFIRMED", Map.of()), 200);
    // What all have confirmed has its code and is not taken back.
    problem(
        tried(handler, confirmed, "OFFICERS_WITHDRAWN", Map.of("note", "算了")), 403, "not-allowed");
  }

  @Test
  void aLicenceWithdrawnMeanwhileConfirmsNothingButMayObject() {
    JsonNode handled = handled(handler, second);
    jdbc().sql("delete from people.qualifications where person = ?").param(second.id()).update();
    refusedByName(
        tried(second, handled, "OFFICER_CONFIRMED", Map.of()),
        403,
        "had no law-enforcement licence on the day of the act");
    assertThat(codes(handled)).isEmpty();
    read(tried(second, handled, "OFFICER_OBJECTED", Map.of("note", "证件已被收回")), 200);
  }

  @Test
  void twoAtOnceBothCount() {
    Member third = Cast.licensed(Cast.colleague(handler, CasesRoles.OFFICER));
    JsonNode handled = handled(handler, second, third);
    List<Integer> answers =
        Stream.of(second, third)
            .map(one -> {
              Program.of(one); // tokens are made one after the other
              return CompletableFuture.supplyAsync(
                  () -> tried(one, handled, "OFFICER_CONFIRMED", Map.of()).status());
            })
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();
    assertThat(answers).containsExactly(200, 409);
    JsonNode now = event(id(handled));
    assertThat(now.path("awaits").size()).isEqualTo(1);
    assertThat(codes(handled)).isEmpty();
    boolean secondLeft = now.path("awaits").toString().contains(second.id().toString());
    UUID entry = Ids.next();
    Member left = secondLeft ? second : third;
    read(tried(left, now, "OFFICER_CONFIRMED", Map.of("entry", entry)), 200);
    read(tried(left, now, "OFFICER_CONFIRMED", Map.of("entry", entry)), 200);
    problem(tried(left, event(id(handled)), "OFFICER_CONFIRMED", Map.of()), 403, "not-allowed");
    assertThat(codes(handled)).hasSize(1);
    assertThat(Confirmations.words(RunningApp.bean(Loops.class).entries(loop(handled))))
        .extracting(Confirmations.Word::standing)
        .containsExactly(Standing.RECORDED, Standing.CONFIRMED, Standing.CONFIRMED);
  }

  /** A colleague who writes that it is done does not wash the hands that did it. */
  @Test
  void whoeverHadAHandInItDoesNotCheckItThoughAnotherSaysItIsDone() {
    Member both = Cast.also(Cast.colleague(handler, CasesRoles.OFFICER), CasesRoles.DISPATCHER);
    JsonNode event =
        moved(Program.of(both), accepted(List.of()), "STEP_RECORDED", Map.of("note", "已清理"));
    JsonNode handled =
        moved(Program.of(handler), event, "HANDLED", Map.of("disposition", "SERVE", "note", "清了"));
    Map<String, Object> passed = Map.of("way", "CALL", "note", "属实");
    problem(tried(both, handled, "PASSED", passed), 403, "not-allowed");
    read(tried(Cast.atHome(CasesRoles.DISPATCHER), handled, "PASSED", passed), 200);
  }

  /** As an installation before this version left it: nobody was asked, and it goes on. */
  @Test
  void whatWasHandledBeforeGoesOn() {
    JsonNode taken = accepted(List.of());
    Loops loops = RunningApp.bean(Loops.class);
    Loop loop = loops.find(loop(taken)).orElseThrow();
    Map<String, String> said =
        Map.of(
            "disposition", "ENFORCE",
            "act", "CORRECTION_ORDERED",
            "officers", handler.id() + "," + second.id());
    MoveOrder old = MoveOrder.of(Ids.next(), loop, EventMove.HANDLED, "责令改正").with(said);
    loops.move(old, Actor.of(handler.viewer())).orThrow();
    JsonNode handled = event(id(taken));
    assertThat(handled.path("awaits").size()).isZero();
    assertThat(waitsFor(desk(), "SCOPE", handled)).isTrue();
    assertThat(Confirmations.words(loops.entries(loop.id())))
        .extracting(Confirmations.Word::standing)
        .containsExactly(Standing.RECORDED, Standing.NAMED);
    JsonNode passed = moved(desk(), handled, "PASSED", Map.of("way", "CALL", "note", "属实"));
    moved(desk(), passed, "CLOSED", Map.of());
  }
}
