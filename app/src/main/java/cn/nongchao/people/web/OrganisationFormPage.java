package cn.nongchao.people.web;

import cn.nongchao.people.CreditCode;
import cn.nongchao.people.Hangs.Hanging;
import cn.nongchao.people.Phone;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.people.register.NewOrganisation;
import cn.nongchao.people.register.OrganisationChange;
import cn.nongchao.people.register.OrganisationFacts;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new organisation or a changed one.
 *
 * @param id null for a new one
 * @param hanging what it has in hand, leads and assists
 * @param imported the system whose file named it, as long as nobody has looked at it
 * @param facts what the form begins with: {@link NewOrganisation} or {@link OrganisationChange}
 */
public record OrganisationFormPage(
    @Nullable UUID id, @Nullable Object facts, List<Hanging> hanging, @Nullable String imported) {

  public OrganisationFormPage {
    hanging = List.copyOf(hanging);
  }

  /** A new one, seated where whoever asks administers. */
  static OrganisationFormPage of(Scope scope) {
    if (scope.isWhole()) return new OrganisationFormPage(null, null, List.of(), null);
    OrganisationFacts facts =
        new OrganisationFacts("", "", null, scope.places().getFirst(), "", null);
    return new OrganisationFormPage(
        null, new NewOrganisation(Ids.next(), facts, true), List.of(), null);
  }

  static OrganisationFormPage of(BodyLists.Row row, List<Hanging> hanging) {
    OrganisationFacts facts =
        new OrganisationFacts(
            row.name(),
            row.kind(),
            row.creditCode() == null ? null : new CreditCode(row.creditCode()),
            row.division(),
            row.specialty() == null ? "" : row.specialty(),
            row.phone() == null ? null : Phone.read(row.phone()).orThrow());
    return new OrganisationFormPage(
        row.id().value(),
        new OrganisationChange(facts, row.active(), row.version()),
        hanging,
        row.imported());
  }
}
