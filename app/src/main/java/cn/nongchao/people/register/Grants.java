package cn.nongchao.people.register;

import cn.nongchao.people.Audit;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.register.GrantRules.Check;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives and ends grants: a role, within a scope, for a period. */
@Component
public class Grants {

  /**
   * A grant as typed; one of division and organisation is filled.
   *
   * @param division a code, “*” for the whole country, or empty
   * @param organisation an id, or empty
   * @param from first day; empty for today
   * @param to last day; empty for no end
   */
  public record GrantDraft(
      UUID id,
      PersonId person,
      String role,
      String division,
      String organisation,
      String from,
      String to) {}

  /** What is typed for the whole country. */
  public static final String EVERYWHERE = "*";

  private final JdbcClient jdbc;
  private final Persons persons;
  private final GrantRules rules;
  private final Audit audit;
  private final Clock clock;
  private final ZoneId zone;

  Grants(
      Persons persons,
      GrantRules rules,
      JdbcClient jdbc,
      Audit audit,
      Clock clock,
      Settings settings) {
    this.persons = persons;
    this.rules = rules;
    this.jdbc = jdbc;
    this.audit = audit;
    this.clock = clock;
    this.zone = settings.zone();
  }

  /** What is wrong with a grant to somebody who may not exist yet; empty where nothing is. */
  public List<Refusal> examine(GrantDraft typed, Scope scope) {
    return switch (rules.checked(typed, scope)) {
      case Outcome.Done<Check> fine -> List.of();
      case Outcome.Refused<Check>(List<Refusal> reasons) -> reasons;
    };
  }

  /** Gives a grant; given before under the same id, it stays as it is. */
  @Transactional
  public Outcome<UUID> give(GrantDraft typed, Scope scope) {
    return persons
        .reach(typed.person(), scope)
        .then(person -> rules.checked(typed, scope))
        .map(grant -> insert(typed, grant, scope));
  }

  private UUID insert(GrantDraft typed, Check grant, Scope scope) {
    DivisionCode division = grant.division();
    OrganisationId organisation = grant.organisation();
    int added =
        jdbc.sql(
                "insert into people.grants (id, person, role, division, organisation, valid_from,"
                    + " valid_to, granted_by) values (?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (id) do nothing")
            .params(
                Arrays.asList(
                    typed.id(),
                    typed.person().value(),
                    grant.role(),
                    division == null ? null : division.value(),
                    organisation == null ? null : organisation.value(),
                    start(grant.from()),
                    end(grant.to()),
                    scope.by() == null ? null : scope.by().value()))
            .update();
    if (added == 1) {
      String over = division == null ? String.valueOf(organisation) : division.value();
      audit.record(
          "grant-given",
          scope.by(),
          typed.person().toString(),
          Map.of("role", grant.role(), "over", over));
    }
    return typed.id();
  }

  /** Ends a grant now; it is out of force with the person's next request. */
  @Transactional
  public Outcome<PersonId> end(UUID grant, Scope scope) {
    record Held(UUID person, String role, @Nullable String division) {}
    Optional<Held> held =
        jdbc.sql("select person, role, division from people.grants where id = ?")
            .param(grant)
            .query(Held.class)
            .optional();
    if (held.isEmpty()) {
      return Outcome.refused(Refusal.of("not-found", "没有这项授权", "there is no such grant"));
    }
    PersonId person = new PersonId(held.get().person());
    Outcome<PersonId> reachable = persons.reach(person, scope);
    if (!reachable.isDone()) return reachable;
    boolean whole =
        PeopleRoles.ADMINISTRATOR.equals(held.get().role()) && "".equals(held.get().division());
    if (whole && persons.isLastAdministrator(person)) return Outcome.refused(Persons.LAST);
    int ended =
        jdbc.sql(
                "update people.grants set valid_to = greatest(valid_from, ?)"
                    + " where id = ? and (valid_to is null or valid_to > ?)")
            .params(Timestamp.from(clock.instant()), grant, Timestamp.from(clock.instant()))
            .update();
    if (ended == 1) {
      audit.record("grant-ended", scope.by(), person.toString(), Map.of("role", held.get().role()));
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
