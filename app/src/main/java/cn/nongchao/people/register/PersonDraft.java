package cn.nongchao.people.register;

import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * A person as typed.
 *
 * @param login empty for somebody who does not sign in
 * @param nationalId empty to leave as it is, “-” to erase
 * @param phone empty to leave as it is, “-” to erase
 * @param version of the record the typing began from; 0 for a new one
 */
public record PersonDraft(
    PersonId id,
    String name,
    String login,
    String nationalId,
    String phone,
    @Nullable OrganisationId organisation,
    boolean active,
    int version) {

  /** In a field of personal data: erase what is there. */
  public static final String ERASE = "-";
}
