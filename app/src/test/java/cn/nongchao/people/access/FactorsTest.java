package cn.nongchao.people.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Tables;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.SecondFactor.Means;
import cn.nongchao.people.access.SecondFactor.Passed;
import cn.nongchao.people.access.SecondFactor.RecoveryCodes;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A second factor and the way back to it, step by step and to the moment. */
class FactorsTest {

  private static final JdbcClient JDBC = JdbcClient.create(Tables.of("people"));
  private static final Instant START = Instant.parse("2026-11-22T01:00:00Z");
  private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final PersonalData DATA = made(PersonalData.class, new byte[32]);

  private Instant now = START;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final Audit audit = made(Audit.class, JDBC, clock, JsonMapper.shared());
  private final WaysIn waysIn = new WaysIn(JDBC, clock);
  private final SecondFactor factor =
      new SecondFactor(
          JDBC,
          DATA,
          waysIn,
          audit,
          clock,
          new PublicAddress(
              new Settings(Path.of("."), false, ZoneOffset.UTC, "https://tide.example")));
  private final FactorRecovery ways = new FactorRecovery(JDBC, factor, waysIn, audit, clock);
  private final Viewer owner = viewer();
  private final Viewer other = viewer();

  /** Of a class whose constructor is its module's own. */
  @SuppressWarnings("unchecked") // it has one
  private static <T> T made(Class<T> type, Object... with) {
    return (T) BeanUtils.instantiateClass(type.getDeclaredConstructors()[0], with);
  }

  private static Viewer viewer() {
    UUID id = Ids.next();
    JDBC.sql(
            "insert into people.persons (id, name, login, password_hash, created_at)"
                + " values (?, '某人', ?, 'hash', now())")
        .params(id, "login-" + id)
        .update();
    String session = "session of " + id;
    JDBC.sql(
            "insert into people.sessions (id, token_hash, person, begun_at, expires_at, user_agent)"
                + " values (?, ?, ?, now(), now(), ''), (?, ?, ?, now(), now(), '')")
        .params(Ids.next(), session, id, Ids.next(), session + " elsewhere", id)
        .update();
    return new Viewer(new PersonId(id), "某人", null, List.of(), session);
  }

  @BeforeEach
  void eachHasAKeyBegun() {
    for (Viewer one : List.of(owner, other)) {
      factor.begin(one, new Account.Proven("hash")).orThrow();
      JDBC.sql("update people.second_factors set secret = ? where person = ?")
          .params(DATA.seal(Base64.getEncoder().encodeToString(KEY)), one.id().value())
          .update();
    }
  }

  private static Passed passed(Viewer by) {
    return new Passed(by.id(), Means.CODE);
  }

  private static Passed onNewDevice(Viewer by) {
    return new Passed(by.id(), Means.NEW_DEVICE);
  }

  private RecoveryCodes confirmed(Viewer viewer) {
    return factor.confirm(viewer, onNewDevice(viewer)).orThrow();
  }

  private static void passkey(Viewer of) {
    UUID id = Ids.next();
    JDBC.sql(
            "insert into people.passkeys (id, person, credential, key, counter, eligible, copied,"
                + " name, made_at) values (?, ?, ?, '', 0, false, false, '手机', now())")
        .params(id, of.id().value(), id.toString().getBytes(StandardCharsets.US_ASCII))
        .update();
  }

  private static void refused(Outcome<?> outcome, String code) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    List<Refusal> reasons = ((Outcome.Refused<?>) outcome).reasons();
    assertThat(reasons.getFirst().code()).isEqualTo(code);
  }

  private static long sessions(Viewer viewer) {
    return JDBC.sql("select count(*) from people.sessions where person = ?")
        .param(viewer.id().value())
        .query(Long.class)
        .single();
  }

  private static long audited(String action, Viewer about) {
    return JDBC.sql("select count(*) from people.audit where action = ? and subject = ?")
        .params(action, about.id().toString())
        .query(Long.class)
        .single();
  }

  private String code(long step) {
    return Totp.code(KEY, Totp.stepAt(now) + step);
  }

  @Test
  void aKeyIsBegunByThePasswordAndAnewUntilItIsConfirmed() {
    Viewer fresh = viewer();
    assertThat(factor.setup(fresh)).isEmpty();
    refused(factor.begin(fresh, new Account.Proven("other")), "already-exists");
    var first = factor.begin(fresh, new Account.Proven("hash")).orThrow();
    var second = factor.begin(fresh, new Account.Proven("hash")).orThrow();
    assertThat(second.key()).isNotEqualTo(first.key());
    assertThat(second.uri()).contains("Nongchao%20tide.example:login-" + fresh.id());
    assertThat(factor.setup(fresh)).contains(second);
    confirmed(fresh);
    assertThat(factor.setup(fresh)).isEmpty();
    refused(factor.begin(fresh, new Account.Proven("hash")), "already-exists");
    assertThat(second).as("a log tells no key").hasToString("a key");
    assertThat(new SecondFactor.Begin("secret")).hasToString("a password");
  }

  @Test
  void beginningAnewForgetsTheCodesOfTheKeyBefore() {
    assertThat(factor.spend(owner.id(), code(0))).isEqualTo(Means.NEW_DEVICE);
    factor.begin(owner, new Account.Proven("hash")).orThrow();
    JDBC.sql("update people.second_factors set secret = ? where person = ?")
        .params(DATA.seal(Base64.getEncoder().encodeToString(KEY)), owner.id().value())
        .update();
    assertThat(factor.spend(owner.id(), code(0))).isEqualTo(Means.NEW_DEVICE);
  }

  @Test
  void onlyWhatItsOwnerPassedConfirmsItAndEndsTheOtherWaysIn() {
    refused(factor.confirm(owner, onNewDevice(other)), "bad-input");
    refused(factor.confirm(owner, new Passed(null, Means.NONE)), "bad-input");
    for (Means old : List.of(Means.CODE, Means.RECOVERY_CODE, Means.PASSKEY)) {
      refused(factor.confirm(owner, new Passed(owner.id(), old)), "bad-input");
    }
    assertThat(factor.isSet(owner.id())).isFalse();
    assertThat(factor.state(owner.id())).isEqualTo(new SecondFactor.State(null, 0, 0));
    RecoveryCodes codes = confirmed(owner);
    assertThat(codes.codes()).hasSize(10).doesNotHaveDuplicates();
    assertThat(codes.codes()).allMatch(one -> one.matches("([a-z2-9]{4}-){2}[a-z2-9]{4}"));
    assertThat(factor.state(owner.id())).isEqualTo(new SecondFactor.State(START, 10, 0));
    assertThat(factor.isSet(owner.id())).isTrue();
    assertThat(factor.isSet(other.id())).isFalse();
    assertThat(sessions(owner)).isEqualTo(1);
    assertThat(sessions(other)).isEqualTo(2);
    now = now.plusSeconds(60);
    refused(factor.confirm(owner, onNewDevice(owner)), "not-found");
    assertThat(factor.state(owner.id()).since()).isEqualTo(START);
    assertThat(audited("second-factor-set", owner)).isEqualTo(1);
  }

  @Test
  void aCodeOfTheTimeIsSpentOnceAndIsItsOwners() {
    Viewer nobody = viewer();
    confirmed(owner);
    assertThat(factor.spend(nobody.id(), code(0))).isEqualTo(Means.NONE);
    assertThat(factor.spend(owner.id(), code(5))).isEqualTo(Means.NONE);
    String typed = code(0).substring(0, 3) + " " + code(0).substring(3);
    assertThat(factor.spend(owner.id(), typed)).isEqualTo(Means.CODE);
    assertThat(factor.spend(owner.id(), typed)).isEqualTo(Means.NONE);
    assertThat(factor.spend(owner.id(), code(-1))).isEqualTo(Means.NONE);
    assertThat(factor.spend(other.id(), code(0))).isEqualTo(Means.NEW_DEVICE);
    assertThat(factor.spend(owner.id(), code(1))).isEqualTo(Means.CODE);
    assertThat(audited("recovery-code-used", owner)).isZero();
  }

  @Test
  void aRecoveryCodeIsSpentOnceHoweverItIsTyped() {
    RecoveryCodes codes = confirmed(owner);
    confirmed(other);
    String one = codes.codes().getFirst();
    assertThat(factor.spend(other.id(), one)).isEqualTo(Means.NONE);
    String typed = one.replace("-", " ").toUpperCase(Locale.ROOT);
    assertThat(factor.spend(owner.id(), typed)).isEqualTo(Means.RECOVERY_CODE);
    assertThat(factor.spend(owner.id(), one)).isEqualTo(Means.NONE);
    assertThat(factor.spend(owner.id(), "")).isEqualTo(Means.NONE);
    assertThat(factor.state(owner.id()).recoveryCodes()).isEqualTo(9);
    assertThat(factor.state(other.id()).recoveryCodes()).isEqualTo(10);
    assertThat(audited("recovery-code-used", owner)).isEqualTo(1);
  }

  @Test
  void freshCodesReplaceThoseBefore() {
    refused(factor.renewCodes(owner, onNewDevice(owner)), "not-found");
    String old = confirmed(owner).codes().getFirst();
    confirmed(other);
    refused(factor.renewCodes(owner, passed(other)), "not-found");
    refused(factor.renewCodes(owner, new Passed(owner.id(), Means.NONE)), "not-found");
    RecoveryCodes fresh = factor.renewCodes(owner, passed(owner)).orThrow();
    assertThat(factor.spend(owner.id(), old)).isEqualTo(Means.NONE);
    assertThat(factor.spend(owner.id(), fresh.codes().getFirst())).isEqualTo(Means.RECOVERY_CODE);
    assertThat(factor.state(other.id()).recoveryCodes()).isEqualTo(10);
    assertThat(audited("recovery-codes-made", owner)).isEqualTo(1);
    assertThat(fresh).hasToString("recovery codes");
  }

  @Test
  void itIsEndedByItsOwnerAlone() {
    refused(factor.end(owner, passed(owner)), "not-found");
    confirmed(owner);
    confirmed(other);
    refused(factor.end(owner, passed(other)), "not-found");
    refused(factor.end(owner, onNewDevice(owner)), "not-found");
    assertThat(factor.isSet(owner.id())).isTrue();
    assertThat(factor.end(owner, passed(owner)).orThrow()).isEqualTo(owner.id());
    assertThat(factor.isSet(owner.id())).isFalse();
    assertThat(factor.isSet(other.id())).isTrue();
    assertThat(factor.state(owner.id()).recoveryCodes()).as("for nothing").isZero();
    assertThat(factor.state(other.id()).recoveryCodes()).isEqualTo(10);
    assertThat(audited("second-factor-ended", owner)).isEqualTo(1);
  }

  @Test
  void aKeyBegunIsNotOneThatCouldEnd() {
    refused(factor.end(owner, new Passed(owner.id(), Means.PASSKEY)), "not-found");
    assertThat(factor.setup(owner)).isPresent();
    assertThat(audited("second-factor-ended", owner)).isZero();
  }

  @Test
  void besideAPasskeyTheCodesStayAsTheyAre() {
    passkey(owner);
    assertThat(factor.state(owner.id())).isEqualTo(new SecondFactor.State(null, 0, 1));
    assertThat(factor.isSet(owner.id())).isTrue();
    assertThat(factor.isSet(other.id())).isFalse();
    RecoveryCodes first = factor.codesIfNone(owner.id());
    assertThat(first.codes()).hasSize(10);
    assertThat(confirmed(owner).codes()).as("shown once, and not made anew").isEmpty();
    factor.end(owner, new Passed(owner.id(), Means.PASSKEY)).orThrow();
    assertThat(factor.isSet(owner.id())).isTrue();
    assertThat(factor.spend(owner.id(), first.codes().getFirst())).isEqualTo(Means.RECOVERY_CODE);
  }

  // ---- the way back

  private static final PersonId ONE = administrator();
  private static final PersonId TWO = administrator();

  private static PersonId administrator() {
    PersonId id = viewer().id();
    grant(id, PeopleRoles.ADMINISTRATOR, START.minus(FactorRecovery.SETTLED));
    return id;
  }

  private static void grant(PersonId to, String role, Instant from) {
    JDBC.sql(
            "insert into people.grants (id, person, role, division, valid_from, granted_by,"
                + " given_at) values (?, ?, ?, '33', ?, ?, ?)")
        .params(
            Ids.next(), to.value(), role, Timestamp.from(from), Ids.next(), Timestamp.from(from))
        .update();
  }

  private static void grants(PersonId of, String what, Object... with) {
    JDBC.sql("update people.grants set " + what + " where person = '" + of + "'")
        .params(with)
        .update();
  }

  @Test
  void oneAsksAnotherConfirmsAndEveryWayInEnds() {
    refused(ways.ask(owner.id(), "丢失", ONE), "not-found");
    for (Viewer one : List.of(owner, other)) {
      confirmed(one);
      passkey(one);
    }
    refused(ways.ask(owner.id(), "丢失", owner.id()), "own-factor");
    refused(ways.confirm(owner.id(), TWO), "two-needed");
    assertThat(ways.open(owner.id())).isEmpty();
    assertThat(ways.ask(owner.id(), " 丢失 ", ONE).orThrow()).isEqualTo(owner.id());
    ways.ask(other.id(), "丢失", ONE).orThrow();
    assertThat(ways.open(owner.id())).contains(new FactorRecovery.Asked(ONE, START));
    now = START.plusSeconds(60);
    ways.ask(owner.id(), "丢失", TWO).orThrow();
    assertThat(ways.open(owner.id())).contains(new FactorRecovery.Asked(ONE, START));
    assertThat(
            JDBC.sql(
                    "select detail ->> 'reason' from people.audit where subject = ?"
                        + " and action = 'factor-recovery-asked'")
                .param(owner.id().toString())
                .query(String.class)
                .list())
        .containsExactly("丢失");
    refused(ways.confirm(owner.id(), ONE), "two-needed");
    refused(ways.confirm(owner.id(), owner.id()), "own-factor");
    assertThat(factor.isSet(owner.id())).isTrue();
    assertThat(ways.confirm(owner.id(), TWO).orThrow()).isEqualTo(owner.id());
    assertThat(factor.isSet(owner.id())).isFalse();
    assertThat(sessions(owner)).isZero();
    assertThat(factor.isSet(other.id())).isTrue();
    assertThat(sessions(other)).isEqualTo(1);
    assertThat(ways.open(other.id())).isPresent();
    assertThat(factor.state(owner.id())).isEqualTo(new SecondFactor.State(null, 0, 0));
    assertThat(factor.state(other.id())).isEqualTo(new SecondFactor.State(START, 10, 1));
    assertThat(audited("second-factor-recovered", owner)).isEqualTo(1);
    refused(ways.confirm(owner.id(), TWO), "two-needed");
  }

  @Test
  void whatWasAskedHoldsForADay() {
    confirmed(owner);
    ways.ask(owner.id(), "丢失", ONE).orThrow();
    now = START.plus(Duration.ofDays(1)).minusMillis(1);
    assertThat(ways.open(owner.id())).isPresent();
    now = START.plus(Duration.ofDays(1));
    assertThat(ways.open(owner.id())).isEmpty();
    refused(ways.confirm(owner.id(), TWO), "two-needed");
    ways.ask(owner.id(), "丢失", TWO).orThrow();
    assertThat(ways.open(owner.id())).contains(new FactorRecovery.Asked(TWO, now));
    ways.confirm(owner.id(), ONE).orThrow();
  }

  private static final Duration MOMENT = Duration.ofMillis(1);

  @Test
  void whoeverAsksHasHeldTheOfficeForThreeDays() {
    confirmed(owner);
    PersonId late = viewer().id();
    refused(ways.ask(owner.id(), "丢失", late), "too-new");
    grant(late, "CLERK", START.minus(Duration.ofDays(300)));
    refused(ways.ask(owner.id(), "丢失", late), "too-new");
    Instant since = START.minus(FactorRecovery.SETTLED).plus(MOMENT);
    grant(late, PeopleRoles.ADMINISTRATOR, since);
    refused(ways.ask(owner.id(), "丢失", late), "too-new");
    assertThat(ways.open(owner.id())).isEmpty();
    now = START.plus(MOMENT);
    ways.ask(owner.id(), "丢失", late).orThrow();
    assertThat(ways.open(owner.id())).isPresent();
  }

  @Test
  void theyHoldItStill() {
    confirmed(owner);
    PersonId former = administrator();
    grants(former, "valid_to = ?", Timestamp.from(START));
    refused(ways.ask(owner.id(), "丢失", former), "too-new");
    grants(former, "valid_to = ?", Timestamp.from(START.plus(MOMENT)));
    ways.ask(owner.id(), "丢失", former).orThrow();
    now = START.plus(MOMENT);
    refused(ways.ask(owner.id(), "丢失", former), "too-new");
  }

  @Test
  void whatIsSaidToHaveBegunEarlierCountsFromWhenItWasWrittenDown() {
    confirmed(owner);
    PersonId dated = administrator();
    grants(dated, "valid_from = ?", Timestamp.from(START.minus(Duration.ofDays(900))));
    ways.ask(owner.id(), "丢失", dated).orThrow();
    grants(dated, "given_at = ?", Timestamp.from(START));
    refused(ways.ask(owner.id(), "丢失", dated), "too-new");
    grants(dated, "given_at = null");
    ways.ask(owner.id(), "丢失", dated).orThrow();
    grants(dated, "given_at = now(), granted_by = null");
    ways.ask(owner.id(), "丢失", dated).orThrow();
    grants(
        dated,
        "granted_by = ?, valid_from = ?, given_at = ?",
        ONE.value(),
        Timestamp.from(START),
        Timestamp.from(START.minus(Duration.ofDays(9))));
    refused(ways.ask(owner.id(), "丢失", dated), "too-new");
  }

  @Test
  void whosePasswordSomebodyElseMadeAnewWaitsThreeDays() {
    confirmed(owner);
    PersonId taken = administrator();
    audit.record("password-changed", taken, taken.toString(), Map.of());
    audit.record("password-reset", taken, ONE.toString() + "x", Map.of());
    ways.ask(owner.id(), "丢失", taken).orThrow();
    audit.record("password-reset", ONE, taken.toString(), Map.of());
    refused(ways.ask(owner.id(), "丢失", taken), "too-new");
    now = START.plus(FactorRecovery.SETTLED).minus(MOMENT);
    refused(ways.ask(owner.id(), "丢失", taken), "too-new");
    now = START.plus(FactorRecovery.SETTLED);
    ways.ask(owner.id(), "丢失", taken).orThrow();
  }

  /** Not by when it is confirmed: a day of waiting would count for them else. */
  @Test
  void whoeverConfirmsHadSettledWhenItWasAsked() {
    confirmed(owner);
    PersonId late = administrator();
    grants(late, "given_at = ?", Timestamp.from(START.minus(FactorRecovery.SETTLED).plus(MOMENT)));
    ways.ask(owner.id(), "丢失", ONE).orThrow();
    now = START.plus(Duration.ofHours(23));
    refused(ways.confirm(owner.id(), late), "too-new");
    assertThat(factor.isSet(owner.id())).isTrue();
    assertThat(ways.open(owner.id())).isPresent();
    PersonId taken = administrator();
    audit.record("password-reset", ONE, taken.toString(), Map.of());
    refused(ways.confirm(owner.id(), taken), "too-new");
    ways.confirm(owner.id(), administrator()).orThrow();
    assertThat(factor.isSet(owner.id())).isFalse();
  }

  @Test
  void whoeverSitsAtTheConsoleNeedsNobodyElse() {
    refused(ways.atConsole(owner.id()), "not-found");
    confirmed(owner);
    confirmed(other);
    ways.ask(owner.id(), "丢失", ONE).orThrow();
    ways.ask(other.id(), "丢失", ONE).orThrow();
    assertThat(ways.atConsole(owner.id()).orThrow()).isEqualTo(owner.id());
    assertThat(factor.isSet(owner.id())).isFalse();
    assertThat(ways.open(owner.id())).isEmpty();
    assertThat(sessions(owner)).isZero();
    assertThat(factor.isSet(other.id())).isTrue();
    assertThat(ways.open(other.id())).isPresent();
    assertThat(audited("second-factor-ended-at-console", owner)).isEqualTo(1);
  }

  @Test
  void aSessionHoldsWhileItIsThereAndIsTheirs() {
    Viewer borrowed = new Viewer(owner.id(), "某人", null, List.of(), other.session());
    assertThat(waysIn.holds(borrowed)).isFalse();
    assertThat(waysIn.holds(owner)).isTrue();
    waysIn.close(owner.id());
    assertThat(waysIn.holds(owner)).isFalse();
  }

  @Test
  void whatIsNotTheirsIsNotClosed() {
    JDBC.sql(
            "insert into people.api_tokens (id, token_hash, person, name, created_at, expires_at)"
                + " values (?, ?, ?, '', now(), now()), (?, ?, ?, '', now(), now())")
        .params(
            Ids.next(),
            "t" + Ids.next(),
            owner.id().value(),
            Ids.next(),
            "t" + Ids.next(),
            other.id().value())
        .update();
    waysIn.closeAllBut(owner.id(), owner.session());
    assertThat(revoked(owner)).isEqualTo(1);
    assertThat(revoked(other)).isZero();
    now = START.plusSeconds(60);
    waysIn.close(owner.id());
    assertThat(sessions(owner)).isZero();
    assertThat(sessions(other)).isEqualTo(2);
    assertThat(
            JDBC.sql("select revoked_at from people.api_tokens where person = ?")
                .param(owner.id().value())
                .query(Timestamp.class)
                .single()
                .toInstant())
        .as("as it was")
        .isEqualTo(START);
  }

  private static long revoked(Viewer viewer) {
    return JDBC.sql(
            "select count(*) from people.api_tokens where person = ? and revoked_at is not null")
        .params(viewer.id().value())
        .query(Long.class)
        .single();
  }
}
