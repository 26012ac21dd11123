package cn.nongchao.people.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.Tokens.MadeToken;
import cn.nongchao.people.access.Tokens.NewToken;
import cn.nongchao.people.register.PersonChange;
import cn.nongchao.people.register.PersonFacts;
import cn.nongchao.people.register.Persons;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody stole a session or a token, or guesses from a session left open: what ends it. */
class WaysInTest {

  private static final String JSON = "application/json";
  private static final String ACCOUNT = "/api/v1/account";
  private static final String WANTED = "tide-and-river-" + Ids.next();
  private static final SignIn.From HERE = new SignIn.From("127.0.0.1", "test");

  private final JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
  private final TransactionTemplate transaction = RunningApp.bean(TransactionTemplate.class);
  private final Tokens tokens = RunningApp.bean(Tokens.class);
  private final Passwords passwords = RunningApp.bean(Passwords.class);
  private final Cast.Member member = Cast.newcomer(CasesRoles.CLERK);
  private final PersonId id = new PersonId(member.id());

  private String token(String name) {
    return made(member.viewer(), name).orThrow().secret();
  }

  private Outcome<MadeToken> made(Viewer viewer, String name) {
    return tokens.create(viewer, new NewToken(Ids.next(), name, 300));
  }

  private static int works(String token) {
    return Visitor.withToken(token).get(ACCOUNT).status();
  }

  // ---- a password that changes

  @Test
  void aChangedPasswordEndsEveryToken() {
    String stolen = token("stolen");
    Program here = Program.inPerson(member.session());
    assertThat(works(stolen)).isEqualTo(200);
    Answer changed =
        here.post(ACCOUNT + "/password", Map.of("old", Cast.PASSWORD, "password", WANTED));
    assertThat(changed.status()).isEqualTo(204);
    assertThat(works(stolen)).isEqualTo(401);
    assertThat(here.get(ACCOUNT).status()).as("the session it was done from").isEqualTo(200);
  }

  @Test
  void aResetPasswordEndsEveryTokenAndSession() {
    String stolen = token("stolen");
    Program here = Program.inPerson(member.session());
    passwords.reset(id);
    assertThat(works(stolen)).isEqualTo(401);
    assertThat(here.get(ACCOUNT).status()).isEqualTo(401);
  }

  /** The thief is quick: asks for a token while the password is being changed. */
  @Test
  void noTokenIsMadeByASessionThatTheNewPasswordEnds() throws Exception {
    Viewer thief = member.viewer();
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<Outcome<MadeToken>> late =
          transaction.execute(status -> {
            passwords.reset(id);
            Future<Outcome<MadeToken>> asked = pool.submit(() -> made(thief, "late"));
            waits(asked);
            return asked;
          });
      refused(late.get(), "not-signed-in");
    }
    assertThat(tokens.of(id)).isEmpty();
  }

  /** The thief is quick: signs in with the old password while it is being changed. */
  @Test
  void noSessionBeginsWithThePasswordThatIsJustReplaced() throws Exception {
    String old =
        jdbc.sql("select password_hash from people.persons where id = ?")
            .param(member.id())
            .query(String.class)
            .single();
    Sessions sessions = RunningApp.bean(Sessions.class);
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<Optional<String>> late =
          transaction.execute(status -> {
            passwords.reset(id);
            Future<Optional<String>> asked = pool.submit(() -> sessions.begin(id, old, HERE));
            waits(asked);
            return asked;
          });
      assertThat(late.get()).isEmpty();
    }
    assertThat(sessions.begin(id, old, HERE)).isEmpty();
  }

  private static void waits(Future<?> asked) {
    assertThatThrownBy(() -> asked.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
  }

  @Test
  void whoeverChangedThePasswordFirstHasTheWord() {
    Account account = RunningApp.bean(Account.class);
    Account.Proven proven =
        new Account.Proven(
            jdbc.sql("select password_hash from people.persons where id = ?")
                .param(member.id())
                .query(String.class)
                .single());
    Viewer here = member.viewer();
    Viewer there = member.viewer();
    var change = new Account.PasswordChange(Cast.PASSWORD, WANTED, null);
    var other = new Account.PasswordChange(Cast.PASSWORD, WANTED + "x", null);
    account.changePassword(here, change, proven).orThrow();
    refused(account.changePassword(there, other, proven), "moved-first");
    refused(account.changePassword(here, other, new Account.Proven("")), "moved-first");
  }

  @Test
  void whoeverLosesTheAccountIsOut() {
    String token = token("screen");
    Program here = Program.inPerson(member.session());
    PersonFacts nameless = new PersonFacts("某人", null, "", null, null);
    RunningApp.bean(Persons.class)
        .change(id, new PersonChange(nameless, true, 0), Scope.system())
        .orThrow();
    assertThat(works(token)).isEqualTo(401);
    assertThat(here.get(ACCOUNT).status()).isEqualTo(401);
  }

  // ---- twenty at most

  @Test
  void atMostTwentyTokensThoughTheyAreMadeAtOnce() throws Exception {
    Viewer viewer = member.viewer();
    for (int i = 0; i < 18; i++) made(viewer, "t" + i).orThrow();
    List<Callable<Boolean>> wishes = new ArrayList<>();
    for (int i = 0; i < 8; i++) wishes.add(() -> made(viewer, "more").isDone());
    int let = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> wish : threads.invokeAll(wishes)) if (wish.get()) let++;
    }
    assertThat(let).isEqualTo(2);
  }

  // ---- guessing within a session

  @Test
  void thePresentPasswordIsNotGuessedFromASessionLeftOpen() {
    Program open = Program.inPerson(member.session());
    for (int i = 0; i < 5; i++) {
      Answer wrong = open.post(ACCOUNT + "/password", Map.of("old", "x" + i, "password", WANTED));
      Program.problem(wrong, 400, "bad-input", "old");
    }
    Map<String, String> right = Map.of("old", Cast.PASSWORD, "password", WANTED);
    Program.problem(open.post(ACCOUNT + "/password", right), 429, "too-many");
    assertThat(Program.inPerson(member.session()).post(ACCOUNT + "/password", right).status())
        .as("from another session of the same person")
        .isEqualTo(429);
    Visitor owner = Visitor.anonymous();
    owner.post("/sign-in", Map.of("login", member.login(), "password", Cast.PASSWORD));
    assertThat(owner.get("/account").status()).as("the door is another matter").isEqualTo(200);
    assertThat(
            jdbc.sql("select count(*) from people.audit where action = ? and subject = ?")
                .params("present-password-wrong", id.toString())
                .query(Long.class)
                .single())
        .isEqualTo(5);
  }

  @Test
  void halfACharacterIsAWrongPasswordAndNoMishap() {
    Program here = Program.inPerson(member.session());
    Answer wrong =
        here.post(
            ACCOUNT + "/password", "{\"old\":\"\\ud800\",\"password\":\"" + WANTED + "\"}", JSON);
    Program.problem(wrong, 400, "bad-input", "old");
  }

  // ---- the token against forgery

  @Test
  void theTokenAgainstForgeryIsAnotherAfterSigningIn() {
    Visitor visitor = Visitor.anonymous();
    String before = visitor.csrf();
    String cookie = visitor.cookies().get("XSRF-TOKEN");
    visitor.post("/sign-in", Map.of("login", member.login(), "password", Cast.PASSWORD));
    assertThat(visitor.cookies()).containsKey("nc_session").doesNotContainKey("XSRF-TOKEN");
    visitor.cookies().put("XSRF-TOKEN", cookie); // planted again by a neighbour of the site
    for (String known : List.of(before, cookie)) {
      Answer forged = visitor.postWithoutToken("/sign-out", Map.of("_csrf", known));
      assertThat(forged.status()).isEqualTo(403);
    }
    assertThat(visitor.post("/sign-out", Map.of()).status()).isIn(302, 303);
  }

  @Test
  void theTokenAgainstForgeryIsGoodForItsOwnSessionOnly() {
    Visitor here = Visitor.signedIn(member.session());
    Visitor there = Visitor.signedIn(member.session());
    Map<String, String> foreign = Map.of("_csrf", there.csrf());
    assertThat(here.postWithoutToken("/sign-out", foreign).status()).isEqualTo(403);
    assertThat(there.postWithoutToken("/sign-out", foreign).status()).isIn(302, 303);
  }

  // ---- what an administrator sees and ends

  @Test
  void anAdministratorSeesAndEndsTheTokensOfTheirPeopleAndOfNobodyElse() {
    jdbc.sql("update people.persons set organisation = ? where id = ?")
        .params(member.organisation(), member.id())
        .update();
    String secret = token("大屏 " + member.login());
    UUID made = tokens.of(id).getFirst().id();
    String list = "/api/v1/persons/" + id + "/tokens";
    String end = list + "/" + made + "/revoke";

    Cast.Member other = Cast.elsewhere(PeopleRoles.ADMINISTRATOR);
    Program away = Program.inPerson(other.session());
    Program.problem(away.get(list), 404, "not-found");
    Program.problem(away.post(end, Map.of()), 404, "not-found");
    Program.problem(Program.of(other).post(end, Map.of()), 403, "not-allowed");
    assertThat(works(secret)).isEqualTo(200);

    Cast.Member boss = Cast.atHome(PeopleRoles.ADMINISTRATOR);
    Visitor page = Visitor.signedIn(boss.session());
    assertThat(page.get("/people/" + id).body()).contains("大屏 " + member.login());
    Program admin = Program.inPerson(boss.session());
    Answer seen = admin.get(list);
    assertThat(Program.read(seen, 200).path(0).path("id").asString()).isEqualTo(made.toString());
    assertThat(seen.body()).doesNotContain(secret);
    Answer ended = page.post("/people/" + id + "/tokens/" + made + "/revoke", Map.of());
    assertThat(ended.sendsTo("/people/" + id)).isTrue();
    assertThat(works(secret)).isEqualTo(401);
    Program.read(admin.post(end, Map.of()), 200);
    String elsewhere = "/api/v1/persons/" + boss.id() + "/tokens/" + made + "/revoke";
    Program.problem(admin.post(elsewhere, Map.of()), 404, "not-found");
  }

  /** Else the administrator of a street would end what serves the city. */
  @Test
  void theTokensOfWhoeverHoldsMoreAreNotTheirs() {
    jdbc.sql("update people.persons set organisation = ? where id = ?")
        .params(member.organisation(), member.id())
        .update();
    token("城市大屏");
    UUID made = tokens.of(id).getFirst().id();
    jdbc.sql(
            "insert into people.grants (id, person, role, division, valid_from)"
                + " values (?, ?, 'CLERK', '330114', now())")
        .params(Ids.next(), member.id())
        .update();
    Cast.Member boss = Cast.atHome(PeopleRoles.ADMINISTRATOR);
    Program admin = Program.inPerson(boss.session());
    String list = "/api/v1/persons/" + id + "/tokens";
    Program.problem(admin.get(list), 404, "not-found");
    Program.problem(admin.post(list + "/" + made + "/revoke", Map.of()), 404, "not-found");
    Visitor page = Visitor.signedIn(boss.session());
    assertThat(page.get("/people/" + id).body()).doesNotContain("城市大屏");
  }

  private static void refused(Outcome<?> outcome, String code) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused<?>) outcome).reasons().getFirst().code()).isEqualTo(code);
  }
}
