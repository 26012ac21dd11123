package cn.nongchao.command.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static cn.nongchao.Program.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A program blows the whistle, a squad's program reports in, the call is ended. */
class WhistleApiTest {

  private static final String WHISTLES = "/api/v1/whistles";

  private static Division place;
  private static Cast.Member first;
  private static Cast.Member second;

  /** One for each test: nobody has many calls open. */
  private final Program desk = Program.of(Cast.newcomer(CasesRoles.DISPATCHER));

  @BeforeAll
  static void programs() {
    place =
        RunningApp.bean(Divisions.class)
            .below(new DivisionCode(Cast.HOME), Division.Level.GRID)
            .getFirst();
    first = Cast.newcomer(CasesRoles.OFFICER);
    second = Cast.newcomer(LoopRoles.SQUAD_LEADER);
  }

  private static Map<String, Object> wish(Cast.Member... units) {
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("id", Ids.next());
    wish.put("title", "渣土倾倒需联合处置");
    wish.put("note", "带执法记录仪");
    wish.put("division", place.code().value());
    wish.put("lat", place.lat());
    wish.put("lon", place.lon());
    wish.put("radius", 300);
    wish.put("minutes", 30);
    wish.put("units", Stream.of(units).map(Cast.Member::organisation).toList());
    return wish;
  }

  private JsonNode called() {
    return read(desk.post(WHISTLES, wish(first, second)), 201);
  }

  /** The whistle of this member's squad. */
  private static JsonNode of(JsonNode whole, Cast.Member member) {
    return StreamSupport.stream(whole.path("units").spliterator(), false)
        .filter(unit ->
            unit.path("whistle")
                .path("organisation")
                .asString()
                .equals(member.organisation().toString()))
        .findFirst()
        .orElseThrow();
  }

  private static String path(JsonNode unit) {
    return WHISTLES + "/" + unit.path("whistle").path("id").asString();
  }

  private static Map<String, Object> arriving(JsonNode unit) {
    Map<String, Object> arriving = new LinkedHashMap<>();
    arriving.put("entry", Ids.next());
    arriving.put("version", unit.path("whistle").path("version").asInt());
    arriving.put("lat", place.lat());
    arriving.put("lon", place.lon());
    arriving.put("accuracy", 8);
    return arriving;
  }

  @Test
  void unitsAreCalledReportInAndAreSentHome() {
    Answer answer = desk.post(WHISTLES, wish(first, second));
    JsonNode whole = read(answer, 201);
    assertThat(answer.header("location"))
        .isEqualTo(WHISTLES + "/" + whole.path("whistle").path("id").asString());
    assertThat(whole.path("units").size()).isEqualTo(2);
    assertThat(whole.path("call").path("minutes").asInt()).isEqualTo(30);
    assertThat(whole.path("whistle").path("stage").asString()).isEqualTo("CALLED");

    JsonNode unit = of(whole, first);
    Program officer = Program.of(first);
    assertThat(officer.get(WHISTLES).body())
        .contains(unit.path("whistle").path("number").asString());
    JsonNode seen = read(officer.get(path(unit)), 200);
    assertThat(seen.path("moves").toString()).contains("REPORTED_IN");

    JsonNode there = read(officer.post(path(unit) + "/report-in", arriving(unit)), 200);
    assertThat(there.path("whistle").path("stage").asString()).isEqualTo("PRESENT");
    JsonNode arrival = of(there, first).path("arrival");
    assertThat(arrival.path("metres").asInt()).isZero();
    assertThat(arrival.path("inside").asBoolean()).isTrue();
    assertThat(of(there, second).path("arrival").isNull()).isTrue();

    Map<String, String> why = Map.of("note", "已处置完毕");
    JsonNode over = read(desk.post(path(unit) + "/end", why), 200);
    assertThat(of(over, first).path("whistle").path("stage").asString()).isEqualTo("DONE");
    assertThat(of(over, second).path("whistle").path("stage").asString()).isEqualTo("RELEASED");
    // Ended twice is ended once.
    JsonNode again = read(desk.post(path(unit) + "/end", why), 200);
    assertThat(again.path("whistle").path("version"))
        .isEqualTo(over.path("whistle").path("version"));
  }

  @Test
  void theSameIdTwiceIsOneCall() {
    Map<String, Object> wish = wish(first, second);
    JsonNode once = read(desk.post(WHISTLES, wish), 201);
    JsonNode again = read(desk.post(WHISTLES, wish), 201);
    assertThat(again.path("units")).isEqualTo(once.path("units"));
    Program other = Program.of(Cast.newcomer(CasesRoles.DISPATCHER));
    problem(other.post(WHISTLES, wish), 409, "already-exists");
  }

  @Test
  void theSameEntryTwiceIsOneArrival() {
    JsonNode unit = of(called(), first);
    Map<String, Object> arriving = arriving(unit);
    Program officer = Program.of(first);
    JsonNode once = read(officer.post(path(unit) + "/report-in", arriving), 200);
    JsonNode again = read(officer.post(path(unit) + "/report-in", arriving), 200);
    assertThat(again).isEqualTo(once);
    problem(officer.post(path(unit) + "/report-in", arriving(unit)), 409, "moved-first");
  }

  @Test
  void thePlaceIsWhatThePositionSaysOrTheGridChosen() {
    JsonNode whole = read(desk.post(WHISTLES, with(wish(first), "division", null)), 201);
    assertThat(whole.path("call").path("division").asString()).isEqualTo(place.code().value());
    JsonNode unit = of(whole, first);
    Map<String, ?> chosen = with(with(arriving(unit), "lat", null), "lon", null);
    JsonNode there =
        read(
            Program.of(first)
                .post(path(unit) + "/report-in", with(chosen, "grid", place.code().value())),
            200);
    assertThat(of(there, first).path("arrival").path("inside").asBoolean()).isTrue();
  }

  @Test
  void whatIsWrongWithACallIsNamed() {
    Map<String, Object> wish = wish(first);
    refused(with(wish, "id", null), "id");
    refused(with(wish, "title", " "), "title");
    refused(with(wish, "units", List.of()), "units");
    refused(with(wish, "units", List.of(Ids.next())), "units");
    refused(with(wish, "units", "all"), "units");
    Cast.Member afar = Cast.elsewhere(CasesRoles.OFFICER);
    refused(with(wish, "units", List.of(afar.organisation())), "units");
    refused(with(wish, "minutes", 4), "minutes");
    refused(with(wish, "minutes", null), "minutes");
    refused(with(wish, "radius", 19), "radius");
    refused(with(wish, "lat", 95), "position");
    refused(with(wish, "lon", null), "position");
    refused(with(wish, "division", "x"), "division");
    refused(with(wish, "division", Cast.HOME + "999"), "division");
    refused(with(wish, "about", Ids.next()), "about");
    // Somebody's place, but not the caller's.
    refused(with(wish, "division", Cast.AWAY), "division");
  }

  @Test
  void atMostThirtyUnitsAreCalledAtOnce() {
    JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
    List<UUID> units = Stream.generate(Ids::next).limit(31).toList();
    for (UUID unit : units) {
      jdbc.sql("insert into people.organisations (id, name, kind, division) values (?,?,'firm',?)")
          .params(unit, "测试商户 " + unit, Cast.HOME)
          .update();
    }
    refused(with(wish(), "units", units), "units");
    read(desk.post(WHISTLES, with(wish(), "units", units.subList(1, 31))), 201);
    jdbc.sql("update people.organisations set active = false where name like '测试商户 %'").update();
  }

  private void refused(Map<String, ?> wish, String field) {
    problem(desk.post(WHISTLES, wish), 400, "bad-input", field);
  }

  @Test
  void whatIsWrongWithAnArrivalOrAnEndIsNamed() {
    JsonNode unit = of(called(), first);
    Program officer = Program.of(first);
    String reportIn = path(unit) + "/report-in";
    Map<String, Object> arriving = arriving(unit);
    problem(officer.post(reportIn, with(arriving, "entry", null)), 400, "bad-input", "entry");
    problem(officer.post(reportIn, with(arriving, "version", null)), 400, "bad-input", "version");
    problem(officer.post(reportIn, with(arriving, "lat", 91)), 400, "bad-input", "position");
    problem(officer.post(reportIn, with(arriving, "accuracy", -1)), 400, "bad-input", "accuracy");
    Map<String, ?> nowhere = with(with(arriving, "lat", null), "lon", null);
    problem(officer.post(reportIn, nowhere), 400, "bad-input", "position");
    problem(officer.post(reportIn, with(nowhere, "grid", "33")), 400, "bad-input", "grid");
    // Units that have not come are not released without a word.
    problem(desk.post(path(unit) + "/end", Map.of()), 400, "bad-input", "note");
    JsonNode now = read(officer.get(path(unit)), 200);
    assertThat(now.path("whistle")).isEqualTo(unit.path("whistle"));
  }

  @Test
  void onlyThoseCalledReportInAndOnlyTheCallerEnds() {
    JsonNode whole = called();
    JsonNode unit = of(whole, first);
    problem(desk.post(path(unit) + "/report-in", arriving(unit)), 403, "not-allowed");
    Program officer = Program.of(first);
    problem(officer.post(path(unit) + "/end", Map.of("note", "回家")), 403, "not-allowed");
    problem(officer.post(WHISTLES, wish(second)), 403, "not-allowed");
    problem(Program.of(Cast.atHome(PeopleRoles.CITIZEN)).get(WHISTLES), 403, "not-allowed");
  }

  @Test
  void whoCanBeCalledIsListedByPlace() {
    String callable = WHISTLES + "/callable";
    assertThat(desk.get(callable).body()).contains(first.organisation().toString());
    JsonNode there = read(desk.get(callable + "?division=" + place.code()), 200);
    assertThat(there.path("items").toString())
        .contains(first.organisation().toString(), second.organisation().toString());
    assertThat(read(desk.get(callable + "?division=" + Cast.AWAY), 200).toString())
        .doesNotContain(first.organisation().toString());
    problem(desk.get(callable + "?division=x"), 400, "bad-input", "division");
    problem(Program.of(first).get(callable), 403, "not-allowed");
  }

  @Test
  void aUnitIsSentBackNotedAndReleasedByItsWhistle() {
    JsonNode unit = of(called(), first);
    Program officer = Program.of(first);
    JsonNode there = of(read(officer.post(path(unit) + "/report-in", arriving(unit)), 200), first);
    Map<String, Object> back = move(there, "SENT_BACK", "现场无人");
    problem(officer.post(moves(unit), back), 403, "not-allowed");
    JsonNode once = read(desk.post(moves(unit), back), 200);
    assertThat(once.path("loop").path("stage").asString()).isEqualTo("CALLED");
    assertThat(read(desk.post(moves(unit), back), 200).path("loop")).isEqualTo(once.path("loop"));
    JsonNode units = read(desk.get(path(unit) + "/units"), 200).path("items");
    assertThat(units.size()).isEqualTo(2);
    JsonNode now =
        StreamSupport.stream(units.spliterator(), false)
            .filter(one -> one.path("whistle").path("id").equals(unit.path("whistle").path("id")))
            .findFirst()
            .orElseThrow();
    problem(desk.post(moves(unit), move(now, "RELEASED", "")), 400, "bad-input", "note");
    JsonNode gone = read(desk.post(moves(unit), move(now, "RELEASED", "不必来了")), 200);
    assertThat(gone.path("loop").path("stage").asString()).isEqualTo("RELEASED");
    Program away = Program.of(Cast.elsewhere(CasesRoles.DISPATCHER));
    problem(away.get(path(unit) + "/units"), 404, "not-found");
  }

  @Test
  void reportingInSaysWhereFromAtEveryDoor() {
    JsonNode unit = of(called(), first);
    Program officer = Program.of(first);
    problem(officer.post(moves(unit), move(unit, "REPORTED_IN", "")), 400, "bad-input", "position");
    String own = path(unit) + "/moves";
    problem(officer.post(own, move(unit, "REPORTED_IN", "")), 400, "bad-input", "position");
    Map<String, ?> arriving = with(arriving(unit), "move", "REPORTED_IN");
    JsonNode there = read(officer.post(own, arriving), 200);
    assertThat(there.path("whistle").path("stage").asString()).isEqualTo("PRESENT");
  }

  @Test
  void aSixthOpenCallIsRefusedInWords() {
    for (int i = 0; i < 5; i++) read(desk.post(WHISTLES, wish(first)), 201);
    problem(desk.post(WHISTLES, wish(first)), 422, "too-many-open");
  }

  private static String moves(JsonNode unit) {
    return "/api/v1/loops/" + unit.path("whistle").path("id").asString() + "/moves";
  }

  private static Map<String, Object> move(JsonNode unit, String move, String note) {
    int version = unit.path("whistle").path("version").asInt();
    return Map.of("entry", Ids.next(), "version", version, "move", move, "note", note);
  }

  @Test
  void anotherStreetsProgramFindsNothing() {
    JsonNode unit = of(called(), first);
    Program away = Program.of(Cast.elsewhere(CasesRoles.DISPATCHER));
    problem(away.get(path(unit)), 404, "not-found");
    problem(away.post(path(unit) + "/report-in", arriving(unit)), 404, "not-found");
    problem(away.post(path(unit) + "/end", Map.of("note", "x")), 404, "not-found");
    problem(away.post(WHISTLES, wish(first)), 400, "bad-input", "units");
    UUID id = Ids.next();
    problem(desk.get(WHISTLES + "/" + id), 404, "not-found");
    assertThat(read(away.get(WHISTLES), 200).toString())
        .doesNotContain(unit.path("whistle").path("id").asString());
  }
}
