package cn.nongchao.people;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.Division.Level;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What other modules ask about people and places, on the demo district. */
class FacadesTest {

  private static final DivisionCode STREET = new DivisionCode("330114003");
  private static final DivisionCode VILLAGE = new DivisionCode("330114003201");

  private final People people = RunningApp.bean(People.class);
  private final Organisations organisations = RunningApp.bean(Organisations.class);
  private final Divisions divisions = RunningApp.bean(Divisions.class);

  @Test
  void placesHaveShortNamesAndPaths() {
    assertThat(divisions.name(VILLAGE)).isEqualTo("同一村");
    assertThat(divisions.path(new DivisionCode(VILLAGE + "001"))).isEqualTo("河庄街道 同一村 第1网格");
    assertThat(divisions.path(new DivisionCode("330114"))).isEqualTo("钱塘区");
    assertThat(divisions.name(new DivisionCode("999999"))).isEqualTo("999999");
    assertThat(Division.shortName("清波门社区居委会")).isEqualTo("清波门社区");
    assertThat(Division.shortName("同一村村民委员会")).isEqualTo("同一村");
  }

  @Test
  void theStreetHas25PlacesWithGridsOfTheirOwn() {
    List<Division> villages =
        divisions.children(STREET).stream()
            .filter(place -> place.code().value().compareTo("330114003220") < 0)
            .toList();
    assertThat(villages).hasSize(25);
    for (Division village : villages) {
      assertThat(divisions.below(village.code(), Level.GRID)).hasSizeBetween(2, 4);
    }
  }

  @Test
  void aPointLiesInTheGridDrawnAroundIt() {
    for (Division grid : divisions.below(VILLAGE, Level.GRID)) {
      assertThat(divisions.at(grid.lat(), grid.lon()).map(Division::code)).contains(grid.code());
    }
    assertThat(divisions.at(39.9, 116.4)).isEmpty();
  }

  @Test
  void aSquadsStaffIsListedLeadersFirstWithMaskedPhones() {
    Organisation squad = squad("综合行政执法队");
    List<PersonCard> staff = people.staff(squad.id());
    assertThat(staff).hasSizeGreaterThanOrEqualTo(9);
    assertThat(staff.getFirst().roles()).contains(LoopRoles.SQUAD_LEADER);
    assertThat(staff)
        .filteredOn(card -> !card.phone().isEmpty())
        .hasSizeGreaterThanOrEqualTo(9)
        .allSatisfy(card -> assertThat(card.phone()).matches("138\\*{4}\\d{4}"));
    assertThat(organisations.names(List.of(squad.id()))).containsEntry(squad.id(), squad.name());
  }

  @Test
  void sevenSquadsOneAndSix() {
    assertThat(organisations.ofKinds(Set.of(Organisation.SQUAD), STREET))
        .extracting(Organisation::specialty)
        .contains("综合", "市场监管", "应急消防", "生态环境", "规划资源", "农业农村", "卫生文旅");
  }

  @Test
  void aRoleOverAPlaceIsHeldOverAllBelowIt() {
    DivisionCode grid = new DivisionCode(VILLAGE + "001");
    assertThat(people.holders(CasesRoles.GRID_WORKER, grid))
        .extracting(PersonCard::name)
        .contains("朱美娟");
    assertThat(people.holders(CasesRoles.DISPATCHER, grid))
        .extracting(PersonCard::name)
        .contains("钱一帆");
    assertThat(people.holders(CasesRoles.GRID_WORKER, new DivisionCode("330114003202")))
        .extracting(PersonCard::name)
        .doesNotContain("朱美娟");
  }

  @Test
  void aLicenceCountsWhileItIsValid() {
    PersonId officer = person("王海潮");
    Qualification licence =
        people
            .qualification(officer, Qualification.LAW_ENFORCEMENT, LocalDate.of(2026, 12, 1))
            .orElseThrow();
    String kind = Qualification.LAW_ENFORCEMENT;
    assertThat(people.qualified(officer, kind, licence.validFrom())).isTrue();
    assertThat(people.qualified(officer, kind, licence.validFrom().minusDays(1))).isFalse();
    assertThat(people.qualified(officer, kind, licence.validTo())).isTrue();
    assertThat(people.qualified(officer, kind, licence.validTo().plusDays(1))).isFalse();
    assertThat(people.qualified(person("徐小勇"), kind, LocalDate.of(2026, 12, 1))).isFalse();
  }

  private Organisation squad(String name) {
    return organisations.ofKinds(Set.of(Organisation.SQUAD), STREET).stream()
        .filter(squad -> squad.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static PersonId person(String name) {
    return RunningApp.bean(JdbcClient.class)
        .sql("select id from people.persons where name = ?")
        .param(name)
        .query(java.util.UUID.class)
        .list()
        .stream()
        .findFirst()
        .map(PersonId::new)
        .orElseThrow();
  }
}
