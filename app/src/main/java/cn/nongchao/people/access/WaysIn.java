package cn.nongchao.people.access;

import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * All that somebody can come in by without their password: sessions and machine tokens. Whoever is
 * shut out, or whose password changes, loses all of it: a token made by whoever knew the old
 * password would outlive it by a year.
 */
@Component
public class WaysIn {

  static final Refusal ENDED =
      Refusal.of("not-signed-in", "您的登录已结束，请重新登录", "your session has ended: sign in again");

  private final JdbcClient jdbc;
  private final Clock clock;

  WaysIn(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Ends every session and token of a person, within the transaction that shuts them out. */
  public void close(PersonId person) {
    closeAllBut(person, "");
  }

  /** The same, but for the session with this hash: the one it is done from. */
  void closeAllBut(PersonId person, String kept) {
    closeSessionsBut(person, kept);
    jdbc.sql("update people.api_tokens set revoked_at = ? where person = ? and revoked_at is null")
        .params(Timestamp.from(clock.instant()), person.value())
        .update();
  }

  void closeSessionsBut(PersonId person, String kept) {
    jdbc.sql("delete from people.sessions where person = ? and token_hash <> ?")
        .params(person.value(), kept)
        .update();
  }

  /**
   * Holds the person until the end of the transaction, so that two things made at once are counted
   * one after the other, and none is made by a session that a new password is just ending.
   */
  boolean holds(Viewer viewer) {
    jdbc.sql("select id from people.persons where id = ? for no key update")
        .param(viewer.id().value())
        .query(UUID.class)
        .single();
    return jdbc.sql(
            "select exists (select 1 from people.sessions where person = ? and token_hash = ?)")
        .params(viewer.id().value(), viewer.session())
        .query(Boolean.class)
        .single();
  }
}
