package cn.nongchao.people;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is there to be told: of a unit, over a place, by what they hold today. */
@Component
public class Staff {

  private static final String HOLDS =
      " and g.role = any(:roles) and g.valid_from <= :now"
          + " and (g.valid_to is null or g.valid_to > :now) and ";

  private final JdbcClient jdbc;
  private final Clock clock;

  Staff(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Active people who work in the unit, or hold a role over it, and hold one of the roles. */
  public List<PersonId> members(OrganisationId unit, Collection<String> roles) {
    return jdbc.sql(
            "select p.id from people.persons p where p.active and exists (select 1"
                + " from people.grants g where g.person = p.id"
                + HOLDS
                + "(p.organisation = :unit or g.organisation = :unit)) order by p.id")
        .param("roles", roles.toArray(String[]::new))
        .param("now", now())
        .param("unit", unit.value())
        .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Active people who hold one of the roles over the place, or over one around it. */
  public List<PersonId> holders(Collection<String> roles, DivisionCode place) {
    return jdbc.sql(
            "select p.id from people.persons p where p.active and exists (select 1"
                + " from people.grants g where g.person = p.id"
                + HOLDS
                + ":place like g.division || '%') order by p.id")
        .param("roles", roles.toArray(String[]::new))
        .param("now", now())
        .param("place", place.value())
        .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Those of them who are active. */
  public Set<PersonId> active(Collection<PersonId> people) {
    return jdbc.sql("select id from people.persons where active and id = any(?)")
        .param(people.stream().map(PersonId::value).toArray(UUID[]::new))
        .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
        .set();
  }

  /** Papers of active people whose last day lies within these, unless a later one is there. */
  public List<Qualification> ending(LocalDate from, LocalDate to) {
    return jdbc.sql(
            "select q.id, q.person, q.kind, q.number, q.issuer, q.fields, q.valid_from, q.valid_to"
                + " from people.qualifications q join people.persons p on p.id = q.person"
                + " where p.active and q.valid_to between ? and ? and not exists (select 1"
                + " from people.qualifications l where l.person = q.person and l.kind = q.kind"
                + " and (l.valid_to is null or l.valid_to > q.valid_to)) order by q.id")
        .params(from, to)
        .query(People::qualification)
        .list();
  }

  /** The place of the unit somebody works in; null for nobody's. */
  public @Nullable DivisionCode place(PersonId person) {
    return jdbc.sql(
            "select o.division from people.persons p join people.organisations o"
                + " on o.id = p.organisation where p.id = ?")
        .param(person.value())
        .query((row, n) -> new DivisionCode(row.getString(1)))
        .optional()
        .orElse(null);
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
