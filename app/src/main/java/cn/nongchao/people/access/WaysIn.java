package cn.nongchao.people.access;

import cn.nongchao.people.PersonId;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * All that somebody can come in by without their password: sessions and machine tokens. Whoever is
 * shut out, or whose password changes, loses all of it: a token made by whoever knew the old
 * password would outlive it by a year.
 */
@Component
public class WaysIn {

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
    jdbc.sql("delete from people.sessions where person = ? and token_hash <> ?")
        .params(person.value(), kept)
        .update();
    jdbc.sql("update people.api_tokens set revoked_at = ? where person = ? and revoked_at is null")
        .params(Timestamp.from(clock.instant()), person.value())
        .update();
  }
}
