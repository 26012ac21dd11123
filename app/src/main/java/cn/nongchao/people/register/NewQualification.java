package cn.nongchao.people.register;

import cn.nongchao.form.Checked;
import cn.nongchao.form.Field;
import cn.nongchao.people.KindOf;
import cn.nongchao.people.Qualification;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A qualification to be entered.
 *
 * @param from first day of validity
 * @param to last day of validity; null for no end
 */
public record NewQualification(
    UUID id,
    @Field(zh = "类别", en = "Kind") @NotBlank @KindOf(Qualification.class) String kind,
    @Field(zh = "证件编号", en = "Number") @NotBlank @Size(max = 60) String number,
    @Field(zh = "发证机关", en = "Issuer") @NotBlank @Size(max = 80) String issuer,
    @Field(zh = "执业领域（空为不限）", en = "Fields (empty: all)") @Size(max = 120) String fields,
    @Field(zh = "有效期起", en = "Valid from") LocalDate from,
    @Field(zh = "有效期止（空为长期）", en = "Valid to (empty: no end)") @Nullable LocalDate to)
    implements Checked {

  @Override
  public List<Refusal> unfit() {
    return Period.backwards(from, to);
  }
}
