package cn.nongchao.cases.demo;

import static cn.nongchao.cases.demo.DemoList.STREET;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.DemoStaff;
import cn.nongchao.people.Division;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Qualification;
import cn.nongchao.platform.DemoStep;
import cn.nongchao.platform.Text;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Those who handle the street's events: dispatchers, clerks, squads with leaders, the police, a
 * grid worker in each of 25 communities and villages.
 */
@Component
class DemoCrew implements DemoStep {

  private static final String DESK = "综合信息指挥室";
  private static final String MAIN_SQUAD = "综合行政执法队";

  private final DemoStaff staff;
  private final Organisations organisations;
  private final Divisions divisions;
  private final Clock clock;

  DemoCrew(DemoStaff staff, Organisations organisations, Divisions divisions, Clock clock) {
    this.staff = staff;
    this.organisations = organisations;
    this.divisions = divisions;
    this.clock = clock;
  }

  @Override
  public int order() {
    return 14;
  }

  @Override
  public String name() {
    return "crew";
  }

  @Override
  public Text title() {
    return Text.of("办理人员", "those who handle events");
  }

  @Override
  public void load() {
    for (Organisation department : all(Organisation.DEPARTMENT)) {
      if (department.name().equals(DESK)) desk(department.id());
      else department(department);
    }
    all(Organisation.SQUAD).forEach(this::squad);
    all(Organisation.POLICE).forEach(station -> police(station.id()));
    gridWorkers(all(Organisation.STREET).getFirst().id());
  }

  private List<Organisation> all(String kind) {
    return organisations.ofKinds(Set.of(kind), STREET);
  }

  private void desk(OrganisationId desk) {
    PersonId dispatcher = staff.account("dispatcher", desk, "指挥调度员");
    staff.grant(dispatcher, CasesRoles.DISPATCHER, STREET);
    PersonId night = staff.person(staff.nextName(), desk, "夜班调度员");
    staff.grant(night, CasesRoles.DISPATCHER, STREET);
  }

  private void department(Organisation department) {
    boolean shown = department.name().equals("城市建设办公室");
    PersonId clerk =
        shown
            ? staff.account("clerk", department.id(), "经办人")
            : staff.person(staff.nextName(), department.id(), "经办人");
    staff.grant(clerk, CasesRoles.CLERK, department.id());
    if ("平安法治".equals(department.specialty())) {
      PersonId mediator = staff.person(staff.nextName(), department.id(), "矛盾调解员");
      staff.grant(mediator, CasesRoles.CLERK, department.id());
      staff.paper(mediator, Qualification.MEDIATOR, "杭州市钱塘区司法局", "", until(2));
    }
  }

  /** A leader, officers with licences, one auxiliary without. */
  private void squad(Organisation squad) {
    boolean main = squad.name().equals(MAIN_SQUAD);
    int officers = main ? 8 : 4;
    String fields = main ? "" : String.valueOf(squad.specialty());
    for (int i = 0; i < officers; i++) {
      PersonId officer = officer(squad.id(), main, i);
      if (i == 0) staff.grant(officer, LoopRoles.SQUAD_LEADER, squad.id());
      staff.grant(officer, CasesRoles.OFFICER, squad.id());
      // The last of the main squad has let the licence lapse: such people exist, and may not act.
      LocalDate until = main && i == officers - 1 ? today().minusDays(20) : licence(i);
      staff.paper(officer, Qualification.LAW_ENFORCEMENT, "浙江省人民政府", fields, until);
    }
    PersonId auxiliary =
        main
            ? staff.account("aux", squad.id(), "执法辅助人员")
            : staff.person(staff.nextName(), squad.id(), "执法辅助人员");
    staff.grant(auxiliary, CasesRoles.AUXILIARY, squad.id());
    staff.paper(auxiliary, Qualification.AUXILIARY, "杭州市钱塘区综合行政执法局", "", until(1));
  }

  /** The first leads; the first two of the main squad have accounts. */
  private PersonId officer(OrganisationId squad, boolean main, int index) {
    String title = index == 0 ? "中队长" : "执法队员";
    if (main && index == 0) return staff.account("leader", squad, title);
    if (main && index == 1) return staff.account("officer", squad, title);
    return staff.person(staff.nextName(), squad, title);
  }

  private void police(OrganisationId station) {
    for (int i = 0; i < 3; i++) {
      boolean leads = i == 0;
      PersonId officer = staff.person(staff.nextName(), station, leads ? "副所长" : "民警");
      staff.grant(officer, leads ? LoopRoles.SQUAD_LEADER : CasesRoles.OFFICER, station);
    }
  }

  private void gridWorkers(OrganisationId office) {
    for (Division village : divisions.children(STREET)) {
      String title = village.shortName() + "专职网格员";
      PersonId worker =
          village.shortName().equals("同一村")
              ? staff.account("grid", office, title)
              : staff.person(staff.nextName(), office, title);
      staff.grant(worker, CasesRoles.GRID_WORKER, village.code());
    }
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private LocalDate until(int years) {
    return today().plusYears(years).withMonth(12).withDayOfMonth(31);
  }

  /** Spread over the coming years; one in each squad runs out within two months. */
  private LocalDate licence(int i) {
    return i == 2 ? today().plusDays(45) : until(1 + i % 4);
  }
}
