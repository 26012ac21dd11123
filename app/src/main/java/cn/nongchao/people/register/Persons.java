package cn.nongchao.people.register;

import cn.nongchao.people.Audit;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.NationalId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PeopleTables;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.people.access.WaysIn;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Pinyin;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Sought;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates and changes persons, as read from a form that asked what may be named. */
@Component
public class Persons {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final PersonalData personalData;
  private final Audit audit;
  private final WaysIn waysIn;
  private final Ledger ledger;

  Persons(
      JdbcClient jdbc,
      Clock clock,
      PersonalData personalData,
      Audit audit,
      WaysIn waysIn,
      Ledger ledger) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.personalData = personalData;
    this.audit = audit;
    this.waysIn = waysIn;
    this.ledger = ledger;
  }

  /** What of a person is somebody else's already; null for what was not said. */
  public List<Refusal> taken(PersonId id, String login, @Nullable NationalId nationalId) {
    List<Refusal> taken = new ArrayList<>();
    if (!login.isEmpty() && isTaken("login = ?", login.toLowerCase(Locale.ROOT), id)) {
      taken.add(Refusal.field("login", "账号已被使用", "the account is taken"));
    }
    byte[] digest = nationalId == null ? null : digest(nationalId.value());
    if (digest != null && isTaken("national_id_digest = ?", digest, id)) {
      taken.add(
          Refusal.field(
              "nationalId", "已有同一身份号码的人员", "somebody with this identity number exists already"));
    }
    return taken;
  }

  private boolean isTaken(String condition, Object value, PersonId but) {
    return jdbc.sql(
            "select exists (select 1 from people.persons where id <> ? and " + condition + ")")
        .params(but.value(), value)
        .query(Boolean.class)
        .single();
  }

  /** Enters a person; entered before under the same id, they stay as they are. */
  @Transactional
  public Outcome<PersonId> create(NewPerson typed, Scope scope) {
    PersonId id = new PersonId(typed.id());
    return write(id, typed.person(), () -> insert(id, typed, scope));
  }

  /**
   * Changes a person; somebody disabled, or without an account any more, is signed out everywhere
   * in the same transaction.
   */
  @Transactional
  public Outcome<PersonId> change(PersonId id, PersonChange typed, Scope scope) {
    Outcome<PersonId> reachable = reach(id, scope);
    if (!reachable.isDone()) return reachable;
    if (!typed.active() && id.equals(scope.by())) {
      return Outcome.refused(Refusal.field("active", "不能停用自己", "you cannot disable yourself"));
    }
    boolean shutOut = !typed.active() || typed.person().login().isEmpty();
    if (shutOut && isLastAdministrator(id)) return Outcome.refused(LAST);
    return write(
        id,
        typed.person(),
        () -> ledger.change(PeopleTables.PERSONS, id, () -> update(id, typed, scope)));
  }

  static final Refusal LAST =
      Refusal.of(
          "last-administrator",
          "这是最后一位全域管理员，停用或收回后将无人能管理系统",
          "this is the last administrator of the whole installation");

  private static final Refusal TAKEN =
      Refusal.of("already-exists", "这个编号已被另一条记录使用", "this id is taken by another record");

  private Outcome<PersonId> write(
      PersonId id, PersonFacts person, Supplier<Outcome<PersonId>> writing) {
    List<Refusal> taken = taken(id, person.login(), person.nationalId());
    if (!taken.isEmpty()) return Outcome.refused(taken);
    try {
      return writing.get();
    } catch (DuplicateKeyException twoAtOnce) {
      return Outcome.refused(
          Refusal.of(
              "already-exists",
              "账号或身份号码刚被另一条记录使用，请刷新",
              "another record has just taken this account or identity number: reload"));
    }
  }

  private Outcome<PersonId> insert(PersonId id, NewPerson typed, Scope scope) {
    PersonFacts person = typed.person();
    int added =
        jdbc.sql(
                "insert into people.persons (id, name, login, organisation, active, created_at,"
                    + " sought, sort_key) values (?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (id) do nothing")
            .params(
                Arrays.asList(
                    id.value(),
                    person.name(),
                    login(person),
                    organisation(person),
                    !Boolean.FALSE.equals(typed.active()),
                    Timestamp.from(clock.instant()),
                    Sought.ofPerson(person.name()),
                    Pinyin.personKey(person.name())))
            .update();
    if (added == 0) return isOf(id, person) ? Outcome.done(id) : Outcome.refused(TAKEN);
    updatePersonal(id, person);
    ledger.wrote(PeopleTables.PERSONS, id);
    audit.record("person-created", scope.by(), id.toString(), Map.of());
    return Outcome.done(id);
  }

  /** Whether the file made under this id before is of the same person. */
  private boolean isOf(PersonId id, PersonFacts person) {
    return jdbc.sql(
            "select name = ? and login is not distinct from ? and organisation is not distinct"
                + " from ? from people.persons where id = ?")
        .params(Arrays.asList(person.name(), login(person), organisation(person), id.value()))
        .query(Boolean.class)
        .single();
  }

  /** For what is added to a file under an id of its own: refused where it stands in another. */
  Outcome<UUID> added(String table, UUID id, PersonId person) {
    boolean own =
        jdbc.sql("select exists (select 1 from people." + table + " where id = ? and person = ?)")
            .params(id, person.value())
            .query(Boolean.class)
            .single();
    return own ? Outcome.done(id) : Outcome.refused(TAKEN);
  }

  private static @Nullable String login(PersonFacts person) {
    return person.login().isEmpty() ? null : person.login();
  }

  private static @Nullable UUID organisation(PersonFacts person) {
    return person.organisation() == null ? null : person.organisation().value();
  }

  private Outcome<PersonId> update(PersonId id, PersonChange typed, Scope scope) {
    PersonFacts person = typed.person();
    int changed =
        jdbc.sql(
                "update people.persons set name = ?, sought = ?, sort_key = ?, login = ?,"
                    + " organisation = ?, active = ?, version = version + 1"
                    + " where id = ? and version = ?")
            .params(
                Arrays.asList(
                    person.name(),
                    Sought.ofPerson(person.name()),
                    Pinyin.personKey(person.name()),
                    login(person),
                    organisation(person),
                    typed.active(),
                    id.value(),
                    typed.version()))
            .update();
    if (changed == 0) {
      return Outcome.refused(
          Refusal.of(
              "moved-first",
              "这条记录刚被别人修改过，请刷新后再改",
              "somebody changed this record first: reload and change again"));
    }
    updatePersonal(id, person);
    if (!typed.active() || person.login().isEmpty()) waysIn.close(id);
    audit.record(
        "person-changed",
        scope.by(),
        id.toString(),
        Map.of("active", Boolean.toString(typed.active())));
    return Outcome.done(id);
  }

  private void updatePersonal(PersonId id, PersonFacts person) {
    if (person.nationalId() != null) {
      String number = person.nationalId().value();
      jdbc.sql("update people.persons set national_id = ?, national_id_digest = ? where id = ?")
          .params(Arrays.asList(sealed(number), digest(number), id.value()))
          .update();
    }
    if (person.phone() != null) {
      String phone = person.phone().value();
      jdbc.sql("update people.persons set phone = ?, phone_digest = ?, phone_tail = ? where id = ?")
          .params(Arrays.asList(sealed(phone), digest(phone), tail(phone), id.value()))
          .update();
    }
  }

  /**
   * Whether somebody lies within a scope and holds nothing beyond it: an administrator of a street
   * may not take over the account of one of the city.
   */
  public Outcome<PersonId> reach(PersonId person, Scope scope) {
    if (scope.isWhole()) {
      return exists(person) ? Outcome.done(person) : Outcome.refused(UNKNOWN);
    }
    Timestamp now = Timestamp.from(clock.instant());
    Boolean within =
        jdbc.sql(
                """
                select o.division is not null and o.division like any(?) and not exists (
                  select 1 from people.grants g
                  left join people.organisations h on h.id = g.organisation
                  where g.person = p.id and (g.valid_to is null or g.valid_to > ?)
                    and not coalesce(g.division, h.division) like any(?))
                from people.persons p left join people.organisations o on o.id = p.organisation
                where p.id = ?
                """)
            .params(scope.patterns(), now, scope.patterns(), person.value())
            .query(Boolean.class)
            .optional()
            .orElse(false);
    return within ? Outcome.done(person) : Outcome.refused(UNKNOWN);
  }

  static final Refusal UNKNOWN =
      Refusal.of(
          "not-found",
          "没有这个人员，或不在您的管辖范围内",
          "there is no such person, or they are outside your scope");

  private boolean exists(PersonId person) {
    return jdbc.sql("select exists (select 1 from people.persons where id = ?)")
        .param(person.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * Whether nobody else administers the whole installation now, or nobody else will for good: until
   * an office that was handed over for a day to come begins, both count. Two who end each other's
   * at once wait here for one another, so that the second is told.
   */
  boolean isLastAdministrator(PersonId person) {
    record Office(UUID person, boolean now, boolean lasting) {}
    List<Office> all =
        jdbc.sql(
                """
                select g.person, g.valid_from <= :now as now, g.valid_to is null as lasting
                from people.grants g
                join people.persons p on p.id = g.person
                where p.active and p.login is not null and p.password_hash is not null
                  and g.role = :role and g.division = ''
                  and (g.valid_to is null or (g.valid_to > :now and g.valid_to > g.valid_from))
                order by g.id for update
                """)
            .param("role", PeopleRoles.ADMINISTRATOR)
            .param("now", Timestamp.from(clock.instant()))
            .query(Office.class)
            .list();
    return isAlone(person, all.stream().filter(Office::now).map(Office::person).toList())
        || isAlone(person, all.stream().filter(Office::lasting).map(Office::person).toList());
  }

  private static boolean isAlone(PersonId person, List<UUID> holders) {
    return !holders.isEmpty() && holders.stream().allMatch(person.value()::equals);
  }

  private byte @Nullable [] sealed(String value) {
    return value.isEmpty() ? null : personalData.seal(value);
  }

  private byte @Nullable [] digest(String value) {
    return value.isEmpty() ? null : personalData.digest(value);
  }

  private static @Nullable String tail(String phone) {
    return phone.isEmpty() ? null : phone.substring(phone.length() - 4);
  }
}
