package cn.nongchao.people.start;

import cn.nongchao.form.Field;
import cn.nongchao.form.On;
import cn.nongchao.people.Among;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;

/** A street to be served from now on. */
public record StreetChosen(
    @Field(
            zh = "街道、乡镇",
            en = "Street or town",
            hintZh = "输入名称、拼音或首字母，如 北干、beigan、bg",
            hintEn = "Its name, pinyin or first letters, as beigan or bg")
        @On
        @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR, digits = 9)
        DivisionCode street) {}
