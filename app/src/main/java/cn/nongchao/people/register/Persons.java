package cn.nongchao.people.register;

import cn.nongchao.people.Audit;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates and changes persons. */
@Component
public class Persons {

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final PersonalData personalData;
  private final Organisations organisations;
  private final Audit audit;

  Persons(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Clock clock,
      PersonalData personalData,
      Organisations organisations,
      Audit audit) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    this.personalData = personalData;
    this.organisations = organisations;
    this.audit = audit;
  }

  /** What is wrong with a person to be created, without creating it; empty where nothing is. */
  public List<Refusal> examine(PersonDraft draft, Scope scope) {
    return switch (checked(draft, scope)) {
      case Outcome.Done<PersonCheck> fine -> List.of();
      case Outcome.Refused<PersonCheck>(List<Refusal> reasons) -> reasons;
    };
  }

  /** Creates a person; created before under the same id, it stays as it is. */
  public Outcome<PersonId> create(PersonDraft draft, Scope scope) {
    return checked(draft, scope).then(person -> write(() -> insert(person, scope)));
  }

  /** Changes a person; somebody disabled is signed out everywhere in the same transaction. */
  public Outcome<PersonId> change(PersonDraft draft, Scope scope) {
    Outcome<PersonId> reachable = reach(draft.id(), scope);
    if (!reachable.isDone()) return reachable;
    if (!draft.active() && draft.id().equals(scope.by())) {
      return Outcome.refused(Refusal.field("active", "不能停用自己", "you cannot disable yourself"));
    }
    if (!draft.active() && isLastAdministrator(draft.id())) return Outcome.refused(LAST);
    return checked(draft, scope).then(person -> write(() -> update(person, scope)));
  }

  static final Refusal LAST =
      Refusal.of(
          "last-administrator",
          "这是最后一位全域管理员，停用或收回后将无人能管理系统",
          "this is the last administrator of the whole installation");

  private interface Writing {
    Outcome<PersonId> run();
  }

  private Outcome<PersonId> write(Writing writing) {
    try {
      return java.util.Objects.requireNonNull(transaction.execute(status -> writing.run()));
    } catch (DuplicateKeyException twoAtOnce) {
      return Outcome.refused(
          Refusal.of(
              "already-exists",
              "账号或身份号码刚被另一条记录使用，请刷新",
              "another record has just taken this account or identity number: reload"));
    }
  }

  private Outcome<PersonCheck> checked(PersonDraft draft, Scope scope) {
    LocalDate today = LocalDate.now(clock);
    Draft more = new Draft();
    Outcome<PersonCheck> check = PersonCheck.of(draft, today);
    if (check instanceof Outcome.Refused<PersonCheck>(List<Refusal> reasons)) more.refuse(reasons);
    checkOrganisation(draft.organisation(), scope, more);
    checkLogin(draft, more);
    if (check instanceof Outcome.Done<PersonCheck>(PersonCheck person)) checkNumber(person, more);
    return more.isRight() ? check : Outcome.refused(more.wrong());
  }

  private void checkOrganisation(@Nullable OrganisationId id, Scope scope, Draft draft) {
    if (id == null) {
      if (!scope.isWhole()) {
        draft.refuse("organisation", "请选择您管辖范围内的单位", "choose an organisation within your scope");
      }
      return;
    }
    Optional<Organisation> found = organisations.find(id);
    if (found.isEmpty()) {
      draft.refuse("organisation", "没有这个单位", "there is no such organisation");
    } else if (!scope.covers(found.get().division())) {
      draft.refuse("organisation", "这个单位不在您的管辖范围内", "this organisation is outside your scope");
    }
  }

  /** Told beside whatever else is wrong, so that one look at the form is enough. */
  private void checkLogin(PersonDraft person, Draft draft) {
    String login = person.login().strip().toLowerCase(Locale.ROOT);
    if (!login.isEmpty() && isTaken("login = ?", login, person.id())) {
      draft.refuse("login", "账号已被使用", "the account is taken");
    }
  }

  private void checkNumber(PersonCheck person, Draft draft) {
    String number = kept(person.nationalId());
    if (number == null) return;
    if (isTaken("national_id_digest = ?", personalData.digest(number), person.draft().id())) {
      draft.refuse(
          "nationalId", "已有同一身份号码的人员", "somebody with this identity number exists already");
    }
  }

  private boolean isTaken(String condition, Object value, PersonId but) {
    return jdbc.sql(
            "select exists (select 1 from people.persons where id <> ? and " + condition + ")")
        .params(but.value(), value)
        .query(Boolean.class)
        .single();
  }

  private Outcome<PersonId> insert(PersonCheck person, Scope scope) {
    PersonDraft draft = person.draft();
    String number = kept(person.nationalId());
    String phone = kept(person.phone());
    int added =
        jdbc.sql(
                """
                insert into people.persons (id, name, login, national_id, national_id_digest, phone,
                  phone_digest, phone_tail, organisation, active, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
                """)
            .params(
                Arrays.asList(
                    draft.id().value(),
                    person.name(),
                    person.login(),
                    sealed(number),
                    digest(number),
                    sealed(phone),
                    digest(phone),
                    tail(phone),
                    draft.organisation() == null ? null : draft.organisation().value(),
                    draft.active(),
                    Timestamp.from(clock.instant())))
            .update();
    if (added == 1) audit.record("person-created", scope.by(), draft.id().toString(), Map.of());
    return Outcome.done(draft.id());
  }

  private Outcome<PersonId> update(PersonCheck person, Scope scope) {
    PersonDraft draft = person.draft();
    int changed =
        jdbc.sql(
                "update people.persons set name = ?, login = ?, organisation = ?, active = ?,"
                    + " version = version + 1 where id = ? and version = ?")
            .params(
                Arrays.asList(
                    person.name(),
                    person.login(),
                    draft.organisation() == null ? null : draft.organisation().value(),
                    draft.active(),
                    draft.id().value(),
                    draft.version()))
            .update();
    if (changed == 0) {
      return Outcome.refused(
          Refusal.of(
              "moved-first",
              "这条记录刚被别人修改过，请刷新后再改",
              "somebody changed this record first: reload and change again"));
    }
    updatePersonal(person);
    if (!draft.active()) signOutEverywhere(draft.id());
    audit.record(
        "person-changed",
        scope.by(),
        draft.id().toString(),
        Map.of("active", Boolean.toString(draft.active())));
    return Outcome.done(draft.id());
  }

  private void updatePersonal(PersonCheck person) {
    if (person.nationalId() != null) {
      String number = kept(person.nationalId());
      jdbc.sql("update people.persons set national_id = ?, national_id_digest = ? where id = ?")
          .params(Arrays.asList(sealed(number), digest(number), person.draft().id().value()))
          .update();
    }
    if (person.phone() != null) {
      String phone = kept(person.phone());
      jdbc.sql("update people.persons set phone = ?, phone_digest = ?, phone_tail = ? where id = ?")
          .params(
              Arrays.asList(sealed(phone), digest(phone), tail(phone), person.draft().id().value()))
          .update();
    }
  }

  private void signOutEverywhere(PersonId person) {
    jdbc.sql("delete from people.sessions where person = ?").param(person.value()).update();
    jdbc.sql("update people.api_tokens set revoked_at = ? where person = ? and revoked_at is null")
        .params(Timestamp.from(clock.instant()), person.value())
        .update();
  }

  /**
   * Whether somebody lies within a scope and holds nothing beyond it: an administrator of a street
   * may not take over the account of one of the city.
   */
  Outcome<PersonId> reach(PersonId person, Scope scope) {
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

  /** Whether nobody else administers the whole installation, now and for good. */
  boolean isLastAdministrator(PersonId person) {
    return jdbc.sql(
            """
            select coalesce(bool_and(g.person = ?), false) from people.grants g
            join people.persons p on p.id = g.person and p.active and p.password_hash is not null
            where g.role = 'ADMINISTRATOR' and g.division = ''
              and g.valid_from <= ? and g.valid_to is null
            """)
        .params(person.value(), Timestamp.from(clock.instant()))
        .query(Boolean.class)
        .single();
  }

  private static @Nullable String kept(@Nullable String value) {
    return value == null || value.equals(PersonDraft.ERASE) ? null : value;
  }

  private byte @Nullable [] sealed(@Nullable String value) {
    return value == null ? null : personalData.seal(value);
  }

  private byte @Nullable [] digest(@Nullable String value) {
    return value == null ? null : personalData.digest(value);
  }

  private static @Nullable String tail(@Nullable String phone) {
    return phone == null ? null : phone.substring(phone.length() - 4);
  }
}
