package cn.nongchao.proof;

import cn.nongchao.form.Field;
import cn.nongchao.people.Among;
import cn.nongchao.people.DivisionCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Which organ signs codes from now on.
 *
 * @param place for which it answers; its code stands in every code and in the published keys
 */
public record IssuerWish(
    @Field(
            zh = "签发机关所在区划",
            en = "Place of the organ",
            hintZh = "街道、乡镇或区县；它的代码写进每个码",
            hintEn = "A street, town or district; its code stands in every code")
        @Among(within = Among.Within.ANYWHERE, digits = 6)
        DivisionCode place,
    @Field(zh = "签发机关名称", en = "Name of the organ", example = "北干街道办事处") @NotBlank @Size(max = 60)
        String name) {}
