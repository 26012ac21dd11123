package cn.nongchao.people.register;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.form.Reach;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which person and which organisation an address may name, each beside what lies just outside. */
class ReachTest {

  private static final DivisionCode STREET = new DivisionCode("330114003");
  private static final DivisionCode VILLAGE = new DivisionCode("330114003201");
  private static final DivisionCode AWAY = new DivisionCode("330106008");
  private static final Set<String> ROLES = Set.of(PeopleRoles.ADMINISTRATOR);

  private static final JdbcClient JDBC = RunningApp.bean(JdbcClient.class);
  private static final Reach<PersonId> PERSONS = RunningApp.bean(PersonReach.class);
  private static final Reach<OrganisationId> BODIES = RunningApp.bean(BodyReach.class);

  private static final OrganisationId HERE = unit(VILLAGE);
  private static final OrganisationId THERE = unit(AWAY);

  private static final Viewer OVER_STREET = viewer(Grant.within(PeopleRoles.ADMINISTRATOR, STREET));
  private static final Viewer OVER_BOTH =
      viewer(
          Grant.within(PeopleRoles.ADMINISTRATOR, STREET),
          Grant.within(PeopleRoles.ADMINISTRATOR, AWAY));
  private static final Viewer WHOLE =
      viewer(Grant.within(PeopleRoles.ADMINISTRATOR, DivisionCode.ALL));
  private static final Viewer CLERK = viewer(Grant.within("CLERK", DivisionCode.ALL));

  private static Viewer viewer(Grant... grants) {
    return new Viewer(PersonId.next(), "管理员", null, List.of(grants), "session");
  }

  private static OrganisationId unit(DivisionCode at) {
    UUID id = Ids.next();
    JDBC.sql("insert into people.organisations (id, name, kind, division) values (?, ?, ?, ?)")
        .params(id, "单位 " + id, "squad", at.value())
        .update();
    return new OrganisationId(id);
  }

  private static PersonId person(@Nullable OrganisationId at) {
    UUID id = Ids.next();
    JDBC.sql(
            "insert into people.persons (id, name, organisation, created_at)"
                + " values (?, ?, ?, now())")
        .params(id, "某人 " + id, at == null ? null : at.value())
        .update();
    return new PersonId(id);
  }

  private static void granted(
      PersonId to,
      @Nullable DivisionCode place,
      @Nullable OrganisationId over,
      @Nullable String end) {
    JDBC.sql(
            "insert into people.grants (id, person, role, division, organisation, valid_from,"
                + " valid_to) values (?, ?, 'CLERK', ?, ?, now() - interval '9 day', ?)")
        .params(
            Ids.next(),
            to.value(),
            place == null ? null : place.value(),
            over == null ? null : over.value(),
            end == null ? null : Timestamp.from(Instant.parse(end)))
        .update();
  }

  private static <T> void check(Reach<T> reach, T id, Viewer by, boolean expected) {
    for (Outcome<T> outcome :
        List.of(reach.reaches(id, by, ROLES), reach.find(id.toString(), by, ROLES))) {
      if (expected) {
        assertThat(outcome.orThrow()).isEqualTo(id);
      } else {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused<T>) outcome).reasons().getFirst().code())
            .isEqualTo("not-found");
      }
    }
  }

  @Test
  void anOrganisationIsReachedFromThePlaceWhereItIsSeated() {
    check(BODIES, HERE, OVER_STREET, true);
    check(BODIES, THERE, OVER_STREET, false);
    check(BODIES, THERE, OVER_BOTH, true);
    check(BODIES, HERE, WHOLE, true);
    check(BODIES, HERE, CLERK, false);
    check(BODIES, OrganisationId.next(), WHOLE, false);
    assertThat(BODIES.find("x", WHOLE, ROLES).isDone()).isFalse();
    assertThat(BODIES.type()).isEqualTo(OrganisationId.class);
  }

  @Test
  void aPersonIsReachedWhereTheyBelong() {
    PersonId here = person(HERE);
    check(PERSONS, here, OVER_STREET, true);
    check(PERSONS, here, CLERK, false);
    check(PERSONS, person(THERE), OVER_STREET, false);
    check(PERSONS, person(THERE), OVER_BOTH, true);
    PersonId loose = person(null);
    check(PERSONS, loose, OVER_STREET, false);
    check(PERSONS, loose, WHOLE, true);
    check(PERSONS, PersonId.next(), OVER_STREET, false);
    check(PERSONS, PersonId.next(), WHOLE, false);
    assertThat(PERSONS.find("x", WHOLE, ROLES).isDone()).isFalse();
    assertThat(PERSONS.type()).isEqualTo(PersonId.class);
  }

  /** An administrator of a street does not take over the account of one of the city. */
  @Test
  void whoeverHoldsSomethingBeyondIsBeyond() {
    PersonId within = person(HERE);
    granted(within, VILLAGE, null, null);
    granted(within, null, HERE, null);
    check(PERSONS, within, OVER_STREET, true);
    granted(within, AWAY, null, "2020-01-01T00:00:00Z");
    check(PERSONS, within, OVER_STREET, true);
    granted(within, null, THERE, "2099-01-01T00:00:00Z");
    check(PERSONS, within, OVER_STREET, false);
    check(PERSONS, within, OVER_BOTH, true);
    PersonId city = person(HERE);
    granted(city, new DivisionCode("3301"), null, null);
    check(PERSONS, city, OVER_BOTH, false);
    check(PERSONS, city, WHOLE, true);
  }
}
