package cn.nongchao.people.demo;

import static cn.nongchao.people.demo.DemoPlaces.STREET;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.DemoStep;
import cn.nongchao.platform.Text;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * 河庄街道 as the newspaper describes it: one comprehensive squad and six special ones (“1+6”), the
 * departments, the police station, an alliance with firms. Whoever works there is hired by the
 * modules whose work it is. Names are invented; numbers are formed so that they belong to nobody.
 */
@Component
class DemoPeople implements DemoStep {

  private final DemoHand hand;

  DemoPeople(DemoHand hand) {
    this.hand = hand;
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
    departments();
    hand.organisation("综合行政执法队", "squad", "综合");
    for (String specialty : List.of("市场监管", "应急消防", "生态环境", "规划资源", "农业农村", "卫生文旅")) {
      hand.organisation(specialty + "中队", "squad", specialty);
    }
    hand.organisation("河庄派出所", "police", "治安");
    DemoFirms.NAMES.forEach(firm -> hand.organisation(firm, "firm", null));
    hand.organisation("河庄街道平安发展联盟", "alliance", "共建共治");
    PersonId admin = hand.account("admin", office, "系统管理员");
    hand.grant(admin, PeopleRoles.ADMINISTRATOR, DivisionCode.ALL);
    PersonId citizen = hand.account("citizen", null, "");
    hand.grant(citizen, PeopleRoles.CITIZEN, STREET);
  }

  private void departments() {
    hand.organisation("综合信息指挥室", "department", "指挥协调");
    hand.organisation("平安法治办公室", "department", "平安法治");
    hand.organisation("城市建设办公室", "department", "城建");
    hand.organisation("农业农村办公室", "department", "农业农村");
    hand.organisation("公共服务办公室", "department", "民生服务");
    hand.organisation("区域发展与企业服务办公室", "department", "助企服务");
    hand.organisation("应急消防管理站", "department", "应急消防");
  }
}
