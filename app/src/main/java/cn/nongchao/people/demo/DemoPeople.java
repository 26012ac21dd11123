package cn.nongchao.people.demo;

import static cn.nongchao.people.demo.DemoPlaces.STREET;

import cn.nongchao.people.Division;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Qualification;
import cn.nongchao.people.Role;
import cn.nongchao.platform.DemoStep;
import cn.nongchao.platform.Text;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * 河庄街道 as the newspaper describes it: one comprehensive squad and six special ones (“1+6”), the
 * departments, the police station, an alliance with firms, a grid worker in each of 25 communities
 * and villages. Names are invented; numbers are formed so that they belong to nobody.
 */
@Component
class DemoPeople implements DemoStep {

  private final DemoHand hand;
  private final Divisions divisions;
  private final Clock clock;

  DemoPeople(DemoHand hand, Divisions divisions, Clock clock) {
    this.hand = hand;
    this.divisions = divisions;
    this.clock = clock;
  }

  @Override
  public int order() {
    return 12;
  }

  @Override
  public String name() {
    return "people";
  }

  @Override
  public Text title() {
    return Text.of("单位与人员", "organisations and people");
  }

  @Override
  public void load() {
    OrganisationId office = hand.organisation("河庄街道办事处", "street", null);
    departments(office);
    squads();
    police();
    gridWorkers(office);
    DemoFirms.NAMES.forEach(firm -> hand.organisation(firm, "firm", null));
    hand.organisation("河庄街道平安发展联盟", "alliance", "共建共治");
    PersonId citizen = hand.person("沈阿毛", null, "", "citizen");
    hand.grant(citizen, Role.CITIZEN, STREET);
  }

  private void departments(OrganisationId office) {
    OrganisationId desk = hand.organisation("综合信息指挥室", "department", "指挥协调");
    PersonId dispatcher = hand.person("钱一帆", desk, "指挥调度员", "dispatcher");
    hand.grant(dispatcher, Role.DISPATCHER, STREET);
    PersonId night = hand.person(hand.nextName(), desk, "夜班调度员", null);
    hand.grant(night, Role.DISPATCHER, STREET);
    PersonId supervisor = hand.person("周正清", office, "行政执法监督员", "supervisor");
    hand.grant(supervisor, Role.SUPERVISOR, STREET);
    PersonId admin = hand.person("吴守成", office, "系统管理员", "admin");
    hand.grant(admin, Role.ADMINISTRATOR, cn.nongchao.people.DivisionCode.ALL);
    department("平安法治办公室", "平安法治", null);
    department("城市建设办公室", "城建", "clerk");
    department("农业农村办公室", "农业农村", null);
    department("公共服务办公室", "民生服务", null);
    department("区域发展与企业服务办公室", "助企服务", null);
    department("应急消防管理站", "应急消防", null);
  }

  private void department(
      String name, String specialty, @org.jspecify.annotations.Nullable String login) {
    OrganisationId department = hand.organisation(name, "department", specialty);
    String who = login == null ? hand.nextName() : "李建民";
    PersonId clerk = hand.person(who, department, "经办人", login);
    hand.grant(clerk, Role.CLERK, department);
    if (specialty.equals("平安法治")) {
      PersonId mediator = hand.person(hand.nextName(), department, "矛盾调解员", null);
      hand.grant(mediator, Role.CLERK, department);
      hand.paper(mediator, Qualification.MEDIATOR, "杭州市钱塘区司法局", "", until(2));
    }
  }

  private void squads() {
    OrganisationId main = hand.organisation("综合行政执法队", "squad", "综合");
    squad(main, "综合", 8, List.of("leader", "officer", "aux"));
    for (String specialty : List.of("市场监管", "应急消防", "生态环境", "规划资源", "农业农村", "卫生文旅")) {
      squad(hand.organisation(specialty + "中队", "squad", specialty), specialty, 4, List.of());
    }
  }

  /** A leader, officers with licences, one auxiliary without. */
  private void squad(OrganisationId squad, String specialty, int officers, List<String> logins) {
    boolean main = !logins.isEmpty();
    for (int i = 0; i < officers; i++) {
      boolean leads = i == 0;
      String name = main && leads ? "陈立新" : main && i == 1 ? "王海潮" : hand.nextName();
      String login = main && i < 2 ? logins.get(i) : null;
      PersonId officer = hand.person(name, squad, leads ? "中队长" : "执法队员", login);
      hand.grant(officer, leads ? Role.SQUAD_LEADER : Role.OFFICER, squad);
      if (leads) hand.grant(officer, Role.OFFICER, squad);
      // The last of the main squad has let the licence lapse: such people exist, and may not act.
      LocalDate until = main && i == officers - 1 ? today().minusDays(20) : licence(i);
      String fields = main ? "" : specialty;
      hand.paper(officer, Qualification.LAW_ENFORCEMENT, "浙江省人民政府", fields, until);
    }
    PersonId auxiliary =
        hand.person(main ? "徐小勇" : hand.nextName(), squad, "执法辅助人员", main ? "aux" : null);
    hand.grant(auxiliary, Role.AUXILIARY, squad);
    hand.paper(auxiliary, Qualification.AUXILIARY, "杭州市钱塘区综合行政执法局", "", until(1));
  }

  private void police() {
    OrganisationId station = hand.organisation("河庄派出所", "police", "治安");
    for (int i = 0; i < 3; i++) {
      PersonId officer = hand.person(hand.nextName(), station, i == 0 ? "副所长" : "民警", null);
      hand.grant(officer, i == 0 ? Role.SQUAD_LEADER : Role.OFFICER, station);
    }
  }

  private void gridWorkers(OrganisationId office) {
    for (Division village : divisions.children(STREET)) {
      boolean shown = village.shortName().equals("同一村");
      String name = shown ? "朱美娟" : hand.nextName();
      PersonId worker =
          hand.person(name, office, village.shortName() + "专职网格员", shown ? "grid" : null);
      hand.grant(worker, Role.GRID_WORKER, village.code());
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
