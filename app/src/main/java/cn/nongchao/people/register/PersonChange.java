package cn.nongchao.people.register;

import cn.nongchao.form.Field;
import cn.nongchao.form.Flat;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A person as they shall be.
 *
 * @param active false disables: signed out everywhere, tokens revoked
 * @param version of the record the change began from
 * @param handOvers who takes what somebody disabled has in hand
 * @param leaving whether what is not handed over is left with nobody
 */
public record PersonChange(
    @Flat PersonFacts person,
    @Field(
            zh = "在用（取消后立即退出所有登录，令牌失效）",
            en = "Active (unticking ends every session and token at once)")
        Boolean active,
    int version,
    @Field(
            zh = "停用时，手上的工作",
            en = "When disabled, the work in hand",
            hintZh = "只在停用时移交。",
            hintEn = "Handed over only when disabled.")
        @Size(max = 200)
        List<HandOver> handOvers,
    @Field(zh = "未移交的留下，仍然停用", en = "Leave what is not handed over; disable all the same")
        boolean leaving) {

  public PersonChange {
    handOvers = List.copyOf(handOvers);
  }

  public PersonChange(PersonFacts person, Boolean active, int version) {
    this(person, active, version, List.of(), false);
  }
}
