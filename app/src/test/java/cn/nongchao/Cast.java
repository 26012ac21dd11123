package cn.nongchao;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.Roles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.SignIn;
import cn.nongchao.platform.Ids;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * One person for each role in the running application, at home in one street; and the same roles in
 * a street of another district, who must see nothing of the first.
 */
public final class Cast {

  /** Of everybody in the cast. */
  public static final String PASSWORD = "cast-" + Ids.next();

  /** The street of the demo district. */
  public static final String HOME = "330114003";

  /** A street elsewhere in the city. */
  public static final String AWAY = "330106008";

  private static final Map<String, Member> AT_HOME = new HashMap<>();
  private static final Map<String, Member> EVERYWHERE = new HashMap<>();
  private static final Map<String, Member> ELSEWHERE = new HashMap<>();

  /** Somebody, by the name to sign in with. */
  public record Member(UUID id, String login, UUID organisation) {

    /** A new session's token, for the cookie. */
    public String session() {
      return RunningApp.bean(SignIn.class)
          .begin(login, PASSWORD, new SignIn.From("127.0.0.1", "test"))
          .orThrow();
    }

    /** As the application sees them behind a request. */
    public Viewer viewer() {
      return RunningApp.bean(SignIn.class).viewer(session()).orElseThrow();
    }
  }

  private Cast() {}

  public static synchronized Member atHome(String role) {
    return AT_HOME.computeIfAbsent(here(role), r -> hire(role, HOME));
  }

  public static synchronized Member elsewhere(String role) {
    return ELSEWHERE.computeIfAbsent(here(role), r -> hire(role, AWAY));
  }

  /** Somebody who holds the role over the whole country. */
  public static synchronized Member everywhere(String role) {
    return EVERYWHERE.computeIfAbsent(
        here(role),
        r -> {
          Member member = hire(role, HOME, "everywhere");
          grant(RunningApp.bean(JdbcClient.class), member.id(), role, "", null);
          return member;
        });
  }

  /** In the application that runs: a second one has a cast of its own. */
  private static String here(String role) {
    return RunningApp.url("/" + role);
  }

  /** Somebody of a test's own in the home street, whom it may change; with a squad of their own. */
  public static Member newcomer(String role) {
    return hire(role, HOME, Ids.next().toString().substring(24));
  }

  private static Member hire(String role, String street) {
    return hire(role, street, street);
  }

  private static Member hire(String role, String street, String mark) {
    JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
    UUID squad = Ids.next();
    jdbc.sql("insert into people.organisations (id, name, kind, division) values (?, ?, ?, ?)")
        .params(squad, "测试中队 " + squad, "squad", street)
        .update();
    return hire(role, street, mark, squad);
  }

  /** Somebody else of their squad. */
  public static Member colleague(Member of, String role) {
    return beside(of.organisation(), role);
  }

  /** Somebody of a unit. */
  public static Member beside(UUID unit, String role) {
    return hire(role, null, Ids.next().toString().substring(24), unit);
  }

  /** The same, who holds another role over the home street besides. */
  public static Member also(Member member, String role) {
    grant(RunningApp.bean(JdbcClient.class), member.id(), role, HOME, null);
    return member;
  }

  /** The same, with a licence to enforce that does not end. */
  public static Member licensed(Member member) {
    RunningApp.bean(JdbcClient.class)
        .sql(
            "insert into people.qualifications (id, person, kind, number, issuer, valid_from)"
                + " values (?, ?, 'law-enforcement', ?, '浙江省人民政府', '2020-01-01')")
        .params(Ids.next(), member.id(), "33-" + member.id().toString().substring(28))
        .update();
    return member;
  }

  /** Over a street, or within the squad where none is named. */
  private static Member hire(String role, @Nullable String street, String mark, UUID squad) {
    JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
    UUID id = Ids.next();
    String login = "cast-" + role.toLowerCase(Locale.ROOT) + "-" + mark;
    boolean inSquad =
        street == null
            || role.equals(CasesRoles.OFFICER)
            || role.equals(CasesRoles.AUXILIARY)
            || role.equals(LoopRoles.SQUAD_LEADER);
    jdbc.sql(
            "insert into people.persons (id, name, login, password_hash, organisation, created_at)"
                + " values (?, ?, ?, ?, ?, now())")
        .params(id, title(role), login, Hash.OF_PASSWORD, inSquad ? squad : null)
        .update();
    grant(jdbc, id, role, inSquad ? null : street, inSquad ? squad : null);
    return new Member(id, login, squad);
  }

  /** What somebody of the cast is called: as their role is. */
  public static String title(String role) {
    return RunningApp.bean(Roles.class).title(role).zh();
  }

  private static void grant(
      JdbcClient jdbc, UUID person, String role, @Nullable String street, @Nullable UUID squad) {
    jdbc.sql(
            "insert into people.grants (id, person, role, division, organisation, valid_from)"
                + " values (?, ?, ?, ?, ?, now() - interval '1 day')")
        .params(Ids.next(), person, role, street, squad)
        .update();
  }

  private static final class Hash {
    static final String OF_PASSWORD =
        String.valueOf(RunningApp.bean(PasswordEncoder.class).encode(PASSWORD));
  }
}
