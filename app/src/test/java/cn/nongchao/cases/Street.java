package cn.nongchao.cases;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A small street to test in: one village, two grids, a squad, a department, its people. */
final class Street {

  static final DivisionCode VILLAGE = new DivisionCode("330114003201");
  static final DivisionCode GRID = new DivisionCode("330114003201001");
  static final DivisionCode OTHER_GRID = new DivisionCode("330114003201002");
  static final double LAT = 30.305;
  static final double LON = 120.405;

  final OrganisationId squad = OrganisationId.next();
  final OrganisationId department = OrganisationId.next();
  final Viewer dispatcher;
  final Viewer supervisor;
  final Viewer gridWorker;
  final Viewer officer;
  final Viewer partner;
  final Viewer unlicensed;
  final Viewer leader;
  final Viewer citizen;

  private final JdbcClient jdbc;

  Street(JdbcClient jdbc) {
    this.jdbc = jdbc;
    division("330114003", "河庄街道", "street", "330114", null);
    division(VILLAGE.value(), "同一村委会", "village", "330114003", null);
    division(GRID.value(), "第1网格", "grid", VILLAGE.value(), "120.40 120.41");
    division(OTHER_GRID.value(), "第2网格", "grid", VILLAGE.value(), "120.41 120.42");
    organisation(squad, "综合行政执法队", "squad");
    organisation(department, "城建办", "department");
    Grant whole = Grant.within(CasesRoles.DISPATCHER, new DivisionCode("330114003"));
    dispatcher = person("调度员", null, whole);
    supervisor =
        person("监督员", null, Grant.within(LoopRoles.SUPERVISOR, new DivisionCode("330114003")));
    gridWorker = person("网格员", null, Grant.within(CasesRoles.GRID_WORKER, VILLAGE));
    officer = person("队员甲", squad, Grant.within(CasesRoles.OFFICER, squad));
    partner = person("队员乙", squad, Grant.within(CasesRoles.OFFICER, squad));
    unlicensed = person("队员丙", squad, Grant.within(CasesRoles.OFFICER, squad));
    leader = person("中队长", squad, Grant.within(LoopRoles.SQUAD_LEADER, squad));
    citizen = person("市民", null, Grant.within(PeopleRoles.CITIZEN, new DivisionCode("330114003")));
    licence(officer, "11-1", LocalDate.of(2099, 1, 1));
    licence(partner, "11-2", LocalDate.of(2099, 1, 1));
    licence(unlicensed, "11-3", LocalDate.of(2020, 1, 1));
  }

  private void division(String code, String name, String level, String parent, String span) {
    String[] lons = span == null ? null : span.split(" ");
    String geometry =
        lons == null
            ? null
            : ("{\"type\":\"Polygon\",\"coordinates\":[[[%1$s,30.30],[%2$s,30.30],"
                    + "[%2$s,30.31],[%1$s,30.31],[%1$s,30.30]]]}")
                .formatted(lons[0], lons[1]);
    jdbc.sql(
            "insert into people.divisions (code, name, level, parent, geometry, west, east, south,"
                + " north, lat, lon) values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)"
                // Some of them come with the product.
                + " on conflict (code) do update set geometry = excluded.geometry,"
                + " west = excluded.west, east = excluded.east, south = excluded.south,"
                + " north = excluded.north, lat = excluded.lat, lon = excluded.lon")
        .params(
            code,
            name,
            level,
            parent,
            geometry,
            lons == null ? null : Double.valueOf(lons[0]),
            lons == null ? null : Double.valueOf(lons[1]),
            lons == null ? null : 30.30,
            lons == null ? null : 30.31,
            30.305,
            lons == null ? 120.41 : Double.parseDouble(lons[0]) + 0.005)
        .update();
  }

  private void organisation(OrganisationId id, String name, String kind) {
    jdbc.sql("insert into people.organisations (id, name, kind, division) values (?, ?, ?, ?)")
        .params(id.value(), name, kind, "330114003")
        .update();
  }

  private Viewer person(String name, OrganisationId organisation, Grant grant) {
    PersonId id = PersonId.next();
    jdbc.sql("insert into people.persons (id, name, organisation, created_at) values (?, ?, ?, ?)")
        .params(
            id.value(),
            name,
            organisation == null ? null : organisation.value(),
            Timestamp.from(Instant.EPOCH))
        .update();
    return new Viewer(id, name, organisation, List.of(grant), "session of " + name);
  }

  private void licence(Viewer who, String number, LocalDate until) {
    jdbc.sql(
            "insert into people.qualifications (id, person, kind, number, issuer, valid_from,"
                + " valid_to) values (?, ?, 'law-enforcement', ?, '浙江省人民政府', ?, ?)")
        .params(
            UUID.randomUUID(),
            who.id().value(),
            number,
            Date.valueOf(LocalDate.of(2015, 1, 1)),
            Date.valueOf(until))
        .update();
  }

  /** That it was refused with this code, naming this field, in words of both languages. */
  static void refused(Outcome<?> outcome, String code, String field) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    List<Refusal> reasons = ((Outcome.Refused<?>) outcome).reasons();
    assertThat(reasons)
        .anySatisfy(reason -> {
          assertThat(reason.code()).isEqualTo(code);
          assertThat(reason.field()).isEqualTo(field);
          assertThat(reason.reason().zh()).isNotBlank();
          assertThat(reason.reason().en()).isNotBlank();
        });
  }
}
