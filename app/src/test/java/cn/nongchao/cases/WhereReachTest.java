package cn.nongchao.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.RunningApp;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Grant;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where somebody may say that something is. */
class WhereReachTest {

  private static final DivisionCode STREET = new DivisionCode("330114003");
  private static final DivisionCode AWAY = new DivisionCode("330106008001");
  private static final Set<String> ROLES = Set.of(CasesRoles.CLERK);
  private static final String OUTSIDE = "only for places you answer for";

  private static final WhereReach REACH = RunningApp.bean(WhereReach.class);
  private static final Division GRID =
      RunningApp.bean(Divisions.class).below(STREET, Division.Level.GRID).stream()
          .filter(grid -> grid.lat() != null)
          .findFirst()
          .orElseThrow();

  private static final Viewer CLERK = viewer(Grant.within(CasesRoles.CLERK, STREET));

  private static Viewer viewer(Grant... grants) {
    return new Viewer(PersonId.next(), "受理", OrganisationId.next(), List.of(grants), "session");
  }

  private static Where at(double lat, double lon, @Nullable DivisionCode code) {
    return new Where(lat, lon, code, "");
  }

  private static void check(Where where, Viewer by, @Nullable String refused) {
    Outcome<Where> outcome = REACH.reaches(where, by, ROLES);
    if (refused == null) {
      assertThat(outcome.orThrow()).isEqualTo(where);
    } else {
      assertThat(outcome).isInstanceOf(Outcome.Refused.class);
      var reason = ((Outcome.Refused<Where>) outcome).reasons().getFirst();
      assertThat(reason.field()).isEqualTo("division");
      assertThat(reason.reason().en()).isEqualTo(refused);
    }
  }

  @Test
  void itIsWhereOneOfTheRolesReachesAsNamedOrAsThePositionSays() {
    double lat = Objects.requireNonNull(GRID.lat());
    double lon = Objects.requireNonNull(GRID.lon());
    check(Where.in(GRID.code()), CLERK, null);
    check(Where.in(STREET), CLERK, null);
    check(at(lat, lon, null), CLERK, null);
    Viewer far = viewer(Grant.within(CasesRoles.CLERK, AWAY));
    check(at(lat, lon, null), far, OUTSIDE);
    check(at(lat, lon, AWAY), far, null); // what is named counts, not what is measured
    check(at(lat, lon, AWAY), CLERK, OUTSIDE);
    check(Where.in(new DivisionCode("330114")), CLERK, OUTSIDE);
    check(Where.in(GRID.code()), viewer(Grant.within(CasesRoles.OFFICER, STREET)), OUTSIDE);
    check(Where.in(GRID.code()), viewer(), OUTSIDE);
  }

  @Test
  void withoutAPlaceThereIsNothingToReach() {
    check(Where.NOWHERE, CLERK, "choose a place");
    check(at(0, 0, null), CLERK, "choose a place");
    double lat = Objects.requireNonNull(GRID.lat());
    check(new Where(lat, null, null, ""), CLERK, "choose a place");
    check(new Where(null, lat, null, ""), CLERK, "choose a place");
    assertThat(REACH.type()).isEqualTo(Where.class);
    assertThatThrownBy(() -> REACH.find("330114003", CLERK, ROLES))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
