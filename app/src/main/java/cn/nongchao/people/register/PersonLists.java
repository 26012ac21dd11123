package cn.nongchao.people.register;

import cn.nongchao.form.Field;
import cn.nongchao.form.Key;
import cn.nongchao.form.Link;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Page;
import cn.nongchao.form.Selection;
import cn.nongchao.form.Sortable;
import cn.nongchao.people.Among;
import cn.nongchao.people.Among.Within;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.KindOf;
import cn.nongchao.people.Masks;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.People;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.people.Qualification;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Sought;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds persons and reads their files, within an administrator's scope. */
@Component
public class PersonLists {

  /**
   * What is looked for.
   *
   * @param words part of a name or account, the last four digits or all of a phone, an id number
   * @param role as stored, which no module may declare any more
   * @param disabled whether to list those disabled instead of those active
   */
  public record Query(
      @Field(zh = "姓名、账号、手机后四位或身份号码", en = "Name, account, last 4 of phone, or id number")
          @Size(max = 60)
          String words,
      @Field(zh = "单位", en = "Organisation")
          @Among(within = Within.ROLES, roles = PeopleRoles.ADMINISTRATOR, pastToo = true)
          @Nullable OrganisationId organisation,
      @Field(zh = "角色", en = "Role") @KindOf(Role.class) String role,
      @Field(zh = "只看已停用的", en = "Disabled ones only") boolean disabled) {

    /** The phone or identity number that is asked for; null where none is, as a whole. */
    public @Nullable String wholeNumber() {
      return words.matches("[0-9Xx \\-]{8,22}")
          ? words.replaceAll("[ \\-]", "").toUpperCase(Locale.ROOT)
          : null;
    }
  }

  /** A person in a list. */
  public record Row(
      @Key("p.id") PersonId id,
      @Field(zh = "姓名", en = "Name")
          @Link("/people/{id}")
          @Sortable(value = "p.sort_key", by = "sortKey")
          String name,
      @Field(zh = "单位", en = "Organisation") @Nullable String organisation,
      @Field(zh = "职务", en = "Post") String title,
      @Field(zh = "角色", en = "Roles")
          @KindOf(Role.class)
          @ArraySchema(schema = @Schema(format = Roles.FORMAT))
          List<String> roles,
      @Field(zh = "账号", en = "Account") @Sortable("coalesce(p.login, '')") @Nullable String login,
      @Field(zh = "电话", en = "Phone") String phone,
      boolean active,
      @JsonIgnore String sortKey) {
    public Row {
      roles = List.copyOf(roles);
    }
  }

  /**
   * A grant with where it holds: a place, or an organisation by name.
   *
   * @param over the scope in words: names from the street down, or the organisation's
   * @param role its name as stored, which no module may declare any more
   */
  public record HeldGrant(
      UUID id,
      String role,
      @Nullable DivisionCode division,
      @Nullable String organisation,
      String over,
      Instant from,
      @Nullable Instant to) {

    public boolean worksAt(Instant now) {
      return !from.isAfter(now) && (to == null || to.isAfter(now));
    }

    public boolean isOver(Instant now) {
      return to != null && !to.isAfter(now);
    }
  }

  /** A post somebody holds or held. */
  public record HeldPost(
      UUID id, String organisation, String title, Instant from, @Nullable Instant to) {

    public boolean isOver(Instant now) {
      return to != null && !to.isAfter(now);
    }
  }

  /** A move that was ordered for a day to come. */
  public record Ahead(UUID id, String organisation, LocalDate day) {}

  /**
   * All that is kept about a person, numbers masked.
   *
   * @param ahead moves that are to come
   * @param reachable whether whoever asks may change it
   */
  public record Sheet(
      PersonId id,
      String name,
      @Nullable String login,
      boolean hasPassword,
      String nationalId,
      String phone,
      @Nullable OrganisationId organisation,
      @Nullable String organisationName,
      boolean active,
      Instant created,
      int version,
      boolean reachable,
      List<HeldGrant> grants,
      List<HeldPost> posts,
      List<Ahead> ahead,
      List<Qualification> qualifications) {

    public Sheet {
      grants = List.copyOf(grants);
      posts = List.copyOf(posts);
      ahead = List.copyOf(ahead);
      qualifications = List.copyOf(qualifications);
    }
  }

  private static final String ROWS =
      """
      select p.id, p.name, p.login, p.phone, p.active, p.sort_key, o.name as organisation,
        coalesce((select t.title from people.posts t where t.person = p.id
           and t.valid_from <= :now and (t.valid_to is null or t.valid_to > :now)
           order by t.valid_from desc limit 1), '') as title,
        array(select distinct g.role from people.grants g where g.person = p.id
           and g.valid_from <= :now and (g.valid_to is null or g.valid_to > :now)) as roles
      from people.persons p left join people.organisations o on o.id = p.organisation
      where p.active = :active and (:whole or o.division like any(:patterns))
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final PersonalData personalData;
  private final People people;
  private final Persons persons;
  private final Roles roles;

  PersonLists(
      JdbcClient jdbc,
      Clock clock,
      PersonalData personalData,
      People people,
      Persons persons,
      Roles roles) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.personalData = personalData;
    this.people = people;
    this.persons = persons;
    this.roles = roles;
  }

  public Listed<Row> list(Query query, Page<Row> page, Scope scope) {
    Selection which =
        Selection.of(ROWS)
            .with("now", clock.instant())
            .with("active", !query.disabled())
            .with("whole", scope.isWhole())
            .with("patterns", scope.patterns())
            .where("p.organisation = :organisation", query.organisation())
            .where(
                "exists (select 1 from people.grants g where g.person = p.id and g.role = :role"
                    + " and g.valid_from <= :now and (g.valid_to is null or g.valid_to > :now))",
                query.role());
    addWords(query, which);
    return page.list(jdbc, which, this::row);
  }

  private void addWords(Query query, Selection which) {
    String words = query.words();
    String number = query.wholeNumber();
    String any = "p.name like :like or p.sought like :sought or p.login like lower(:like)";
    which.with("sought", Sought.within(words));
    if (words.matches("\\d{4}")) {
      any += " or p.phone_tail = :tail";
      which.with("tail", words);
    }
    if (number != null) {
      any += " or p.phone_digest = :digest or p.national_id_digest = :digest";
      which.with("digest", personalData.digest(number));
    }
    which.where("(" + any + ")", Selection.containing(words));
  }

  private Row row(ResultSet row, int index) throws SQLException {
    byte @Nullable [] phone = row.getBytes("phone");
    List<String> held = List.of((String[]) row.getArray("roles").getArray());
    return new Row(
        new PersonId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("organisation"),
        row.getString("title"),
        roles.names(role -> held.contains(role.name())),
        row.getString("login"),
        phone == null ? "" : Masks.phone(personalData.open(phone)),
        row.getBoolean("active"),
        row.getString("sort_key"));
  }

  /** The file as it stands, or not found. */
  public Outcome<Sheet> file(PersonId person, Scope scope) {
    return sheet(person, scope).map(Outcome::done).orElse(Outcome.refused(Persons.UNKNOWN));
  }

  /** Everything about a person who lies within the scope. */
  public Optional<Sheet> sheet(PersonId id, Scope scope) {
    return sheet(id, scope, scope);
  }

  /** The same for somebody who may read within one scope and change within another. */
  public Optional<Sheet> sheet(PersonId id, Scope scope, Scope changes) {
    return jdbc.sql(
            """
            select p.*, o.name as organisation_name from people.persons p
            left join people.organisations o on o.id = p.organisation
            where p.id = :id and (:whole or o.division like any(:patterns))
            """)
        .param("id", id.value())
        .param("whole", scope.isWhole())
        .param("patterns", scope.patterns())
        .query((row, index) -> sheetOf(row, changes))
        .optional();
  }

  private Sheet sheetOf(ResultSet row, Scope changes) throws SQLException {
    PersonId id = new PersonId(row.getObject("id", UUID.class));
    byte @Nullable [] phone = row.getBytes("phone");
    byte @Nullable [] number = row.getBytes("national_id");
    return new Sheet(
        id,
        row.getString("name"),
        row.getString("login"),
        row.getString("password_hash") != null,
        number == null ? "" : Masks.nationalId(personalData.open(number)),
        phone == null ? "" : Masks.phone(personalData.open(phone)),
        OrganisationId.of(row.getObject("organisation", UUID.class)),
        row.getString("organisation_name"),
        row.getBoolean("active"),
        row.getTimestamp("created_at").toInstant(),
        row.getInt("version"),
        persons.reach(id, changes).isDone(),
        grants(id),
        posts(id),
        ahead(id),
        people.qualifications(id));
  }

  /** All grants of a person, those without end first. */
  public List<HeldGrant> grants(PersonId id) {
    return jdbc.sql(
            """
            select g.id, g.role, g.division, o.name as organisation, g.valid_from, g.valid_to,
              coalesce(o.name, case when g.division = '' then '全国' end,
                (select string_agg(d.name, ' ' order by length(d.code)) from people.divisions d
                 where starts_with(g.division, d.code)
                   and length(d.code) >= least(9, length(g.division))),
                g.division) as over
            from people.grants g left join people.organisations o on o.id = g.organisation
            where g.person = ? order by g.valid_to desc nulls first, g.role, g.id
            """)
        .param(id.value())
        .query((row, index) ->
            new HeldGrant(
                row.getObject("id", UUID.class),
                row.getString("role"),
                DivisionCode.read(row.getString("division")),
                row.getString("organisation"),
                row.getString("over"),
                row.getTimestamp("valid_from").toInstant(),
                instant(row.getTimestamp("valid_to"))))
        .list();
  }

  private List<HeldPost> posts(PersonId id) {
    return jdbc.sql(
            """
            select t.id, o.name as organisation, t.title, t.valid_from, t.valid_to
            from people.posts t join people.organisations o on o.id = t.organisation
            where t.person = ? order by t.valid_to desc nulls first, t.valid_from desc, t.id
            """)
        .param(id.value())
        .query((row, index) ->
            new HeldPost(
                row.getObject("id", UUID.class),
                row.getString("organisation"),
                row.getString("title"),
                row.getTimestamp("valid_from").toInstant(),
                instant(row.getTimestamp("valid_to"))))
        .list();
  }

  private List<Ahead> ahead(PersonId id) {
    return jdbc.sql(
            """
            select t.id, o.name as organisation, t.from_day as day
            from people.transfers t join people.organisations o on o.id = t.organisation
            where t.person = ? and t.done_at is null and t.cancelled_at is null
            order by t.from_day, t.at
            """)
        .param(id.value())
        .query(Ahead.class)
        .list();
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
