package cn.nongchao.people.register;

import cn.nongchao.form.Field;
import cn.nongchao.form.Readers;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.platform.Outcome;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows personal data whole to whoever gives a reason, and writes down that it was shown. */
@Component
public class Unmasking {

  /** Both numbers of a person; empty for none. */
  public record Shown(String nationalId, String phone) {}

  private final JdbcClient jdbc;
  private final PersonalData personalData;
  private final Audit audit;

  Unmasking(JdbcClient jdbc, PersonalData personalData, Audit audit) {
    this.jdbc = jdbc;
    this.personalData = personalData;
    this.audit = audit;
  }

  /** Why numbers are to be seen whole, for the audit log. */
  public record Reason(
      @Field(zh = "查看完整号码的理由", en = "Reason to see the numbers whole", readers = Readers.AUDIT)
          @NotBlank
          @Size(min = 4, max = 200, message = "请写明查看理由（4 到 200 个字） | say why (4 to 200 characters)")
          String reason) {}

  /** The record that it was shown is written in the same transaction: no showing without it. */
  @Transactional
  public Outcome<Shown> show(PersonId person, Reason why, Scope scope) {
    record Sealed(byte @Nullable [] nationalId, byte @Nullable [] phone) {}
    Optional<Sealed> found =
        jdbc.sql(
                """
                select p.national_id, p.phone from people.persons p
                left join people.organisations o on o.id = p.organisation
                where p.id = :id and (:whole or o.division like any(:patterns))
                """)
            .param("id", person.value())
            .param("whole", scope.isWhole())
            .param("patterns", scope.patterns())
            .query((row, index) -> new Sealed(row.getBytes(1), row.getBytes(2)))
            .optional();
    if (found.isEmpty()) return Outcome.refused(Persons.UNKNOWN);
    audit.record(
        "personal-data-shown", scope.by(), person.toString(), Map.of("reason", why.reason()));
    return Outcome.done(new Shown(opened(found.get().nationalId()), opened(found.get().phone())));
  }

  private String opened(byte @Nullable [] sealed) {
    return sealed == null ? "" : personalData.open(sealed);
  }
}
