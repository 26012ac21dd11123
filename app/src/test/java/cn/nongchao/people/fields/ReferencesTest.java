package cn.nongchao.people.fields;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.form.Asking;
import cn.nongchao.form.Caller;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.form.Forms;
import cn.nongchao.people.Among;
import cn.nongchao.people.Among.Within;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Placed;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which unit, person or place whoever fills in a form may name, by what its field declares. */
class ReferencesTest {

  private static final DivisionCode STREET = new DivisionCode("330114003");
  private static final DivisionCode VILLAGE = new DivisionCode("330114003201");
  private static final DivisionCode GRID = new DivisionCode("330114003201001");
  private static final DivisionCode AWAY = new DivisionCode("330106008");

  private static final String BEYOND = "this is outside what you may choose";
  private static final String MORE =
      "this is outside your scope, more than you administer yourself";

  private static final JdbcClient JDBC = RunningApp.bean(JdbcClient.class);
  private static final OrganisationId OWN = unit("squad", STREET, true);
  private static final OrganisationId NEXT = unit("squad", VILLAGE, true);
  private static final OrganisationId FAR = unit("squad", AWAY, true);
  private static final OrganisationId FIRM = unit("firm", STREET, true);
  private static final OrganisationId PAST = unit("squad", STREET, false);
  private static final OrganisationId CITY = unit("department", new DivisionCode("3301"), true);

  private static final PersonId COLLEAGUE = person(OWN, true);
  private static final PersonId NEIGHBOUR = person(NEXT, true);
  private static final PersonId STRANGER = person(FAR, true);
  private static final PersonId LOOSE = person(null, true);
  private static final PersonId GONE = person(OWN, false);

  /** Works in the street's squad without a role over any place. */
  private static final Viewer OFFICER = viewer(OWN, Grant.within("OFFICER", OWN));

  private static final Viewer OVER_STREET = viewer(null, Grant.within("CLERK", STREET));
  private static final Viewer ADMIN =
      viewer(OWN, Grant.within(PeopleRoles.ADMINISTRATOR, AWAY), Grant.within("CLERK", STREET));
  private static final Viewer CITIZEN = viewer(OWN, Grant.within(PeopleRoles.CITIZEN, STREET));
  private static final Viewer WHOLE =
      viewer(null, Grant.within(PeopleRoles.ADMINISTRATOR, DivisionCode.ALL));

  private static OrganisationId unit(String kind, DivisionCode at, boolean active) {
    UUID id = Ids.next();
    JDBC.sql(
            "insert into people.organisations (id, name, kind, division, active)"
                + " values (?, ?, ?, ?, ?)")
        .params(id, "单位 " + id, kind, at.value(), active)
        .update();
    return new OrganisationId(id);
  }

  private static PersonId person(@Nullable OrganisationId at, boolean active) {
    UUID id = Ids.next();
    JDBC.sql(
            "insert into people.persons (id, name, organisation, active, created_at)"
                + " values (?, ?, ?, ?, now())")
        .params(id, "某人 " + id, at == null ? null : at.value(), active)
        .update();
    return new PersonId(id);
  }

  private static Viewer viewer(@Nullable OrganisationId at, Grant... grants) {
    return new Viewer(PersonId.next(), "填表人", at, List.of(grants), "session");
  }

  record Units(
      OrganisationId reach,
      @Among(within = Within.ANYWHERE) OrganisationId anywhere,
      @Among(within = Within.STREET) OrganisationId street,
      @Among(within = Within.ROLES, roles = PeopleRoles.ADMINISTRATOR) OrganisationId roles,
      @Among(kinds = {Organisation.FIRM, Organisation.STREET}) OrganisationId firm,
      @Among(pastToo = true) OrganisationId past,
      @Among(within = Within.ROLES, roles = PeopleRoles.ADMINISTRATOR, orNone = false)
          OrganisationId needed,
      @Among(within = Within.ANYWHERE, kinds = Organisation.FIRM) List<OrganisationId> many) {}

  record Persons(
      PersonId reach,
      @Among(within = Within.ROLES, roles = PeopleRoles.ADMINISTRATOR) PersonId roles) {}

  record Places(
      DivisionCode reach,
      @Among(digits = 12) DivisionCode low,
      @Among(unknownToo = true) DivisionCode unknown,
      @Among(beyond = true) DivisionCode beyond,
      @Among(within = Within.ROLES, roles = PeopleRoles.ADMINISTRATOR) DivisionCode roles) {}

  private static FormField field(Class<?> form, String name) {
    return RunningApp.bean(Forms.class).of(form).fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static final OrganisationField UNIT = RunningApp.bean(OrganisationField.class);
  private static final PersonField PERSON = RunningApp.bean(PersonField.class);
  private static final PlaceField PLACE = RunningApp.bean(PlaceField.class);

  private static <T> void check(
      FieldKind<T> kind, FormField field, T value, Asking asking, @Nullable String expected) {
    Refusal refusal = kind.refuse(value, field, asking);
    String said = refusal == null ? null : refusal.reason().en();
    if (expected == null) assertThat(said).as(field.toString()).isNull();
    else assertThat(said).as(field.toString()).contains(expected);
  }

  private static void unit(
      String field, OrganisationId value, @Nullable Caller by, @Nullable String expected) {
    check(UNIT, field(Units.class, field), value, new Asking(by, null), expected);
  }

  private static void unitAbout(
      DivisionCode about, OrganisationId value, @Nullable String expected) {
    Placed thing = () -> about;
    check(UNIT, field(Units.class, "street"), value, new Asking(OVER_STREET, thing), expected);
  }

  @Test
  void aUnitIsNamedWhereTheCallersRolesReachAndTheirOwnToo() {
    unit("reach", OWN, OFFICER, null);
    unit("reach", NEXT, OFFICER, null);
    unit("reach", FAR, OFFICER, BEYOND);
    unit("reach", OWN, OVER_STREET, null);
    unit("reach", FAR, OVER_STREET, BEYOND);
    unit("reach", CITY, OVER_STREET, BEYOND);
    unit("reach", NEXT, CITIZEN, BEYOND);
    unit("reach", OWN, null, BEYOND);
    unit("reach", CITY, viewer(CITY, Grant.within(PeopleRoles.CITIZEN, STREET)), null);
    unit("past", CITY, viewer(CITY, Grant.within(PeopleRoles.CITIZEN, STREET)), null);
    unit("reach", OWN, viewer(NEXT, Grant.within("OFFICER", NEXT)), null); // its whole street
    unit("reach", OrganisationId.next(), OVER_STREET, "there is no such organisation");
  }

  @Test
  void aFieldMayReachFurtherOrLess() {
    unit("anywhere", FAR, null, null);
    unit("street", OWN, OVER_STREET, null);
    unit("street", FAR, OVER_STREET, BEYOND);
    unit("roles", FAR, ADMIN, null);
    unit("roles", OWN, ADMIN, MORE);
    unit("roles", OWN, WHOLE, null);
    unit("roles", FAR, null, MORE);
    unit("roles", FAR, new Scope(null, List.of(AWAY)), null);
    unit("roles", OWN, new Scope(null, List.of(AWAY)), MORE);
  }

  @Test
  void inTheStreetOfWhatItIsAbout() {
    unitAbout(GRID, OWN, null);
    unitAbout(GRID, FAR, BEYOND);
    unitAbout(AWAY, FAR, null);
    unitAbout(AWAY, OWN, BEYOND);
    unitAbout(DivisionCode.ALL, OWN, null);
    unitAbout(DivisionCode.ALL, FAR, BEYOND);
    // Of whoever works further down: their street, once.
    Viewer below = viewer(null, Grant.within("GRID", GRID), Grant.within("GRID", VILLAGE));
    unit("street", OWN, below, null);
    unit("reach", OWN, below, BEYOND);
    assertThat(ids(UNIT, "street", below)).doesNotHaveDuplicates().contains(text(OWN), text(NEXT));
  }

  @Test
  void kindAndStandingCount() {
    unit("firm", FIRM, OVER_STREET, null);
    unit("firm", OWN, OVER_STREET, "is a squad and cannot be chosen here");
    unit("past", PAST, OVER_STREET, null);
    unit("reach", PAST, OVER_STREET, "is no longer active");
    unit("firm", PAST, OVER_STREET, "is no longer active");
  }

  @Test
  void onlyWhoeverReachesTheWholeNamesNone() {
    FormField needed = field(Units.class, "needed");
    assertThat(UNIT.missing(needed, new Asking(WHOLE, null))).isNull();
    assertThat(UNIT.missing(needed, new Asking(ADMIN, null))).isNotNull();
    assertThat(UNIT.missing(field(Units.class, "roles"), new Asking(ADMIN, null))).isNull();
    assertThat(UNIT.missing(field(Units.class, "reach"), new Asking(ADMIN, null))).isNull();
  }

  private static String text(OrganisationId id) {
    return id.toString();
  }

  private static List<String> ids(FieldKind<?> kind, String field, @Nullable Caller by) {
    Class<?> form = kind == UNIT ? Units.class : kind == PERSON ? Persons.class : Places.class;
    List<Choice> choices = kind.choices(field(form, field), new Asking(by, null));
    return choices == null ? List.of("any") : choices.stream().map(Choice::value).toList();
  }

  @Test
  void whatIsOfferedMayBeNamed() {
    assertThat(ids(UNIT, "reach", OVER_STREET))
        .contains(text(OWN), text(NEXT), text(FIRM))
        .doesNotContain(text(FAR), text(PAST), text(CITY));
    assertThat(ids(UNIT, "firm", OVER_STREET)).contains(text(FIRM)).doesNotContain(text(OWN));
    assertThat(ids(UNIT, "reach", null)).isEmpty();
    assertThat(ids(UNIT, "reach", CITIZEN)).isEmpty();
    // Firms, of which there are many, come last.
    List<String> all = ids(UNIT, "reach", OVER_STREET);
    assertThat(all.indexOf(text(FIRM))).isGreaterThan(all.indexOf(text(NEXT)));
    // Otherwise in the order in which the field names the kinds.
    assertThat(UNIT.choices(field(Units.class, "many"), new Asking(OVER_STREET, null)))
        .allSatisfy(one -> assertThat(one.hint()).isNotNull());
    assertThat(ids(PERSON, "reach", OFFICER))
        .contains(COLLEAGUE.toString(), NEIGHBOUR.toString())
        .doesNotContain(STRANGER.toString(), LOOSE.toString(), GONE.toString());
    assertThat(ids(PERSON, "reach", null)).isEmpty();
  }

  private static void person(
      String field, PersonId value, @Nullable Caller by, @Nullable String expected) {
    check(PERSON, field(Persons.class, field), value, new Asking(by, null), expected);
  }

  @Test
  void aPersonIsAColleagueOrOfAUnitWithinReach() {
    person("reach", OFFICER.id(), OFFICER, "there is no such person");
    person("reach", COLLEAGUE, OFFICER, null);
    person("reach", NEIGHBOUR, OFFICER, null);
    person("reach", STRANGER, OFFICER, BEYOND);
    person("reach", LOOSE, OFFICER, BEYOND);
    person("reach", LOOSE, WHOLE, BEYOND);
    person("reach", GONE, OFFICER, "is disabled");
    person("reach", COLLEAGUE, CITIZEN, null);
    person("reach", NEIGHBOUR, CITIZEN, BEYOND);
    person("reach", COLLEAGUE, null, BEYOND);
    person("roles", COLLEAGUE, ADMIN, MORE);
    person("roles", STRANGER, ADMIN, null);
    Viewer self = new Viewer(LOOSE, "某人", null, List.of(), "session");
    person("reach", LOOSE, self, null);
    person("roles", LOOSE, self, MORE);
  }

  private static void place(
      String field, String code, @Nullable Caller by, @Nullable String expected) {
    DivisionCode value = new DivisionCode(code);
    check(PLACE, field(Places.class, field), value, new Asking(by, null), expected);
  }

  @Test
  void aPlaceIsThereWithinReachAndDownFarEnough() {
    place("reach", GRID.value(), OVER_STREET, null);
    place("reach", STREET.value(), OVER_STREET, null);
    place("reach", "330114", OVER_STREET, BEYOND);
    place("reach", AWAY.value(), OVER_STREET, BEYOND);
    place("reach", "330114003999", OVER_STREET, "there is no place with the code");
    place("reach", "", OVER_STREET, BEYOND);
    place("reach", "", WHOLE, null);
    place("low", STREET.value(), OVER_STREET, "choose a place further down");
    place("low", VILLAGE.value(), OVER_STREET, null);
    place("unknown", "330114003999", OVER_STREET, null);
    place("unknown", "330106999", OVER_STREET, BEYOND);
    place("beyond", AWAY.value(), OVER_STREET, null);
    place("beyond", "330114003999", OVER_STREET, "there is no place with the code");
    place("roles", AWAY.value(), ADMIN, null);
    place("roles", STREET.value(), ADMIN, MORE);
    // Whoever works in a unit works in its street.
    place("reach", STREET.value(), OFFICER, null);
    place("reach", STREET.value(), CITIZEN, BEYOND);
  }

  @Test
  void placesAreOfferedWhereTheyAreFew() {
    assertThat(ids(PLACE, "reach", OVER_STREET))
        .startsWith(STREET.value())
        .contains(VILLAGE.value(), GRID.value())
        .containsSubsequence(VILLAGE.value(), VILLAGE.value() + "001", VILLAGE.value() + "002")
        .doesNotHaveDuplicates();
    assertThat(ids(PLACE, "low", OVER_STREET))
        .contains(VILLAGE.value())
        .doesNotContain(STREET.value());
    assertThat(ids(PLACE, "unknown", OVER_STREET)).containsExactly("any");
    assertThat(ids(PLACE, "reach", WHOLE)).containsExactly("any");
    Viewer twice = viewer(null, Grant.within("CLERK", VILLAGE), Grant.within("CLERK", GRID));
    assertThat(ids(PLACE, "reach", twice)).doesNotHaveDuplicates().contains(GRID.value());
    Viewer city = viewer(null, Grant.within("CLERK", new DivisionCode("3301")));
    assertThat(ids(PLACE, "reach", city)).containsExactly("any");
  }

  private static final PlaceReach REACH = RunningApp.bean(PlaceReach.class);

  private static void reach(String code, Viewer viewer, @Nullable String refused) {
    Outcome<DivisionCode> found = REACH.find(code, viewer, Set.of("CLERK"));
    assertThat(code(found)).as(code).isEqualTo(refused);
  }

  private static @Nullable String code(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(List<Refusal> reasons)
        ? reasons.getFirst().code()
        : null;
  }

  @Test
  void anAddressNamesAPlaceOfTheRoles() {
    reach(VILLAGE.value(), OVER_STREET, null);
    reach(AWAY.value(), OVER_STREET, "not-found");
    reach("330114003999", OVER_STREET, "not-found");
    reach("*", OVER_STREET, "not-found");
    reach("x", OVER_STREET, "not-found");
    reach("*", viewer(null, Grant.within("CLERK", DivisionCode.ALL)), null);
    reach(VILLAGE.value(), WHOLE, "not-found");
    assertThat(code(REACH.reaches(GRID, OVER_STREET, Set.of("CLERK")))).isNull();
    assertThat(code(REACH.reaches(AWAY, OVER_STREET, Set.of("CLERK")))).isEqualTo("not-allowed");
    assertThat(REACH.type()).isEqualTo(DivisionCode.class);
    assertThat(REACH.find(VILLAGE.value(), OVER_STREET, Set.of("CLERK")).orThrow())
        .isEqualTo(VILLAGE);
  }
}
