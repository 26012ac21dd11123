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
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Word leaves the product: by a real mail server, to real receivers, once, and past those down. */
class WaysTest {

  private static final JdbcClient JDBC = RunningApp.bean(JdbcClient.class);
  private static final String WAYS = "/api/v1/account/notices";
  private static final GreenMail MAIL =
      new GreenMail(new ServerSetup(RunningApp.MAIL, "127.0.0.1", "smtp"));

  private final Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
  private final Program person = Program.inPerson(officer.session());
  private final Program administrator = Program.of(Cast.atHome(PeopleRoles.ADMINISTRATOR));
  private final String mark = Ids.next().toString().substring(24);

  @BeforeAll
  static void opens() {
    MAIL.start();
  }

  @AfterAll
  static void closes() {
    MAIL.stop();
  }

  // ---- e-mail

  private List<MimeMessage> mails(String address) {
    return Arrays.stream(MAIL.getReceivedMessages())
        .filter(one -> GreenMailUtil.getHeaders(one).contains(address))
        .toList();
  }

  private MimeMessage mail(String address, int nth) {
    return Awaitility.await().until(() -> mails(address), all -> all.size() > nth).get(nth);
  }

  private static String text(MimeMessage message) {
    try {
      return message.getSubject() + "\n" + message.getContent();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String code(String text) {
    Matcher digits = Pattern.compile("\\b[0-9]{6}\\b").matcher(text);
    assertThat(digits.find()).as(text).isTrue();
    return digits.group();
  }

  private UUID added(String kind, String address) {
    UUID id = Ids.next();
    Map<String, ?> way = Map.of("id", id, "kind", kind, "address", address);
    read(person.post(WAYS + "/ways", way), 201);
    return id;
  }

  private UUID confirmedMail(String address) {
    UUID id = added("EMAIL", address);
    String code = code(text(mail(address, 0)));
    read(person.post(WAYS + "/ways/" + id + "/confirm", Map.of("code", code)), 200);
    return id;
  }

  @Test
  void mailGoesOnlyToAnAddressItsOwnerConfirmed() {
    String address = mark + "@street.example";
    UUID id = added("EMAIL", address);
    String code = code(text(mail(address, 0)));
    Casework.sent(Casework.reported("确认之前"), officer);
    NoticesTest.told(officer, "event-dispatched");
    String other = code.equals("111111") ? "222222" : "111111";
    String confirm = WAYS + "/ways/" + id + "/confirm";
    problem(person.post(confirm, Map.of("code", other)), 400, "bad-input", "code");
    Program somebody = Program.inPerson(Cast.newcomer(CasesRoles.OFFICER).session());
    problem(somebody.post(confirm, Map.of("code", code)), 404, "not-found");
    read(person.post(confirm, Map.of("code", code)), 200);
    assertThat(person.get(WAYS).body()).contains("***@street.example").doesNotContain(address);

    JsonNode event = Casework.sent(Casework.reported("张三家楼下占道"), officer);
    String told = text(mail(address, 1));
    assertThat(told)
        .contains(event.path("number").asString(), "有事件派给您", "/events/")
        .contains(event.path("id").asString())
        .doesNotContain("张三", "占道");
    assertThat(GreenMailUtil.getHeaders(mail(address, 1)))
        .contains("Auto-Submitted: auto-generated", "Message-ID: <", "@localhost>");
    assertThat(mails(address)).hasSize(2);
  }

  @Test
  void aCodeIsGuessedFiveTimesAndNoMore() {
    String address = mark + "@street.example";
    UUID id = added("EMAIL", address);
    String code = code(text(mail(address, 0)));
    String other = code.equals("111111") ? "222222" : "111111";
    String confirm = WAYS + "/ways/" + id + "/confirm";
    for (int i = 0; i < 5; i++) person.post(confirm, Map.of("code", other));
    problem(person.post(confirm, Map.of("code", code)), 422, "not-now");
  }

  @Test
  void addressesAndSecretsAreSealedInTheDatabase() {
    String address = mark + "@street.example";
    added("EMAIL", address);
    String secret = "SEC-" + mark + "-0123456789";
    robot("DINGTALK", "https://robots.invalid/" + mark, secret);
    List<String> rows = JDBC.sql("select t::text from notify.ways t").query(String.class).list();
    assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(mark));
    assertThat(administrator.get("/api/v1/robots").body()).doesNotContain(mark, "SEC-");
  }

  @Test
  void whatWaitsForTheHourGoesOutTogetherOnce() {
    String address = mark + "@street.example";
    UUID way = confirmedMail(address);
    read(person.put(WAYS + "/wishes", Map.of("lang", "EN", "digest", 8)), 200);
    for (String words : List.of("第一件", "第二件")) {
      JsonNode event = Casework.sent(Casework.reported(words), officer);
      JsonNode taken = Casework.moved(Program.of(officer), event, "ACCEPTED", Map.of());
      Map<String, ?> done = Map.of("disposition", "MANAGE", "note", "已办", "reply", "已办");
      JsonNode handled = Casework.moved(Program.of(officer), taken, "HANDLED", done);
      Casework.moved(Casework.desk(), handled, "FAILED", Map.of("way", "CALL", "note", "还在"));
    }
    Awaitility.await().until(() -> waiting(way) == 2);
    JDBC.sql("update notify.sendings set due_at = now() where way = ?").param(way).update();
    String digest =
        Awaitility.await()
            .until(
                () -> mails(address).stream().map(WaysTest::text).toList(),
                all -> all.stream().anyMatch(one -> one.contains("2 new notices")))
            .getLast();
    assertThat(digest).contains("An event failed its check").doesNotContainPattern("\\p{IsHan}");
    assertThat(waiting(way)).isZero();
  }

  /** Not urgent, and not sent yet. */
  private static long waiting(UUID way) {
    return JDBC.sql(
            "select count(*) from notify.sendings where way = ? and sent_at is null"
                + " and due_at > now()")
        .param(way)
        .query(Long.class)
        .single();
  }

  // ---- text messages

  @Test
  void aTextMessageGoesThroughTheGatewayThatIsDescribed() throws IOException {
    try (Receiver gateway =
        new Receiver(RunningApp.GATEWAY, got -> Receiver.Says.of(200, "{\"ok\":true}"))) {
      String number = "139" + ThreadLocalRandom.current().nextInt(10000000, 99999999);
      UUID id = added("SMS", number);
      Receiver.Got first = once(gateway, "/sms", 0);
      assertThat(first.headers()).containsEntry("X-key", "gateway-key");
      JsonNode body = JsonMapper.shared().readTree(first.body());
      assertThat(body.path("phone").asString()).isEqualTo(number);
      String code = code(body.path("text").asString());
      read(person.post(WAYS + "/ways/" + id + "/confirm", Map.of("code", code)), 200);
      assertThat(person.get(WAYS).body()).contains(number.substring(0, 3) + "****");
      Casework.sent(Casework.reported("李四的“招牌”"), officer);
      assertThat(once(gateway, "/sms", 1).body()).contains("有事件派给您").doesNotContain("李四");
    }
  }

  private static Receiver.Got once(Receiver receiver, String path, int nth) {
    return Awaitility.await().until(() -> receiver.got(path), all -> all.size() > nth).get(nth);
  }

  // ---- browsers

  @Test
  void aBrowserThatSubscribedIsPushedToAndForgottenOnceItLeaves() throws Exception {
    AtomicInteger status = new AtomicInteger(201);
    try (Receiver server = new Receiver(0, got -> Receiver.Says.of(status.get(), ""))) {
      Map<String, Object> browser = new LinkedHashMap<>();
      browser.put("id", Ids.next());
      browser.put("endpoint", server.url("/push/" + mark));
      browser.put(
          "p256dh",
          "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
      browser.put("auth", "BTBZMqHH6r4Tts7J_aSIgg");
      String address = WAYS + "/browsers";
      problem(person.post(address, Program.with(browser, "auth", "AAAA")), 400, "bad-input");
      JsonNode way = read(person.post(address, browser), 201);
      browser.put("id", Ids.next());
      assertThat(read(person.post(address, browser), 201).path("id")).isEqualTo(way.path("id"));
      Map<String, String> headers = once(server, "/push/" + mark, 0).headers();
      assertThat(headers)
          .containsEntry("Content-encoding", "aes128gcm")
          .containsEntry("Ttl", "86400");
      String key = read(person.get(WAYS), 200).path("pushKey").asString();
      String said = headers.get("Authorization");
      assertThat(said).startsWith("vapid t=").endsWith(", k=" + key);
      String token = said.substring("vapid t=".length(), said.indexOf(", k="));
      assertThat(isSignedBy(key, token)).isTrue();
      String claims = token.split("[.]", -1)[1];
      assertThat(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
          .contains("\"aud\":\"" + server.url("") + "\"");

      status.set(410);
      Casework.sent(Casework.reported("推送"), officer);
      once(server, "/push/" + mark, 1);
      Awaitility.await().until(() -> read(person.get(WAYS), 200).path("ways").isEmpty());
    }
  }

  private static boolean isSignedBy(String key, String token) throws GeneralSecurityException {
    java.security.Signature check =
        java.security.Signature.getInstance("SHA256withECDSAinP1363Format");
    check.initVerify(PushSecrets.key(Base64.getUrlDecoder().decode(key)));
    check.update(token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
    return check.verify(Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1)));
  }

  // ---- two nodes at once, one killed

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

  // ---- robots

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

      Receiver.Got ding = once(receiver, "/robot/send", 0);
      Map<String, String> query = query(ding.query());
      long millis = Long.parseLong(query.get("timestamp"));
      assertThat(Instant.ofEpochMilli(millis)).isAfter(Instant.now().minusSeconds(60));
      assertThat(query.get("sign")).isEqualTo(Signature.dingTalk("SECdingtalk", millis));
      assertThat(query.get("access_token")).isEqualTo(mark);
      JsonNode said = JsonMapper.shared().readTree(ding.body());
      assertThat(said.path("msgtype").asString()).isEqualTo("text");
      assertThat(said.path("text").path("content").asString()).contains(number);

      JsonNode wecom = JsonMapper.shared().readTree(once(receiver, "/wecom", 0).body());
      assertThat(wecom.path("text").path("content").asString()).contains(number);

      Receiver.Got hook = once(receiver, "/hook", 0);
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
      once(receiver, "/alive", 0);
      String address = mark + "@street.example";
      added("EMAIL", address);
      assertThat(text(mail(address, 0))).contains("验证码");
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
      once(receiver, "/hook", 0);
      Awaitility.await().until(() -> why(robot).equals("HTTP 503"));
      assertThat(failures()).doesNotContain(event.path("number").asString());
      JDBC.sql(
              "update notify.sendings set due_at = now(), made_at = now() - interval '2 d'"
                  + " where way = ?")
          .param(robot)
          .update();
      once(receiver, "/hook", 1);
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
      once(receiver, "/hook", 2);
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
