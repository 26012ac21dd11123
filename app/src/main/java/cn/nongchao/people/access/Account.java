package cn.nongchao.people.access;

import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What somebody does with their own account: password, sessions. */
@Component
public class Account {

  /** A place where somebody is signed in. */
  public record Session(
      @Nullable UUID id, Instant begun, Instant until, String address, String agent, boolean own) {}

  private final JdbcClient jdbc;
  private final PasswordEncoder encoder;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Audit audit;

  Account(
      JdbcClient jdbc,
      PasswordEncoder encoder,
      Passwords passwords,
      Sessions sessions,
      Audit audit) {
    this.jdbc = jdbc;
    this.encoder = encoder;
    this.passwords = passwords;
    this.sessions = sessions;
    this.audit = audit;
  }

  /** Changes the password and ends every session but the one it is done from. */
  @Transactional
  public Outcome<PersonId> changePassword(
      Viewer viewer, String old, String password, String again) {
    record Held(String hash, String login) {}
    Held held =
        jdbc.sql("select password_hash as hash, login from people.persons where id = ?")
            .param(viewer.id().value())
            .query(Held.class)
            .single();
    if (!encoder.matches(old, held.hash())) {
      return Outcome.refused(Refusal.field("old", "现在的密码不正确", "the present password is not right"));
    }
    List<Refusal> wrong = Passwords.examine(password, held.login());
    if (!wrong.isEmpty()) return Outcome.refused(wrong);
    if (!password.equals(again)) {
      return Outcome.refused(Refusal.field("again", "两次输入不一致", "the two do not agree"));
    }
    if (password.equals(old)) {
      return Outcome.refused(
          Refusal.field("password", "新密码与现在的相同", "the new password is the present one"));
    }
    passwords.set(viewer.id(), password);
    sessions.endOthers(viewer.id(), viewer.session());
    audit.record("password-changed", viewer.id(), viewer.id().toString(), Map.of());
    return Outcome.done(viewer.id());
  }

  /** Where somebody is signed in, the newest first. */
  public List<Session> sessions(Viewer viewer) {
    return sessions.of(viewer.id(), viewer.session());
  }

  @Transactional
  public void endSession(Viewer viewer, UUID id) {
    if (sessions.end(viewer.id(), id)) {
      audit.record("session-ended", viewer.id(), viewer.id().toString(), Map.of());
    }
  }

  @Transactional
  public void endOtherSessions(Viewer viewer) {
    int ended = sessions.endOthers(viewer.id(), viewer.session());
    if (ended > 0) {
      audit.record(
          "session-ended",
          viewer.id(),
          viewer.id().toString(),
          Map.of("how many", Integer.toString(ended)));
    }
  }
}
