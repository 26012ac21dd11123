package cn.nongchao.people.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static cn.nongchao.Program.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.access.Passwords;
import cn.nongchao.people.access.SignIn;
import cn.nongchao.platform.Ids;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody keeps their own account by JSON; a machine's token only asks whose it is. */
class AccountApiTest {

  private static final String ACCOUNT = "/api/v1/account";
  private static final String SESSIONS = ACCOUNT + "/sessions";
  private static final String TOKENS = ACCOUNT + "/tokens";
  private static final String PASSWORD = ACCOUNT + "/password";

  private final Cast.Member member = Cast.newcomer(CasesRoles.CLERK);
  private final Program here = Program.inPerson(member.session());

  private static Map<String, Object> token(UUID id) {
    return Map.of("id", id, "name", "大屏", "days", 30);
  }

  private static Map<String, String> password(String old, String wanted) {
    return Map.of("old", old, "password", wanted);
  }

  private static List<String> ids(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(one -> one.path("id").asString())
        .toList();
  }

  @Test
  void aTokenSaysWhoseItIs() {
    JsonNode me = read(Program.of(member).get(ACCOUNT), 200);
    assertThat(me.path("id").asString()).isEqualTo(member.id().toString());
    assertThat(me.path("name").asString()).isEqualTo(Cast.title(CasesRoles.CLERK));
    assertThat(me.path("grants").path(0).path("role").asString()).isEqualTo("CLERK");
    assertThat(me.path("grants").path(0).path("division").asString()).isEqualTo(Cast.HOME);
    assertThat(read(here.get(ACCOUNT), 200)).isEqualTo(me);
    problem(Program.inPerson("nobodys").get(ACCOUNT), 401, "not-signed-in");
  }

  @Test
  void aSessionIsEndedFromAnother() {
    Program there = Program.inPerson(member.session());
    JsonNode both = read(here.get(SESSIONS), 200);
    assertThat(both).hasSize(2);
    JsonNode other =
        StreamSupport.stream(both.spliterator(), false)
            .filter(session -> !session.path("own").asBoolean())
            .findFirst()
            .orElseThrow();
    String end = SESSIONS + "/" + other.path("id").asString() + "/end";
    // Somebody else's is out of reach, and nothing tells that it is there.
    Program stranger = Program.inPerson(Cast.newcomer(CasesRoles.CLERK).session());
    assertThat(read(stranger.post(end, Map.of()), 200)).hasSize(1);
    assertThat(there.get(ACCOUNT).status()).isEqualTo(200);
    JsonNode left = read(here.post(end, Map.of()), 200);
    assertThat(left).hasSize(1);
    assertThat(there.get(ACCOUNT).status()).isEqualTo(401);
    assertThat(read(here.post(end, Map.of()), 200)).isEqualTo(left);
    problem(here.post(SESSIONS + "/x/end", Map.of()), 400, "bad-input", "id");
  }

  @Test
  void allOthersEndAtOnce() {
    Program there = Program.inPerson(member.session());
    Program elsewhere = Program.inPerson(member.session());
    assertThat(read(here.post(SESSIONS + "/end-others", Map.of()), 200)).hasSize(1);
    assertThat(there.get(ACCOUNT).status()).isEqualTo(401);
    assertThat(elsewhere.get(ACCOUNT).status()).isEqualTo(401);
    assertThat(read(here.post(SESSIONS + "/end-others", Map.of()), 200)).hasSize(1);
  }

  @Test
  void thePasswordIsChangedWithThePresentOne() {
    Program there = Program.inPerson(member.session());
    String wanted = "tide-and-river-" + Ids.next();
    problem(here.post(PASSWORD, password("wrong", wanted)), 400, "bad-input", "old");
    problem(here.post(PASSWORD, password(Cast.PASSWORD, "short")), 400, "bad-input", "password");
    problem(here.post(PASSWORD, Map.of("password", wanted)), 400, "bad-input", "old");
    assertThat(there.get(ACCOUNT).status()).isEqualTo(200);
    assertThat(here.post(PASSWORD, password(Cast.PASSWORD, wanted)).status()).isEqualTo(204);
    assertThat(here.get(ACCOUNT).status()).isEqualTo(200);
    assertThat(there.get(ACCOUNT).status()).isEqualTo(401);
    problem(here.post(PASSWORD, password(Cast.PASSWORD, wanted)), 400, "bad-input", "old");
    assertThat(signedIn(wanted)).isNotBlank();
  }

  @Test
  void aPasswordGivenByAnAdministratorIsChangedBeforeAnythingElse() {
    String given = RunningApp.bean(Passwords.class).reset(new PersonId(member.id()));
    Program visitor = Program.inPerson(signedIn(given));
    problem(visitor.get(ACCOUNT), 403, "change-password-first");
    problem(visitor.post(TOKENS, token(Ids.next())), 403, "change-password-first");
    String wanted = "tide-and-river-" + Ids.next();
    assertThat(visitor.post(PASSWORD, password(given, wanted)).status()).isEqualTo(204);
    assertThat(visitor.get(ACCOUNT).status()).isEqualTo(200);
  }

  private String signedIn(String password) {
    return RunningApp.bean(SignIn.class)
        .begin(member.login(), password, new SignIn.From("127.0.0.1", "test"))
        .orThrow();
  }

  @Test
  void aTokenIsMadeOnceShownOnceAndRevoked() {
    UUID id = Ids.next();
    String secret = read(here.post(TOKENS, token(id)), 201).path("secret").asString();
    Visitor machine = Visitor.withToken(secret);
    assertThat(machine.get(ACCOUNT).status()).isEqualTo(200);
    problem(here.post(TOKENS, token(id)), 409, "already-exists");
    JsonNode listed = read(here.get(TOKENS), 200);
    assertThat(ids(listed)).containsExactly(id.toString());
    assertThat(listed.toString()).doesNotContain(secret);

    String revoke = TOKENS + "/" + id + "/revoke";
    Program stranger = Program.inPerson(Cast.newcomer(CasesRoles.CLERK).session());
    problem(stranger.post(revoke, Map.of()), 404, "not-found");
    problem(stranger.post(TOKENS, token(id)), 409, "already-exists");
    assertThat(machine.get(ACCOUNT).status()).isEqualTo(200);
    JsonNode revoked = read(here.post(revoke, Map.of()), 200);
    assertThat(revoked.path("revoked").asString()).isNotBlank();
    assertThat(machine.get(ACCOUNT).status()).isEqualTo(401);
    assertThat(read(here.post(revoke, Map.of()), 200)).isEqualTo(revoked);
    problem(here.post(TOKENS + "/" + Ids.next() + "/revoke", Map.of()), 404, "not-found");
  }

  @Test
  void whatIsWrongWithATokenIsNamed() {
    Map<String, Object> wish = token(Ids.next());
    problem(here.post(TOKENS, with(wish, "id", null)), 400, "bad-input", "id");
    problem(here.post(TOKENS, with(wish, "id", "seven")), 400, "bad-input", "id");
    problem(here.post(TOKENS, with(wish, "name", " ")), 400, "bad-input", "name");
    for (int days : new int[] {0, 367, -1}) {
      problem(here.post(TOKENS, with(wish, "days", days)), 400, "bad-input", "days");
    }
    problem(here.post(TOKENS, with(wish, "days", null)), 400, "bad-input", "days");
    assertThat(read(here.get(TOKENS), 200)).isEmpty();
  }

  @Test
  void aTokenMakesNoTokensChangesNoPasswordAndEndsNoSession() {
    Program machine = Program.of(member);
    problem(machine.get(TOKENS), 403, "not-allowed");
    problem(machine.post(TOKENS, token(Ids.next())), 403, "not-allowed");
    problem(machine.post(PASSWORD, password(Cast.PASSWORD, "tide-and-river")), 403, "not-allowed");
    problem(machine.get(SESSIONS), 403, "not-allowed");
    problem(machine.post(SESSIONS + "/end-others", Map.of()), 403, "not-allowed");
    String own = ids(read(here.get(TOKENS), 200)).getFirst();
    problem(machine.post(TOKENS + "/" + own + "/revoke", Map.of()), 403, "not-allowed");
    // However the address is written.
    problem(machine.get("/api/v1/%61ccount/tokens"), 403, "not-allowed");
    assertThat(machine.get("/%61ccount/tokens").status()).isEqualTo(403);
    assertThat(read(here.get(TOKENS), 200)).hasSize(1);
  }

  @Test
  void aWriteOfASessionCarriesTheTokenAgainstForgery() {
    Visitor forged = Visitor.signedIn(member.session());
    assertThat(forged.send("POST", SESSIONS + "/end-others", "{}", "application/json").status())
        .isEqualTo(403);
    assertThat(here.get(ACCOUNT).status()).isEqualTo(200);
  }
}
