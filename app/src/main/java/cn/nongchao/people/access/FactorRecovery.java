package cn.nongchao.people.access;

import cn.nongchao.people.Audit;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way back for somebody who lost the device and the recovery codes: one administrator asks,
 * another confirms within a day, and the second factor is gone, passkeys with it, and every session
 * and token. Whose reach the person lies in is looked at by whoever calls.
 *
 * <p>Two accounts are not two people. Neither may be one that the other has just made an
 * administrator, or whose password was made anew by somebody else: for three days before it is
 * asked both have held the office, and come in by what they alone know. In that time whoever is
 * shut out of their account notices, and the audit log shows it to the rest.
 */
@Component
public class FactorRecovery {

  private static final Duration WITHIN = Duration.ofDays(1);

  /** How long both have been administrators by then, and in nobody else's hands. */
  static final Duration SETTLED = Duration.ofHours(72);

  private static final Refusal TOO_NEW =
      Refusal.of(
          "too-new",
          "申请人和确认人在申请前都须任管理员满 72 小时，且其间密码未由他人重设；没有两位这样的管理员时，请在服务器上执行"
              + " nongchao accounts end-second-factor 账号",
          "whoever asks and whoever confirms has been an administrator for 72 hours before it is"
              + " asked, with no password made by somebody else; where there are not two, run"
              + " nongchao accounts end-second-factor LOGIN on the server");

  /** That it was asked for, and by whom. */
  public record Asked(PersonId by, Instant at) {}

  private static final Refusal OWN =
      Refusal.of(
          "own-factor",
          "自己的第二重验证须由另外两位管理员恢复",
          "your own second factor is recovered by two other administrators");

  private static final Refusal NONE =
      Refusal.of("not-found", "此人没有第二重验证", "this person has no second factor");

  private final JdbcClient jdbc;
  private final SecondFactor secondFactor;
  private final WaysIn waysIn;
  private final Audit audit;
  private final Clock clock;

  FactorRecovery(
      JdbcClient jdbc, SecondFactor secondFactor, WaysIn waysIn, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.secondFactor = secondFactor;
    this.waysIn = waysIn;
    this.audit = audit;
    this.clock = clock;
  }

  /** What was asked and is still to be confirmed. */
  public Optional<Asked> open(PersonId person) {
    return jdbc.sql(
            "select asked_by, asked_at from people.factor_recoveries"
                + " where person = ? and asked_at > ?")
        .params(person.value(), Timestamp.from(clock.instant().minus(WITHIN)))
        .query((row, index) ->
            new Asked(
                new PersonId(row.getObject("asked_by", UUID.class)),
                row.getTimestamp("asked_at").toInstant()))
        .optional();
  }

  /** The first of two; asked again while it is open, it stays whose it was. */
  @Transactional
  public Outcome<PersonId> ask(PersonId person, String reason, PersonId by) {
    if (person.equals(by)) return Outcome.refused(OWN);
    if (!secondFactor.isSet(person)) return Outcome.refused(NONE);
    Instant now = clock.instant();
    if (!isSettled(by, now)) return Outcome.refused(TOO_NEW);
    int asked =
        jdbc.sql(
                "insert into people.factor_recoveries as r (person, asked_by, asked_at)"
                    + " values (?, ?, ?) on conflict (person) do update"
                    + " set asked_by = excluded.asked_by, asked_at = excluded.asked_at"
                    + " where r.asked_at <= ?")
            .params(
                person.value(), by.value(), Timestamp.from(now), Timestamp.from(now.minus(WITHIN)))
            .update();
    if (asked == 1) {
      audit.record(
          "factor-recovery-asked", by, person.toString(), Map.of("reason", reason.strip()));
    }
    return Outcome.done(person);
  }

  /** The second of two, who is neither the first nor the person. */
  @Transactional
  public Outcome<PersonId> confirm(PersonId person, PersonId by) {
    if (person.equals(by)) return Outcome.refused(OWN);
    Asked asked = open(person).orElse(null);
    if (asked != null && !isSettled(by, asked.at())) return Outcome.refused(TOO_NEW);
    int confirmed =
        jdbc.sql(
                "delete from people.factor_recoveries where person = ? and asked_by <> ?"
                    + " and asked_at > ?")
            .params(person.value(), by.value(), Timestamp.from(clock.instant().minus(WITHIN)))
            .update();
    if (confirmed == 0) {
      return Outcome.refused(
          Refusal.of(
              "two-needed",
              "须由另一位管理员先申请，再由您确认，一天内有效",
              "another administrator asks first, and you confirm within a day"));
    }
    forget(person);
    audit.record("second-factor-recovered", by, person.toString(), Map.of());
    return Outcome.done(person);
  }

  /** For whoever sits at the server's console: the way back for the only administrator. */
  @Transactional
  public Outcome<PersonId> atConsole(PersonId person) {
    if (!secondFactor.isSet(person)) return Outcome.refused(NONE);
    jdbc.sql("delete from people.factor_recoveries where person = ?")
        .param(person.value())
        .update();
    forget(person);
    audit.record("second-factor-ended-at-console", null, person.toString(), Map.of());
    return Outcome.done(person);
  }

  /**
   * A grant counts from when it was written down, whatever day it is said to begin with; one of the
   * system's own, of the first administrator, from its beginning.
   */
  private boolean isSettled(PersonId administrator, Instant asked) {
    Timestamp since = Timestamp.from(asked.minus(SETTLED));
    return jdbc.sql(
            "select exists (select 1 from people.grants where person = :person and role = :role"
                + " and (valid_to is null or valid_to > :now)"
                + " and (granted_by is null or greatest(valid_from, given_at) <= :since))"
                + " and not exists (select 1 from people.audit where subject = :subject"
                + " and action = 'password-reset' and at > :since)")
        .param("person", administrator.value())
        .param("subject", administrator.toString())
        .param("role", PeopleRoles.ADMINISTRATOR)
        .param("now", Timestamp.from(clock.instant()))
        .param("since", since)
        .query(Boolean.class)
        .single();
  }

  private void forget(PersonId person) {
    secondFactor.forget(person);
    waysIn.close(person);
  }
}
