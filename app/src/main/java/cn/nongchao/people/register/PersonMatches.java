package cn.nongchao.people.register;

import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.people.Qualification;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who of those a file names is here already, found without reading any number. */
@Component
public class PersonMatches {

  /**
   * What is looked for; digests as {@link #digest} gives them.
   *
   * @param nationalIds digests
   * @param phones digests
   */
  public record Sought(
      Set<String> names,
      Set<String> logins,
      Set<String> nationalIds,
      Set<String> phones,
      Set<String> licences) {}

  /** Somebody within the scope; digests empty where no number is kept. */
  public record Known(
      PersonId id,
      int version,
      boolean active,
      String name,
      @Nullable OrganisationId organisation,
      @Nullable String organisationName,
      @Nullable String division,
      @Nullable String login,
      String nationalId,
      String phone) {}

  /** A licence that somebody holds. */
  public record Licence(
      PersonId person,
      UUID id,
      String number,
      String issuer,
      LocalDate from,
      @Nullable LocalDate to) {}

  /** A post that somebody holds now. */
  public record Post(PersonId person, UUID id, OrganisationId organisation, String title) {}

  /** A grant that works now or will. */
  public record Held(PersonId person, String role, @Nullable String over) {}

  private final JdbcClient jdbc;
  private final PersonalData personalData;
  private final Clock clock;

  PersonMatches(JdbcClient jdbc, PersonalData personalData, Clock clock) {
    this.jdbc = jdbc;
    this.personalData = personalData;
    this.clock = clock;
  }

  /** By which equal numbers are known; empty for none. */
  public String digest(String number) {
    return number.isEmpty() ? "" : HexFormat.of().formatHex(personalData.digest(number));
  }

  public List<Known> find(Sought sought, Scope scope) {
    return jdbc.sql(
            """
            select p.id, p.version, p.active, p.name, p.organisation, o.name as organisation_name,
              o.division, p.login, coalesce(encode(p.national_id_digest, 'hex'), '') as national_id,
              coalesce(encode(p.phone_digest, 'hex'), '') as phone
            from people.persons p left join people.organisations o on o.id = p.organisation
            where (:whole or o.division like any(:patterns)) and (p.name = any(:names)
              or p.login = any(:logins)
              or p.national_id_digest in (select decode(x, 'hex') from unnest(:ids::text[]) x)
              or p.phone_digest in (select decode(x, 'hex') from unnest(:phones::text[]) x)
              or p.id in (select person from people.qualifications
                where kind = :kind and number = any(:licences)))
            order by p.active desc, p.id
            """)
        .param("whole", scope.isWhole())
        .param("patterns", scope.patterns())
        .param("names", array(sought.names()))
        .param("logins", array(sought.logins()))
        .param("ids", array(sought.nationalIds()))
        .param("phones", array(sought.phones()))
        .param("kind", Qualification.LAW_ENFORCEMENT)
        .param("licences", array(sought.licences()))
        .query((row, index) ->
            new Known(
                new PersonId(row.getObject("id", UUID.class)),
                row.getInt("version"),
                row.getBoolean("active"),
                row.getString("name"),
                OrganisationId.of(row.getObject("organisation", UUID.class)),
                row.getString("organisation_name"),
                row.getString("division"),
                row.getString("login"),
                row.getString("national_id"),
                row.getString("phone")))
        .list();
  }

  public List<Licence> licences(Collection<PersonId> persons) {
    return jdbc.sql(
            "select person, id, number, issuer, valid_from, valid_to from people.qualifications"
                + " where kind = ? and person = any(?)")
        .params(Qualification.LAW_ENFORCEMENT, ids(persons))
        .query((row, index) ->
            new Licence(
                new PersonId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getObject(5, LocalDate.class),
                row.getObject(6, LocalDate.class)))
        .list();
  }

  public List<Post> posts(Collection<PersonId> persons) {
    return jdbc.sql(
            "select person, id, organisation, title from people.posts"
                + " where person = any(?) and (valid_to is null or valid_to > ?) order by id")
        .params(ids(persons), Timestamp.from(clock.instant()))
        .query((row, index) ->
            new Post(
                new PersonId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                new OrganisationId(row.getObject(3, UUID.class)),
                row.getString(4)))
        .list();
  }

  public List<Held> grants(Collection<PersonId> persons) {
    return jdbc.sql(
            "select person, role, coalesce(division, organisation::text) from people.grants"
                + " where person = any(?) and (valid_to is null or valid_to > ?)")
        .params(ids(persons), Timestamp.from(clock.instant()))
        .query((row, index) ->
            new Held(
                new PersonId(row.getObject(1, UUID.class)), row.getString(2), row.getString(3)))
        .list();
  }

  /** Accounts in use that are one of these words, or one with a number behind it. */
  public Set<String> accounts(Set<String> words) {
    return new HashSet<>(
        jdbc.sql(
                "select login from people.persons"
                    + " where regexp_replace(login, '[0-9]+$', '') = any(?)")
            .param(array(words))
            .query(String.class)
            .list());
  }

  private static String[] array(Set<String> words) {
    return words.stream().filter(word -> !word.isEmpty()).toArray(String[]::new);
  }

  private static UUID[] ids(Collection<PersonId> persons) {
    return persons.stream().map(PersonId::value).distinct().toArray(UUID[]::new);
  }
}
