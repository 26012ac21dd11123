package cn.nongchao.proof.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.limit.Worker;
import cn.nongchao.proof.AlertKind;
import cn.nongchao.proof.Gravity;
import cn.nongchao.rules.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a scan shows a program, what it says of an act, and what supervision learns of that. */
class AlertApiTest {

  private static final String ALERTS = "/api/v1/alerts";
  private static final String SCANS = "/api/v1/scans/";

  private final Program supervisor = Program.of(Cast.atHome(LoopRoles.SUPERVISOR));
  private final Program passer = Program.nobody("203.0.113.31");

  /** The alert of a kind about this act; missing where there is none. */
  private JsonNode alert(String act) {
    JsonNode items = read(supervisor.get(ALERTS), 200).path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(one -> one.path("link").asString().equals("/codes/" + act))
        .findFirst()
        .orElse(items.path(items.size()));
  }

  private static Map<String, Object> rating(int stars) {
    return Map.of("id", Ids.next(), "stars", stars, "words", "态度生硬");
  }

  @Test
  void aLowRatingIsToldToSupervisionAndDealtWithOnce() {
    JsonNode code = read(supervisor.get(CodeApiTest.issued()), 200);
    String act = code.path("act").asString();
    String scan = SCANS + code.path("shortId").asString();
    Map<String, Object> rating = rating(1);
    JsonNode rated = read(passer.post(scan + "/rating", rating), 200);
    assertThat(rated.path("stars").asInt()).isEqualTo(1);
    assertThat(rated.path("id").asString()).isEqualTo(String.valueOf(rating.get("id")));
    read(passer.post(scan + "/rating", rating), 200);

    JsonNode said = read(supervisor.get("/api/v1/codes/" + act + "/ratings"), 200).path("items");
    assertThat(said.size()).isEqualTo(1);
    assertThat(said.path(0).path("words").asString()).isEqualTo("态度生硬");
    Program away = Program.of(Cast.elsewhere(LoopRoles.SUPERVISOR));
    problem(away.get("/api/v1/codes/" + act + "/ratings"), 404, "not-found");

    JsonNode alert = alert(act);
    assertThat(alert.path("kind").asString()).isEqualTo("act-rated-low");
    assertThat(alert.path("words").path("en").asString()).contains("stars");
    assertThat(alert.path("seen").asBoolean()).isFalse();
    String seen = ALERTS + "/" + alert.path("id").asString() + "/seen";
    problem(
        Program.of(Cast.atHome(CasesRoles.DISPATCHER)).post(seen, Map.of()), 403, "not-allowed");
    problem(passer.post(seen, Map.of()), 401, "not-signed-in");
    problem(away.post(seen, Map.of()), 404, "not-found");
    Visitor page = Visitor.signedIn(Cast.elsewhere(LoopRoles.SUPERVISOR).session());
    assertThat(page.post("/alerts/" + alert.path("id").asString(), Map.of()).status())
        .isEqualTo(404);
    assertThat(alert(act).path("seen").asBoolean()).isFalse();
    assertThat(Visitor.signedIn(Cast.atHome(LoopRoles.SUPERVISOR).session()).get("/alerts").body())
        .contains("/alerts/" + alert.path("id").asString());
    assertThat(read(supervisor.post(seen, Map.of()), 200).path("seen").asBoolean()).isTrue();
    assertThat(read(supervisor.post(seen, Map.of()), 200)).isEqualTo(alert(act));
    problem(supervisor.post(ALERTS + "/" + Ids.next() + "/seen", Map.of()), 404, "not-found");
  }

  @Test
  void whatConcernsTheWholeInstallationIsNoStreetsToPutAside() {
    UUID id = Ids.next();
    RunningApp.bean(JdbcClient.class)
        .sql("insert into proof.alerts (id, at, kind, detail) values (?, now(), 'log-broken', ?)")
        .params(id, "test " + id)
        .update();
    String seen = ALERTS + "/" + id + "/seen";
    problem(supervisor.post(seen, Map.of()), 403, "not-allowed");
    Program whole = Program.of(Cast.everywhere(LoopRoles.SUPERVISOR));
    assertThat(read(whole.post(seen, Map.of()), 200).path("seen").asBoolean()).isTrue();
  }

  /**
   * Anybody can complain any number of times; nobody is kept from seeing that the log is broken.
   */
  @Test
  void whatStrangersCauseHidesNothingTheSystemSays() {
    Program whole = Program.of(Cast.everywhere(LoopRoles.SUPERVISOR));
    JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
    String mark = "flood " + Ids.next();
    String insert =
        "insert into proof.alerts (id, at, kind, detail) values (?, now() - ?::interval, ?, ?)";
    jdbc.sql(insert).params(Ids.next(), "10 days", "log-broken", mark).update();
    jdbc.sql(insert).params(Ids.next(), "9 days", "something-new", mark).update();
    jdbc.sql(insert).params(Ids.next(), "8 days", "code-in-two-cities", mark).update();
    for (int i = 0; i < 205; i++) {
      jdbc.sql(insert).params(Ids.next(), i + " s", "act-complained", mark + " " + i).update();
    }
    String of = ALERTS + "?detail=" + mark.replace(' ', '+');
    JsonNode page = read(whole.get(of + "&limit=200"), 200);
    assertThat(kinds(page).subList(0, 3))
        .containsExactly("something-new", "log-broken", "code-in-two-cities");
    assertThat(page.path("items").path(0).path("gravity").asString()).isEqualTo("GRAVE");
    JsonNode rest = read(whole.get(of + "&limit=200&after=" + page.path("next").asString()), 200);
    assertThat(rest.path("items").size()).isEqualTo(8);
    assertThat(kinds(read(whole.get(of + "&gravity=GRAVE"), 200)))
        .containsExactly("something-new", "log-broken");
    assertThat(kinds(read(whole.get(of + "&kind=code-in-two-cities"), 200))).hasSize(1);
    problem(whole.get(of + "&kind=act_complained"), 400, "bad-input", "kind");
    JsonNode counts = read(whole.get(ALERTS + "/unseen"), 200);
    assertThat(counts.path("voice").asInt()).isGreaterThanOrEqualTo(205);
    int grave = counts.path("grave").asInt();
    assertThat(grave).isGreaterThanOrEqualTo(2);
    String shown =
        Visitor.signedIn(Cast.everywhere(LoopRoles.SUPERVISOR).session()).get("/alerts").body();
    assertThat(shown).contains("gravity=GRAVE\">严重 " + grave + "<");
    // What is seen makes way, however grave.
    String broken =
        read(whole.get(of + "&kind=log-broken"), 200).path("items").path(0).path("id").asString();
    read(whole.post(ALERTS + "/" + broken + "/seen", Map.of()), 200);
    assertThat(read(whole.get(ALERTS + "/unseen"), 200).path("grave").asInt()).isEqualTo(grave - 1);
    assertThat(kinds(read(whole.get(of + "&limit=200"), 200))).doesNotContain("log-broken");
    jdbc.sql("update proof.alerts set seen_at = now() where detail like ?")
        .param(mark + "%")
        .update();
  }

  private static List<String> kinds(JsonNode page) {
    return StreamSupport.stream(page.path("items").spliterator(), false)
        .map(one -> one.path("kind").asString())
        .toList();
  }

  @Test
  void everyKindHasItsGravityAndItsWords() {
    for (AlertKind kind : AlertKind.values()) {
      assertThat(kind.title().en()).isNotEqualTo(kind.name());
      assertThat(kind.title().zh()).isNotBlank();
    }
    Pattern raised = Pattern.compile("\\.raise\\(\\s*\"([a-z-]+)\"");
    List<String> ids = Arrays.stream(AlertKind.values()).map(AlertKind::id).toList();
    for (Tree.Source source : Tree.mainJava()) {
      raised
          .matcher(source.text())
          .results()
          .forEach(one -> assertThat(ids).contains(one.group(1)));
    }
    // Whatever anybody can cause without an account is the least grave, or a surprise at most.
    assertThat(AlertKind.ACT_COMPLAINED.gravity()).isEqualTo(Gravity.VOICE);
    assertThat(AlertKind.ACT_RATED_LOW.gravity()).isEqualTo(Gravity.VOICE);
    assertThat(AlertKind.LOG_BROKEN.gravity()).isEqualTo(Gravity.GRAVE);
  }

  @Test
  void onThePageARatingIsTakenAndARefusedOneShownAgain() {
    JsonNode code = read(supervisor.get(CodeApiTest.issued()), 200);
    String path = "/c/" + code.path("shortId").asString();
    Visitor visitor = Visitor.anonymous().saying("X-Forwarded-For", "203.0.113.32");
    Visitor.Answer refused = visitor.post(path + "/rating", Map.of("words", "没有选星"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("没有选星", "请填写“几颗星”");
    assertThat(
            visitor
                .post(path + "/rating", Map.of("id", Ids.next().toString(), "stars", "4"))
                .sendsTo(path + "?rated"))
        .isTrue();
    // Neither going wrong nor coming back is a scan.
    visitor.get(path + "?rated");
    JsonNode now = read(supervisor.get("/api/v1/codes/" + code.path("act").asString()), 200);
    assertThat(now.path("scanned").asInt()).isZero();
  }

  @Test
  void aDeviceHasOneVoiceAndANetworkDoesNotSpeakForMany() {
    JsonNode code = read(supervisor.get(CodeApiTest.issued()), 200);
    String rate = SCANS + code.path("shortId").asString() + "/rating";
    Program first = Program.nobody("203.0.113.34");
    read(first.post(rate, rating(5)), 200);
    read(first.post(rate, rating(1)), 200); // changes its mind
    Program neighbour = Program.nobody("203.0.113.34");
    Visitor.Answer refused = neighbour.post(rate, rating(4));
    problem(refused, 429, "too-many");
    // What another says of where it comes from is not believed; work is.
    neighbour.visitor().saying("X-Real-IP", "198.51.100.77");
    neighbour.visitor().saying("Forwarded", "for=198.51.100.77");
    problem(neighbour.post(rate, rating(4)), 429, "too-many");
    String challenge = java.util.Objects.requireNonNull(refused.header("nongchao-work"));
    neighbour.visitor().saying("Nongchao-Work", Worker.solve(challenge));
    read(neighbour.post(rate, rating(4)), 200);
    read(Program.nobody("203.0.113.35").post(rate, rating(3)), 200);
    String act = code.path("act").asString();
    JsonNode all = read(supervisor.get("/api/v1/codes/" + act + "/ratings"), 200).path("items");
    assertThat(all.valueStream().map(one -> one.path("stars").asInt()))
        .containsExactlyInAnyOrder(1, 4, 3);
  }

  @Test
  void aScanTellsEverybodyWhatTheyMayRead() {
    JsonNode code = read(supervisor.get(CodeApiTest.issued()), 200);
    String link = code.path("link").asString();
    String shortId = code.path("shortId").asString();
    String token = link.substring(link.lastIndexOf('/') + 1);
    JsonNode scanned = read(passer.get(SCANS + shortId + "/" + token), 200);
    assertThat(scanned.path("seal").asString()).isEqualTo("valid");
    assertThat(scanned.path("act").path("scanned").asInt()).isEqualTo(-1);
    assertThat(scanned.path("act").path("loop").asString()).isEmpty();
    assertThat(read(passer.get(SCANS + shortId.toLowerCase(java.util.Locale.ROOT)), 200))
        .isEqualTo(scanned);
    JsonNode official = read(supervisor.get(SCANS + shortId), 200);
    assertThat(official.path("act").path("scanned").asInt()).isEqualTo(3);
    assertThat(official.path("act").path("loop").asString()).startsWith("/loops/");

    char last = token.charAt(token.length() - 9);
    String altered =
        token.substring(0, token.length() - 9)
            + (last == 'A' ? 'B' : 'A')
            + token.substring(token.length() - 8);
    JsonNode forged = read(passer.get(SCANS + shortId + "/" + altered), 200);
    assertThat(forged.path("seal").asString()).isEqualTo("forged");
    assertThat(forged.path("act").isNull()).isTrue();
    assertThat(read(passer.get(SCANS + "nothing"), 200).path("seal").asString())
        .isEqualTo("unknown");
  }

  @Test
  void whatIsWrongWithARatingIsNamed() {
    JsonNode code = read(supervisor.get(CodeApiTest.issued()), 200);
    String rate = SCANS + code.path("shortId").asString() + "/rating";
    Map<String, Object> good = rating(5);
    problem(passer.post(rate, Program.with(good, "id", null)), 400, "bad-input", "id");
    problem(passer.post(rate, Program.with(good, "stars", 6)), 400, "bad-input", "stars");
    problem(passer.post(rate, Program.with(good, "stars", null)), 400, "bad-input", "stars");
    problem(
        passer.post(rate, Program.with(good, "words", "多".repeat(501))), 400, "bad-input", "words");
    problem(passer.post(SCANS + "ABCDEFGHJKMN/rating", good), 404, "not-found");
    problem(supervisor.get(ALERTS + "/x"), 404, "not-found");
  }
}
