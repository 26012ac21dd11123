package cn.nongchao.people.start;

import cn.nongchao.form.Field;
import cn.nongchao.form.On;
import cn.nongchao.people.Among;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Role;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who holds which role in a street, several at once. */
public record RolesWish(
    @Field(zh = "街道、乡镇", en = "Street or town")
        @On
        @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR, digits = 9)
        DivisionCode street,
    @Field(
            zh = "角色由谁担任",
            en = "Who holds which role",
            hintZh = "没有选人的行不授权；中队、部门的角色按本人所在单位授予，其余按街道授予",
            hintEn =
                "A row without a person gives nothing; roles of squads and departments are over"
                    + " the person's own unit, others over the street")
        @Size(max = 100)
        List<Holder> holders) {

  /** One of them. */
  public record Holder(
      @Field(zh = "角色", en = "Role") Role role,
      @Field(zh = "人员", en = "Person")
          @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR)
          @Nullable PersonId person) {}

  public RolesWish {
    holders = List.copyOf(holders);
  }
}
