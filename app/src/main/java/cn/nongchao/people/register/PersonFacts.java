package cn.nongchao.people.register;

import cn.nongchao.form.Field;
import cn.nongchao.form.On;
import cn.nongchao.people.Among;
import cn.nongchao.people.Erasable;
import cn.nongchao.people.NationalId;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Phone;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a person.
 *
 * @param login empty for somebody who does not sign in
 * @param nationalId null to leave it as it is
 * @param phone null to leave it as it is
 */
public record PersonFacts(
    @Field(zh = "姓名", en = "Name") @NotBlank @Size(max = 40) String name,
    @Field(zh = "所在单位", en = "Organisation", hintZh = "市民等没有单位的不选。", hintEn = "None for a citizen.")
        @On
        @Among(
            within = Among.Within.ROLES,
            roles = PeopleRoles.ADMINISTRATOR,
            pastToo = true,
            orNone = false)
        @Nullable OrganisationId organisation,
    @Field(
            zh = "登录账号",
            en = "Account",
            hintZh = "小写字母、数字；不登录者留空。",
            hintEn = "Small letters and digits; empty for somebody who does not sign in.")
        @Size(max = 40)
        @Pattern(
            regexp = "([a-z0-9][a-z0-9._@-]{1,39})?",
            flags = Pattern.Flag.CASE_INSENSITIVE,
            message =
                "账号应为 2–40 位小写字母、数字或 . _ @ -，以字母或数字开头 | an account is 2–40 letters,"
                    + " digits or . _ @ -, beginning with a letter or digit")
        String login,
    @Field(
            zh = "公民身份号码",
            en = "Identity number",
            hintZh = "加密保存，只显示掩码；留空不变，填“-”清除。",
            hintEn = "Kept encrypted, shown masked; empty keeps it, “-” erases it.")
        @Erasable
        @Nullable NationalId nationalId,
    @Field(
            zh = "电话",
            en = "Phone",
            hintZh = "加密保存，只显示掩码；留空不变，填“-”清除。",
            hintEn = "Kept encrypted, shown masked; empty keeps it, “-” erases it.")
        @Erasable
        @Nullable Phone phone) {

  public PersonFacts {
    login = login.toLowerCase(Locale.ROOT);
  }
}
