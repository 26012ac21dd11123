package cn.nongchao.people.access;

import cn.nongchao.form.Arrival;
import cn.nongchao.form.Given;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.Account.Proven;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.limit.Charge;
import cn.nongchao.platform.limit.Comer;
import cn.nongchao.platform.limit.Limit;
import cn.nongchao.platform.limit.Limiter;
import cn.nongchao.platform.web.Comers;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * That whoever is signed in knows the present password, which a session left open does not tell.
 * Guesses are counted and made to wait as at sign-in, apart from it: a stranger who guesses at the
 * door does not keep its owner from changing the password, nor the other way round.
 */
@Component
class PresentPassword implements Arrival<Proven> {

  private static final Refusal WRONG =
      Refusal.field("old", "现在的密码不正确", "the present password is not right");

  /** Counted for the person: only time helps, from whichever session. */
  static final Limit GUESSES =
      Limit.of("present-password", Duration.ofMinutes(15))
          .known(5, 5)
          .saying(Text.of("失败次数过多", "too many failures"), Text.of("", ""));

  private final JdbcClient jdbc;
  private final Hashing hashing;
  private final Limiter limiter;
  private final Comers comers;
  private final Audit audit;

  PresentPassword(JdbcClient jdbc, Hashing hashing, Limiter limiter, Comers comers, Audit audit) {
    this.jdbc = jdbc;
    this.hashing = hashing;
    this.limiter = limiter;
    this.comers = comers;
    this.audit = audit;
  }

  @Override
  public Class<Proven> type() {
    return Proven.class;
  }

  @Override
  public Outcome<Proven> of(HttpServletRequest request, Given.Tree given) {
    Viewer viewer = SessionFilter.viewer(request);
    String typed = given.part("old").text();
    // Nothing typed is the form's to refuse; a proof of nothing changes nothing.
    if (viewer == null || typed == null || typed.isEmpty()) return Outcome.done(new Proven(""));
    return hashing.seated(
        viewer.id().toString(), () -> prove(viewer.id(), typed, comers.of(request)));
  }

  private Outcome<Proven> prove(PersonId person, String typed, Comer comer) {
    Outcome<Charge> attempt = limiter.take(GUESSES, comer, "");
    if (attempt instanceof Outcome.Refused<Charge> tooMany) return tooMany.as();
    String hash =
        jdbc.sql(
                "select password_hash from people.persons where id = ? and password_hash is not"
                    + " null")
            .param(person.value())
            .query(String.class)
            .optional()
            .orElse("");
    if (hash.isEmpty() || typed.length() > Passwords.LONGEST || !hashing.matches(typed, hash)) {
      audit.record("present-password-wrong", person, person.toString(), Map.of());
      return Outcome.refused(WRONG);
    }
    attempt.orThrow().forgive();
    return Outcome.done(new Proven(hash));
  }
}
