package cn.nongchao.people.web;

import static cn.nongchao.people.web.Answers.text;

import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Roles;
import cn.nongchao.people.register.Grants.GrantDraft;
import cn.nongchao.people.register.OrganisationDraft;
import cn.nongchao.people.register.Papers.PostDraft;
import cn.nongchao.people.register.Papers.QualificationDraft;
import cn.nongchao.people.register.PersonDraft;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What programs send to write the register. Days are ISO 8601 dates. */
final class RegisterJson {

  private RegisterJson() {}

  /**
   * A person as it shall be.
   *
   * @param id of a new person, a UUIDv7 made by the caller; the address says it otherwise
   * @param login empty for somebody who does not sign in
   * @param nationalId left out to leave as it is, “-” to erase; never given back whole
   * @param phone left out to leave as it is, “-” to erase; never given back whole
   * @param active false disables: signed out everywhere, tokens revoked; a new one is active where
   *     not said
   * @param version of the record the caller saw; not of a new one
   */
  record PersonWish(
      @Nullable UUID id,
      @Nullable String name,
      @Nullable String login,
      @Nullable String nationalId,
      @Nullable String phone,
      @Nullable UUID organisation,
      @Nullable Boolean active,
      @Nullable Integer version) {

    PersonDraft draft(PersonId person) {
      return new PersonDraft(
          person,
          text(name),
          text(login),
          text(nationalId),
          text(phone),
          OrganisationId.of(organisation),
          !Boolean.FALSE.equals(active),
          version == null ? 0 : version);
    }
  }

  /**
   * An organisation as it shall be.
   *
   * @param id of a new one, a UUIDv7 made by the caller; the address says it otherwise
   * @param kind street, department, squad, police, firm or alliance
   * @param creditCode unified social credit code; empty where none was issued
   * @param division code of the place where it is seated
   * @param active a new one is where not said
   * @param version of the record the caller saw; not of a new one
   */
  record OrganisationWish(
      @Nullable UUID id,
      @Nullable String name,
      @Nullable String kind,
      @Nullable String creditCode,
      @Nullable String division,
      @Nullable String specialty,
      @Nullable String phone,
      @Nullable Boolean active,
      @Nullable Integer version) {

    OrganisationDraft draft(OrganisationId organisation) {
      return new OrganisationDraft(
          organisation,
          text(name),
          text(kind),
          text(creditCode),
          text(division),
          text(specialty),
          text(phone),
          !Boolean.FALSE.equals(active),
          version == null ? 0 : version);
    }
  }

  /**
   * A grant to be given, over a place or an organisation.
   *
   * @param id a UUIDv7 made by the caller: sent twice, given once
   * @param division a code, or “*” for the whole country
   * @param from first day; today where not said
   * @param to last day; no end where not said
   */
  record GrantWish(
      @Nullable UUID id,
      @Schema(format = Roles.FORMAT) @Nullable String role,
      @Nullable String division,
      @Nullable UUID organisation,
      @Nullable String from,
      @Nullable String to) {

    GrantDraft draft(UUID grant, PersonId person) {
      return new GrantDraft(
          grant, person, text(role), text(division), idText(organisation), text(from), text(to));
    }
  }

  /**
   * A post to be given; days as in {@link GrantWish}.
   *
   * @param id a UUIDv7 made by the caller: sent twice, given once
   */
  record PostWish(
      @Nullable UUID id,
      @Nullable UUID organisation,
      @Nullable String title,
      @Nullable String from,
      @Nullable String to) {

    PostDraft draft(UUID post, PersonId person) {
      return new PostDraft(post, person, idText(organisation), text(title), text(from), text(to));
    }
  }

  /**
   * A qualification to be entered.
   *
   * @param id a UUIDv7 made by the caller: sent twice, entered once
   * @param from first day of validity
   * @param to last day of validity; no end where not said
   */
  record QualificationWish(
      @Nullable UUID id,
      @Nullable String kind,
      @Nullable String number,
      @Nullable String issuer,
      @Nullable String fields,
      @Nullable String from,
      @Nullable String to) {

    QualificationDraft draft(UUID paper, PersonId person) {
      return new QualificationDraft(
          paper,
          person,
          text(kind),
          text(number),
          text(issuer),
          text(fields),
          text(from),
          text(to));
    }
  }

  private static String idText(@Nullable UUID id) {
    return id == null ? "" : id.toString();
  }
}
