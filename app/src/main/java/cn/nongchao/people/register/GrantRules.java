package cn.nongchao.people.register;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.people.register.Grants.GrantDraft;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Outcome;
import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a grant as typed is right: a role that is declared, over what it reaches, in time. */
@Component
class GrantRules {

  /** A grant whose fields were found right. */
  record Check(
      String role,
      @Nullable DivisionCode division,
      @Nullable OrganisationId organisation,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {}

  private final Roles roles;
  private final Places places;
  private final Clock clock;

  GrantRules(Roles roles, Places places, Clock clock) {
    this.roles = roles;
    this.places = places;
    this.clock = clock;
  }

  Outcome<Check> checked(GrantDraft typed, Scope scope) {
    Draft draft = new Draft();
    Role role = roles.find(typed.role()).orElse(null);
    if (role == null) draft.refuse("role", "请选择角色", "choose a role");
    boolean byPlace = !typed.division().isBlank();
    if (byPlace == !typed.organisation().isBlank()) {
      draft.refuse("division", "范围请填区划或单位之一", "give either a place or an organisation");
      return Outcome.refused(draft.wrong());
    }
    DivisionCode division = byPlace ? division(typed.division(), scope, draft) : null;
    OrganisationId organisation = byPlace ? null : organisation(typed.organisation(), scope, draft);
    if (role != null) reach(role, division, organisation, draft);
    LocalDate from = draft.date("from", typed.from(), "开始日期", "start");
    LocalDate to = draft.date("to", typed.to(), "截止日期", "end");
    draft.inOrder(from == null ? LocalDate.now(clock) : from, to);
    if (!draft.isRight() || role == null) return Outcome.refused(draft.wrong());
    return Outcome.done(new Check(role.name(), division, organisation, from, to));
  }

  private static void reach(
      Role role,
      @Nullable DivisionCode division,
      @Nullable OrganisationId organisation,
      Draft draft) {
    if (division != null && !role.reaches(division)) refuse("division", role, draft);
    if (organisation != null && !role.reach().organisations()) refuse("organisation", role, draft);
  }

  private static void refuse(String field, Role role, Draft draft) {
    draft.refuse(
        field,
        "“" + role.title().zh() + "”只能按这些范围授予：" + reach(role, Lang.ZH),
        "“" + role.title().en() + "” can be granted over these only: " + reach(role, Lang.EN));
  }

  private static String reach(Role role, Lang lang) {
    return role.reach().words().stream()
        .map(word -> word.in(lang))
        .collect(Collectors.joining(lang == Lang.ZH ? "；" : "; "));
  }

  private @Nullable DivisionCode division(String typed, Scope scope, Draft draft) {
    boolean everywhere = typed.strip().equals(Grants.EVERYWHERE);
    DivisionCode code = everywhere ? DivisionCode.ALL : DivisionCode.read(typed.strip());
    if (code == null || (!everywhere && places.divisions().find(code).isEmpty())) {
      draft.refuse(
          "division", "没有代码为“" + typed + "”的区划", "there is no place with the code “" + typed + "”");
      return null;
    }
    if (!scope.covers(code)) {
      draft.refuse("division", "超出您的管辖范围，不能授予", "this is more than you administer yourself");
      return null;
    }
    return code;
  }

  private @Nullable OrganisationId organisation(String typed, Scope scope, Draft draft) {
    OrganisationId id = OrganisationId.read(typed.strip());
    Organisation found = id == null ? null : places.organisations().find(id).orElse(null);
    if (found == null) {
      draft.refuse("organisation", "没有这个单位", "there is no such organisation");
      return null;
    }
    if (!scope.covers(found.division())) {
      draft.refuse("organisation", "这个单位不在您的管辖范围内", "this organisation is outside your scope");
      return null;
    }
    return id;
  }
}
