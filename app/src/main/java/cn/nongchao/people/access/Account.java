package cn.nongchao.people.access;

import cn.nongchao.form.Checked;
import cn.nongchao.form.Field;
import cn.nongchao.form.Secret;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.NotEmpty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What somebody does with their own account: password, sessions. */
@Component
public class Account {

  /** A place where somebody is signed in. */
  public record Session(
      @Nullable UUID id, Instant begun, Instant until, String address, String agent, boolean own) {}

  private final JdbcClient jdbc;
  private final Passwords passwords;
  private final Sessions sessions;
  private final PasskeyStore passkeys;
  private final Audit audit;

  Account(
      JdbcClient jdbc, Passwords passwords, Sessions sessions, PasskeyStore passkeys, Audit audit) {
    this.passkeys = passkeys;
    this.jdbc = jdbc;
    this.passwords = passwords;
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * A new password.
   *
   * @param again typed once more on a page; null by a program
   */
  public record PasswordChange(
      @Field(zh = "现在的密码", en = "Present password")
          @Secret(autocomplete = "current-password")
          @NotEmpty
          String old,
      @Field(
              zh = "新密码",
              en = "New password",
              hintZh = "至少 10 位；越长越好，可以是一句话。不要用账号名或常见密码。",
              hintEn =
                  "At least 10 characters; longer is better, a sentence will do. No account name or"
                      + " common password.")
          @Secret(autocomplete = "new-password")
          @NotEmpty
          String password,
      @Field(zh = "再输一次", en = "Once more") @Secret(autocomplete = "new-password")
          @Nullable String again)
      implements Checked {

    @Override
    public List<Refusal> unfit() {
      return again == null || again.equals(password)
          ? List.of()
          : List.of(Refusal.field("again", "两次输入不一致", "the two do not agree"));
    }

    /** What is typed is in no log line. */
    @Override
    public String toString() {
      return "a new password";
    }
  }

  /**
   * That the present password is known.
   *
   * @param hash by which it was proven; empty where nothing was typed
   */
  public record Proven(String hash) {

    @Override
    public String toString() {
      return "a proven password";
    }
  }

  /** Changes the password and ends every token, and every session but the one it is done from. */
  @Transactional
  public Outcome<PersonId> changePassword(Viewer viewer, PasswordChange change, Proven proven) {
    String password = change.password();
    String login =
        jdbc.sql("select coalesce(login, '') from people.persons where id = ?")
            .param(viewer.id().value())
            .query(String.class)
            .single();
    List<Refusal> wrong = Passwords.examine(password, login);
    if (!wrong.isEmpty()) return Outcome.refused(wrong);
    if (password.equals(change.old())) {
      return Outcome.refused(
          Refusal.field("password", "新密码与现在的相同", "the new password is the present one"));
    }
    if (!passwords.change(viewer.id(), proven.hash(), password, viewer.session())) {
      return Outcome.refused(
          Refusal.of(
              "moved-first", "密码刚被修改过，请重新登录", "the password has just been changed: sign in again"));
    }
    audit.record("password-changed", viewer.id(), viewer.id().toString(), Map.of());
    return Outcome.done(viewer.id());
  }

  /** Where somebody is signed in, the newest first. */
  public List<Session> sessions(Viewer viewer) {
    return sessions.of(viewer.id(), viewer.session());
  }

  /** By what they come in without a password, the oldest first. */
  public List<Passkeys.Passkey> passkeys(Viewer viewer) {
    return passkeys.of(viewer.id());
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
