package cn.nongchao.people.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Tables;
import cn.nongchao.people.Audit;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.SecondFactorSettings.Rule;
import cn.nongchao.people.access.Tokens.MadeToken;
import cn.nongchao.people.access.Tokens.NewToken;
import cn.nongchao.people.access.Tokens.Token;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** For whom a cookie or a token stands, to the moment; on a clock of its own. */
class SessionsTest {

  private static final JdbcClient JDBC = JdbcClient.create(Tables.of("people"));
  private static final Instant START = Instant.parse("2026-11-22T01:00:00Z");
  private static final SignIn.From HERE = new SignIn.From("203.0.113.1", "browser");
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Text WORDS = Text.of("职", "role");

  private Instant now = START;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final Sessions sessions = sessions(Rule.OPTIONAL);
  private final Sessions strict = sessions(Rule.REQUIRED);
  private final Tokens tokens =
      new Tokens(
          JDBC,
          clock,
          new WaysIn(JDBC, clock),
          made(Audit.class, JDBC, clock, JsonMapper.shared()));
  private final PersonId somebody = person();

  /** Of a class whose constructor is its module's own. */
  @SuppressWarnings("unchecked") // it has one
  private static <T> T made(Class<T> type, Object... with) {
    return (T) BeanUtils.instantiateClass(type.getDeclaredConstructors()[0], with);
  }

  private Sessions sessions(Rule rule) {
    Role admin = Role.of(PeopleRoles.ADMINISTRATOR, 1, WORDS, WORDS).provenTwice();
    Role clerk = Role.of("CLERK", 2, WORDS, WORDS);
    Roles roles = made(Roles.class, List.of(admin, clerk));
    return new Sessions(JDBC, clock, roles, new SecondFactorSettings(rule));
  }

  private static PersonId person() {
    UUID id = Ids.next();
    JDBC.sql(
            "insert into people.persons (id, name, login, password_hash, created_at)"
                + " values (?, '某人', ?, 'hash', now())")
        .params(id, "login-" + id)
        .update();
    return new PersonId(id);
  }

  private void set(String what) {
    JDBC.sql("update people.persons set " + what + " where id = ?")
        .param(somebody.value())
        .update();
  }

  private void grant(
      String role,
      @Nullable String place,
      @Nullable UUID unit,
      Instant from,
      @Nullable Instant to) {
    JDBC.sql(
            "insert into people.grants (id, person, role, division, organisation, valid_from,"
                + " valid_to) values (?, ?, ?, ?, ?, ?, ?)")
        .params(
            Ids.next(),
            somebody.value(),
            role,
            place,
            unit,
            Timestamp.from(from),
            to == null ? null : Timestamp.from(to))
        .update();
  }

  private void grant(String role) {
    grant(role, "33", null, START, null);
  }

  private void factor(boolean confirmed) {
    JDBC.sql(
            "insert into people.second_factors (person, secret, begun_at, confirmed_at)"
                + " values (?, '', now(), case when ? then now() end)")
        .params(somebody.value(), confirmed)
        .update();
  }

  private String begun() {
    return sessions.begin(somebody, "hash", HERE).orElseThrow();
  }

  private Viewer viewer(String session) {
    Sessions.Found found = sessions.bySession(session);
    assertThat(found).isNotNull();
    return found.viewer();
  }

  private boolean opens(String session) {
    return sessions.bySession(session) != null;
  }

  private Instant end(String session) {
    return JDBC.sql("select expires_at from people.sessions where token_hash = ?")
        .param(Sessions.hash(session))
        .query(Timestamp.class)
        .single()
        .toInstant();
  }

  // ---- sessions

  @Test
  void aSessionEndsTwelveHoursAfterItsLastUse() {
    String unused = begun();
    now = START.plus(Sessions.IDLE).minus(MOMENT);
    assertThat(opens(unused)).isTrue();
    String other = begun();
    now = now.plus(Sessions.IDLE);
    assertThat(opens(other)).isFalse();
  }

  @Test
  void itsEndMovesOnEveryHalfHour() {
    String used = begun();
    String unused = begun();
    now = START.plus(Duration.ofMinutes(30));
    assertThat(opens(used)).isTrue();
    assertThat(end(used)).isEqualTo(START.plus(Sessions.IDLE));
    now = now.plus(MOMENT);
    assertThat(opens(used)).isTrue();
    assertThat(end(used)).isEqualTo(now.plus(Sessions.IDLE));
    assertThat(end(unused)).isEqualTo(START.plus(Sessions.IDLE));
  }

  @Test
  void onlyThePasswordThatIsInForceOpensOneForWhoeverIsActive() {
    assertThat(sessions.begin(somebody, "old", HERE)).isEmpty();
    String session = begun();
    set("active = false");
    assertThat(opens(session)).isFalse();
    assertThat(sessions.begin(somebody, "hash", HERE)).isEmpty();
    assertThat(opens("no-such")).isFalse();
  }

  @Test
  void whereItWasBegunIsKeptShort() {
    String long200 = "b".repeat(200);
    sessions.begin(somebody, "hash", new SignIn.From("203.0.113.9", long200 + "x")).orElseThrow();
    Account.Session kept = sessions.of(somebody, "").getFirst();
    assertThat(kept.agent()).isEqualTo(long200);
    assertThat(kept.address()).isEqualTo("203.0.113.9");
    assertThat(kept.begun()).isEqualTo(START);
  }

  @Test
  void grantsCountFromTheirFirstMomentToBeforeTheirLast() {
    grant("CLERK", "3301", null, START, null);
    grant("CLERK", "3302", null, START.plus(MOMENT), null);
    grant("CLERK", "3303", null, START.minus(MOMENT), START.plus(MOMENT));
    grant("CLERK", "3304", null, START.minus(MOMENT), START);
    grant("GONE", "3305", null, START, null);
    UUID unit = Ids.next();
    JDBC.sql(
            "insert into people.organisations (id, name, kind, division)"
                + " values (?, '队', 'squad', '33')")
        .param(unit)
        .update();
    grant(PeopleRoles.ADMINISTRATOR, null, unit, START, null);
    set("organisation = '" + unit + "'");
    Viewer viewer = viewer(begun());
    assertThat(viewer.places())
        .containsExactlyInAnyOrder(new DivisionCode("3301"), new DivisionCode("3303"));
    assertThat(viewer.roles()).containsExactlyInAnyOrder("CLERK", PeopleRoles.ADMINISTRATOR);
    assertThat(viewer.organisation()).isEqualTo(new OrganisationId(unit));
    assertThat(viewer.organisations()).containsExactly(new OrganisationId(unit));
    assertThat(viewer.id()).isEqualTo(somebody);
    assertThat(viewer.name()).isEqualTo("某人");
    assertThat(viewer(sessionOf(person())).grants()).isEmpty();
  }

  private String sessionOf(PersonId person) {
    return sessions.begin(person, "hash", HERE).orElseThrow();
  }

  private void first(Sessions by, String session, @Nullable First expected) {
    Sessions.Found found = by.bySession(session);
    assertThat(found).isNotNull();
    assertThat(found.first()).isEqualTo(expected);
  }

  @Test
  void whatComesFirstComesOneAfterTheOther() {
    grant(PeopleRoles.ADMINISTRATOR);
    factor(true);
    set("must_change_password = true");
    String session = begun();
    first(strict, session, First.CODE);
    String whole = opened(session);
    first(strict, whole, First.PASSWORD);
    set("must_change_password = false");
    first(strict, whole, null);
    JDBC.sql("delete from people.second_factors where person = ?").param(somebody.value()).update();
    first(strict, whole, First.SECOND_FACTOR);
    first(sessions, whole, null);
    passkey();
    first(strict, whole, null);
  }

  /** Under a token that whoever saw the one before does not know. */
  private String opened(String session) {
    return sessions.open(viewer(session)).orElseThrow();
  }

  private void passkey() {
    UUID id = Ids.next();
    JDBC.sql(
            "insert into people.passkeys (id, person, credential, key, counter, eligible, copied,"
                + " name, made_at) values (?, ?, ?, '', 0, false, false, '手机', now())")
        .params(id, somebody.value(), id.toString().getBytes(StandardCharsets.US_ASCII))
        .update();
  }

  @Test
  void aPasskeyIsASecondFactorAndAtTheDoorBoth() {
    first(sessions, begun(), null);
    passkey();
    first(sessions, begun(), First.CODE);
    first(sessions, sessions.begin(somebody, null, HERE).orElseThrow(), null);
    first(sessions, sessionOf(person()), null);
    set("password_hash = null");
    assertThat(sessions.begin(somebody, null, HERE)).as("shut out").isEmpty();
  }

  @Test
  void aFactorCountsOnceItIsConfirmedAndIsRequiredOfSomeRoles() {
    grant(PeopleRoles.ADMINISTRATOR);
    grant("CLERK");
    factor(false);
    first(strict, begun(), First.SECOND_FACTOR);
    JDBC.sql("delete from people.grants where person = ? and role = ?")
        .params(somebody.value(), PeopleRoles.ADMINISTRATOR)
        .update();
    first(strict, begun(), null);
  }

  @Test
  void sessionsAreListedAndEndedByTheirOwner() {
    String old = begun();
    now = START.plusSeconds(60);
    String own = begun();
    String others = sessionOf(person());
    List<Account.Session> listed = sessions.of(somebody, Sessions.hash(own));
    assertThat(listed).extracting(Account.Session::own).containsExactly(true, false);
    PersonId stranger = viewer(others).id();
    UUID oldest = listed.getLast().id();
    assertThat(sessions.end(stranger, oldest)).isFalse();
    assertThat(sessions.end(somebody, Ids.next())).isFalse();
    assertThat(sessions.end(somebody, oldest)).isTrue();
    assertThat(sessions.end(somebody, oldest)).isFalse();
    assertThat(opens(old)).isFalse();
    String third = begun();
    assertThat(sessions.endOthers(somebody, Sessions.hash(third))).isEqualTo(1);
    assertThat(opens(own)).isFalse();
    assertThat(opens(third)).isTrue();
    assertThat(opens(others)).isTrue();
    sessions.end(Sessions.hash(third));
    assertThat(opens(third)).isFalse();
    assertThat(opens(others)).isTrue();
    now = now.plus(Sessions.IDLE);
    assertThat(sessions.of(stranger, "")).isEmpty();
  }

  @Test
  void onlyTheSessionInWhichTheCodeWasGivenOpens() {
    factor(true);
    String one = begun();
    String two = begun();
    Viewer half = viewer(one);
    String whole = opened(one);
    first(sessions, whole, null);
    first(sessions, two, First.CODE);
    assertThat(opens(one)).isFalse();
    assertThat(sessions.open(half)).as("ended meanwhile").isEmpty();
  }

  @Test
  void aTokenIsLongAndOnlyItsHashIsKept() {
    assertThat(Sessions.newToken()).hasSize(43).isNotEqualTo(Sessions.newToken());
    assertThat(Sessions.hash("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  // ---- tokens of machines

  private Outcome<MadeToken> make(Viewer viewer, int days) {
    return tokens.create(viewer, new NewToken(Ids.next(), "屏", days));
  }

  private boolean works(MadeToken made) {
    return sessions.byApiToken(made.secret()) != null;
  }

  private static void refused(Outcome<?> outcome, String code) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    List<Refusal> reasons = ((Outcome.Refused<?>) outcome).reasons();
    assertThat(reasons.getFirst().code()).isEqualTo(code);
  }

  private @Nullable Instant used() {
    return tokens.of(somebody).getFirst().used();
  }

  @Test
  void aTokenWorksForItsDays() {
    Viewer viewer = viewer(begun());
    MadeToken made = make(viewer, 2).orThrow();
    assertThat(made.token().expires()).isEqualTo(START.plus(Duration.ofDays(2)));
    assertThat(sessions.byApiToken("nct_no")).isNull();
    now = made.token().expires().minus(MOMENT);
    assertThat(works(made)).isTrue();
    assertThat(made.token().worksAt(now)).isTrue();
    now = made.token().expires();
    assertThat(works(made)).isFalse();
    assertThat(made.token().worksAt(now)).isFalse();
  }

  @Test
  void aTokenOfWhoeverMustChangeThePasswordOpensNothingElse() {
    MadeToken made = make(viewer(begun()), 2).orThrow();
    factor(true);
    Sessions.Found found = sessions.byApiToken(made.secret());
    assertThat(found).isNotNull();
    assertThat(found.first()).as("a machine has no code").isNull();
    set("must_change_password = true");
    Sessions.Found later = sessions.byApiToken(made.secret());
    assertThat(later).isNotNull();
    assertThat(later.first()).isEqualTo(First.PASSWORD);
    set("active = false");
    assertThat(works(made)).isFalse();
  }

  @Test
  void itsUseIsNotedOnceAnHour() {
    MadeToken made = make(viewer(begun()), 2).orThrow();
    MadeToken other = make(viewer(sessionOf(person())), 2).orThrow();
    assertThat(used()).isNull();
    assertThat(works(other)).isTrue();
    assertThat(used()).isNull();
    assertThat(works(made)).isTrue();
    assertThat(used()).isEqualTo(START);
    now = START.plus(Duration.ofHours(1));
    assertThat(works(made)).isTrue();
    assertThat(used()).isEqualTo(START);
    now = now.plus(MOMENT);
    assertThat(works(made)).isTrue();
    assertThat(used()).isEqualTo(now);
    Instant last = now;
    now = now.plus(Duration.ofDays(2));
    assertThat(works(made)).isFalse();
    assertThat(used()).as("what no longer works is not used").isEqualTo(last);
  }

  @Test
  void onlyASessionThatIsTheirsAndLastsMakesOne() {
    String session = begun();
    Viewer viewer = viewer(session);
    Viewer stranger = viewer(sessionOf(person()));
    refused(
        make(new Viewer(viewer.id(), "某人", null, List.of(), stranger.session()), 1),
        "not-signed-in");
    sessions.end(Sessions.hash(session));
    refused(make(viewer, 1), "not-signed-in");
    assertThat(tokens.of(somebody)).isEmpty();
  }

  @Test
  void twentyMayWorkAtOnce() {
    Viewer viewer = viewer(begun());
    List<Token> all =
        IntStream.range(0, 20)
            .mapToObj(i -> make(viewer, i == 0 ? 1 : 9).orThrow().token())
            .toList();
    make(viewer(sessionOf(person())), 1).orThrow();
    refused(make(viewer, 1), "bad-input");
    tokens.revoke(viewer, all.get(7).id()).orThrow();
    make(viewer, 9).orThrow();
    refused(make(viewer, 1), "bad-input");
    now = all.getFirst().expires();
    make(viewer(begun()), 9).orThrow();
    refused(make(viewer(begun()), 1), "bad-input");
  }

  private long audited(String action, UUID subject) {
    return JDBC.sql("select count(*) from people.audit where action = ? and subject = ?")
        .params(action, subject.toString())
        .query(Long.class)
        .single();
  }

  @Test
  void oneIdMakesOneTokenAndEachChangeIsWrittenDown() {
    Viewer viewer = viewer(begun());
    NewToken wanted = new NewToken(Ids.next(), "屏", 1);
    MadeToken made = tokens.create(viewer, wanted).orThrow();
    assertThat(made.token().name()).isEqualTo("屏");
    now = START.plusMillis(1);
    tokens.create(viewer, new NewToken(Ids.next(), "另一块屏", 1)).orThrow();
    now = START;
    refused(tokens.create(viewer, wanted), "already-exists");
    assertThat(audited("token-created", wanted.id())).isEqualTo(1);
    refused(tokens.revoke(viewer(sessionOf(person())), wanted.id()), "not-found");
    assertThat(works(made)).isTrue();
    assertThat(audited("token-revoked", wanted.id())).isZero();
    Token revoked = tokens.revoke(viewer, wanted.id()).orThrow();
    assertThat(revoked.id()).isEqualTo(wanted.id());
    assertThat(revoked.revoked()).isEqualTo(START);
    assertThat(works(made)).isFalse();
    now = START.plusSeconds(5);
    Token again = tokens.revoke(viewer, wanted.id()).orThrow();
    assertThat(again.revoked()).isEqualTo(START);
    assertThat(again.worksAt(now)).isFalse();
    assertThat(audited("token-revoked", wanted.id())).isEqualTo(1);
  }
}
