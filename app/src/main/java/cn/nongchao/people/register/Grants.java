package cn.nongchao.people.register;

import cn.nongchao.people.Audit;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PeopleTables;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Settings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives and ends grants: a role, within a scope, for a period. */
@Component
public class Grants {

  private final JdbcClient jdbc;
  private final Persons persons;
  private final Audit audit;
  private final Clock clock;
  private final ZoneId zone;
  private final Ledger ledger;

  Grants(
      Persons persons,
      JdbcClient jdbc,
      Audit audit,
      Clock clock,
      Settings settings,
      Ledger ledger) {
    this.persons = persons;
    this.jdbc = jdbc;
    this.audit = audit;
    this.clock = clock;
    this.zone = settings.zone();
    this.ledger = ledger;
  }

  /** Gives a grant; given before under the same id, it stays as it is. */
  @Transactional
  public Outcome<UUID> give(PersonId person, NewGrant grant, Scope scope) {
    LocalDate from = grant.from() == null ? LocalDate.now(clock) : grant.from();
    List<Refusal> wrong = Period.backwards(from, grant.to());
    if (!wrong.isEmpty()) return Outcome.refused(wrong);
    return persons.reach(person, scope).then(known -> insert(person, grant, scope));
  }

  private Outcome<UUID> insert(PersonId person, NewGrant grant, Scope scope) {
    DivisionCode division = grant.division();
    OrganisationId organisation = grant.organisation();
    int added =
        jdbc.sql(
                "insert into people.grants (id, person, role, division, organisation, valid_from,"
                    + " valid_to, granted_by, given_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (id) do nothing")
            .params(
                Arrays.asList(
                    grant.id(),
                    person.value(),
                    grant.role().name(),
                    division == null ? null : division.value(),
                    organisation == null ? null : organisation.value(),
                    start(grant.from()),
                    end(grant.to()),
                    scope.by() == null ? null : scope.by().value(),
                    Timestamp.from(clock.instant())))
            .update();
    if (added == 0) return persons.added("grants", grant.id(), person);
    ledger.wrote(PeopleTables.GRANTS, grant.id());
    String over = division == null ? String.valueOf(organisation) : division.value();
    audit.record(
        "grant-given",
        scope.by(),
        person.toString(),
        Map.of("role", grant.role().name(), "over", over));
    return Outcome.done(grant.id());
  }

  /** Ends a grant of somebody's now; it is out of force with their next request. */
  @Transactional
  public Outcome<PersonId> end(PersonId person, UUID grant, Scope scope) {
    record Held(String role, @Nullable String division, @Nullable UUID organisation) {}
    Held held =
        jdbc.sql(
                "select role, division, organisation from people.grants where id = ? and person ="
                    + " ?")
            .params(grant, person.value())
            .query(Held.class)
            .optional()
            .orElse(null);
    if (held == null) {
      return Outcome.refused(Refusal.of("not-found", "没有这项授权", "there is no such grant"));
    }
    Outcome<PersonId> reachable = persons.reach(person, scope);
    if (!reachable.isDone()) return reachable;
    boolean whole = PeopleRoles.ADMINISTRATOR.equals(held.role()) && "".equals(held.division());
    if (whole && persons.isLastAdministrator(person)) return Outcome.refused(Persons.LAST);
    Timestamp now = Timestamp.from(clock.instant());
    int ended =
        ledger.change(
            PeopleTables.GRANTS,
            grant,
            () ->
                jdbc.sql(
                        "update people.grants set valid_to = greatest(valid_from, ?)"
                            + " where id = ? and (valid_to is null or valid_to > ?)")
                    .params(now, grant, now)
                    .update());
    if (ended == 1) {
      String over = held.division() == null ? String.valueOf(held.organisation()) : held.division();
      audit.record(
          "grant-ended", scope.by(), person.toString(), Map.of("role", held.role(), "over", over));
    }
    return Outcome.done(person);
  }

  private Timestamp start(@Nullable LocalDate from) {
    return from == null || from.equals(LocalDate.now(clock))
        ? Timestamp.from(clock.instant())
        : Timestamp.from(from.atStartOfDay(zone).toInstant());
  }

  private @Nullable Timestamp end(@Nullable LocalDate to) {
    return to == null ? null : Timestamp.from(to.plusDays(1).atStartOfDay(zone).toInstant());
  }
}
