package cn.nongchao.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What grants amount to: role, place or unit, and whether it is work. */
class ViewerTest {

  private static final DivisionCode CITY = new DivisionCode("3301");
  private static final DivisionCode STREET = new DivisionCode("330114003");
  private static final DivisionCode GRID = new DivisionCode("330114003201001");
  private static final DivisionCode AWAY = new DivisionCode("330106001");
  private static final OrganisationId HOME = OrganisationId.next();
  private static final OrganisationId UNIT = OrganisationId.next();
  private static final OrganisationId OTHER = OrganisationId.next();

  private static final Grant READS = new Grant("AUDITOR", true, Set.of(Reading.AUDIT), CITY, null);
  private static final Grant SERVED = Grant.within(PeopleRoles.CITIZEN, AWAY);
  private static final Grant OVER_STREET = Grant.within("CLERK", STREET);
  private static final Grant OVER_UNIT = Grant.within("LEADER", UNIT);

  private static Viewer viewer(@Nullable OrganisationId at, Grant... grants) {
    return new Viewer(PersonId.next(), "某人", at, List.of(grants), "session");
  }

  private static final Viewer ALL = viewer(HOME, READS, SERVED, OVER_STREET, OVER_UNIT);

  @Test
  void aGrantCoversItsPlaceAndAllBelowOrItsUnit() {
    assertThat(Grant.within("CLERK", STREET).covers(STREET, List.of())).isTrue();
    assertThat(OVER_STREET.covers(GRID, List.of())).isTrue();
    assertThat(OVER_STREET.covers(CITY, List.of(UNIT))).isFalse();
    assertThat(OVER_STREET.covers(AWAY, List.of(UNIT))).isFalse();
    assertThat(OVER_STREET.covers(null, List.of(UNIT))).isFalse();
    assertThat(OVER_UNIT.covers(AWAY, List.of(OTHER, UNIT))).isTrue();
    assertThat(OVER_UNIT.covers(null, List.of(UNIT))).isTrue();
    assertThat(OVER_UNIT.covers(STREET, List.of(OTHER))).isFalse();
    assertThat(OVER_UNIT.covers(STREET, List.of())).isFalse();
  }

  @Test
  void aGrantHasOneScope() {
    Set<Reading> none = Set.of();
    assertThatThrownBy(() -> new Grant("CLERK", true, none, null, null))
        .hasMessageContaining("one scope");
    assertThatThrownBy(() -> new Grant("CLERK", true, none, STREET, UNIT))
        .hasMessageContaining("one scope");
  }

  @Test
  void onlyCitizensAreNotAtWork() {
    assertThat(SERVED.works()).isFalse();
    assertThat(OVER_STREET.works()).isTrue();
    assertThat(Grant.within(PeopleRoles.CITIZEN, UNIT).works()).isFalse();
    assertThat(Grant.within("CLERK", UNIT).works()).isTrue();
    assertThat(viewer(HOME, SERVED).works()).isFalse();
    assertThat(viewer(HOME).works()).isFalse();
    assertThat(ALL.works()).isTrue();
    Grant declared = Grant.of(new PeopleRoles().administratorRole(), STREET, null);
    assertThat(declared.reads()).contains(Reading.REGISTER);
    assertThat(declared.works()).isTrue();
    assertThat(declared.covers(GRID, List.of())).isTrue();
  }

  @Test
  void rolesAreHeldWhereTheyAreGranted() {
    assertThat(ALL.holds("CLERK")).isTrue();
    assertThat(ALL.holds("CLERKS")).isFalse();
    assertThat(ALL.holdsAny(Set.of("X", "LEADER"))).isTrue();
    assertThat(ALL.holdsAny(Set.of("X"))).isFalse();
    assertThat(ALL.holdsAny(Set.of())).isFalse();
    assertThat(ALL.roles()).containsExactlyInAnyOrder("AUDITOR", "CITIZEN", "CLERK", "LEADER");
    assertThat(ALL.holdsOver(Set.of("CLERK"), GRID, List.of())).isTrue();
    assertThat(ALL.holdsOver(Set.of("LEADER"), GRID, List.of())).isFalse();
    assertThat(ALL.holdsOver(Set.of("CLERK"), AWAY, List.of(UNIT))).isFalse();
    assertThat(ALL.holdsOver(Set.of("LEADER"), AWAY, List.of(UNIT))).isTrue();
  }

  @Test
  void unitsAreThoseWorkedInAndThoseHeldOver() {
    assertThat(ALL.organisations()).containsExactlyInAnyOrder(HOME, UNIT);
    assertThat(viewer(null, OVER_UNIT, OVER_STREET).organisations()).containsExactly(UNIT);
    assertThat(viewer(null).organisations()).isEmpty();
  }

  @Test
  void placesAreThoseOfTheRolesAskedFor() {
    assertThat(ALL.places()).containsExactlyInAnyOrder(CITY, AWAY, STREET);
    assertThat(ALL.places(Set.of("CLERK", "LEADER"))).containsExactly(STREET);
    assertThat(ALL.workPlaces()).containsExactlyInAnyOrder(CITY, STREET);
    assertThat(ALL.placesReading(Reading.AUDIT)).containsExactly(CITY);
    assertThat(ALL.placesReading(Reading.REGISTER)).isEmpty();
    assertThat(ALL.reads(Reading.AUDIT)).isTrue();
    assertThat(ALL.reads(Reading.REGISTER)).isFalse();
  }

  @Test
  void codesNestByTheirDigits() {
    for (String wrong : new String[] {"3", "33011", "33a1", "3/", "3301140032", "３３"}) {
      assertThat(DivisionCode.read(wrong)).as(wrong).isNull();
    }
    assertThat(DivisionCode.read(null)).isNull();
    assertThat(DivisionCode.read("")).isEqualTo(DivisionCode.ALL);
    for (String right : new String[] {"00", "3399", "330114", "330114003", "330114003201"}) {
      assertThat(DivisionCode.read(right)).isEqualTo(new DivisionCode(right));
    }
    assertThatThrownBy(() -> new DivisionCode("3")).hasMessageContaining("3");
    String up = GRID.value();
    for (int length : new int[] {12, 9, 6, 4, 2, 0}) {
      DivisionCode above = new DivisionCode(up).parent();
      assertThat(above.value()).isEqualTo(GRID.value().substring(0, length));
      up = above.value();
    }
    assertThat(DivisionCode.ALL.parent()).isEqualTo(DivisionCode.ALL);
    assertThat(STREET.contains(GRID)).isTrue();
    assertThat(GRID.contains(STREET)).isFalse();
    assertThat(AWAY.compareTo(STREET)).isNegative();
    assertThat(STREET).hasToString("330114003");
  }
}
