package cn.nongchao.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who somebody is, who works where, who holds which role, who is qualified for what. */
@Component
public class People {

  private static final String CARD =
      """
      select p.id, p.name, p.organisation, p.phone,
        coalesce((select t.title from people.posts t where t.person = p.id
           and t.valid_from <= :now and (t.valid_to is null or t.valid_to > :now)
           order by t.valid_from desc limit 1), '') as title,
        array(select distinct g.role from people.grants g where g.person = p.id
           and g.valid_from <= :now and (g.valid_to is null or g.valid_to > :now)) as roles
      from people.persons p where p.active and
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final PersonalData personalData;
  private final Roles roles;

  People(JdbcClient jdbc, Clock clock, PersonalData personalData, Roles roles) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.personalData = personalData;
    this.roles = roles;
  }

  /** The name, also of somebody disabled; a dash for an id that is nobody's. */
  public String name(PersonId id) {
    return names(List.of(id)).getOrDefault(id, "—");
  }

  /** Names of all that exist among the given, in one query. */
  public Map<PersonId, String> names(Collection<PersonId> ids) {
    Map<PersonId, String> names = new HashMap<>();
    if (ids.isEmpty()) return names;
    jdbc.sql("select id, name from people.persons where id = any(?)")
        .param(ids.stream().map(PersonId::value).distinct().toArray(UUID[]::new))
        .query(
            (RowCallbackHandler)
                row -> names.put(new PersonId(row.getObject(1, UUID.class)), row.getString(2)));
    return names;
  }

  /** Those who have or had a role of work here: the others are whom it is done for. */
  public Set<PersonId> atWork(Collection<PersonId> ids) {
    return jdbc.sql(
            "select distinct person from people.grants"
                + " where person = any(?) and role = any(?)")
        .params(
            ids.stream().map(PersonId::value).toArray(UUID[]::new),
            roles.names(Role::works).toArray(String[]::new))
        .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
        .set();
  }

  public Optional<PersonCard> card(PersonId id) {
    return jdbc.sql(CARD + " p.id = :id")
        .param("now", now())
        .param("id", id.value())
        .query(this::cardOf)
        .optional();
  }

  /** Everybody active in an organisation, leaders first, then by name. */
  public List<PersonCard> staff(OrganisationId organisation) {
    return jdbc.sql(
            CARD
                + " p.organisation = :organisation order by exists (select 1 from people.grants g"
                + " where g.person = p.id and g.role = any(:leading)) desc, p.sort_key,"
                + " p.name, p.id")
        .param("now", now())
        .param("leading", roles.names(Role::leads).toArray(String[]::new))
        .param("organisation", organisation.value())
        .query(this::cardOf)
        .list();
  }

  /** Everybody active who holds the role over the place: by a grant on it or on one above it. */
  public List<PersonCard> holders(String role, DivisionCode place) {
    return jdbc.sql(
            CARD
                + " exists (select 1 from people.grants g where g.person = p.id and g.role = :role"
                + " and g.valid_from <= :now and (g.valid_to is null or g.valid_to > :now)"
                + " and :place like g.division || '%') order by p.sort_key, p.name, p.id")
        .param("now", now())
        .param("role", role)
        .param("place", place.value())
        .query(this::cardOf)
        .list();
  }

  /** Whether the person holds a paper of this kind that is valid on the day. */
  public boolean qualified(PersonId person, String kind, LocalDate day) {
    return qualification(person, kind, day).isPresent();
  }

  /** The paper of this kind that is valid on the day, the one lasting longest. */
  public Optional<Qualification> qualification(PersonId person, String kind, LocalDate day) {
    return qualifications(person).stream()
        .filter(q -> q.kind().equals(kind) && q.validOn(day))
        .findFirst();
  }

  /** All papers of a person, those without end or lasting longest first. */
  public List<Qualification> qualifications(PersonId person) {
    return jdbc.sql(
            "select id, person, kind, number, issuer, fields, valid_from, valid_to"
                + " from people.qualifications where person = ? order by valid_to desc nulls first,"
                + " kind, number")
        .param(person.value())
        .query(People::qualification)
        .list();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private PersonCard cardOf(ResultSet row, int index) throws SQLException {
    byte @Nullable [] phone = row.getBytes("phone");
    Set<String> held =
        Arrays.stream((String[]) row.getArray("roles").getArray())
            .filter(name -> roles.find(name).isPresent())
            .collect(Collectors.toSet());
    return new PersonCard(
        new PersonId(row.getObject("id", UUID.class)),
        row.getString("name"),
        OrganisationId.of(row.getObject("organisation", UUID.class)),
        row.getString("title"),
        held,
        phone == null ? "" : Masks.phone(personalData.open(phone)));
  }

  static Qualification qualification(ResultSet row, int index) throws SQLException {
    return new Qualification(
        row.getObject("id", UUID.class),
        new PersonId(row.getObject("person", UUID.class)),
        row.getString("kind"),
        row.getString("number"),
        row.getString("issuer"),
        row.getString("fields"),
        row.getObject("valid_from", LocalDate.class),
        row.getObject("valid_to", LocalDate.class));
  }
}
