package cn.nongchao.people.access;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Roles;
import cn.nongchao.people.access.Authenticator.Kind;
import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A passkey opens its owner's account to its owner, at this address, and nothing else. */
class PasskeysTest {

  private static final String ACCOUNT = "/api/v1/account";
  private static final String FACTOR = ACCOUNT + "/second-factor";
  private static final String PASSKEYS = FACTOR + "/passkeys";
  private static final String STEP = ACCOUNT + "/code/passkey";
  private static final String DOOR = "/api/v1/sign-in/passkey/options";

  private final JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
  private final Cast.Member member = Cast.newcomer(CasesRoles.CLERK);
  private final PersonId id = new PersonId(member.id());

  private static Authenticator device(Kind kind) {
    return new Authenticator(kind, RunningApp.url(""));
  }

  private static JsonNode begun(Program here) {
    Map<String, String> wanted = Map.of("old", Cast.PASSWORD, "name", "工作手机");
    return read(here.post(PASSKEYS + "/begin", wanted), 200);
  }

  private static Answer added(Program here, Authenticator device) {
    JsonNode asked = begun(here);
    device.handle = asked.path("user").path("id").asString();
    String answer = device.makes(asked.path("challenge").asString());
    return here.post(PASSKEYS, Map.of("answer", answer));
  }

  /** Somebody with one passkey. */
  private Authenticator owned(Cast.Member owner) {
    Authenticator device = device(Kind.ES256);
    read(added(Program.inPerson(owner.session()), device), 200);
    return device;
  }

  private static String asked(Program half) {
    return read(half.post(STEP + "/options", Map.of()), 200).path("challenge").asString();
  }

  private static Answer given(Program half, Authenticator device) {
    device.counter++;
    return half.post(STEP, Map.of("answer", device.answers(asked(half))));
  }

  /** A browser on the page of signing in. */
  private static Visitor atDoor() {
    Visitor visitor = Visitor.anonymous();
    return visitor.saying("X-CSRF-TOKEN", visitor.csrf());
  }

  private static String askedAtDoor(Visitor visitor) {
    Answer options = visitor.send("POST", DOOR, "{}", "application/json");
    return read(options, 200).path("challenge").asString();
  }

  private static Answer enters(Visitor visitor, Authenticator device) {
    device.counter++;
    String answer = device.answers(askedAtDoor(visitor));
    return visitor.post("/sign-in/passkey", Map.of("answer", answer));
  }

  private long audited(String action) {
    return jdbc.sql("select count(*) from people.audit where action = ? and subject = ?")
        .params(action, id.toString())
        .query(Long.class)
        .single();
  }

  // ---- what it is for

  @Test
  void eachKindOfKeyIsMadeAndIsASecondFactorAfterThePassword() {
    Map<Kind, Authenticator> devices = new LinkedHashMap<>();
    Program here = Program.inPerson(member.session());
    JsonNode asked = begun(here);
    assertThat(asked.path("rp").path("id").asString()).isEqualTo("localhost");
    assertThat(asked.path("attestation").asString()).isEqualTo("none");
    assertThat(asked.path("pubKeyCredParams").values())
        .extracting(one -> one.path("alg").asInt())
        .containsExactly(-8, -7, -257);
    Visitor stolen = Visitor.signedIn(member.session());
    String handle = asked.path("user").path("id").asString();
    assertThat(handle).hasSize(43).isEqualTo(begun(here).path("user").path("id").asString());
    for (Kind kind : Kind.values()) {
      devices.put(kind, device(kind));
      JsonNode codes = read(added(here, devices.get(kind)), 200).path("codes");
      assertThat(codes.size())
          .as("recovery codes come once")
          .isEqualTo(devices.size() == 1 ? 10 : 0);
    }
    assertThat(begun(here).path("excludeCredentials").size()).isEqualTo(3);
    assertThat(stolen.get("/account").sendsTo("/sign-in")).as("open before").isTrue();
    for (Authenticator device : devices.values()) {
      Program half = Program.inPerson(member.session());
      problem(half.get(ACCOUNT), 403, "second-factor-first");
      String before = half.visitor().cookies().get("nc_session");
      assertThat(given(half, device).status()).isEqualTo(204);
      assertThat(half.get(ACCOUNT).status()).isEqualTo(200);
      assertThat(half.visitor().cookies().get("nc_session")).isNotEqualTo(before);
      assertThat(Visitor.signedIn(before).get("/account").sendsTo("/sign-in")).isTrue();
    }
    assertThat(read(here.get(PASSKEYS), 200).values())
        .hasSize(3)
        .allMatch(one -> one.path("name").asString().equals("工作手机") && one.path("used").isString());
    assertThat(audited("passkey-added")).isEqualTo(3);
    assertThat(audited("passkey-used")).isEqualTo(3);
  }

  @Test
  void aloneItIsBothFactorsAndCountsWhereTwoAreRequired() {
    Cast.Member chief = Cast.newcomer(PeopleRoles.ADMINISTRATOR);
    Authenticator device = owned(chief);
    Visitor visitor = atDoor();
    assertThat(enters(visitor, device).sendsTo("/")).isTrue();
    assertThat(visitor.get("/people").status()).isEqualTo(200);
    Sessions strict =
        new Sessions(
            jdbc,
            RunningApp.bean(Clock.class),
            RunningApp.bean(Roles.class),
            new SecondFactorSettings(SecondFactorSettings.Rule.REQUIRED));
    Sessions.Found found = strict.bySession(visitor.cookies().get("nc_session"));
    assertThat(found.first()).isNull();
  }

  // ---- what it is not for

  private void refusedAtDoor(Authenticator device) {
    Visitor visitor = atDoor();
    assertThat(enters(visitor, device).status()).isEqualTo(401);
    assertThat(visitor.cookies()).doesNotContainKey("nc_session");
  }

  /** After each attack the owner still comes in: it was refused for what was wrong with it. */
  @Test
  void whatIsNotSaidByTheDeviceForThisAddressIsRefused() {
    Authenticator device = owned(member);
    List<Consumer<Authenticator>> attacks =
        List.of(
            one -> one.origin = "https://nongchao.example.org",
            one -> one.origin = "http://localhost:1",
            one -> one.party = "example.org",
            one -> one.flags = Authenticator.VERIFIED, // nobody was there
            one -> one.flags = Authenticator.PRESENT, // nobody was looked at
            one -> one.handle = "",
            one -> one.handle = "AAAA");
    for (Consumer<Authenticator> attack : attacks) {
      String origin = device.origin;
      String handle = device.handle;
      attack.accept(device);
      refusedAtDoor(device);
      device.origin = origin;
      device.handle = handle;
      device.party = "localhost";
      device.flags = Authenticator.PRESENT | Authenticator.VERIFIED;
      assertThat(enters(atDoor(), device).sendsTo("/")).isTrue();
    }
    Authenticator foreign = device(Kind.ES256);
    foreign.origin = "https://nongchao.example.org";
    problem(added(opened(device), foreign), 422, "wrong");
  }

  private Program opened(Authenticator device) {
    Program half = Program.inPerson(member.session());
    assertThat(given(half, device).status()).isEqualTo(204);
    return half;
  }

  @Test
  void aChallengeIsGoodOnceForItsOwnBrowserAndPurposeAndForMinutes() {
    Authenticator device = owned(member);
    Visitor visitor = atDoor();
    String challenge = askedAtDoor(visitor);
    device.counter++;
    Map<String, String> answer = Map.of("answer", device.answers(challenge));
    assertThat(atDoor().post("/sign-in/passkey", answer).status()).as("another's").isEqualTo(422);
    assertThat(visitor.post("/sign-in/passkey", answer).status()).as("it is over").isEqualTo(422);
    assertThat(enters(visitor, device).sendsTo("/")).isTrue();

    Program half = Program.inPerson(member.session());
    device.counter++;
    Map<String, String> again = Map.of("answer", device.answers(asked(half)));
    assertThat(half.post(STEP, again).status()).isEqualTo(204);
    problem(half.post(STEP, again), 422, "passkey-over");
    device.counter++;
    Map<String, String> made = Map.of("answer", device(Kind.ES256).makes(asked(half)));
    problem(half.post(PASSKEYS, made), 422, "passkey-over");

    Map<String, String> late = Map.of("answer", device.answers(asked(half)));
    jdbc.sql("update people.passkey_challenges set until = now() where person = ?")
        .param(member.id())
        .update();
    problem(half.post(STEP, late), 422, "passkey-over");
    Map<String, String> own = Map.of("answer", device.answers("AAAA"));
    problem(half.post(STEP, own), 422, "passkey-over");
  }

  @Test
  void anotherAccountsPasskeyIsNoSecondFactor() {
    Authenticator own = owned(member);
    Authenticator other = owned(Cast.newcomer(CasesRoles.CLERK));
    Program half = Program.inPerson(member.session());
    problem(given(half, other), 422, "wrong");
    other.handle = own.handle;
    problem(given(half, other), 422, "wrong");
    problem(half.get(ACCOUNT), 403, "second-factor-first");
    assertThat(audited("second-factor-wrong")).isEqualTo(2);
    problem(added(opened(own), other), 409, "already-exists");
  }

  /** Two devices count with one key: one of them is a copy. */
  @Test
  void aCounterThatGoesBackIsRefusedAndWrittenDown() {
    Authenticator device = owned(member);
    device.counter = 40;
    assertThat(enters(atDoor(), device).sendsTo("/")).isTrue();
    device.counter = 7;
    refusedAtDoor(device);
    assertThat(audited("passkey-counter-back")).isEqualTo(1);
    device.counter = 40;
    refusedAtDoor(device); // 41, of which it was said before
    assertThat(enters(atDoor(), device).sendsTo("/")).isTrue();
    Authenticator uncounted = device(Kind.EDDSA);
    uncounted.counter = 0;
    read(added(opened(device), uncounted), 200);
    for (int i = 0; i < 2; i++) {
      uncounted.counter = -1;
      assertThat(enters(atDoor(), uncounted).sendsTo("/")).as("it counts none").isTrue();
    }
  }

  @Test
  void whatIsNoAnswerOfAPasskeyIsRefused() {
    Authenticator device = owned(member);
    Program half = Program.inPerson(member.session());
    for (String odd : List.of("{}", "[]", "null", "1", "x", "{\"response\":{}}", "{\"id\":1}")) {
      assertThat(half.post(STEP, Map.of("answer", odd)).status()).as(odd).isEqualTo(422);
      assertThat(half.post(PASSKEYS, Map.of("answer", odd)).status()).as(odd).isIn(403, 422);
      assertThat(atDoor().post("/sign-in/passkey", Map.of("answer", odd)).status()).isEqualTo(401);
    }
    assertThat(opened(device).post(PASSKEYS, Map.of("answer", "{}")).status()).isEqualTo(422);
    problem(Program.nobody("198.51.100.9").post(DOOR, Map.of()), 422, "no-browser");
  }

  // ---- its end

  @Test
  void itIsAddedAndRemovedByPasswordAndOpensNothingThen() {
    Authenticator device = owned(member);
    Program here = opened(device);
    Map<String, String> guess = Map.of("old", "wrong", "name", "x");
    problem(here.post(PASSKEYS + "/begin", guess), 400, "bad-input", "old");
    Visitor elsewhere = atDoor();
    assertThat(enters(elsewhere, device).sendsTo("/")).isTrue();
    String its = read(here.get(PASSKEYS), 200).path(0).path("id").asString();
    String remove = PASSKEYS + "/" + its + "/remove";
    problem(here.post(remove, Map.of("old", "wrong")), 400, "bad-input", "old");
    Program other = Program.inPerson(Cast.newcomer(CasesRoles.CLERK).session());
    problem(other.post(remove, Map.of("old", Cast.PASSWORD)), 404, "not-found");
    assertThat(here.post(remove, Map.of("old", Cast.PASSWORD)).status()).isEqualTo(204);
    assertThat(elsewhere.get("/account").sendsTo("/sign-in")).as("came in by it").isTrue();
    refusedAtDoor(device);
    JsonNode left = read(here.get(FACTOR), 200);
    assertThat(left.path("recoveryCodes").asInt()).as("there is nothing to recover").isZero();
    assertThat(Program.inPerson(member.session()).get(ACCOUNT).status()).isEqualTo(200);
    assertThat(audited("passkey-removed")).isEqualTo(1);
  }

  @Test
  void ofWhoeverIsShutOutItOpensNothing() {
    Authenticator device = owned(member);
    for (String end : List.of("active = false", "login = null", "password_hash = null")) {
      Map<String, Object> was =
          jdbc.sql("select login, password_hash from people.persons where id = ?")
              .param(member.id())
              .query()
              .singleRow();
      jdbc.sql("update people.persons set " + end + " where id = ?").param(member.id()).update();
      refusedAtDoor(device);
      jdbc.sql("update people.persons set active = true, login = ?, password_hash = ? where id = ?")
          .params(was.get("login"), was.get("password_hash"), member.id())
          .update();
    }
    assertThat(enters(atDoor(), device).sendsTo("/")).isTrue();
  }

  /** A password made by an administrator leaves passkeys; two who recover the factor do not. */
  @Test
  void aNewPasswordLeavesItAndRecoveryTakesItAway() {
    Authenticator device = owned(member);
    RunningApp.bean(Passwords.class).reset(id);
    Visitor visitor = atDoor();
    assertThat(enters(visitor, device).sendsTo("/account/password")).isTrue();
    FactorRecovery ways = RunningApp.bean(FactorRecovery.class);
    ways.ask(id, "手机丢失", new PersonId(Cast.newcomer(PeopleRoles.ADMINISTRATOR).id())).orThrow();
    ways.confirm(id, new PersonId(Cast.newcomer(PeopleRoles.ADMINISTRATOR).id())).orThrow();
    refusedAtDoor(device);
    assertThat(visitor.get("/account").sendsTo("/sign-in")).isTrue();
    assertThat(RunningApp.bean(SecondFactor.class).state(id).recoveryCodes()).isZero();
  }

  /** A key begun by whoever found a session open is no second factor until it was confirmed. */
  @Test
  void anAuthenticatorBegunBesideItCountsOnceItIsConfirmed() {
    Authenticator device = owned(member);
    Program here = opened(device);
    read(here.post(FACTOR + "/begin", Map.of("old", Cast.PASSWORD)), 200);
    Map<String, String> code = Map.of("code", CodesOf.person(member.id(), 0));
    Program half = Program.inPerson(member.session());
    assertThat(half.post(ACCOUNT + "/code", code).status()).isEqualTo(422);
    CodesOf.areFreshAgain(member.id());
    JsonNode codes = read(here.post(FACTOR + "/confirm", code), 200);
    assertThat(codes.path("codes").size()).as("those there are stay").isZero();
    CodesOf.areFreshAgain(member.id());
    assertThat(half.post(ACCOUNT + "/code", code).status()).isEqualTo(401);
    Program again = Program.inPerson(member.session());
    assertThat(again.post(ACCOUNT + "/code", code).status()).isEqualTo(204);
  }

  // ---- where

  @Test
  void theyAreOfferedUnderHttpsByNameAndOnThisMachineOnly() {
    for (String fit :
        List.of("https://act.example.gov.cn", "https://a.cn:8443/", "http://localhost")) {
      assertThat(at(fit).whyNot()).as(fit).isNull();
    }
    for (String unfit :
        List.of(
            "http://act.example.gov.cn",
            "https://192.0.2.7",
            "https://[::1]",
            "http://127.0.0.1:8080")) {
      assertThat(at(unfit).whyNot().en()).as(unfit).contains(unfit);
    }
  }

  private static RelyingParty at(String origin) {
    return new RelyingParty(
        new PublicAddress(new Settings(Path.of("data"), false, ZoneId.of("Z"), origin)));
  }
}
