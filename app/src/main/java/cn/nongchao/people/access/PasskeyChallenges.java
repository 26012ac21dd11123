package cn.nongchao.people.access;

import cn.nongchao.people.PersonId;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What browsers were asked to sign. Each is good for the browser that asked, for what it asked,
 * once and for minutes; a browser has one at a time.
 */
@Component
class PasskeyChallenges {

  static final Duration GOOD_FOR = Duration.ofMinutes(5);

  enum Purpose {
    ADD,
    SECOND_FACTOR,
    SIGN_IN
  }

  /**
   * What was asked.
   *
   * @param person null at the door
   * @param name of the passkey to be
   */
  record Asked(Purpose purpose, @Nullable PersonId person, String name) {}

  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final Clock clock;

  PasskeyChallenges(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  byte[] ask(String browser, Asked asked) {
    byte[] challenge = new byte[32];
    RANDOM.nextBytes(challenge);
    PersonId person = asked.person();
    jdbc.sql(
            "insert into people.passkey_challenges (challenge, browser, purpose, person, name,"
                + " until) values (?, ?, ?, ?, ?, ?) on conflict (browser) do update set"
                + " challenge = excluded.challenge, purpose = excluded.purpose,"
                + " person = excluded.person, name = excluded.name, until = excluded.until")
        .params(
            Arrays.asList(
                challenge,
                browser,
                asked.purpose().name(),
                person == null ? null : person.value(),
                asked.name(),
                Timestamp.from(clock.instant().plus(GOOD_FOR))))
        .update();
    return challenge;
  }

  /** What was asked with this, if this browser was asked it and not too long ago; it is over. */
  Optional<Asked> take(byte[] challenge, Browser browser) {
    record Row(String browser, String purpose, @Nullable UUID person, String name, boolean over) {}
    return jdbc.sql(
            "delete from people.passkey_challenges where challenge = ?"
                + " returning browser, purpose, person, name, until <= ? as over")
        .params(challenge, Timestamp.from(clock.instant()))
        .query(Row.class)
        .optional()
        .filter(row -> !row.over() && row.browser().equals(browser.digest()))
        .map(row ->
            new Asked(Purpose.valueOf(row.purpose()), PersonId.of(row.person()), row.name()));
  }
}
