package cn.nongchao.people.register;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Reading;
import cn.nongchao.people.Viewer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Over which part of the register somebody's roles reach. */
class ScopeTest {

  private static final DivisionCode CITY = new DivisionCode("3301");
  private static final DivisionCode STREET = new DivisionCode("330114003");
  private static final DivisionCode AWAY = new DivisionCode("330106001");

  private static final Viewer SOMEBODY =
      new Viewer(
          PersonId.next(),
          "某人",
          null,
          List.of(
              Grant.within(PeopleRoles.ADMINISTRATOR, STREET),
              Grant.within("CLERK", AWAY),
              new Grant("AUDITOR", true, Set.of(Reading.AUDIT), CITY, null)),
          "session");

  private static void check(Scope scope, DivisionCode place) {
    assertThat(scope.by()).isEqualTo(SOMEBODY.id());
    assertThat(scope.places()).containsExactly(place);
  }

  @Test
  void itIsThatOfTheRolesAskedFor() {
    check(Scope.of(SOMEBODY), STREET);
    check(Scope.of(SOMEBODY, Set.of("CLERK")), AWAY);
    check(Scope.reading(SOMEBODY, Reading.AUDIT), CITY);
    assertThat(Scope.system().by()).isNull();
  }

  @Test
  void itCoversItsPlacesAndTheWholeWhatHasNone() {
    Scope scope = Scope.of(SOMEBODY);
    assertThat(scope.patterns()).containsExactly("330114003%");
    assertThat(scope.isWhole()).isFalse();
    assertThat(scope.covers(STREET)).isTrue();
    assertThat(scope.covers(new DivisionCode("330114003201"))).isTrue();
    assertThat(scope.covers(CITY)).isFalse();
    assertThat(scope.covers(AWAY)).isFalse();
    assertThat(scope.covers(null)).isFalse();
    assertThat(Scope.system().isWhole()).isTrue();
    assertThat(Scope.system().covers(null)).isTrue();
  }
}
