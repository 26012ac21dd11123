package cn.nongchao.people.register;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Reach;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** An organisation is within reach where it is seated in the places of a role. */
@Component
class BodyReach implements Reach<OrganisationId> {

  private static final Refusal UNKNOWN =
      Refusal.of(
          "not-found",
          "没有这个单位，或不在您的管辖范围内",
          "there is no such organisation, or it is outside your scope");

  private final Organisations organisations;

  BodyReach(Organisations organisations) {
    this.organisations = organisations;
  }

  @Override
  public Class<OrganisationId> type() {
    return OrganisationId.class;
  }

  @Override
  public Outcome<OrganisationId> find(String text, Caller caller, Collection<String> roles) {
    OrganisationId id = OrganisationId.read(text);
    return id == null ? Outcome.refused(UNKNOWN) : reaches(id, caller, roles);
  }

  @Override
  public Outcome<OrganisationId> reaches(
      OrganisationId id, Caller caller, Collection<String> roles) {
    Scope scope = Scope.of((Viewer) caller, roles);
    return organisations.find(id).filter(found -> scope.covers(found.division())).isPresent()
        ? Outcome.done(id)
        : Outcome.refused(UNKNOWN);
  }
}
