package cn.nongchao.people.register;

import cn.nongchao.form.Checked;
import cn.nongchao.form.Field;
import cn.nongchao.people.Among;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post to be given.
 *
 * @param from first day; null for today
 * @param to last day; null for no end
 */
public record NewPost(
    UUID id,
    @Field(zh = "职务", en = "Title") @NotBlank @Size(max = 40) String title,
    @Field(zh = "单位", en = "Organisation")
        @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR, pastToo = true)
        OrganisationId organisation,
    @Field(zh = "起", en = "From") @Nullable LocalDate from,
    @Field(zh = "止", en = "To") @Nullable LocalDate to)
    implements Checked {

  @Override
  public List<Refusal> unfit() {
    return Period.backwards(from, to);
  }
}
