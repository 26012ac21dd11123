package cn.nongchao.notify;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Robots of units: signed, kept out of our own network, none in the way of another. */
class RobotsTest {

  private static final JdbcClient JDBC = RunningApp.bean(JdbcClient.class);

  private final Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
  private final Program administrator = Program.of(Cast.atHome(PeopleRoles.ADMINISTRATOR));
  private final String mark = Ids.next().toString().substring(24);

  @Test
  void addressesAndSecretsAreSealedInTheDatabase() {
    Program person = Program.inPerson(officer.session());
    Map<String, ?> mail =
        Map.of("id", Ids.next(), "kind", "EMAIL", "address", mark + "@street.example");
    read(person.post("/api/v1/account/notices/ways", mail), 201);
    String secret = "SEC-" + mark + "-0123456789";
    robot("DINGTALK", "https://robots.invalid/" + mark, secret);
    List<String> rows = JDBC.sql("select t::text from notify.ways t").query(String.class).list();
    assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(mark));
    assertThat(administrator.get("/api/v1/robots").body()).doesNotContain(mark, "SEC-");
  }

  @Test
  void ofSeveralNodesOneSendsEachAndAnotherWhenItWasKilled() throws Exception {
    UUID robot = robot("WECOM", "https://robots.invalid/" + mark, "");
    JDBC.sql(
            "insert into notify.sendings (id, way, kind, made_at, due_at) select gen_random_uuid(),"
                + " ?, 'OF-TESTS', now(), now() from generate_series(1, 40)")
        .param(robot)
        .update();
    Outbox outbox = RunningApp.bean(Outbox.class);
    List<UUID> ids =
        JDBC.sql("select id from notify.sendings where way = ?")
            .param(robot)
            .query(UUID.class)
            .list();
    assertThat(ids).hasSize(40);
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<UUID>>> all = new ArrayList<>();
      for (int node = 0; node < 4; node++) all.add(nodes.submit(() -> taken(outbox, robot)));
      List<UUID> taken = new ArrayList<>();
      for (Future<List<UUID>> one : all) taken.addAll(one.get());
      assertThat(taken).doesNotHaveDuplicates().hasSize(40);
    }
    assertThat(taken(outbox, robot)).as("held by who took them").isEmpty();
    JDBC.sql("update notify.sendings set held_until = now() - interval '1 s' where way = ?")
        .param(robot)
        .update();
    assertThat(taken(outbox, robot)).as("whoever held them is gone").hasSize(10);
  }

  private static List<UUID> taken(Outbox outbox, UUID way) {
    return outbox.take("OF-TESTS", 10, Duration.ZERO).stream()
        .filter(one -> one.way().equals(way))
        .map(Outbox.Sending::id)
        .toList();
  }

  private UUID robot(String kind, String address, String secret) {
    Map<String, Object> robot = new LinkedHashMap<>();
    robot.put("id", Ids.next());
    robot.put("unit", officer.organisation());
    robot.put("kind", kind);
    robot.put("name", "值班群");
    robot.put("address", address);
    robot.put("secret", secret);
    robot.put("lang", "ZH");
    return UUID.fromString(
        read(administrator.post("/api/v1/robots", robot), 201).path("id").asString());
  }

  @Test
  void robotsOfAUnitTellWhatComesIntoItsHands() throws Exception {
    try (Receiver receiver =
        new Receiver(0, got -> Receiver.Says.of(200, "{\"errcode\":0,\"errmsg\":\"ok\"}"))) {
      robot("DINGTALK", receiver.url("/robot/send") + "?access_token=" + mark, "SECdingtalk");
      robot("WECOM", receiver.url("/wecom") + "?key=" + mark, "");
      String secret = "webhook-secret-" + mark;
      robot("WEBHOOK", receiver.url("/hook"), secret);
      heard();
      JsonNode event = Casework.sent(Casework.reported("王五报的事"), officer);
      String number = event.path("number").asString();

      Receiver.Got ding = Receiver.once(receiver, "/robot/send", 0);
      Map<String, String> query = query(ding.query());
      long millis = Long.parseLong(query.get("timestamp"));
      assertThat(Instant.ofEpochMilli(millis)).isAfter(Instant.now().minusSeconds(60));
      assertThat(query.get("sign")).isEqualTo(Signature.dingTalk("SECdingtalk", millis));
      assertThat(query.get("access_token")).isEqualTo(mark);
      JsonNode said = JsonMapper.shared().readTree(ding.body());
      assertThat(said.path("msgtype").asString()).isEqualTo("text");
      assertThat(said.path("text").path("content").asString()).contains(number);

      JsonNode wecom = JsonMapper.shared().readTree(Receiver.once(receiver, "/wecom", 0).body());
      assertThat(wecom.path("text").path("content").asString()).contains(number);

      Receiver.Got hook = Receiver.once(receiver, "/hook", 0);
      long seconds = Long.parseLong(hook.headers().get("Nongchao-timestamp"));
      assertThat(hook.headers().get("Nongchao-signature"))
          .isEqualTo(
              Signature.plain(secret, seconds, hook.body().getBytes(StandardCharsets.UTF_8)));
      JsonNode notice = JsonMapper.shared().readTree(hook.body()).path("notices").get(0);
      assertThat(notice.path("number").asString()).isEqualTo(number);
      assertThat(notice.path("word").asString()).isEqualTo("event-dispatched");
      for (String path : List.of("/robot/send", "/wecom", "/hook")) {
        assertThat(receiver.got(path)).as(path).hasSize(1);
        assertThat(receiver.got(path).getFirst().body()).doesNotContain("王五");
      }
    }
  }

  /** Which units have robots is remembered for five seconds. */
  private static void heard() {
    Outbox outbox = RunningApp.bean(Outbox.class);
    outbox.forget();
  }

  private static Map<String, String> query(String text) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      all.put(parts[0], URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    return all;
  }

  @Test
  void oneThatDoesNotAnswerHoldsUpNoOther() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (Receiver receiver =
        new Receiver(
            0,
            got -> {
              if (got.path().equals("/dead")) {
                try {
                  end.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }
              return Receiver.Says.of(200, "");
            })) {
      robot("WEBHOOK", receiver.url("/dead"), "0123456789abcdef");
      robot("WEBHOOK", receiver.url("/alive"), "0123456789abcdef");
      heard();
      Casework.sent(Casework.reported("一个不应答"), officer);
      Receiver.once(receiver, "/alive", 0);
      end.countDown();
    }
  }

  @Test
  void whatFailsIsTriedAgainThenGivenUpAndShownToTheAdministrator() throws Exception {
    AtomicInteger status = new AtomicInteger(503);
    try (Receiver receiver = new Receiver(0, got -> Receiver.Says.of(status.get(), ""))) {
      UUID robot = robot("WEBHOOK", receiver.url("/hook"), "0123456789abcdef");
      heard();
      JsonNode event = Casework.sent(Casework.reported("送不出去"), officer);
      Receiver.once(receiver, "/hook", 0);
      Awaitility.await().until(() -> why(robot).equals("HTTP 503"));
      assertThat(failures()).doesNotContain(event.path("number").asString());
      JDBC.sql(
              "update notify.sendings set due_at = now(), made_at = now() - interval '2 d'"
                  + " where way = ?")
          .param(robot)
          .update();
      Receiver.once(receiver, "/hook", 1);
      Awaitility.await().until(() -> failures().contains(event.path("number").asString()));
      JsonNode failure = failure(event.path("number").asString());
      assertThat(failure.path("why").asString()).isEqualTo("HTTP 503");
      assertThat(failure.toString()).doesNotContain("/hook");
      Program elsewhere = Program.of(Cast.elsewhere(PeopleRoles.ADMINISTRATOR));
      String again = "/api/v1/undelivered/" + failure.path("id").asString() + "/again";
      problem(elsewhere.post(again, Map.of()), 404, "not-found");
      assertThat(elsewhere.get("/api/v1/undelivered").body())
          .doesNotContain(event.path("number").asString());

      status.set(200);
      read(administrator.post(again, Map.of()), 200);
      Receiver.once(receiver, "/hook", 2);
      Awaitility.await().until(() -> !failures().contains(event.path("number").asString()));
    }
  }

  private String failures() {
    return administrator.get("/api/v1/undelivered?limit=200").body();
  }

  private JsonNode failure(String number) {
    for (JsonNode one :
        read(administrator.get("/api/v1/undelivered?limit=200"), 200).path("items")) {
      if (one.path("number").asString().equals(number)) return one;
    }
    throw new AssertionError("not among the failures: " + number);
  }

  private static String why(UUID way) {
    return JDBC.sql("select why from notify.sendings where way = ?")
        .param(way)
        .query(String.class)
        .optional()
        .orElse("");
  }

  @Test
  void anAddressThatCannotBeReadHoldsUpNoOther() throws Exception {
    try (Receiver receiver = new Receiver(0, got -> Receiver.Says.of(200, ""))) {
      UUID broken = robot("WEBHOOK", receiver.url("/broken"), "0123456789abcdef");
      robot("WEBHOOK", receiver.url("/whole"), "0123456789abcdef");
      JDBC.sql("update notify.ways set address = decode('00', 'hex') where id = ?")
          .param(broken)
          .update();
      Casework.sent(Casework.reported("别把大家都拖住"), officer);
      Receiver.once(receiver, "/whole", 0);
      Awaitility.await().until(() -> why(broken).contains("cannot be read"));
    }
  }

  @Test
  void nothingLeadsIntoTheServersOwnNetwork() throws Exception {
    try (Receiver receiver =
        new Receiver(
            0,
            got ->
                got.path().equals("/away")
                    ? new Receiver.Says(302, "", Map.of("Location", "/inside"))
                    : Receiver.Says.of(200, ""))) {
      UUID away = robot("WEBHOOK", receiver.url("/away"), "0123456789abcdef");
      UUID inside =
          robot(
              "WEBHOOK",
              receiver.url("/inside").replace("127.0.0.1", "127.0.0.2"),
              "0123456789abcdef");
      UUID named = robot("WEBHOOK", "https://localhost.localdomain:1/", "0123456789abcdef");
      heard();
      Casework.sent(Casework.reported("往里走"), officer);
      Awaitility.await().until(() -> why(away).equals("HTTP 302"));
      Awaitility.await().until(() -> why(inside).equals("InTheClear"));
      Awaitility.await().until(() -> !why(named).isEmpty());
      assertThat(receiver.got("/inside")).isEmpty();
    }
  }

  @Test
  void aRobotIsItsPlacesAdministratorsAndOfTheUnitsThere() {
    UUID robot = robot("WECOM", "https://robots.invalid/" + mark, "");
    Program elsewhere = Program.of(Cast.elsewhere(PeopleRoles.ADMINISTRATOR));
    Map<String, Object> theirs = new LinkedHashMap<>();
    theirs.put("id", Ids.next());
    theirs.put("unit", officer.organisation());
    theirs.put("kind", "WECOM");
    theirs.put("name", "外面的群");
    theirs.put("address", "https://robots.invalid/");

    assertThat(elsewhere.post("/api/v1/robots", theirs).status()).isIn(400, 404);
    problem(elsewhere.post("/api/v1/robots/" + robot + "/remove", Map.of()), 404, "not-found");
    assertThat(elsewhere.get("/api/v1/robots").body()).doesNotContain(robot.toString());
    assertThat(administrator.get("/api/v1/robots").body()).contains(robot.toString());
    Map<String, ?> unsigned = Program.with(theirs, "kind", "WEBHOOK");
    problem(administrator.post("/api/v1/robots", unsigned), 400, "bad-input", "secret");
    assertThat(administrator.post("/api/v1/robots/" + robot + "/remove", Map.of()).status())
        .isEqualTo(204);
  }
}
