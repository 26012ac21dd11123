package cn.nongchao.people.register;

import cn.nongchao.form.Field;
import cn.nongchao.form.Secret;
import cn.nongchao.people.Audit;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The office of an administrator, handed over to another person in one act: theirs begins when
 * one's own ends, so that there never is nobody.
 */
@Component
public class AdministratorOffice {

  /**
   * To whom, and when.
   *
   * @param login by which they sign in
   * @param from their first day in office; null for at once
   */
  public record HandingOver(
      @Field(
              zh = "接任人的账号",
              en = "Account of whoever takes it",
              hintZh = "须是在用并已有密码的人员",
              hintEn = "Of somebody in use who has a password")
          @NotBlank
          @Size(max = 60)
          String login,
      @Field(zh = "自哪天起（空为立即）", en = "From (empty: at once)") @Nullable LocalDate from,
      @Field(zh = "现在的密码", en = "Present password")
          @Secret(autocomplete = "current-password")
          @NotEmpty
          String old) {

    @Override
    public String toString() {
      return "an office handed over";
    }
  }

  /** What was handed over. */
  public record HandedOver(PersonId to, String name, LocalDate from) {}

  private static final Refusal NOBODY =
      Refusal.field(
          "login",
          "没有这个账号，或已停用、还没有密码、不在您的管辖范围内",
          "there is no such account, or it is disabled, has no password, or lies outside your"
              + " scope");

  private static final Refusal OWN =
      Refusal.field("login", "请填另一个人的账号", "it goes to somebody else");

  private static final Refusal PAST =
      Refusal.field("from", "日期已过；从今天或以后的一天起", "that day is past: from today or later");

  private static final Refusal NO_OFFICE =
      Refusal.of("not-now", "您没有长期的管理员授权可以移交", "you hold no lasting office to hand over");

  private record Held(UUID id, @Nullable String division, @Nullable UUID organisation) {}

  private record Taker(UUID id, String name) {}

  private final JdbcClient jdbc;
  private final TransferStore days;
  private final TransferPeriods periods;
  private final Persons persons;
  private final Roles roles;
  private final Audit audit;

  AdministratorOffice(
      JdbcClient jdbc,
      TransferStore days,
      TransferPeriods periods,
      Persons persons,
      Roles roles,
      Audit audit) {
    this.jdbc = jdbc;
    this.days = days;
    this.periods = periods;
    this.persons = persons;
    this.roles = roles;
    this.audit = audit;
  }

  @Transactional
  public Outcome<HandedOver> handOver(HandingOver wish, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    Taker taker = taker(wish.login());
    if (taker == null) return Outcome.refused(NOBODY);
    PersonId to = new PersonId(taker.id());
    if (to.equals(viewer.id())) return Outcome.refused(OWN);
    if (!persons.reach(to, scope).isDone()) return Outcome.refused(NOBODY);
    LocalDate from = wish.from() == null ? days.today() : wish.from();
    if (from.isBefore(days.today())) return Outcome.refused(PAST);
    days.oneAtATime(viewer.id());
    List<Held> held = held(viewer.id());
    if (held.isEmpty()) return Outcome.refused(NO_OFFICE);
    for (Held one : held) {
      Outcome<UUID> given = periods.handOn(one.id(), to, grant(one, from), scope);
      if (given instanceof Outcome.Refused<UUID> refused) return refused.as();
    }
    audit.record(
        "office-handed-over",
        viewer.id(),
        to.toString(),
        Map.of("person", viewer.id().toString(), "from day", from.toString()));
    return Outcome.done(new HandedOver(to, taker.name(), from));
  }

  private NewGrant grant(Held one, LocalDate from) {
    Role administrator =
        roles.all().stream()
            .filter(role -> role.name().equals(PeopleRoles.ADMINISTRATOR))
            .findFirst()
            .orElseThrow();
    return new NewGrant(
        Ids.next(),
        administrator,
        DivisionCode.read(one.division()),
        OrganisationId.of(one.organisation()),
        from,
        null);
  }

  private @Nullable Taker taker(String login) {
    return jdbc.sql(
            "select id, name from people.persons where login = ? and active"
                + " and password_hash is not null for update")
        .param(login.strip().toLowerCase(Locale.ROOT))
        .query(Taker.class)
        .optional()
        .orElse(null);
  }

  /** What lasts; what ends by itself is nothing to hand over. */
  private List<Held> held(PersonId person) {
    return jdbc.sql(
            "select id, division, organisation from people.grants where person = ? and role = ?"
                + " and valid_from <= ? and valid_to is null order by id for update")
        .params(
            person.value(), PeopleRoles.ADMINISTRATOR, Timestamp.from(days.moment(days.today())))
        .query(Held.class)
        .list();
  }
}
