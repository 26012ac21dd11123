package cn.nongchao.loop.demo;

import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.DemoStaff;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.DemoStep;
import cn.nongchao.platform.Text;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whoever supervises the street's loops. */
@Component
class DemoSupervision implements DemoStep {

  private static final DivisionCode STREET = new DivisionCode("330114003");

  private final DemoStaff staff;
  private final Organisations organisations;

  DemoSupervision(DemoStaff staff, Organisations organisations) {
    this.staff = staff;
    this.organisations = organisations;
  }

  @Override
  public int order() {
    return 13;
  }

  @Override
  public String name() {
    return "supervision";
  }

  @Override
  public Text title() {
    return Text.of("监督人员", "supervision");
  }

  @Override
  public void load() {
    OrganisationId office =
        organisations.ofKinds(Set.of(Organisation.STREET), STREET).getFirst().id();
    PersonId supervisor = staff.account("supervisor", office, "行政执法监督员");
    staff.grant(supervisor, LoopRoles.SUPERVISOR, STREET);
  }
}
