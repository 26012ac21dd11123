package cn.nongchao.people.register;

import cn.nongchao.form.Field;
import cn.nongchao.form.Flat;

/**
 * An organisation as it shall be.
 *
 * @param version of the record the change began from
 */
public record OrganisationChange(
    @Flat OrganisationFacts organisation,
    @Field(zh = "在用", en = "Active") Boolean active,
    int version) {}
