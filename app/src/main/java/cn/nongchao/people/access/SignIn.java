package cn.nongchao.people.access;

import cn.nongchao.form.Characters;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.limit.Charge;
import cn.nongchao.platform.limit.Comer;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Begins and ends sessions by name and password. */
@Component
public class SignIn {

  private static final Refusal WRONG =
      Refusal.of("wrong", "账号或密码不正确", "the account or the password is wrong");

  /** What a browser and its connection tell of themselves, shown in the list of sessions. */
  public record From(String address, String userAgent, Comer comer) {

    /** Of whose device nothing is known. */
    public From(String address, String userAgent) {
      this(address, userAgent, Comer.at(address));
    }
  }

  private record Account(UUID id, String hash) {}

  private final JdbcClient jdbc;
  private final Hashing hashing;
  private final Sessions sessions;
  private final Throttle throttle;
  private final PasskeyProof passkeys;
  private final Audit audit;
  private final String nobody;

  SignIn(
      JdbcClient jdbc,
      Hashing hashing,
      Sessions sessions,
      Throttle throttle,
      PasskeyProof passkeys,
      Audit audit) {
    this.jdbc = jdbc;
    this.passkeys = passkeys;
    this.hashing = hashing;
    this.sessions = sessions;
    this.throttle = throttle;
    this.audit = audit;
    this.nobody = hashing.encode("nobody");
  }

  /**
   * A session's token, or one refusal that does not tell whether the account exists: {@code wrong},
   * {@code too-many} with the time to wait, or {@code busy} before anything was looked at.
   */
  public Outcome<String> begin(String typed, String password, From from) {
    // No account is called what cannot be kept as text.
    String login = Objects.requireNonNullElse(Characters.line(typed), "").toLowerCase(Locale.ROOT);
    return hashing.seated(from.address(), () -> attempt(login, password, from));
  }

  private Outcome<String> attempt(String login, String password, From from) {
    Outcome<Charge> attempt = throttle.attempt(login, from.comer());
    if (attempt instanceof Outcome.Refused<Charge> tooMany) return tooMany.as();
    Optional<Account> account =
        jdbc.sql(
                "select id, password_hash as hash from people.persons"
                    + " where login = ? and active and password_hash is not null")
            .param(login)
            .query(Account.class)
            .optional();
    // The hash is computed for unknown names too: the time taken must not tell who exists.
    boolean tooLong = password.length() > Passwords.LONGEST;
    boolean right =
        hashing.matches(tooLong ? "" : password, account.map(Account::hash).orElse(nobody));
    Optional<String> session =
        account
            .filter(known -> right && !tooLong)
            .flatMap(known -> sessions.begin(new PersonId(known.id()), known.hash(), from));
    String subject = account.map(known -> known.id().toString()).orElse("unknown");
    if (session.isEmpty()) {
      // What was typed as a name may be a password: only a known account is written down.
      audit.record("sign-in-failed", null, subject, Map.of("address", from.address()));
      return Outcome.refused(WRONG);
    }
    PersonId person = new PersonId(account.get().id());
    throttle.forgive(attempt.orThrow(), login, from.comer());
    audit.record("signed-in", person, subject, Map.of("address", from.address()));
    return Outcome.done(session.get());
  }

  /**
   * A session's token for whoever's passkey answers, which stands for password and second factor;
   * refused {@code wrong} without telling why, or {@code passkey-over} to be tried again.
   */
  @Transactional
  public Outcome<String> beginByPasskey(PasskeyAnswer answer, Browser browser, From from) {
    Outcome<PersonId> whose = passkeys.used(answer.json(), browser, null);
    Optional<String> session =
        whose instanceof Outcome.Done<PersonId>(PersonId person)
            ? sessions.begin(person, null, from)
            : Optional.empty();
    if (session.isEmpty()) {
      audit.record("sign-in-failed", null, "unknown", Map.of("address", from.address()));
      return whose.isDone() ? Outcome.refused(PasskeyProof.WRONG) : whose.map(none -> "");
    }
    PersonId person = whose.orThrow();
    audit.record("signed-in", person, person.toString(), Map.of("address", from.address()));
    return Outcome.done(session.get());
  }

  /** Who a session's token stands for, with the grants in force now; read anew each time. */
  public Optional<Viewer> viewer(String token) {
    return Optional.ofNullable(sessions.bySession(token)).map(Sessions.Found::viewer);
  }

  /** The second factor was given as well: the session is open, by this new token. */
  @Transactional
  public Outcome<String> goOn(Viewer viewer, SecondFactor.Passed passed) {
    if (!SecondFactor.isProof(viewer, passed)) return Outcome.refused(WRONG);
    Optional<String> token = sessions.open(viewer);
    if (token.isEmpty()) return Outcome.refused(WaysIn.ENDED);
    audit.record("second-factor-given", viewer.id(), viewer.id().toString(), Map.of());
    return Outcome.done(token.get());
  }

  /** What they have to do before anything else; null for nothing. */
  public @Nullable First first(String token) {
    Sessions.Found found = sessions.bySession(token);
    return found == null ? null : found.first();
  }

  public void end(Viewer viewer) {
    sessions.end(viewer.session());
    audit.record("signed-out", viewer.id(), viewer.id().toString(), Map.of());
  }
}
