package cn.nongchao.bench;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.launch.AppSession;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.access.SignIn;
import cn.nongchao.platform.Ids;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The people of the comparison, signed in.
 *
 * @param gridWorker session token, as are the other two texts
 */
record Staff(
    OrganisationId squad,
    PersonId officerId,
    String gridWorker,
    String dispatcher,
    String officer) {

  private static final String PASSWORD = "bench-only-" + Ids.next();

  static Staff hired(AppSession session) {
    JdbcClient jdbc = session.get(JdbcClient.class);
    String hash = String.valueOf(session.get(PasswordEncoder.class).encode(PASSWORD));
    UUID squad = Ids.next();
    jdbc.sql("insert into people.organisations (id, name, kind, division) values (?, ?, ?, ?)")
        .params(squad, "Bench squad", "squad", "330114003")
        .update();
    var hiring = new Hiring(jdbc, hash, session.get(SignIn.class));
    PersonId officer = PersonId.next();
    String gridWorker =
        hiring.hire(PersonId.next(), CasesRoles.GRID_WORKER, "330114003001001", null);
    String dispatcher = hiring.hire(PersonId.next(), CasesRoles.DISPATCHER, "330114003", null);
    String officerToken = hiring.hire(officer, CasesRoles.OFFICER, null, squad);
    return new Staff(new OrganisationId(squad), officer, gridWorker, dispatcher, officerToken);
  }

  private record Hiring(JdbcClient jdbc, String hash, SignIn signIn) {

    String hire(PersonId id, String role, @Nullable String place, @Nullable UUID squad) {
      String login = "bench-" + id;
      jdbc.sql(
              "insert into people.persons (id, name, login, password_hash, organisation,"
                  + " created_at) values (?, ?, ?, ?, ?, now())")
          .params(id.value(), role, login, hash, squad)
          .update();
      jdbc.sql(
              "insert into people.grants (id, person, role, division, organisation, valid_from)"
                  + " values (?, ?, ?, ?, ?, now() - interval '1 day')")
          .params(Ids.next(), id.value(), role, place, squad)
          .update();
      return signIn.begin(login, PASSWORD, new SignIn.From("127.0.0.1", "bench")).orThrow();
    }
  }
}
