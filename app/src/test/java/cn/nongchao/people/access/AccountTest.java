package cn.nongchao.people.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.people.register.Grants;
import cn.nongchao.people.register.NewGrant;
import cn.nongchao.people.register.NewPerson;
import cn.nongchao.people.register.PersonChange;
import cn.nongchao.people.register.PersonFacts;
import cn.nongchao.people.register.PersonLists;
import cn.nongchao.people.register.Persons;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sign-in, sessions, passwords and machine tokens, over HTTP. */
class AccountTest {

  private static final String PASSWORD = "river-tide-" + Ids.next();

  private final JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
  private final Persons persons = RunningApp.bean(Persons.class);
  private final Passwords passwords = RunningApp.bean(Passwords.class);
  private final PersonId id = PersonId.next();
  private final String login = "acc-" + id.value().toString().substring(24);

  @BeforeEach
  void somebody() {
    persons.create(new NewPerson(id.value(), facts(), true), Scope.system()).orThrow();
    passwords.set(id, PASSWORD);
    grant(CasesRoles.DISPATCHER);
  }

  private PersonFacts facts() {
    return new PersonFacts("测试人员", null, login, null, null);
  }

  private void change(boolean active, int version) {
    PersonChange change = new PersonChange(facts(), active, version);
    persons.change(id, change, Scope.system()).orThrow();
  }

  private void grant(String role) {
    Role known = RunningApp.bean(Roles.class).find(role).orElseThrow();
    NewGrant grant = NewGrant.of(known, new DivisionCode("330114003"), null);
    RunningApp.bean(Grants.class).give(id, grant, Scope.system()).orThrow();
  }

  private Visitor signedIn(String password) {
    Visitor visitor = Visitor.anonymous();
    Answer answer = visitor.post("/sign-in", Map.of("login", login, "password", password));
    assertThat(answer.status()).isIn(302, 303);
    return visitor;
  }

  @Test
  void whoeverIsDisabledIsOutAtOnceWithEverySessionAndToken() {
    Visitor desk = signedIn(PASSWORD);
    Visitor phone = signedIn(PASSWORD);
    Visitor machine = Visitor.withToken(token(desk, "screen"));
    assertThat(desk.get("/account").status()).isEqualTo(200);
    assertThat(machine.get("/api/v1/divisions").status()).isEqualTo(200);
    change(false, 0);
    assertThat(desk.get("/account").sendsTo("/sign-in")).isTrue();
    assertThat(phone.get("/account").sendsTo("/sign-in")).isTrue();
    assertThat(machine.get("/api/v1/divisions").status()).isEqualTo(401);
    assertThat(count("people.sessions")).isZero();
    Answer again =
        Visitor.anonymous().post("/sign-in", Map.of("login", login, "password", PASSWORD));
    assertThat(again.status()).isEqualTo(401);
    // and stays out when made active again, until signing in anew
    change(true, 1);
    assertThat(desk.get("/account").sendsTo("/sign-in")).isTrue();
    assertThat(machine.get("/api/v1/divisions").status()).isEqualTo(401);
  }

  @Test
  void aGrantEndedCountsWithTheNextRequest() {
    grant(PeopleRoles.ADMINISTRATOR);
    Visitor visitor = signedIn(PASSWORD);
    assertThat(visitor.get("/organisations").status()).isEqualTo(200);
    PersonLists lists = RunningApp.bean(PersonLists.class);
    lists.grants(id).stream()
        .filter(held -> held.role().equals(PeopleRoles.ADMINISTRATOR))
        .forEach(
            held -> RunningApp.bean(Grants.class).end(id, held.id(), Scope.system()).orThrow());
    assertThat(visitor.get("/organisations").status()).isEqualTo(403);
  }

  /** Nobody would ever end the session whose cookie a new one took the place of. */
  @Test
  void signingInAgainEndsTheSessionThatWasThere() {
    Visitor desk = signedIn(PASSWORD);
    desk.post("/sign-in", Map.of("login", login, "password", PASSWORD));
    assertThat(desk.get("/account").status()).isEqualTo(200);
    assertThat(count("people.sessions")).isEqualTo(1);
    assertThat(desk.post("/sign-out", Map.of()).header("clear-site-data")).contains("cache");
    assertThat(count("people.sessions")).isZero();
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    Visitor here = signedIn(PASSWORD);
    Visitor there = signedIn(PASSWORD);
    assertThat(change(here, "wrong", "a-long-new-word", "a-long-new-word").body())
        .contains("现在的密码不正确");
    assertThat(change(here, PASSWORD, "short", "short").body()).contains("至少 10 位");
    assertThat(change(here, PASSWORD, "1234567890", "1234567890").body()).contains("太容易猜到");
    assertThat(change(here, PASSWORD, login + "12345", login + "12345").body()).contains("太容易猜到");
    assertThat(change(here, PASSWORD, "a-long-new-word", "another-word").body())
        .contains("两次输入不一致");
    assertThat(change(here, PASSWORD, "a-long-new-word", "a-long-new-word").status())
        .isIn(302, 303);
    assertThat(here.get("/account").status()).isEqualTo(200);
    assertThat(there.get("/account").sendsTo("/sign-in")).isTrue();
    signedIn("a-long-new-word");
  }

  private static Answer change(Visitor visitor, String old, String password, String again) {
    return visitor.post(
        "/account/password", Map.of("old", old, "password", password, "again", again));
  }

  @Test
  void aPasswordGivenByAnAdministratorIsChangedFirst() {
    String given = passwords.reset(id);
    Visitor visitor = Visitor.anonymous();
    Answer entered = visitor.post("/sign-in", Map.of("login", login, "password", given));
    assertThat(entered.sendsTo("/account/password")).isTrue();
    assertThat(visitor.get("/account").sendsTo("/account/password")).isTrue();
    assertThat(visitor.get("/sign-in").status()).as("nobody until then").isEqualTo(200);
    assertThat(visitor.get("/api/v1/divisions").status()).isEqualTo(403);
    assertThat(visitor.get("/account/password").status()).isEqualTo(200);
    change(visitor, given, "a-long-new-word", "a-long-new-word");
    assertThat(visitor.get("/account").status()).isEqualTo(200);
  }

  @Test
  void oneSessionCanBeEndedFromAnother() {
    Visitor here = signedIn(PASSWORD);
    Visitor there = signedIn(PASSWORD);
    Matcher end =
        Pattern.compile("/account/sessions/([0-9a-f-]{36})/end")
            .matcher(here.get("/account").body());
    assertThat(end.find()).isTrue();
    here.post(end.group(), Map.of());
    assertThat(there.get("/account").sendsTo("/sign-in")).isTrue();
    assertThat(here.get("/account").status()).isEqualTo(200);
  }

  @Test
  void aTokenWorksUntilItIsRevokedAndMakesNoOthers() {
    Visitor desk = signedIn(PASSWORD);
    String token = token(desk, "screen");
    Visitor machine = Visitor.withToken(token);
    assertThat(machine.get("/api/v1/divisions").status()).isEqualTo(200);
    assertThat(machine.get("/account/tokens").status()).isEqualTo(403);
    assertThat(machine.post("/account/tokens", Map.of("name", "more", "days", "9")).status())
        .isEqualTo(403);
    assertThat(Visitor.withToken(token + "x").get("/api/v1/divisions").status()).isEqualTo(401);
    assertThat(desk.get("/account/tokens").body()).contains("screen").doesNotContain(token);
    Matcher revoke =
        Pattern.compile("/account/tokens/[0-9a-f-]{36}/revoke")
            .matcher(desk.get("/account/tokens").body());
    assertThat(revoke.find()).isTrue();
    desk.post(revoke.group(), Map.of());
    assertThat(machine.get("/api/v1/divisions").status()).isEqualTo(401);
  }

  @Test
  void aTokenRunsOutAndABadPeriodIsRefused() {
    Visitor desk = signedIn(PASSWORD);
    Visitor machine = Visitor.withToken(token(desk, "short"));
    jdbc.sql("update people.api_tokens set expires_at = now() - interval '1 s' where person = ?")
        .param(id.value())
        .update();
    assertThat(machine.get("/api/v1/divisions").status()).isEqualTo(401);
    for (String days : List.of("0", "367", "x", "")) {
      Answer answer = desk.post("/account/tokens", Map.of("name", "n", "days", days));
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.body()).contains("有效期应为 1–366 天");
    }
  }

  @Test
  void whatWasTypedForANameIsNotWrittenDown() {
    String secret = "oops-my-password-" + Ids.next();
    Visitor.anonymous().post("/sign-in", Map.of("login", secret, "password", "x"));
    Visitor.anonymous().post("/sign-in", Map.of("login", login, "password", "wrong"));
    assertThat(
            jdbc.sql(
                    "select count(*) from people.audit where subject like :s or detail::text like"
                        + " :s")
                .param("s", "%" + secret + "%")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(
            jdbc.sql(
                    "select count(*) from people.audit where action = 'sign-in-failed'"
                        + " and subject = ?")
                .param(id.toString())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void afterFiveFailuresTheRightPasswordWaitsToo() {
    Visitor visitor = Visitor.anonymous();
    for (int i = 0; i < 5; i++) {
      Answer wrong = visitor.post("/sign-in", Map.of("login", login, "password", "wrong"));
      assertThat(wrong.status()).isEqualTo(401);
    }
    Answer wait = visitor.post("/sign-in", Map.of("login", login, "password", PASSWORD));
    assertThat(wait.status()).isEqualTo(429);
    assertThat(wait.body()).contains("失败次数过多").contains(login);
    assertThat(visitor.cookies()).doesNotContainKey("nc_session");
  }

  private static String token(Visitor visitor, String name) {
    Answer answer = visitor.post("/account/tokens", Map.of("name", name, "days", "30"));
    Matcher token = Pattern.compile("data-token>(nct_[\\w-]+)<").matcher(answer.body());
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table + " where person = ?")
        .param(id.value())
        .query(Long.class)
        .single();
  }
}
