package cn.nongchao.people.register;

import cn.nongchao.form.Field;
import cn.nongchao.form.Flat;
import cn.nongchao.people.Among;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import org.jspecify.annotations.Nullable;

/**
 * An organisation as it shall be.
 *
 * @param version of the record the change began from
 * @param successor who takes what one retired has in hand; null for nobody
 * @param leaving whether what is not handed over is left with nobody
 */
public record OrganisationChange(
    @Flat OrganisationFacts organisation,
    @Field(zh = "在用", en = "Active") Boolean active,
    int version,
    @Field(
            zh = "停用时，在办事项移交给",
            en = "When retired, what it has in hand goes to",
            hintZh = "人员用“调动”移交；责任清单在清单页修改。",
            hintEn = "People are moved on their pages, lines of the list on its own.")
        @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR)
        @Nullable OrganisationId successor,
    @Field(zh = "未移交的留下，仍然停用", en = "Leave what is not handed over; retire all the same")
        boolean leaving) {

  public OrganisationChange(OrganisationFacts organisation, Boolean active, int version) {
    this(organisation, active, version, null, false);
  }
}
