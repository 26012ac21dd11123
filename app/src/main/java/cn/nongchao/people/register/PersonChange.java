package cn.nongchao.people.register;

import cn.nongchao.form.Field;
import cn.nongchao.form.Flat;

/**
 * A person as they shall be.
 *
 * @param active false disables: signed out everywhere, tokens revoked
 * @param version of the record the change began from
 */
public record PersonChange(
    @Flat PersonFacts person,
    @Field(
            zh = "在用（取消后立即退出所有登录，令牌失效）",
            en = "Active (unticking ends every session and token at once)")
        Boolean active,
    int version) {}
