package cn.nongchao.people.register;

import cn.nongchao.people.Audit;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.access.Passwords;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives somebody a new random password, to be changed on the first sign-in. */
@Component
public class PasswordReset {

  /** Or a token, which may not change its owner's password, could have it made anew. */
  private static final Refusal OWN =
      Refusal.of(
          "own-password",
          "自己的密码请在“我的账号”中修改",
          "your own password is changed on the page of your account");

  /**
   * A password just made.
   *
   * @param password shown this once, to be changed on the first sign-in
   */
  public record Made(String password) {}

  private final JdbcClient jdbc;
  private final Persons persons;
  private final Passwords passwords;
  private final Audit audit;

  PasswordReset(JdbcClient jdbc, Persons persons, Passwords passwords, Audit audit) {
    this.jdbc = jdbc;
    this.persons = persons;
    this.passwords = passwords;
    this.audit = audit;
  }

  /** The new password, the only time it is known; the person's sessions end. */
  @Transactional
  public Outcome<Made> reset(PersonId person, Scope scope) {
    Outcome<PersonId> reachable = persons.reach(person, scope);
    if (reachable instanceof Outcome.Refused<PersonId> refused) return refused.as();
    if (person.equals(scope.by())) return Outcome.refused(OWN);
    boolean hasLogin =
        jdbc.sql("select login is not null from people.persons where id = ?")
            .param(person.value())
            .query(Boolean.class)
            .single();
    if (!hasLogin) {
      return Outcome.refused(
          Refusal.of("no-account", "请先为此人设置账号", "give this person an account first"));
    }
    String password = passwords.reset(person);
    audit.record("password-reset", scope.by(), person.toString(), Map.of());
    return Outcome.done(new Made(password));
  }

  /**
   * The same for whoever sits at the server's console, who may do with its data what they like: it
   * is the way back for the only administrator.
   */
  @Transactional
  public Outcome<Made> resetAtConsole(String login) {
    return account(login)
        .map(person -> {
          String password = passwords.reset(person);
          audit.record("password-reset-at-console", null, person.toString(), Map.of());
          return new Made(password);
        });
  }

  /** Whose account this is; refused with the names of those who administer everything. */
  public Outcome<PersonId> account(String login) {
    return jdbc.sql("select id from people.persons where login = ? and active")
        .param(login.strip().toLowerCase(Locale.ROOT))
        .query(UUID.class)
        .optional()
        .map(id -> Outcome.done(new PersonId(id)))
        .orElseGet(() -> Outcome.refused(unknown()));
  }

  private Refusal unknown() {
    String known =
        String.join(
            ", ",
            jdbc.sql(
                    "select distinct p.login from people.persons p"
                        + " join people.grants g on g.person = p.id where p.active"
                        + " and p.login is not null and g.role = ? and g.division = ''"
                        + " and g.valid_to is null order by p.login limit 20")
                .param(PeopleRoles.ADMINISTRATOR)
                .query(String.class)
                .list());
    return Refusal.of(
        "not-found",
        "没有这个在用的账号。全域管理员：" + known,
        "there is no such active account; administrators of everything: " + known);
  }
}
