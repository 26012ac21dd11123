package cn.nongchao.people.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static cn.nongchao.Program.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.register.Transfers;
import cn.nongchao.platform.Ids;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A person moves to another unit: one act, and nothing they had in hand is with nobody. */
class TransferTest {

  private static final Cast.Member KEEPER = Cast.atHome(PeopleRoles.ADMINISTRATOR);

  private final Program admin = Program.of(KEEPER);
  private final UUID unit = Cast.newcomer(CasesRoles.OFFICER).organisation();
  private Cast.Member mover;
  private Cast.Member colleague;

  @BeforeEach
  void hired() {
    mover = Cast.newcomer(CasesRoles.OFFICER);
    colleague = Cast.colleague(mover, CasesRoles.OFFICER);
  }

  private JsonNode inHand() {
    JsonNode event = Casework.sent(Casework.reported("占道经营"), mover);
    return Casework.moved(Program.of(mover), event, "ACCEPTED", Map.of());
  }

  private Map<String, Object> wish(String... handOvers) {
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("id", Ids.next());
    wish.put("organisation", unit);
    wish.put("title", "队员");
    wish.put("roles", List.of(CasesRoles.OFFICER));
    wish.put("handOvers", List.of(handOvers));
    return wish;
  }

  private String path() {
    return "/api/v1/persons/" + mover.id();
  }

  private JsonNode file() {
    return read(admin.get(path()), 200);
  }

  private static String id(JsonNode event) {
    return event.path("id").asString();
  }

  private static UUID assignee(JsonNode event) {
    return RunningApp.bean(JdbcClient.class)
        .sql("select assignee from loop.loops where id = ?")
        .param(UUID.fromString(id(event)))
        .query(UUID.class)
        .optional()
        .orElse(null);
  }

  private static long inForce(JsonNode file, String what) {
    return Stream.of(file.path(what).valueStream().toArray(JsonNode[]::new))
        .filter(one -> one.path("to").isNull() || one.path("to").isMissingNode())
        .count();
  }

  /** Or their roles stay where they were, and what they had in hand with them. */
  @Test
  void nobodyIsOfAnotherUnitByAnEditOfTheirFile() {
    JsonNode file = file();
    Map<String, Object> edit = new LinkedHashMap<>();
    edit.put("name", file.path("name").asString());
    edit.put("login", file.path("login").asString());
    edit.put("organisation", unit);
    edit.put("active", true);
    edit.put("version", file.path("version").asInt());
    problem(admin.put(path(), edit), 400, "bad-input", "organisation");
    edit.put("organisation", mover.organisation());
    read(admin.put(path(), edit), 200);
  }

  @Test
  void whoMovesHandsOverWhatIsSaidKeepsTheRestAndFinishesIt() {
    JsonNode given = inHand();
    JsonNode back = inHand();
    JsonNode kept = inHand();
    JsonNode hanging = read(admin.get(path() + "/open-work"), 200);
    assertThat(hanging.valueStream().map(one -> one.path("id").asString()))
        .containsExactlyInAnyOrder(id(given), id(back), id(kept));

    Map<String, Object> wish = wish(id(given) + ":" + colleague.id(), id(back) + ":unit");
    read(admin.post(path() + "/move", wish), 200);
    JsonNode moved = file();
    assertThat(moved.path("organisation").asString()).isEqualTo(unit.toString());
    assertThat(inForce(moved, "posts")).isEqualTo(1);
    assertThat(inForce(moved, "grants")).isEqualTo(1);
    assertThat(assignee(given)).isEqualTo(colleague.id());
    assertThat(assignee(back)).isNull();
    assertThat(assignee(kept)).isEqualTo(mover.id());

    read(admin.post(path() + "/move", wish), 200);
    assertThat(file()).isEqualTo(moved);
    problem(admin.post(path() + "/move", with(wish, "title", "副队长")), 409, "already-exists", "id");

    JsonNode done =
        Casework.moved(
            Program.of(mover),
            kept,
            "HANDLED",
            Map.of("disposition", "MANAGE", "note", "已劝离", "reply", "已驶离"));
    assertThat(done.path("stage").asString()).isEqualTo("HANDLED");
  }

  @Test
  void whatCannotBeIsRefusedAndNothingOfItIsDone() {
    JsonNode event = inHand();
    JsonNode before = file();
    String move = path() + "/move";
    String stranger = id(event) + ":" + Cast.newcomer(CasesRoles.OFFICER).id();
    problem(admin.post(move, wish(stranger)), 400, "bad-input", "handOvers");
    problem(admin.post(move, wish(Ids.next() + ":unit")), 400, "bad-input", "handOvers");
    problem(
        admin.post(move, wish(id(event) + ":unit", id(event) + ":" + colleague.id())),
        400,
        "bad-input",
        "handOvers");
    problem(admin.post(move, with(wish(), "from", "2020-01-01")), 400, "bad-input", "from");
    UUID abroad = Cast.elsewhere(CasesRoles.OFFICER).organisation();
    problem(
        admin.post(move, with(wish(), "organisation", abroad)), 400, "bad-input", "organisation");
    Program away = Program.of(Cast.elsewhere(PeopleRoles.ADMINISTRATOR));
    problem(away.post(move, wish()), 404, "not-found");
    problem(away.get(path() + "/open-work"), 404, "not-found");
    assertThat(file()).isEqualTo(before);
    assertThat(assignee(event)).isEqualTo(mover.id());
  }

  @Test
  void aDayToComeIsWrittenNowAndTakesEffectThen() {
    JsonNode event = inHand();
    LocalDate day = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(9);
    Map<String, Object> wish = wish(id(event) + ":" + colleague.id());
    wish.put("from", day.toString());
    read(admin.post(path() + "/move", wish), 200);
    JsonNode ahead = file();
    assertThat(ahead.path("organisation").asString()).isEqualTo(mover.organisation().toString());
    assertThat(assignee(event)).isEqualTo(mover.id());
    assertThat(mover.viewer().organisations())
        .containsExactly(new OrganisationId(mover.organisation()));

    assertThat(RunningApp.bean(Transfers.class).onItsDay((UUID) wish.get("id")).isDone()).isTrue();
    assertThat(file().path("organisation").asString()).isEqualTo(unit.toString());
    assertThat(assignee(event)).isEqualTo(colleague.id());
    assertThat(RunningApp.bean(Transfers.class).onItsDay((UUID) wish.get("id")).isDone()).isFalse();
  }

  /** Of another unit by then, they would read on in a street where they have no role. */
  @Test
  void whoLeftMeanwhileTakesNothingOver() {
    JsonNode event = inHand();
    Map<String, Object> wish = wish(id(event) + ":" + colleague.id());
    wish.put("from", LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(9).toString());
    read(admin.post(path() + "/move", wish), 200);
    RunningApp.bean(JdbcClient.class)
        .sql("update people.persons set organisation = ? where id = ?")
        .params(Cast.elsewhere(CasesRoles.OFFICER).organisation(), colleague.id())
        .update();
    assertThat(RunningApp.bean(Transfers.class).onItsDay((UUID) wish.get("id")).isDone()).isTrue();
    assertThat(assignee(event)).isNull();
  }

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  private Map<String, Object> ahead(int days) {
    Map<String, Object> wish = wish();
    wish.put("from", TODAY.plusDays(days).toString());
    read(admin.post(path() + "/move", wish), 200);
    return wish;
  }

  private static List<String> lasting(JsonNode file, String what) {
    return file.path(what)
        .valueStream()
        .filter(one -> one.path("to").isNull() || one.path("to").isMissingNode())
        .map(one -> one.path("id").asString())
        .toList();
  }

  @Test
  void aMoveThatIsToComeIsCalledOffAndAllGoesOnAsBefore() {
    JsonNode before = file();
    Map<String, Object> wish = ahead(9);
    JsonNode waiting = file();
    assertThat(waiting.path("ahead").path(0).path("day").asString())
        .isEqualTo(TODAY.plusDays(9).toString());
    assertThat(lasting(waiting, "grants")).doesNotContainAnyElementsOf(lasting(before, "grants"));
    Visitor page = Visitor.signedIn(KEEPER.session());
    assertThat(page.get("/people/" + mover.id()).body()).contains("待调动", "取消这次调动", "改期");

    String cancel = path() + "/moves/" + wish.get("id") + "/cancel";
    problem(
        Program.of(Cast.elsewhere(PeopleRoles.ADMINISTRATOR)).post(cancel, Map.of()),
        404,
        "not-found");
    JsonNode after = read(admin.post(cancel, Map.of()), 200);
    assertThat(lasting(after, "grants")).isEqualTo(lasting(before, "grants"));
    assertThat(lasting(after, "posts")).isEqualTo(lasting(before, "posts"));
    assertThat(after.path("ahead").isEmpty()).isTrue();
    assertThat(RunningApp.bean(Transfers.class).onItsDay((UUID) wish.get("id")).isDone()).isFalse();
    problem(admin.post(cancel, Map.of()), 404, "not-found");
  }

  @Test
  void aMoveThatIsToComeIsPutOnAnotherDayOrMadeAtOnce() {
    Map<String, Object> wish = ahead(9);
    String day = path() + "/moves/" + wish.get("id") + "/day";
    problem(admin.post(day, Map.of("day", "2020-01-01")), 400, "bad-input", "day");
    String later = TODAY.plusDays(20).toString();
    JsonNode put = read(admin.post(day, Map.of("day", later)), 200);
    assertThat(put.path("ahead").path(0).path("day").asString()).isEqualTo(later);
    String begins =
        TODAY.plusDays(20).atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant().toString();
    assertThat(put.path("grants").valueStream().map(one -> one.path("from").asString()))
        .contains(begins);
    assertThat(put.path("grants").valueStream().map(one -> one.path("to").asString()))
        .contains(begins);

    JsonNode now = read(admin.post(day, Map.of("day", TODAY.toString())), 200);
    assertThat(now.path("organisation").asString()).isEqualTo(unit.toString());
    assertThat(now.path("ahead").isEmpty()).isTrue();
    assertThat(inForce(now, "grants")).isEqualTo(1);
    problem(admin.post(day, Map.of("day", later)), 404, "not-found");
  }

  @Test
  void twoWhoMoveOnePersonAtOnceLeaveOnePostAndOneGrant() {
    String move = path() + "/move";
    List<CompletableFuture<Integer>> both =
        Stream.of(wish(), wish())
            .map(wish -> CompletableFuture.supplyAsync(() -> admin.post(move, wish).status()))
            .toList();
    assertThat(both.stream().map(CompletableFuture::join)).containsOnly(200);
    assertThat(inForce(file(), "posts")).isEqualTo(1);
    assertThat(inForce(file(), "grants")).isEqualTo(1);
  }

  @Test
  void thePageShowsWhatIsInHandAndAsksWhoTakesIt() {
    JsonNode event = inHand();
    Visitor page = Visitor.signedIn(KEEPER.session());
    String move = "/people/" + mover.id() + "/move";
    assertThat(page.get(move).body())
        .contains(event.path("number").asString(), id(event) + ":" + colleague.id())
        .contains("退回原单位");
    Map<String, String> form =
        Map.of(
            "id",
            Ids.next().toString(),
            "organisation",
            unit.toString(),
            "title",
            "队员",
            "roles",
            CasesRoles.OFFICER,
            "handOvers",
            id(event) + ":unit");
    assertThat(page.post(move, form).sendsTo("/people/" + mover.id())).isTrue();
    assertThat(assignee(event)).isNull();
    Visitor desk = Visitor.signedIn(Cast.atHome(CasesRoles.DISPATCHER).session());
    assertThat(desk.get("/events/" + id(event)).body()).contains("移交", Cast.title("ADMINISTRATOR"));
  }
}
