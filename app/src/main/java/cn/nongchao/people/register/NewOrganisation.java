package cn.nongchao.people.register;

import cn.nongchao.form.Flat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organisation to be entered.
 *
 * @param active not said, it is
 */
public record NewOrganisation(
    UUID id, @Flat OrganisationFacts organisation, @Nullable Boolean active) {}
