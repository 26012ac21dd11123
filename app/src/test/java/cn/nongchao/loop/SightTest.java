package cn.nongchao.loop;

import static cn.nongchao.loop.LoopFixture.OTHER_SQUAD;
import static cn.nongchao.loop.LoopFixture.SQUAD;
import static cn.nongchao.loop.LoopFixture.STREET;
import static cn.nongchao.loop.LoopFixture.person;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What each may read, as the conditions a query is given; that they find it: LoopListsTest. */
class SightTest {

  private static final String PARTY =
      "exists (select 1 from loop.parties p where p.loop = l.id and p.party = any(?))";

  /** Of what they took part in, what they reported. */
  private static final String OWN_REPORT = PARTY + " and l.opened_by = ?";

  private static final String PLACES =
      String.join(" or ", Collections.nCopies(5, "l.division like ?"));

  private static final String HANDS = String.join(" or ", Collections.nCopies(5, "l.handler = ?"));

  private static final String OWN =
      "(l.assignee = ? or l.awaits is not null and l.awaits @> array[?::uuid]"
          + " and l.assignee is distinct from ?)";

  private static final String LEADS =
      String.join(
          " or ", Collections.nCopies(5, "l.lead = ? and l.handler is distinct from l.lead"));

  private static final List<OrganisationId> UNITS =
      List.of(
          SQUAD, OTHER_SQUAD, OrganisationId.next(), OrganisationId.next(), OrganisationId.next());

  private static final Viewer WORKER =
      person(
          "在岗",
          SQUAD,
          Grant.within(CasesRoles.OFFICER, UNITS.get(1)),
          Grant.within(CasesRoles.OFFICER, UNITS.get(2)),
          Grant.within(CasesRoles.OFFICER, UNITS.get(3)),
          Grant.within(CasesRoles.OFFICER, UNITS.get(4)),
          Grant.within(CasesRoles.DISPATCHER, new DivisionCode("330106")),
          Grant.within(CasesRoles.DISPATCHER, new DivisionCode("3305")),
          Grant.within(CasesRoles.DISPATCHER, new DivisionCode("12")),
          Grant.within(CasesRoles.DISPATCHER, new DivisionCode("44")),
          Grant.within(CasesRoles.DISPATCHER, STREET));
  private static final Viewer CITIZEN =
      person("市民", SQUAD, Grant.within(PeopleRoles.CITIZEN, STREET));
  private static final Viewer COUNTRY =
      person("全国", SQUAD, Grant.within(CasesRoles.DISPATCHER, DivisionCode.ALL));

  private static void check(Sight sight, String sql, Object... params) {
    assertThat(sight.sql()).isEqualTo(sql);
    assertThat(sight.params()).usingRecursiveComparison().isEqualTo(List.of(params));
  }

  private static UUID[] squads() {
    return UNITS.stream().map(OrganisationId::value).sorted().toArray(UUID[]::new);
  }

  @Test
  void eachBoxIsAPart() {
    UUID self = WORKER.id().value();
    check(Sight.of(WORKER, Box.MINE), OWN, self, self, self);
    check(Sight.of(WORKER, Box.SQUAD), "(" + HANDS + ")", (Object[]) squads());
    check(Sight.of(WORKER, Box.LEAD), "(" + LEADS + ")", (Object[]) squads());
    check(
        Sight.of(WORKER, Box.SCOPE),
        "(" + PLACES + ")",
        "12%",
        "330106%",
        "330114003%",
        "3305%",
        "44%");
    check(Sight.of(WORKER, Box.TAKEN), "(" + PARTY + ")", (Object) new UUID[] {self});
  }

  @Test
  void allIsWhatLiesInAnyAndWhatTheirUnitsTookPartIn() {
    Sight all = Sight.of(WORKER);
    assertThat(all.sql()).isEqualTo("(" + PLACES + " or " + HANDS + " or " + PARTY + ")");
    assertThat(all.params())
        .startsWith("12%", "330106%", "330114003%", "3305%", "44%")
        .contains((Object[]) squads())
        .hasSize(11);
    assertThat((UUID[]) all.params().getLast())
        .hasSize(6)
        .contains(squads())
        .contains(WORKER.id().value());
  }

  @Test
  void whoeverIsNotAtWorkReadsTheirOwnAlone() {
    UUID[] self = {CITIZEN.id().value()};
    check(Sight.of(CITIZEN), "(" + OWN_REPORT + ")", self, CITIZEN.id().value());
    check(Sight.of(CITIZEN, Box.TAKEN), "(" + OWN_REPORT + ")", self, CITIZEN.id().value());
    check(Sight.of(CITIZEN, Box.SQUAD), "false");
    check(Sight.of(CITIZEN, Box.LEAD), "false");
    check(Sight.of(CITIZEN, Box.SCOPE), "false");
    check(Sight.of(CITIZEN, Box.ADRIFT), "false");
    Viewer former = person("离任", SQUAD);
    UUID[] once = {former.id().value()};
    check(Sight.of(former), "(" + OWN_REPORT + ")", once, former.id().value());
    check(Sight.of(former, Box.MINE), "false");
    check(Sight.of(former, Box.LEAD), "false");
  }

  @Test
  void overTheWholeCountryIsEverything() {
    check(Sight.of(COUNTRY), "(true)");
    check(Sight.of(COUNTRY, Box.SCOPE), "(true)");
    check(Sight.everything(), "(true)");
    assertThat(Sight.of(COUNTRY, Box.MINE).sql()).isEqualTo(OWN);
  }
}
