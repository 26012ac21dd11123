package cn.nongchao.people.access;

import cn.nongchao.people.PersonalData;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Network;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows guessing down: after some failures within a quarter of an hour, each further one makes the
 * wait twice as long. Counted by the account typed, whether or not it exists, and by the address it
 * came from; kept in the database, so guessing at another node does not help.
 *
 * <p>An attempt is counted before the password is looked at and forgiven when it was right: a
 * hundred guesses at once are a hundred failures.
 */
@Component
class Throttle {

  static final Duration WINDOW = Duration.ofMinutes(15);

  /** What is counted, and from which number on it makes wait. */
  enum Kind {
    ACCOUNT(5),
    /** An office shares one address. */
    ADDRESS(40);

    final int free;

    Kind(int free) {
      this.free = free;
    }
  }

  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final PersonalData personalData;

  Throttle(JdbcClient jdbc, Clock clock, PersonalData personalData) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.personalData = personalData;
  }

  /** Counts an attempt, unless it comes too soon: then the time to wait is returned. */
  @Transactional
  @Nullable Duration attempt(String login, String address) {
    byte[] account = key(Kind.ACCOUNT, login);
    byte[] from = key(Kind.ADDRESS, Network.of(address));
    Duration wait = longer(wait(Kind.ACCOUNT, account), wait(Kind.ADDRESS, from));
    if (wait != null) return wait;
    for (byte[] key : new byte[][] {account, from}) {
      jdbc.sql("insert into people.sign_in_failures (id, key, at) values (?, ?, ?)")
          .params(Ids.next(), key, Timestamp.from(clock.instant()))
          .update();
    }
    return null;
  }

  /** The password was right: the account starts anew, the address is forgiven this one. */
  @Transactional
  void forgive(String login, String address) {
    jdbc.sql("delete from people.sign_in_failures where key = ?")
        .param(key(Kind.ACCOUNT, login))
        .update();
    jdbc.sql(
            "delete from people.sign_in_failures where id = (select id from"
                + " people.sign_in_failures where key = ? order by at desc limit 1)")
        .param(key(Kind.ADDRESS, Network.of(address)))
        .update();
  }

  /** Failures that no longer count. */
  void sweep() {
    jdbc.sql("delete from people.sign_in_failures where at < ?")
        .param(Timestamp.from(clock.instant().minus(WINDOW)))
        .update();
  }

  private @Nullable Duration wait(Kind kind, byte[] key) {
    record Failures(long count, @Nullable Timestamp last) {}
    // One at a time for each key: what is counted below includes every attempt before.
    jdbc.sql("select pg_advisory_xact_lock(?) is null")
        .param(ByteBuffer.wrap(key).getLong())
        .query(Boolean.class)
        .single();
    Instant now = clock.instant();
    Failures failures =
        jdbc.sql(
                "select count(*) as count, max(at) as last from people.sign_in_failures"
                    + " where key = ? and at > ?")
            .params(key, Timestamp.from(now.minus(WINDOW)))
            .query(Failures.class)
            .single();
    long over = failures.count() - kind.free;
    if (over < 0) return null;
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(over, 4));
    Instant until = Objects.requireNonNull(failures.last()).toInstant().plus(wait);
    return until.isAfter(now) ? Duration.between(now, until) : null;
  }

  private static @Nullable Duration longer(@Nullable Duration a, @Nullable Duration b) {
    if (a == null) return b;
    return b == null || a.compareTo(b) > 0 ? a : b;
  }

  private byte[] key(Kind kind, String what) {
    return personalData.digest(kind + " " + what.toLowerCase(Locale.ROOT));
  }
}
