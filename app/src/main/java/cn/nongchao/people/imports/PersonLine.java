package cn.nongchao.people.imports;

import cn.nongchao.form.Also;
import cn.nongchao.form.Field;
import cn.nongchao.form.Spans;
import jakarta.validation.constraints.Size;

/** A line of a roster 花名册: a person with an optional post, grant and licence. */
record PersonLine(
    @Field(zh = "姓名", en = "name", example = "王小明")
        @Also({"人员姓名", "名字", "员工姓名", "full name"})
        @Size(max = 40)
        String name,
    @Field(zh = "单位", en = "organisation", example = "河庄街道办事处")
        @Also({
          "所在单位",
          "所属单位",
          "工作单位",
          "单位名称",
          "所属部门",
          "所在部门",
          "部门",
          "科室",
          "所属中队",
          "中队",
          "所在中队",
          "unit",
          "department"
        })
        @Size(max = 80)
        String organisation,
    @Field(zh = "职务", en = "title", example = "专职网格员")
        @Also({"岗位", "职位", "职务职级", "岗位名称", "现任职务", "post", "position"})
        @Size(max = 40)
        String title,
    @Field(zh = "账号", en = "login", example = "wangxm")
        @Also({"登录账号", "用户名", "登录名", "account", "username"})
        @Size(max = 40)
        String login,
    @Field(zh = "身份号码", en = "identity number")
        @Also({"身份证号", "身份证号码", "身份证", "公民身份号码", "居民身份证号", "居民身份证号码", "id number"})
        @Size(max = 40)
        String nationalId,
    @Field(zh = "电话", en = "phone")
        @Also({"手机", "手机号", "手机号码", "联系电话", "联系方式", "电话号码", "移动电话", "mobile", "telephone"})
        @Size(max = 40)
        String phone,
    @Field(zh = "角色", en = "role", example = "专职网格员") @Also({"系统角色"}) @Size(max = 60) String role,
    @Field(zh = "授权区划", en = "granted place", example = "330114003201")
        @Also({"授权范围", "管辖区划", "管辖范围", "责任网格", "scope"})
        @Size(max = 80)
        String division,
    @Field(zh = "执法证编号", en = "licence number")
        @Also({"执法证号", "执法证", "执法证号码", "执法证件号", "执法证件编号", "行政执法证号", "行政执法证编号", "license number"})
        @Size(max = 60)
        String licence,
    @Field(zh = "发证机关", en = "issuer") @Also({"发证单位", "颁发机关", "颁证机关"}) @Size(max = 80)
        String issuer,
    @Field(zh = "有效期起", en = "valid from")
        @Also({"发证日期", "有效期自", "起始日期", "有效期开始", "发证时间"})
        @Size(max = 40)
        String from,
    @Field(zh = "有效期止", en = "valid to")
        @Also({"有效期至", "到期日期", "有效期截止", "截止日期", "到期时间"})
        @Size(max = 40)
        String to,
    @Field(zh = "有效期", en = "validity", example = "2023.5.1-2028.4.30")
        @Also({"有效期限", "证件有效期", "执法证有效期", "有效日期"})
        @Spans(from = "from", to = "to")
        @Size(max = 60)
        String validity) {}
