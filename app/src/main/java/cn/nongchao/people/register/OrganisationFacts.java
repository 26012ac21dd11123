package cn.nongchao.people.register;

import cn.nongchao.form.Also;
import cn.nongchao.form.Field;
import cn.nongchao.form.On;
import cn.nongchao.people.Among;
import cn.nongchao.people.CreditCode;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.KindOf;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Phone;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is said about an organisation; the columns of a file of them too.
 *
 * @param division where it is seated
 */
public record OrganisationFacts(
    @Field(zh = "名称", en = "Name", example = "河庄老街老鸭面馆")
        @Also({"单位名称", "机构名称", "企业名称", "部门名称", "单位", "organisation"})
        @NotBlank
        @Size(max = 80)
        String name,
    @Field(zh = "类别", en = "Kind", example = "firm")
        @Also({"单位性质", "性质", "单位类别", "单位类型", "类型", "机构类型"})
        @NotBlank
        @KindOf(Organisation.class)
        String kind,
    @Field(
            zh = "统一社会信用代码",
            en = "Credit code",
            hintZh = "18 位，按 GB 32100-2015 校验；没有可留空。",
            hintEn = "18 characters, checked by GB 32100-2015; may be empty.")
        @Also({"信用代码", "社会信用代码", "统一信用代码", "机构代码"})
        @Nullable CreditCode creditCode,
    @Field(
            zh = "区划代码",
            en = "Division code",
            hintZh = "所在地的名称、拼音、首字母或代码",
            hintEn = "Of its seat: name, pinyin, first letters or code",
            example = "330114003")
        @Also({"区划", "所在区划", "所在地", "所属街道", "所属区划", "division", "seat"})
        @On
        @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR, digits = 2)
        DivisionCode division,
    @Field(
            zh = "专业领域",
            en = "Specialty",
            hintZh = "如 市场监管；综合或不分专业的留空。",
            hintEn = "As 市场监管; empty for general ones.")
        @Also({"专业", "业务领域"})
        @Size(max = 40)
        String specialty,
    @Field(zh = "电话", en = "Phone", example = "0571-82981234")
        @Also({"办公电话", "联系电话", "单位电话", "值班电话", "telephone"})
        @Nullable Phone phone) {}
