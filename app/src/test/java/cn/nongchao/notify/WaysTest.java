package cn.nongchao.notify;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.platform.Ids;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    // A dispatch is for at once, and goes out with whatever is due in the same round.
    Awaitility.await().until(() -> failed() == 2 && waiting(way) == 2);
    JDBC.sql("update notify.sendings set due_at = now() where way = ?").param(way).update();
    List<String> digests =
        Awaitility.await()
            .until(
                () ->
                    mails(address).stream()
                        .map(WaysTest::text)
                        .filter(mail -> mail.contains("An event failed its check"))
                        .toList(),
                mails -> !mails.isEmpty());
    assertThat(digests).hasSize(1);
    assertThat(digests.getFirst())
        .containsPattern("[2-4] new notices")
        .doesNotContainPattern("\\p{IsHan}");
    assertThat(digests.getFirst().split("An event failed its check", -1)).hasSize(3);
    assertThat(waiting(way)).isZero();
  }

  /** Not urgent, and not sent yet. */
  private long failed() {
    return JDBC.sql(
            "select count(*) from notify.notices where person = ? and word = 'event-failed-check'")
        .param(officer.id())
        .query(Long.class)
        .single();
  }

  private static long waiting(UUID way) {
    return JDBC.sql(
            "select count(*) from notify.sendings where way = ? and sent_at is null"
                + " and due_at > now()")
        .param(way)
        .query(Long.class)
        .single();
  }

  @Test
  void whatWasReadInTheProductIsNotSentAfterwards() {
    String address = mark + "@street.example";
    UUID way = confirmedMail(address);
    read(person.put(WAYS + "/wishes", Map.of("lang", "ZH", "digest", 8)), 200);
    UUID paper = Ids.next();
    JDBC.sql(
            "insert into people.qualifications (id, person, kind, number, issuer, valid_from,"
                + " valid_to) values (?, ?, 'law-enforcement', ?, '试', '2020-01-01',"
                + " current_date + 9)")
        .params(paper, officer.id(), paper.toString())
        .update();
    RunningApp.bean(LicencesEnding.class).look();
    assertThat(waiting(way)).isEqualTo(1);
    read(Program.of(officer).post("/api/v1/notices/read", Map.of()), 200);
    JDBC.sql("update notify.sendings set due_at = now() where way = ?").param(way).update();
    Awaitility.await()
        .until(() ->
            JDBC.sql(
                        "select count(*) from notify.sendings where way = ? and notice is not null"
                            + " and sent_at is not null")
                    .param(way)
                    .query(Long.class)
                    .single()
                == 1);
    assertThat(mails(address)).as("the code alone").hasSize(1);
  }

  // ---- text messages

  @Test
  void aTextMessageGoesThroughTheGatewayThatIsDescribed() throws IOException {
    try (Receiver gateway =
        new Receiver(RunningApp.GATEWAY, got -> Receiver.Says.of(200, "{\"ok\":true}"))) {
      String number = "139" + ThreadLocalRandom.current().nextInt(10000000, 99999999);
      UUID id = added("SMS", number);
      Receiver.Got first = Receiver.once(gateway, "/sms", 0);
      assertThat(first.headers()).containsEntry("X-key", "gateway-key");
      JsonNode body = JsonMapper.shared().readTree(first.body());
      assertThat(body.path("phone").asString()).isEqualTo(number);
      String code = code(body.path("text").asString());
      read(person.post(WAYS + "/ways/" + id + "/confirm", Map.of("code", code)), 200);
      assertThat(person.get(WAYS).body()).contains(number.substring(0, 3) + "****");
      Casework.sent(Casework.reported("李四的“招牌”"), officer);
      assertThat(Receiver.once(gateway, "/sms", 1).body()).contains("有事件派给您").doesNotContain("李四");
    }
  }

  // ---- browsers

  @Test
  void aBrowserThatSubscribedIsPushedToAndForgottenOnceItLeaves() throws Exception {
    AtomicInteger status = new AtomicInteger(201);
    try (Receiver server = new Receiver(0, got -> Receiver.Says.of(status.get(), ""))) {
      Map<String, Object> browser = new LinkedHashMap<>();
      browser.put("id", Ids.next());
      browser.put("endpoint", server.url("/push/" + mark));
      browser.put("p256dh", PushSecretsTest.BROWSER);
      browser.put("auth", "BTBZMqHH6r4Tts7J_aSIgg");
      String address = WAYS + "/browsers";
      problem(person.post(address, Program.with(browser, "auth", "AAAA")), 400, "bad-input");
      JsonNode way = read(person.post(address, browser), 201);
      browser.put("id", Ids.next());
      assertThat(read(person.post(address, browser), 201).path("id")).isEqualTo(way.path("id"));
      Map<String, String> headers = Receiver.once(server, "/push/" + mark, 0).headers();
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
      Receiver.once(server, "/push/" + mark, 1);
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
}
