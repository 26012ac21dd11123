package cn.nongchao.people.register;

import cn.nongchao.form.Checked;
import cn.nongchao.form.Field;
import cn.nongchao.people.Among;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Role;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A grant to be given: a role over a place or an organisation, for a time.
 *
 * @param from first day; null for today
 * @param to last day; null for no end
 */
public record NewGrant(
    UUID id,
    @Field(zh = "角色", en = "Role") Role role,
    @Field(
            zh = "按区划",
            en = "By place",
            hintZh = "名称、拼音、首字母或代码；“全国”为不限。与单位二选一。",
            hintEn =
                "Name, pinyin, first letters or code; * for everywhere. Or an organisation below.",
            example = "330114003")
        @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR)
        @Nullable DivisionCode division,
    @Field(zh = "或按单位", en = "Or by organisation")
        @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR, pastToo = true)
        @Nullable OrganisationId organisation,
    @Field(zh = "起（空为今天）", en = "From (empty: today)") @Nullable LocalDate from,
    @Field(zh = "止（空为长期）", en = "To (empty: no end)") @Nullable LocalDate to)
    implements Checked {

  /** From now on, without end. */
  public static NewGrant of(
      Role role, @Nullable DivisionCode division, @Nullable OrganisationId organisation) {
    return new NewGrant(Ids.next(), role, division, organisation, null, null);
  }

  @Override
  public List<Refusal> unfit() {
    List<Refusal> wrong = new ArrayList<>(Period.backwards(from, to));
    if ((division == null) == (organisation == null)) {
      wrong.add(Refusal.field("division", "范围请填区划或单位之一", "give either a place or an organisation"));
    } else if (division != null ? !role.reaches(division) : !role.reach().organisations()) {
      wrong.add(
          Refusal.field(
              division != null ? "division" : "organisation",
              "“" + role.title().zh() + "”只能按这些范围授予：" + reach(Lang.ZH),
              "“" + role.title().en() + "” can be granted over these only: " + reach(Lang.EN)));
    }
    return wrong;
  }

  private String reach(Lang lang) {
    return role.reach().words().stream()
        .map(word -> word.in(lang))
        .collect(Collectors.joining(lang == Lang.ZH ? "；" : "; "));
  }
}
