package cn.nongchao.people.start;

import cn.nongchao.form.Field;
import cn.nongchao.form.On;
import cn.nongchao.people.Among;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.KindOf;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.PeopleRoles;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The organisations of a street, to be made at once.
 *
 * @param villages whether its villages and communities are made organisations too
 */
public record OfficesWish(
    @Field(zh = "街道、乡镇", en = "Street or town")
        @On
        @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR, digits = 9)
        DivisionCode street,
    @Field(
            zh = "单位",
            en = "Organisations",
            hintZh = "按实际情况改名；清空名称的行不建立",
            hintEn = "Rename them; a row without a name is not made")
        @Size(max = 100)
        List<Office> offices,
    @Field(zh = "村、社区也各建为单位", en = "Make each village and community an organisation too")
        boolean villages) {

  /** One of them. */
  public record Office(
      @Field(zh = "名称", en = "Name") @Size(max = 80) String name,
      @Field(zh = "类别", en = "Kind") @KindOf(Organisation.class) String kind,
      @Field(zh = "专业领域", en = "Specialty") @Size(max = 40) String specialty) {}

  public OfficesWish {
    offices = List.copyOf(offices);
  }
}
