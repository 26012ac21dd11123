package cn.nongchao.people.access;

import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Begins and ends sessions by name and password. */
@Component
public class SignIn {

  private static final Refusal WRONG =
      Refusal.of("wrong", "账号或密码不正确", "the account or the password is wrong");

  private record Account(UUID id, String hash) {}

  private final JdbcClient jdbc;
  private final PasswordEncoder passwords;
  private final Sessions sessions;
  private final Audit audit;
  private final String nobody;

  SignIn(JdbcClient jdbc, PasswordEncoder passwords, Sessions sessions, Audit audit) {
    this.jdbc = jdbc;
    this.passwords = passwords;
    this.sessions = sessions;
    this.audit = audit;
    this.nobody = String.valueOf(passwords.encode("nobody"));
  }

  /** A session's token, or one refusal that does not tell whether the account exists. */
  public Outcome<String> begin(String login, String password, String userAgent) {
    Optional<Account> account =
        jdbc.sql(
                "select id, password_hash as hash from people.persons"
                    + " where login = ? and active and password_hash is not null")
            .param(login)
            .query(Account.class)
            .optional();
    // The hash is computed for unknown names too: the time taken must not tell who exists.
    boolean right = passwords.matches(password, account.map(Account::hash).orElse(nobody));
    if (account.isEmpty() || !right) {
      audit.record("sign-in-failed", null, login, Map.of());
      return Outcome.refused(WRONG);
    }
    PersonId person = new PersonId(account.get().id());
    audit.record("signed-in", person, login, Map.of());
    return Outcome.done(sessions.begin(person, userAgent));
  }

  /** Who a session's token stands for, with the grants in force now; read anew each time. */
  public Optional<Viewer> viewer(String token) {
    return Optional.ofNullable(sessions.bySession(token));
  }

  public void end(Viewer viewer) {
    sessions.end(viewer.session());
    audit.record("signed-out", viewer.id(), viewer.id().toString(), Map.of());
  }
}
