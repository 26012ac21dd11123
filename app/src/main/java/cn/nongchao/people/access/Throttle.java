package cn.nongchao.people.access;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.limit.Charge;
import cn.nongchao.platform.limit.Comer;
import cn.nongchao.platform.limit.Limit;
import cn.nongchao.platform.limit.Limiter;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Slows guessing of passwords down, by the account typed, whether or not it exists, and by the
 * address. A device from which somebody came into an account before is counted for that account by
 * itself: strangers cannot keep its owner out. Elsewhere a proof of work lets the owner through
 * until guessing is so dense that only time helps.
 */
@Component
class Throttle {

  static final Limit GUESSES =
      Limit.of("sign-in", Duration.ofMinutes(15))
          .known(5, 20)
          .knownForSubject()
          .subject(5, 30)
          .address(40, 400) // an office, or a carrier, shares one
          .all(1000) // a list of names and passwords tried from everywhere
          .saying(Text.of("失败次数过多", "too many failures"), Text.of("", ""));

  /** A passkey is not guessed; but whoever tries without end fills the log. */
  static final Limit PASSKEYS =
      Limit.of("passkey", Duration.ofMinutes(15))
          .address(1000, 1000) // asked for and answered: two for each who comes in
          .saying(Text.of("尝试次数过多", "too many attempts"), Text.of("", ""));

  private final Limiter limiter;

  Throttle(Limiter limiter) {
    this.limiter = limiter;
  }

  /** Counts an attempt before the password is looked at, or says how long to wait. */
  Outcome<Charge> attempt(String login, Comer comer) {
    return limiter.take(GUESSES, comer, login);
  }

  /** Counts what is asked at the door without an account. */
  Outcome<Charge> passkey(Comer comer) {
    return limiter.take(PASSKEYS, comer, "");
  }

  /** The password was right. */
  void forgive(Charge attempt, String login, Comer comer) {
    attempt.forgive();
    limiter.know(GUESSES, comer, login);
  }
}
