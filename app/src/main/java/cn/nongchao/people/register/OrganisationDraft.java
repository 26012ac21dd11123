package cn.nongchao.people.register;

import cn.nongchao.people.OrganisationId;

/**
 * An organisation as typed.
 *
 * @param division the code of the place where it is seated
 * @param version of the record the typing began from; 0 for a new one
 */
public record OrganisationDraft(
    OrganisationId id,
    String name,
    String kind,
    String creditCode,
    String division,
    String specialty,
    String phone,
    boolean active,
    int version) {}
