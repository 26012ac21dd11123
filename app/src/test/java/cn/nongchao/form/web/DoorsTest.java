package cn.nongchao.form.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.Cast;
import cn.nongchao.LendingApp;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.JsonBodies;
import cn.nongchao.form.Nothing;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Write;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** A declared write has two doors, which let the same people in and turn the same away. */
class DoorsTest extends LendingApp {

  private static final String API = "/api/v1/of-tests/";

  private final Cast.Member desk = Cast.newcomer(CasesRoles.DISPATCHER);
  private final Counters counters = RunningApp.bean(Counters.class);

  private static Map<String, Object> note(String name) {
    Map<String, Object> note = new LinkedHashMap<>();
    note.put("id", Ids.next());
    note.put("name", name);
    return note;
  }

  private static String some() {
    return Ids.next().toString().substring(24);
  }

  private static Map<String, Object> at(String place) {
    Map<String, Object> put = note(some());
    put.put("place", place);
    return put;
  }

  // ---- who may, and over what

  @Test
  void overTheWholeIsForThoseWhoHoldItEverywhere() {
    Map<String, Object> note = note(some());
    problem(Program.nobody("203.0.113.41").post(API + "whole", note), 401, "not-signed-in");
    problem(Program.of(desk).post(API + "whole", note), 403, "not-allowed");
    Cast.Member local = Cast.newcomer(PeopleRoles.ADMINISTRATOR);
    problem(Program.of(local).post(API + "whole", note), 403, "not-allowed");
    assertThat(Visitor.signedIn(local.session()).post("/of-tests/whole", typed(note)).status())
        .isEqualTo(403);
    assertThat(counters.count((String) note.get("name"))).isZero();
    Cast.Member everywhere = Cast.everywhere(PeopleRoles.ADMINISTRATOR);
    read(Program.of(everywhere).post(API + "whole", note), 200);
    assertThat(counters.count((String) note.get("name"))).isEqualTo(1);
    assertThat(page(local)).contains("form-own-of-tests").doesNotContain("form-whole-of-tests");
    assertThat(page(everywhere)).contains("form-whole-of-tests");
  }

  @Test
  void onesOwnIsForWhoeverIsSignedIn() {
    Map<String, Object> note = note(some());
    problem(Program.nobody("203.0.113.42").post(API + "own", note), 401, "not-signed-in");
    assertThat(Visitor.anonymous().post("/of-tests/own", typed(note)).sendsTo("/sign-in")).isTrue();
    Answer made = Program.of(desk).post(API + "own", note);
    assertThat(read(made, 201).path("name").asString()).isEqualTo(note.get("name"));
    assertThat(made.header("location")).isEqualTo(API + "own/" + note.get("id"));
    Map<String, Object> other = note(some());
    Answer sent = Visitor.signedIn(desk.session()).post("/of-tests/own", typed(other));
    assertThat(sent.status()).isEqualTo(303);
    assertThat(sent.header("location")).isEqualTo("/of-tests?made=" + other.get("id"));
    assertThat(counters.count((String) other.get("name"))).isEqualTo(1);
  }

  @Test
  void whatIsPublicIsForAnyone() {
    Map<String, Object> note = note(some());
    read(Program.nobody("203.0.113.43").post(API + "open", note), 200);
    Map<String, Object> other = note(some());
    assertThat(Visitor.anonymous().post("/of-tests/open", typed(other)).status()).isEqualTo(303);
    assertThat(counters.count((String) other.get("name"))).isEqualTo(1);
    assertThat(Visitor.anonymous().get("/of-tests").body())
        .contains("form-open-of-tests")
        .doesNotContain("form-own-of-tests", "form-field-of-tests", "form-subject-of-tests");
  }

  @Test
  void aFieldSaysOverWhat() {
    read(Program.of(desk).post(API + "field", at(Cast.HOME)), 200);
    problem(Program.of(desk).post(API + "field", at(Cast.AWAY)), 403, "not-allowed", "place");
    problem(Program.of(desk).post(API + "field", at("nowhere")), 400, "bad-input", "place");
    problem(Program.of(desk).post(API + "field", note(some())), 400, "bad-input", "place");
    Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
    problem(Program.of(officer).post(API + "field", at(Cast.HOME)), 403, "not-allowed");
    Map<String, Object> away = at(Cast.AWAY);
    Answer page = Visitor.signedIn(desk.session()).post("/of-tests/field", typed(away));
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.body()).contains("form-field-of-tests-summary");
    assertThat(counters.count((String) away.get("name"))).isZero();
  }

  @Test
  void theAddressSaysOverWhat() {
    Map<String, Object> note = note(some());
    String here = note.get("name") + " " + Cast.HOME;
    Program program = Program.of(desk);
    assertThat(program.put(API + "places/" + Cast.HOME, note).status()).isEqualTo(204);
    assertThat(counters.count(here)).isEqualTo(1);
    for (String place : List.of(Cast.AWAY, "330114998", "x")) {
      Answer refused = program.put(API + "places/" + place, note(some()));
      assertThat(refused.status()).as(place).isEqualTo(404);
      assertThat(refused.body()).as(place).contains("/problems/");
    }
    problem(program.put(API + "places/" + Cast.AWAY, note(some())), 404, "not-found");
    Visitor page = Visitor.signedIn(desk.session());
    Map<String, Object> other = note(some());
    assertThat(page.post("/of-tests/places/" + Cast.AWAY, typed(other)).status()).isEqualTo(404);
    assertThat(page.post("/of-tests/places/" + Cast.HOME, typed(other)).status()).isEqualTo(303);
    assertThat(page.get("/of-tests").body())
        .contains("action=\"/of-tests/places/" + Cast.HOME + "\"")
        .doesNotContain("/of-tests/places/" + Cast.AWAY);
  }

  private static String page(Cast.Member member) {
    return Visitor.signedIn(member.session()).get("/of-tests").body();
  }

  // ---- all or nothing

  @Test
  void aRefusalUndoesWhatWasWritten() {
    for (String then : List.of("REFUSED", "FAILS")) {
      Map<String, Object> note = note(some());
      note.put("then", then);
      Answer api = Program.of(desk).post(API + "own", note);
      Answer page = Visitor.signedIn(desk.session()).post("/of-tests/own", typed(note));
      if (then.equals("REFUSED")) {
        problem(api, 422, "refused-late");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains(Counters.LATE.reason().zh(), (String) note.get("name"));
      } else {
        assertThat(api.status()).isEqualTo(500);
        assertThat(page.status()).isEqualTo(500);
        assertThat(api.body() + page.body()).doesNotContain("as asked for", "IllegalState");
      }
      assertThat(counters.count((String) note.get("name"))).as(then).isZero();
    }
  }

  @Test
  void sentTwiceItIsDoneOnce() {
    Map<String, Object> note = note(some());
    for (int i = 0; i < 2; i++) read(Program.of(desk).post(API + "own", note), 201);
    Visitor page = Visitor.signedIn(desk.session());
    for (int i = 0; i < 2; i++) {
      assertThat(page.post("/of-tests/own", typed(note)).status()).isEqualTo(303);
    }
    assertThat(counters.count((String) note.get("name"))).isEqualTo(1);
    // The page carries an id of its own for what is to be; a program has to say one.
    assertThat(page(desk)).containsPattern("name=\"id\" value=\"[0-9a-f-]{36}\"");
    note.remove("id");
    problem(Program.of(desk).post(API + "own", note), 400, "bad-input", "id");
  }

  // ---- the same words

  @Test
  void bothDoorsSayTheSameInBothLanguages() {
    Map<String, Object> note = note("n".repeat(21));
    note.put("count", "12");
    note.put("then", "LATER");
    for (String lang : List.of("zh", "en")) {
      JsonNode problem =
          read(
              Visitor.withToken(Program.token(desk))
                  .saying("Accept-Language", lang)
                  .send("POST", API + "own", json(note), "application/json"),
              400);
      List<String> said =
          StreamSupport.stream(problem.path("errors").spliterator(), false)
              .map(error -> error.path("detail").asString())
              .toList();
      assertThat(said).hasSize(3);
      String page =
          Visitor.signedIn(desk.session())
              .saying("Accept-Language", lang)
              .post("/of-tests/own", typed(note))
              .body();
      for (String words : said) {
        assertThat(words.matches("(?s).*\\p{IsHan}.*")).as(words).isEqualTo(lang.equals("zh"));
        assertThat(page).contains(words);
      }
      assertThat(page).contains("value=\"12\"", "href=\"#own-of-tests-count\"", "n".repeat(21));
    }
  }

  // ---- what is sent

  @Test
  void aSessionNeedsTheTokenAgainstForgeryAndATokenDoesNot() {
    Map<String, Object> note = note(some());
    Visitor visitor = Visitor.signedIn(desk.session());
    assertThat(visitor.send("POST", API + "own", json(note), "application/json").status())
        .isEqualTo(403);
    assertThat(visitor.postWithoutToken("/of-tests/own", typed(note)).status()).isEqualTo(403);
    assertThat(Visitor.anonymous().postWithoutToken("/of-tests/open", typed(note)).status())
        .isEqualTo(403);
    assertThat(counters.count((String) note.get("name"))).isZero();
    read(Program.inPerson(desk.session()).post(API + "own", note), 201);
    read(Program.of(desk).post(API + "own", note(some())), 201);
  }

  @Test
  void onlyJsonIsTakenFromPrograms() {
    Map<String, Object> note = note(some());
    Program program = Program.of(desk);
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "json", "")) {
      Answer answer = program.post(API + "own", json(note), type);
      assertThat(answer.status()).as(type + answer.body()).isEqualTo(415);
      assertThat(answer.header("content-type")).startsWith("application/problem+json");
    }
    assertThat(counters.count((String) note.get("name"))).isZero();
    for (String body :
        List.of("", "{", "[]", "null", "{\"a\":}", "\u0000", "{}{}", "{\"a\":".repeat(2000))) {
      problem(program.post(API + "own", body, "application/json"), 400, "bad-input");
    }
  }

  @Test
  void aHugeBodyIsRefused() {
    Map<String, Object> note = note(some());
    note.put("name", "n".repeat(2_000_000));
    problem(Program.of(desk).post(API + "own", note), 413, "too-large");
    String many = "[" + "1,".repeat(1_100_000) + "1]";
    String odd = "{\"x\":" + many + "}";
    problem(Program.of(desk).post(API + "own", odd, "application/json"), 413, "too-large");
    problem(
        Program.nobody("203.0.113.44").post(API + "open", odd, "application/json"),
        413,
        "too-large");
  }

  private static String json(Map<String, ?> body) {
    return tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(body);
  }

  private static Map<String, String> typed(Map<String, ?> body) {
    Map<String, String> typed = new LinkedHashMap<>();
    body.forEach((name, value) -> typed.put(name, value.toString()));
    return typed;
  }

  // ---- found at start

  record Form(@Field(zh = "名称", en = "Name") String name) {}

  record Reached(@Field(zh = "名称", en = "Name") @On String name) {}

  /** What is declared wrongly, each by itself. */
  @Doors
  static class Wrong {
    @Write(name = "a", zh = "甲", en = "A", api = "POST /api/v1/a/{id}", over = Over.SUBJECT)
    Outcome<Nothing> namesNoSubject(String id, Form form, Viewer viewer) {
      return Outcome.done(new Nothing());
    }

    @Write(name = "b", zh = "乙", en = "B", api = "POST /api/v1/b", over = Over.SUBJECT)
    Outcome<Nothing> subjectIsNoPartOfTheAddress(@On String id, Form form) {
      return Outcome.done(new Nothing());
    }

    @Write(name = "c", zh = "丙", en = "C", api = "POST /api/v1/c", over = Over.FIELD)
    Outcome<Nothing> namesNoField(Form form) {
      return Outcome.done(new Nothing());
    }

    @Write(name = "d", zh = "丁", en = "D", api = "POST /api/v1/d", over = Over.OWN)
    Outcome<Nothing> saysOwnButNamesSomething(Reached form) {
      return Outcome.done(new Nothing());
    }

    @Write(name = "e", zh = "戊", en = "E", api = "POST /api/v1/e", over = Over.WHOLE)
    Outcome<Nothing> wholeForNoRole(Form form) {
      return Outcome.done(new Nothing());
    }

    @Write(name = "f", zh = "己", en = "F", api = "PATCH /f", over = Over.OWN)
    Outcome<Nothing> hasNoAddress(Form form) {
      return Outcome.done(new Nothing());
    }

    @Write(name = "g", zh = "庚", en = "G", api = "POST /api/v1/g", over = Over.FIELD)
    Outcome<Nothing> nobodySaysHowFar(Reached form) {
      return Outcome.done(new Nothing());
    }
  }

  @Doors
  static class First {
    @Write(name = "twice", zh = "一", en = "One", api = "POST /api/v1/one", over = Over.OWN)
    Outcome<Nothing> one(Form form) {
      return Outcome.done(new Nothing());
    }
  }

  @Doors
  static class Second {
    @Write(name = "twice", zh = "二", en = "Two", api = "POST /api/v1/two", over = Over.OWN)
    Outcome<Nothing> two(Form form) {
      return Outcome.done(new Nothing());
    }
  }

  @Doors
  static class Elsewhere {
    @Write(name = "other", zh = "三", en = "Three", api = "POST /api/v1/one", over = Over.OWN)
    Outcome<Nothing> three(Form form) {
      return Outcome.done(new Nothing());
    }
  }

  @Test
  void whatIsDeclaredWronglyDoesNotStart() {
    Carrying carrying = RunningApp.bean(Carrying.class);
    Object bean = new Wrong();
    for (var method : Wrong.class.getDeclaredMethods()) {
      Write write = method.getAnnotation(Write.class);
      if (write == null) continue;
      assertThatThrownBy(() -> carrying.check(new Declared(bean, method, write)))
          .as(method.getName())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(method.getName());
    }
    starts(First.class);
    assertThatThrownBy(() -> starts(First.class, Second.class)).hasMessageContaining("twice");
    assertThatThrownBy(() -> starts(First.class, Elsewhere.class))
        .hasMessageContaining("/api/v1/one");
  }

  private static void starts(Class<?>... beans) {
    try (StaticApplicationContext context = new StaticApplicationContext()) {
      context.registerSingleton("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
      for (Class<?> bean : beans) context.registerSingleton(bean.getSimpleName(), bean);
      context.refresh();
      new WriteDoors(context, RunningApp.bean(Carrying.class), RunningApp.bean(JsonBodies.class))
          .afterSingletonsInstantiated();
    }
  }
}
