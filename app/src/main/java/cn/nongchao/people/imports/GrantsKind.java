package cn.nongchao.people.imports;

import cn.nongchao.form.Also;
import cn.nongchao.form.Checked;
import cn.nongchao.form.Field;
import cn.nongchao.people.Among;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.ImportKind;
import cn.nongchao.people.Importing;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Role;
import cn.nongchao.people.register.Grants;
import cn.nongchao.people.register.NewGrant;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A list of who may do what, where: grants for people who are here already. */
@Component
class GrantsKind implements ImportKind<GrantsKind.Line> {

  /** A grant to be given. */
  record Line(
      @Field(zh = "姓名", en = "name", example = "王小明") @Also({"人员", "人员姓名"}) @Size(max = 40)
          String name,
      @Field(zh = "账号", en = "login") @Also({"登录账号", "用户名", "account"}) @Size(max = 40)
          String login,
      @Field(zh = "电话", en = "phone") @Also({"手机", "手机号", "手机号码", "联系电话"}) @Size(max = 40)
          String phone,
      @Field(zh = "角色", en = "role", example = "专职网格员") @Also({"系统角色"}) Role role,
      @Field(zh = "授权区划", en = "granted place", example = "330114003201")
          @Also({"区划", "授权范围", "管辖区划", "责任网格", "scope", "place"})
          @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR)
          @Nullable DivisionCode division,
      @Field(zh = "授权单位", en = "granted organisation")
          @Also({"单位", "organisation"})
          @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR)
          @Nullable OrganisationId organisation,
      @Field(zh = "起", en = "from") @Also({"生效日期", "起始日期"}) @Nullable LocalDate from,
      @Field(zh = "止", en = "to") @Also({"失效日期", "截止日期"}) @Nullable LocalDate to)
      implements Checked {

    NewGrant grant() {
      return new NewGrant(Ids.next(), role, division, organisation, from, to);
    }

    @Override
    public List<Refusal> unfit() {
      List<Refusal> wrong = new ArrayList<>(grant().unfit());
      if (name.isEmpty() && login.isEmpty()) {
        wrong.add(Refusal.field("name", "应填姓名或账号", "a name or an account is needed"));
      }
      return wrong;
    }
  }

  private final OnePerson persons;
  private final Grants grants;

  GrantsKind(OnePerson persons, Grants grants) {
    this.persons = persons;
    this.grants = grants;
  }

  @Override
  public String name() {
    return "grants";
  }

  @Override
  public Text title() {
    return Text.of("授权", "Grants");
  }

  @Override
  public Class<Line> row() {
    return Line.class;
  }

  @Override
  public String list() {
    return "/people";
  }

  @Override
  public String action() {
    return "grants-imported";
  }

  @Override
  public Set<String> sayable() {
    return Set.of("role");
  }

  private Outcome<PersonId> person(Line line, Importing by) {
    return line.login().isEmpty()
        ? persons.find(line.name(), line.phone(), line.division(), by)
        : persons.account(line.login(), by);
  }

  private static String over(Line line) {
    return line.division() != null ? line.division().value() : String.valueOf(line.organisation());
  }

  @Override
  public List<Verdict> look(List<Row<Line>> rows, Importing by) {
    Twice twice = new Twice("name");
    List<Verdict> verdicts = new ArrayList<>();
    for (Row<Line> row : rows) {
      Line line = row.value();
      Outcome<PersonId> person = person(line, by);
      if (person instanceof Outcome.Refused<PersonId>(List<Refusal> reasons)) {
        String column = line.login().isEmpty() ? "name" : "login";
        verdicts.add(Verdict.fresh().but(PersonRows.under(column, reasons)));
        continue;
      }
      PersonId id = person.orThrow();
      Verdict verdict =
          persons.holds(id, line.role().name(), over(line))
              ? Verdict.known(Text.of("已有这项授权", "held already"), false, Map.of())
              : Verdict.fresh();
      verdicts.add(
          verdict.but(twice.see(row.line(), id + " " + line.role().name() + " " + over(line))));
    }
    return verdicts;
  }

  @Override
  public List<Refusal> write(List<Row<Line>> rows, Importing by) {
    for (Row<Line> row : rows) {
      Line line = row.value();
      PersonId id = person(line, by).orThrow();
      if (persons.holds(id, line.role().name(), over(line))) continue;
      if (grants.give(id, line.grant(), by.scope())
          instanceof Outcome.Refused<?>(List<Refusal> reasons)) return reasons;
    }
    return List.of();
  }
}
