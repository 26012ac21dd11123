package cn.nongchao.people.start;

import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.register.Bodies;
import cn.nongchao.people.register.NewOrganisation;
import cn.nongchao.people.register.OrganisationFacts;
import cn.nongchao.people.register.Scope;
import cn.nongchao.people.start.OfficesWish.Office;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The organisations of a street as most streets of Zhejiang have them since one team handles all
 * enforcement there: departments, one comprehensive squad and six of a field, the police station,
 * and the villages and communities themselves. A start to be edited, not a rule.
 */
@Component
@Transactional
public class StreetOffices {

  private static final List<String> DEPARTMENTS =
      List.of(
          "综合信息指挥室 指挥协调",
          "党政综合办公室 ",
          "平安法治办公室 平安法治",
          "经济发展办公室 助企服务",
          "城市建设办公室 城建",
          "公共服务办公室 民生服务",
          "农业农村办公室 农业农村",
          "应急消防管理站 应急消防");
  private static final List<String> SQUADS =
      List.of("市场监管", "应急消防", "生态环境", "规划资源", "农业农村", "卫生文旅");

  private final Divisions divisions;
  private final Organisations organisations;
  private final Bodies bodies;
  private final JdbcClient jdbc;

  StreetOffices(Divisions divisions, Organisations organisations, Bodies bodies, JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.divisions = divisions;
    this.organisations = organisations;
    this.bodies = bodies;
  }

  /** What a street begins with. */
  OfficesWish template(DivisionCode street) {
    String name = divisions.name(street);
    String stem = name.replaceAll("(街道|镇|乡)$", "");
    List<Office> offices = new ArrayList<>();
    offices.add(new Office(name + (name.endsWith("街道") ? "办事处" : "人民政府"), Organisation.STREET, ""));
    for (String department : DEPARTMENTS) {
      String[] words = department.split(" ", 2);
      offices.add(new Office(words[0], Organisation.DEPARTMENT, words[1]));
    }
    offices.add(new Office("综合行政执法队", Organisation.SQUAD, "综合"));
    for (String field : SQUADS) offices.add(new Office(field + "中队", Organisation.SQUAD, field));
    offices.add(new Office(stem + "派出所", Organisation.POLICE, "治安"));
    return new OfficesWish(street, offices, true);
  }

  /**
   * Makes those that are not there yet; one of the same name in the same place is left as it is, so
   * that the same sent twice makes them once.
   *
   * @return how many were made
   */
  public Outcome<Integer> make(OfficesWish wish, Scope scope) {
    List<OrganisationFacts> wanted = new ArrayList<>();
    for (Office office : wish.offices()) {
      if (office.name().isBlank()) continue;
      if (office.kind().isBlank()) {
        return Outcome.refused(
            Refusal.field(
                "offices",
                "请为“" + office.name() + "”选择类别",
                "choose a kind for “" + office.name() + "”"));
      }
      wanted.add(facts(office.name(), office.kind(), wish.street(), office.specialty()));
    }
    if (wish.villages()) {
      for (Division village : divisions.below(wish.street(), Level.VILLAGE)) {
        wanted.add(facts(village.name(), Organisation.COMMUNITY, village.code(), ""));
      }
    }
    oneAtATime(wish.street());
    Set<String> there = new HashSet<>();
    for (Organisation one : organisations.ofKinds(Organisation.KINDS.keySet(), wish.street()))
      there.add(one.name());
    int made = 0;
    for (OrganisationFacts facts : wanted) {
      if (!there.add(facts.name())) continue;
      if (bodies.create(new NewOrganisation(Ids.next(), facts, true), scope)
          instanceof Outcome.Refused<?> refused) {
        return Outcome.refused(refused.reasons());
      }
      made++;
    }
    return Outcome.done(made);
  }

  /** Until the end of the transaction, or two who press the button at once make them twice. */
  private void oneAtATime(DivisionCode street) {
    jdbc.sql("select code from people.divisions where code = ? for update")
        .param(street.value())
        .query(String.class)
        .single();
  }

  private static OrganisationFacts facts(
      String name, String kind, DivisionCode place, String specialty) {
    return new OrganisationFacts(name, kind, null, place, specialty, null);
  }
}
