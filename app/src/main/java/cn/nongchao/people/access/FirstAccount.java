package cn.nongchao.people.access;

import cn.nongchao.people.Audit;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PeopleTables;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.FirstDayFile;
import cn.nongchao.platform.FirstDayStep;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Pinyin;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Sought;
import cn.nongchao.platform.Text;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The account of a new installation's one administrator, as the first start or a file makes it. */
@Component
class FirstAccount implements FirstDayStep {

  private static final String LOGIN = "admin.login";
  private static final String NAME = "admin.name";
  private static final String PASSWORD = "admin.password";
  private static final String USUAL_LOGIN = "admin";
  private static final String USUAL_NAME = "管理员";

  private final JdbcClient jdbc;
  private final Passwords passwords;
  private final Ledger ledger;
  private final Audit audit;
  private final Clock clock;

  FirstAccount(JdbcClient jdbc, Passwords passwords, Ledger ledger, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.passwords = passwords;
    this.ledger = ledger;
    this.audit = audit;
    this.clock = clock;
  }

  /** Null where somebody has an account here already. */
  @Nullable PersonId make() {
    return make(USUAL_LOGIN, USUAL_NAME);
  }

  private @Nullable PersonId make(String login, String name) {
    // Two nodes starting at once on a new database: the second waits, then sees the first's.
    jdbc.sql("lock table people.grants in share row exclusive mode").update();
    boolean fresh =
        jdbc.sql("select not exists (select 1 from people.persons)").query(Boolean.class).single();
    if (!fresh) return null;
    PersonId person = PersonId.next();
    UUID grant = Ids.next();
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql(
            "insert into people.persons (id, name, login, created_at, sought, sort_key)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(person.value(), name, login, now, Sought.ofPerson(name), Pinyin.personKey(name))
        .update();
    jdbc.sql(
            "insert into people.grants (id, person, role, division, valid_from)"
                + " values (?, ?, ?, '', ?)")
        .params(grant, person.value(), PeopleRoles.ADMINISTRATOR, now)
        .update();
    ledger.wrote(PeopleTables.PERSONS, person);
    ledger.wrote(PeopleTables.GRANTS, grant);
    audit.record("first-administrator-made", null, person.toString(), Map.of());
    return person;
  }

  /** A random password, to be changed at the first sign-in. */
  String password(PersonId person) {
    return passwords.reset(person);
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public Text title() {
    return Text.of("管理员账号", "The administrator's account");
  }

  @Override
  public Set<String> names() {
    return Set.of(LOGIN, NAME, PASSWORD);
  }

  /** Without it nobody can sign in. */
  @Override
  public boolean isAsked(FirstDayFile file) {
    return true;
  }

  @Override
  public Outcome<Text> take(FirstDayFile file) {
    String login = file.says(LOGIN) ? file.get(LOGIN) : USUAL_LOGIN;
    String given = file.get(PASSWORD);
    if (!login.matches("[a-z0-9][a-z0-9._@-]{1,39}")) {
      return Outcome.refused(
          Refusal.field(
              LOGIN,
              "账号应为 2–40 位小写字母、数字或 . _ @ -",
              "an account is 2–40 small letters, digits or . _ @ -"));
    }
    List<Refusal> wrong = given.isEmpty() ? List.of() : Passwords.examine(given, login);
    if (!wrong.isEmpty()) return Outcome.refused(wrong);
    PersonId made = make(login, file.says(NAME) ? file.get(NAME) : USUAL_NAME);
    if (made == null) {
      made = untouched(login);
      if (made == null || given.isEmpty()) {
        return Outcome.done(Text.of("账号已有，保持不变", "there is an account; it stays as it is"));
      }
    }
    if (given.isEmpty()) {
      String random = password(made);
      return Outcome.done(
          Text.of(
              login + "，密码（只显示这一次，首次登录须修改）：" + random,
              login + "  password, shown this once, to be changed at sign-in: " + random));
    }
    passwords.first(made, given);
    return Outcome.done(
        Text.of(login + "，首次登录须修改密码", login + ", whose password is to be changed at sign-in"));
  }

  /** The one administrator of this login whose first password nobody has changed yet. */
  private @Nullable PersonId untouched(String login) {
    return jdbc.sql(
            "select p.id from people.persons p where p.login = ? and p.must_change_password"
                + " and not exists (select 1 from people.sessions s where s.person = p.id)"
                + " and exists (select 1 from people.grants g where g.person = p.id"
                + " and g.role = ? and g.division = '')")
        .params(login, PeopleRoles.ADMINISTRATOR)
        .query(UUID.class)
        .optional()
        .map(PersonId::new)
        .orElse(null);
  }
}
