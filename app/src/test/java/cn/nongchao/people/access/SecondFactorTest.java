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
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Roles;
import cn.nongchao.platform.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A password was found out: without the second factor it opens nothing. */
class SecondFactorTest {

  private static final String ACCOUNT = "/api/v1/account";
  private static final String FACTOR = ACCOUNT + "/second-factor";

  private final JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
  private final SecondFactor secondFactor = RunningApp.bean(SecondFactor.class);
  private final Cast.Member member = Cast.newcomer(CasesRoles.CLERK);
  private final PersonId id = new PersonId(member.id());
  private List<String> recovery = List.of();

  @BeforeEach
  void setUp() {
    place(member);
    Program here = Program.inPerson(member.session());
    Answer begun = here.post(FACTOR + "/begin", Map.of("old", Cast.PASSWORD));
    assertThat(read(begun, 200).path("key").asString())
        .isEqualTo(Totp.text(CodesOf.key(member.id())));
    recovery =
        StreamSupport.stream(
                read(here.post(FACTOR + "/confirm", code(0)), 200).path("codes").spliterator(),
                false)
            .map(one -> one.asString())
            .toList();
    CodesOf.areFreshAgain(member.id());
  }

  private Map<String, String> code(long off) {
    return Map.of("code", CodesOf.person(member.id(), off));
  }

  @Test
  void thePasswordAloneOpensNothing() {
    Program half = Program.inPerson(member.session());
    problem(half.get(ACCOUNT), 403, "second-factor-first");
    problem(half.post(FACTOR + "/end", code(0)), 403, "second-factor-first");
    problem(
        half.post(ACCOUNT + "/tokens", Map.of("name", "x", "days", 9)), 403, "second-factor-first");
    Visitor page = Visitor.anonymous();
    Answer entered =
        page.post("/sign-in", Map.of("login", member.login(), "password", Cast.PASSWORD));
    assertThat(entered.sendsTo("/account/code")).isTrue();
    assertThat(page.get("/account").sendsTo("/account/code")).isTrue();
    assertThat(page.get("/account/code").status()).isEqualTo(200);
    assertThat(page.post("/account/code", Map.of("code", "000000")).body()).contains("动态码不正确");
    assertThat(page.post("/account/code", code(0)).sendsTo("/")).isTrue();
    assertThat(page.get("/account").status()).isEqualTo(200);
    problem(half.get(ACCOUNT), 403, "second-factor-first");
  }

  @Test
  void aCodeWorksOnceThoughItIsSentTwiceAtOnce() throws Exception {
    Map<String, String> code = code(0);
    List<Callable<Integer>> twice = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Program half = Program.inPerson(member.session());
      twice.add(() -> half.post(ACCOUNT + "/code", code).status());
    }
    List<Integer> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> one : threads.invokeAll(twice)) answers.add(one.get());
    }
    assertThat(answers).containsOnlyOnce(204).contains(400);
  }

  @Test
  void codesAreNotGuessed() {
    Program half = Program.inPerson(member.session());
    for (int i = 0; i < 5; i++) {
      problem(half.post(ACCOUNT + "/code", Map.of("code", "000000")), 400, "bad-input", "code");
    }
    problem(half.post(ACCOUNT + "/code", code(0)), 429, "too-many");
    Program other = Program.inPerson(member.session());
    problem(other.post(ACCOUNT + "/code", code(0)), 429, "too-many");
    Map<String, String> last = Map.of("code", recovery.getFirst());
    assertThat(other.post(ACCOUNT + "/code", last).status())
        .as("whoever guesses does not shut the owner out of these")
        .isEqualTo(204);
  }

  /** Who is held up are those who try, where they are. */
  @Test
  void recoveryCodesAreNotTriedWithoutEndFromOnePlace() {
    Program there = Program.inPerson(member.session());
    there.visitor().saying("X-Forwarded-For", "198.51.100.77");
    Map<String, String> wrong = Map.of("code", "wrong-wrong-wrong");
    for (int i = 0; i < 20; i++)
      problem(there.post(ACCOUNT + "/code", wrong), 400, "bad-input", "code");
    problem(there.post(ACCOUNT + "/code", wrong), 429, "too-many");
    Map<String, String> last = Map.of("code", recovery.getFirst());
    Program owner = Program.inPerson(member.session());
    assertThat(owner.post(ACCOUNT + "/code", last).status()).isEqualTo(204);
  }

  /** Whoever planted or saw the token before it was worth anything has nothing. */
  @Test
  void theSecondFactorGivesTheSessionAnotherToken() {
    String before = member.session();
    Visitor page = Visitor.signedIn(before);
    String forgery = page.csrf();
    assertThat(page.post("/account/code", code(0)).sendsTo("/")).isTrue();
    String after = page.cookies().get("nc_session");
    assertThat(after).isNotEqualTo(before);
    assertThat(Visitor.signedIn(before).get("/account").sendsTo("/sign-in")).isTrue();
    assertThat(page.get("/account").status()).isEqualTo(200);
    Visitor old = Visitor.signedIn(after).saying("X-CSRF-TOKEN", forgery);
    assertThat(old.postWithoutToken("/account/sessions/end-others", Map.of()).status())
        .as("the token against forgery is another one too")
        .isEqualTo(403);
  }

  @Test
  void aRecoveryCodeWorksOnceAndIsNotKept() {
    assertThat(recovery).hasSize(10).doesNotHaveDuplicates();
    String first = recovery.getFirst();
    Map<String, String> typed = Map.of("code", first.toUpperCase(java.util.Locale.ROOT));
    Program half = Program.inPerson(member.session());
    assertThat(half.post(ACCOUNT + "/code", typed).status()).isEqualTo(204);
    assertThat(half.get(ACCOUNT).status()).isEqualTo(200);
    assertThat(read(half.get(FACTOR), 200).path("recoveryCodes").asInt()).isEqualTo(9);
    Program again = Program.inPerson(member.session());
    problem(again.post(ACCOUNT + "/code", typed), 400, "bad-input", "code");
    // New ones take the place of all.
    read(half.post(FACTOR + "/recovery-codes", code(0)), 200);
    Map<String, String> old = Map.of("code", recovery.get(1));
    problem(again.post(ACCOUNT + "/code", old), 400, "bad-input", "code");
    assertThat(
            jdbc.sql(
                    "select count(*) from people.recovery_codes where person = ?"
                        + " and position(cast(? as bytea) in digest) > 0")
                .params(member.id(), first.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .query(Long.class)
                .single())
        .isZero();
  }

  /** Whoever finds a session open neither sets one up nor takes it away. */
  @Test
  void itIsSetUpByPasswordAndTurnedOffByCode() {
    Program whole = opened();
    problem(whole.post(FACTOR + "/end", Map.of("code", "123")), 400, "bad-input", "code");
    problem(whole.post(FACTOR + "/end", Map.of()), 400, "bad-input", "code");
    problem(whole.post(FACTOR + "/begin", Map.of("old", Cast.PASSWORD)), 409, "already-exists");
    CodesOf.areFreshAgain(member.id());
    assertThat(whole.post(FACTOR + "/end", code(0)).status()).isEqualTo(204);
    problem(whole.post(FACTOR + "/begin", Map.of("old", "wrong")), 400, "bad-input", "old");
    problem(whole.post(FACTOR + "/begin", Map.of()), 400, "bad-input", "old");
    assertThat(Program.inPerson(member.session()).get(ACCOUNT).status()).isEqualTo(200);
  }

  /** The page is shown to somebody who may be looked over the shoulder: the key only until then. */
  @Test
  void theKeyIsShownUntilItIsConfirmed() {
    Cast.Member other = Cast.newcomer(CasesRoles.CLERK);
    Visitor page = Visitor.signedIn(other.session());
    page.post("/account/second-factor/begin", Map.of("old", Cast.PASSWORD));
    Answer shown = page.get("/account/second-factor");
    assertThat(shown.body()).contains("<svg", "data-key>");
    assertThat(shown.header("cache-control")).isEqualTo("no-store");
    assertThat(Visitor.signedIn(other.session()).get("/account").status())
        .as("not confirmed, it is not asked for")
        .isEqualTo(200);
    assertThat(opened().visitor().get("/account/second-factor").body()).doesNotContain("data-key>");
  }

  private Program opened() {
    Program half = Program.inPerson(member.session());
    assertThat(half.post(ACCOUNT + "/code", code(0)).status()).isEqualTo(204);
    return half;
  }

  @Test
  void settingItUpEndsWhatWasOpenBefore() {
    Cast.Member other = Cast.newcomer(CasesRoles.CLERK);
    Visitor stolen = Visitor.signedIn(other.session());
    String token = Program.token(other);
    Visitor page = Visitor.signedIn(other.session());
    page.post("/account/second-factor/begin", Map.of("old", Cast.PASSWORD));
    PersonId owner = new PersonId(other.id());
    secondFactor
        .confirm(
            RunningApp.bean(SignIn.class).viewer(page.cookies().get("nc_session")).orElseThrow(),
            new SecondFactor.Passed(owner, SecondFactor.Means.NEW_DEVICE))
        .orThrow();
    assertThat(page.get("/account").status()).isEqualTo(200);
    assertThat(stolen.get("/account").sendsTo("/sign-in")).isTrue();
    assertThat(Visitor.withToken(token).get(ACCOUNT).status()).isEqualTo(401);
  }

  // ---- the way back

  @Test
  void twoAdministratorsRecoverItAndOneDoesNot() {
    String path = "/api/v1/persons/" + id + "/second-factor/recovery";
    Map<String, String> why = Map.of("reason", "手机丢失，本人到场");
    Cast.Member one = Cast.newcomer(PeopleRoles.ADMINISTRATOR);
    Program first = Program.inPerson(one.session());
    Program second = Program.inPerson(Cast.atHome(PeopleRoles.ADMINISTRATOR).session());
    Program away = Program.inPerson(Cast.elsewhere(PeopleRoles.ADMINISTRATOR).session());

    problem(second.post(path + "/confirm", Map.of()), 422, "two-needed");
    problem(first.post(path, Map.of("reason", "丢")), 400, "bad-input", "reason");
    problem(away.post(path, why), 404, "not-found");
    assertThat(first.post(path, why).status()).isEqualTo(204);
    problem(first.post(path + "/confirm", Map.of()), 422, "two-needed");
    problem(away.post(path + "/confirm", Map.of()), 404, "not-found");
    problem(Program.of(one).post(path + "/confirm", Map.of()), 403, "not-allowed");
    assertThat(second.post(path, why).status()).as("it stays the first's").isEqualTo(204);
    problem(first.post(path + "/confirm", Map.of()), 422, "two-needed");
    assertThat(secondFactor.isSet(id)).isTrue();

    Visitor page = Visitor.signedIn(Cast.atHome(PeopleRoles.ADMINISTRATOR).session());
    assertThat(page.get("/people/" + id).body()).contains("待另一位管理员确认");
    Answer done = page.post("/people/" + id + "/second-factor/recovery/confirm", Map.of());
    assertThat(done.sendsTo("/people/" + id)).isTrue();
    assertThat(secondFactor.isSet(id)).isFalse();
    assertThat(Program.inPerson(member.session()).get(ACCOUNT).status()).isEqualTo(200);
    problem(second.post(path + "/confirm", Map.of()), 422, "two-needed");
    assertThat(audited("factor-recovery-asked")).isEqualTo(1);
    assertThat(audited("second-factor-recovered")).isEqualTo(1);
  }

  @Test
  void whatWasAskedRunsOutAndNobodyRecoversTheirOwn() {
    FactorRecovery ways = RunningApp.bean(FactorRecovery.class);
    PersonId one = new PersonId(Cast.newcomer(PeopleRoles.ADMINISTRATOR).id());
    PersonId other = new PersonId(Cast.newcomer(PeopleRoles.ADMINISTRATOR).id());
    assertThat(ways.ask(id, "自己", id).isDone()).isFalse();
    ways.ask(id, "手机丢失", one).orThrow();
    assertThat(ways.confirm(id, id).isDone()).isFalse();
    jdbc.sql(
            "update people.factor_recoveries set asked_at = now() - interval '25 h'"
                + " where person = ?")
        .param(member.id())
        .update();
    assertThat(ways.open(id)).isEmpty();
    assertThat(ways.confirm(id, other).isDone()).isFalse();
    ways.ask(id, "手机丢失", other).orThrow();
    assertThat(ways.open(id).orElseThrow().by()).isEqualTo(other);
    ways.confirm(id, one).orThrow();
    assertThat(ways.ask(id, "手机丢失", one).isDone()).as("there is none any more").isFalse();
  }

  /** Two accounts are not two people. */
  @Test
  void anAdministratorIsNotBothOfTheTwo() {
    String path = "/api/v1/persons/" + id + "/second-factor/recovery";
    Map<String, String> why = Map.of("reason", "手机丢失，本人到场");
    Cast.Member one = Cast.newcomer(PeopleRoles.ADMINISTRATOR);
    Program first = Program.inPerson(one.session());
    Cast.Member made = Cast.newcomer(CasesRoles.CLERK);
    place(made);
    Map<String, String> grant =
        Map.of(
            "id",
            Ids.next().toString(),
            "role",
            PeopleRoles.ADMINISTRATOR,
            "division",
            Cast.HOME,
            "from",
            "2020-01-01");
    read(first.post("/api/v1/persons/" + made.id() + "/grants", grant), 200);
    Cast.Member taken = Cast.newcomer(PeopleRoles.ADMINISTRATOR);
    place(taken);
    Program already = Program.inPerson(taken.session());
    read(first.post("/api/v1/persons/" + taken.id() + "/password", Map.of()), 200);
    assertThat(already.get(ACCOUNT).status()).isEqualTo(401);

    problem(Program.inPerson(made.session()).post(path, why), 422, "too-new");
    assertThat(first.post(path, why).status()).isEqualTo(204);
    problem(Program.inPerson(made.session()).post(path + "/confirm", Map.of()), 422, "too-new");
    FactorRecovery now = recovery(Duration.ZERO);
    assertThat(now.confirm(id, new PersonId(taken.id())).isDone()).isFalse();
    assertThat(secondFactor.isSet(id)).isTrue();

    for (Cast.Member settled : List.of(made, taken)) {
      FactorRecovery later = recovery(FactorRecovery.SETTLED.plusMinutes(5));
      later.ask(id, "手机丢失", new PersonId(one.id())).orThrow();
      FactorRecovery justBefore = recovery(FactorRecovery.SETTLED.minusMinutes(5));
      assertThat(justBefore.ask(id, "手机丢失", new PersonId(settled.id())).isDone()).isFalse();
      later.confirm(id, new PersonId(settled.id())).orThrow();
      assertThat(secondFactor.isSet(id)).isFalse();
      jdbc.sql(
              "insert into people.second_factors (person, secret, begun_at, confirmed_at)"
                  + " values (?, '', now(), now())")
          .param(member.id())
          .update();
    }
  }

  /** As it will be after this time; the audit log cannot be made older. */
  private FactorRecovery recovery(Duration later) {
    return new FactorRecovery(
        jdbc,
        secondFactor,
        RunningApp.bean(WaysIn.class),
        RunningApp.bean(Audit.class),
        Clock.offset(RunningApp.bean(Clock.class), later));
  }

  private void place(Cast.Member whom) {
    jdbc.sql("update people.persons set organisation = ? where id = ?")
        .params(whom.organisation(), whom.id())
        .update();
  }

  private long audited(String action) {
    return jdbc.sql("select count(*) from people.audit where action = ? and subject = ?")
        .params(action, id.toString())
        .query(Long.class)
        .single();
  }

  // ---- where it is required

  @Test
  void whereItIsRequiredAdministratorsAndSupervisorsSetItUpFirst() {
    Sessions strict = sessions(SecondFactorSettings.Rule.REQUIRED);
    Sessions mild = sessions(SecondFactorSettings.Rule.OPTIONAL);
    for (String role : List.of(PeopleRoles.ADMINISTRATOR, LoopRoles.SUPERVISOR)) {
      Cast.Member chief = Cast.newcomer(role);
      String session = chief.session();
      assertThat(first(strict.bySession(session))).isEqualTo(First.SECOND_FACTOR);
      assertThat(first(mild.bySession(session))).isNull();
      assertThat(first(strict.byApiToken(Program.token(chief)))).isEqualTo(First.SECOND_FACTOR);
    }
    String clerk = Cast.newcomer(CasesRoles.CLERK).session();
    assertThat(first(strict.bySession(clerk))).isNull();
    Cast.Member proven = Cast.newcomer(PeopleRoles.ADMINISTRATOR);
    String session = proven.session();
    jdbc.sql(
            "insert into people.second_factors (person, secret, begun_at, confirmed_at)"
                + " values (?, '', now(), now())")
        .param(proven.id())
        .update();
    assertThat(first(strict.bySession(session))).isNull();
    assertThat(first(strict.bySession(proven.session()))).isEqualTo(First.CODE);
  }

  private Sessions sessions(SecondFactorSettings.Rule rule) {
    return new Sessions(
        jdbc,
        RunningApp.bean(Clock.class),
        RunningApp.bean(Roles.class),
        new SecondFactorSettings(rule));
  }

  private static First first(Sessions.Found found) {
    return found.first();
  }

  @Test
  void whatComesFirstOpensItsOwnAddressesAndTheWayOut() {
    assertThat(First.CODE.opens("/api/v1/account/code")).isTrue();
    assertThat(First.CODE.opens("/sign-out")).isTrue();
    assertThat(First.CODE.opens("/account/second-factor")).isFalse();
    assertThat(First.CODE.opens("/account/code/../password")).isFalse();
    assertThat(First.PASSWORD.opens("/account/password")).isTrue();
    assertThat(First.PASSWORD.opens("/account")).isFalse();
    assertThat(First.CODE.opens("/account/code/passkey")).isTrue();
    for (String open : List.of("", "/begin", "/confirm", "/passkeys", "/passkeys/begin")) {
      assertThat(First.SECOND_FACTOR.opens("/account/second-factor" + open)).isTrue();
    }
    for (String closed : List.of("/end", "/recovery-codes")) {
      assertThat(First.SECOND_FACTOR.opens("/account/second-factor" + closed)).isFalse();
    }
    assertThat(First.SECOND_FACTOR.opens("/people")).isFalse();
  }
}
