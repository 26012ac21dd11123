package cn.nongchao.people.access;

import cn.nongchao.people.Audit;
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
 * another confirms within a day, and the second factor is gone, with every session and token. Whose
 * reach the person lies in is looked at by whoever calls.
 */
@Component
public class FactorRecovery {

  private static final Duration WITHIN = Duration.ofDays(1);

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

  private void forget(PersonId person) {
    secondFactor.forget(person);
    waysIn.close(person);
  }
}
