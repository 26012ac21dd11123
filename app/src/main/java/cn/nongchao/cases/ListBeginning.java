package cn.nongchao.cases;

import cn.nongchao.form.Field;
import cn.nongchao.form.On;
import cn.nongchao.people.Among;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;

/** Where the list that comes with the product shall hold. */
public record ListBeginning(
    @Field(zh = "街道、乡镇", en = "Street or town")
        @On
        @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR, digits = 9)
        DivisionCode street) {}
