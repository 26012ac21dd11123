package cn.nongchao.people.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Tables;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.SecondFactor.Passed;
import cn.nongchao.people.access.SecondFactor.RecoveryCodes;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
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
          new Settings(Path.of("."), false, ZoneOffset.UTC, "https://tide.example"));
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
    return new Passed(by.id());
  }

  private RecoveryCodes confirmed(Viewer viewer) {
    return factor.confirm(viewer, passed(viewer)).orThrow();
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
    assertThat(factor.spend(owner.id(), code(0))).isTrue();
    factor.begin(owner, new Account.Proven("hash")).orThrow();
    JDBC.sql("update people.second_factors set secret = ? where person = ?")
        .params(DATA.seal(Base64.getEncoder().encodeToString(KEY)), owner.id().value())
        .update();
    assertThat(factor.spend(owner.id(), code(0))).isTrue();
  }

  @Test
  void onlyWhatItsOwnerPassedConfirmsItAndEndsTheOtherWaysIn() {
    refused(factor.confirm(owner, passed(other)), "not-found");
    refused(factor.confirm(owner, new Passed(null)), "not-found");
    assertThat(factor.isSet(owner.id())).isFalse();
    assertThat(factor.isSet(null)).isFalse();
    assertThat(factor.state(owner.id())).isEqualTo(new SecondFactor.State(null, 0));
    RecoveryCodes codes = confirmed(owner);
    assertThat(codes.codes()).hasSize(10).doesNotHaveDuplicates();
    assertThat(codes.codes()).allMatch(one -> one.matches("([a-z2-9]{4}-){2}[a-z2-9]{4}"));
    assertThat(factor.state(owner.id())).isEqualTo(new SecondFactor.State(START, 10));
    assertThat(factor.isSet(owner.id())).isTrue();
    assertThat(factor.isSet(other.id())).isFalse();
    assertThat(sessions(owner)).isEqualTo(1);
    assertThat(sessions(other)).isEqualTo(2);
    now = now.plusSeconds(60);
    refused(factor.confirm(owner, passed(owner)), "not-found");
    assertThat(factor.state(owner.id()).since()).isEqualTo(START);
    assertThat(audited("second-factor-set", owner)).isEqualTo(1);
  }

  @Test
  void aCodeOfTheTimeIsSpentOnceAndIsItsOwners() {
    Viewer nobody = viewer();
    assertThat(factor.spend(nobody.id(), code(0))).isFalse();
    assertThat(factor.spend(owner.id(), code(5))).isFalse();
    String typed = code(0).substring(0, 3) + " " + code(0).substring(3);
    assertThat(factor.spend(owner.id(), typed)).isTrue();
    assertThat(factor.spend(owner.id(), typed)).isFalse();
    assertThat(factor.spend(owner.id(), code(-1))).isFalse();
    assertThat(factor.spend(other.id(), code(0))).isTrue();
    assertThat(factor.spend(owner.id(), code(1))).isTrue();
    assertThat(audited("recovery-code-used", owner)).isZero();
  }

  @Test
  void aRecoveryCodeIsSpentOnceHoweverItIsTyped() {
    RecoveryCodes codes = confirmed(owner);
    confirmed(other);
    String one = codes.codes().getFirst();
    assertThat(factor.spend(other.id(), one)).isFalse();
    assertThat(factor.spend(owner.id(), one.replace("-", " ").toUpperCase(Locale.ROOT))).isTrue();
    assertThat(factor.spend(owner.id(), one)).isFalse();
    assertThat(factor.spend(owner.id(), "")).isFalse();
    assertThat(factor.state(owner.id()).recoveryCodes()).isEqualTo(9);
    assertThat(factor.state(other.id()).recoveryCodes()).isEqualTo(10);
    assertThat(audited("recovery-code-used", owner)).isEqualTo(1);
  }

  @Test
  void freshCodesReplaceThoseBefore() {
    refused(factor.renewCodes(owner, passed(owner)), "not-found");
    String old = confirmed(owner).codes().getFirst();
    confirmed(other);
    refused(factor.renewCodes(owner, passed(other)), "not-found");
    RecoveryCodes fresh = factor.renewCodes(owner, passed(owner)).orThrow();
    assertThat(factor.spend(owner.id(), old)).isFalse();
    assertThat(factor.spend(owner.id(), fresh.codes().getFirst())).isTrue();
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
    assertThat(factor.end(owner, passed(owner)).orThrow()).isEqualTo(owner.id());
    assertThat(factor.isSet(owner.id())).isFalse();
    assertThat(factor.isSet(other.id())).isTrue();
    assertThat(audited("second-factor-ended", owner)).isEqualTo(1);
  }

  // ---- the way back

  private static final PersonId ONE = PersonId.next();
  private static final PersonId TWO = PersonId.next();

  @Test
  void oneAsksAnotherConfirmsAndEveryWayInEnds() {
    refused(ways.ask(owner.id(), "丢失", ONE), "not-found");
    confirmed(owner);
    confirmed(other);
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
