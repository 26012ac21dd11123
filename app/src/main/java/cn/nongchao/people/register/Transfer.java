package cn.nongchao.people.register;

import cn.nongchao.form.Checked;
import cn.nongchao.form.Field;
import cn.nongchao.people.Among;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Role;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person moves 调动: where to, as what, from when, and who takes what they have in hand.
 *
 * @param division over which the roles are held; null for the new unit
 * @param from first day there; null for today
 * @param handOvers what is handed over; the rest they keep until it is done
 */
public record Transfer(
    UUID id,
    @Field(zh = "新单位", en = "New unit")
        @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR, orNone = false)
        OrganisationId organisation,
    @Field(zh = "新职务", en = "New post") @NotBlank @Size(max = 40) String title,
    @Field(
            zh = "新角色",
            en = "New roles",
            hintZh = "原有授权到这一天为止。",
            hintEn = "Grants held now end on that day.")
        @NotEmpty
        @Size(max = 10)
        List<Role> roles,
    @Field(
            zh = "角色范围：区划代码",
            en = "Roles over: place code",
            hintZh = "空为新单位；如 330114003，* 为全国。",
            hintEn = "Empty: the new unit. As 330114003; * for everywhere.",
            example = "330114003")
        @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR)
        @Nullable DivisionCode division,
    @Field(zh = "自哪天起（空为今天）", en = "From (empty: today)") @Nullable LocalDate from,
    @Field(
            zh = "手上的工作",
            en = "Work in hand",
            hintZh = "不移交的由本人办结。",
            hintEn = "What is not handed over they finish themselves.")
        @Size(max = 200)
        List<HandOver> handOvers)
    implements Checked {

  public Transfer {
    roles = List.copyOf(roles);
    handOvers = List.copyOf(handOvers);
  }

  /** The grants that begin then. */
  List<NewGrant> grants() {
    return roles.stream()
        .map(role -> {
          NewGrant one = NewGrant.of(role, division, division == null ? organisation : null);
          return new NewGrant(one.id(), role, one.division(), one.organisation(), from, null);
        })
        .toList();
  }

  NewPost post(UUID post) {
    return new NewPost(post, title, organisation, from, null);
  }

  @Override
  public List<Refusal> unfit() {
    return grants().stream()
        .flatMap(grant -> grant.unfit().stream())
        .map(why -> new Refusal(why.code(), "roles", why.reason()))
        .distinct()
        .toList();
  }
}
