package cn.nongchao.people.access;

import cn.nongchao.form.Arrival;
import cn.nongchao.form.Given;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.Account.Proven;
import cn.nongchao.people.access.SecondFactor.Means;
import cn.nongchao.people.access.SecondFactor.Passed;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.limit.Charge;
import cn.nongchao.platform.limit.Limit;
import cn.nongchao.platform.limit.Limiter;
import cn.nongchao.platform.web.Comers;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/**
 * What whoever is signed in brings to prove once more who they are: the present password, a code,
 * an answer of a passkey. What can be guessed is counted before it is looked at, each kind apart: a
 * stranger who guesses at one does not keep the owner from another, nor from the door.
 */
final class Proofs {

  private Proofs() {}

  private static Limit limit(String name) {
    return Limit.of(name, Duration.ofMinutes(15))
        .saying(Text.of("失败次数过多", "too many failures"), Text.of("", ""));
  }

  /** Counts guesses before they are looked at, and forgives them when one was right. */
  @Component
  static class Guesses {

    private final Limiter limiter;
    private final Comers comers;

    Guesses(Limiter limiter, Comers comers) {
      this.limiter = limiter;
      this.comers = comers;
    }

    <T> Outcome<T> judge(Limit limit, HttpServletRequest request, Supplier<Outcome<T>> proof) {
      Outcome<Charge> attempt = limiter.take(limit, comers.of(request), "");
      if (attempt instanceof Outcome.Refused<Charge> tooMany) return tooMany.as();
      Outcome<T> outcome = proof.get();
      if (outcome.isDone()) attempt.orThrow().forgive();
      return outcome;
    }
  }

  /** That the present password is known, which a session left open does not tell. */
  @Component
  static class OfPassword implements Arrival<Proven> {

    static final Refusal WRONG =
        Refusal.field("old", "现在的密码不正确", "the present password is not right");

    /** Counted for the person: only time helps, from whichever session. */
    static final Limit GUESSES = limit("present-password").known(5, 5);

    private final JdbcClient jdbc;
    private final Hashing hashing;
    private final Guesses guesses;
    private final Audit audit;

    OfPassword(JdbcClient jdbc, Hashing hashing, Guesses guesses, Audit audit) {
      this.jdbc = jdbc;
      this.audit = audit;
      this.hashing = hashing;
      this.guesses = guesses;
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
          viewer.id().toString(),
          () -> guesses.judge(GUESSES, request, () -> prove(viewer.id(), typed)));
    }

    private Outcome<Proven> prove(PersonId person, String typed) {
      String hash =
          jdbc.sql(
                  "select password_hash from people.persons where id = ? and password_hash is not"
                      + " null")
              .param(person.value())
              .query(String.class)
              .optional()
              .orElse("");
      boolean right =
          !hash.isEmpty() && typed.length() <= Passwords.LONGEST && hashing.matches(typed, hash);
      if (right) return Outcome.done(new Proven(hash));
      audit.record("present-password-wrong", person, person.toString(), Map.of());
      return Outcome.refused(WRONG);
    }
  }

  /** That a second factor was given: a code as typed, or what a passkey answers. */
  @Component
  static class OfSecondFactor implements Arrival<Passed> {

    private static final Refusal WRONG =
        Refusal.field(
            "code",
            "动态码不正确、已过期或已用过，请等下一个",
            "the code is wrong, over, or was used: wait for the next one");

    /** Six digits can be guessed: counted for the person, from whichever session. */
    static final Limit CODES = limit("second-factor").known(5, 5);

    /**
     * Fifty-nine bits cannot: whoever tries is held up where they are, and never the owner, who has
     * these codes for when nothing else is left.
     */
    static final Limit RECOVERY = limit("recovery-code").address(20, 20);

    private final SecondFactor secondFactor;
    private final PasskeyProof passkeys;
    private final Browsers browsers;
    private final Guesses guesses;
    private final Audit audit;

    OfSecondFactor(
        SecondFactor secondFactor,
        PasskeyProof passkeys,
        Browsers browsers,
        Guesses guesses,
        Audit audit) {
      this.audit = audit;
      this.secondFactor = secondFactor;
      this.passkeys = passkeys;
      this.browsers = browsers;
      this.guesses = guesses;
    }

    @Override
    public Class<Passed> type() {
      return Passed.class;
    }

    @Override
    public Outcome<Passed> of(HttpServletRequest request, Given.Tree given) {
      Viewer viewer = SessionFilter.viewer(request);
      String code = typed(given, "code");
      String answer = typed(given, "answer");
      if (viewer != null && code != null) {
        Limit limit = SecondFactor.isOfTime(code) ? CODES : RECOVERY;
        return guesses.judge(limit, request, () -> told(viewer.id(), spent(viewer.id(), code)));
      }
      if (viewer != null && answer != null) {
        return told(viewer.id(), answered(answer, request, viewer.id()));
      }
      return Outcome.done(new Passed(null, Means.NONE));
    }

    private Outcome<Passed> told(PersonId person, Outcome<Passed> outcome) {
      if (!outcome.isDone()) {
        audit.record("second-factor-wrong", person, person.toString(), Map.of());
      }
      return outcome;
    }

    private Outcome<Passed> spent(PersonId person, String code) {
      Means means = secondFactor.spend(person, code);
      return means == Means.NONE ? Outcome.refused(WRONG) : Outcome.done(new Passed(person, means));
    }

    private Outcome<Passed> answered(String answer, HttpServletRequest request, PersonId person) {
      return passkeys
          .used(answer, browsers.of(request), person)
          .map(whose -> new Passed(whose, Means.PASSKEY));
    }

    private static @Nullable String typed(Given.Tree given, String name) {
      String text = given.part(name).text();
      boolean nothing = text == null || text.isBlank() || text.length() > PasskeyAnswer.LONGEST;
      return nothing ? null : text;
    }
  }

  /** A passkey just made by whoever is signed in. */
  @Component
  static class OfNewPasskey implements Arrival<Passkeys.Made> {

    private final PasskeyProof passkeys;
    private final Browsers browsers;

    OfNewPasskey(PasskeyProof passkeys, Browsers browsers) {
      this.passkeys = passkeys;
      this.browsers = browsers;
    }

    @Override
    public Class<Passkeys.Made> type() {
      return Passkeys.Made.class;
    }

    @Override
    public Outcome<Passkeys.Made> of(HttpServletRequest request, Given.Tree given) {
      Viewer viewer = SessionFilter.viewer(request);
      String answer = given.part("answer").text();
      if (viewer == null || answer == null || answer.length() > PasskeyAnswer.LONGEST) {
        return Outcome.refused(PasskeyProof.WRONG);
      }
      return passkeys.made(answer, browsers.of(request), viewer.id());
    }
  }

  /** Which browser it is, as far as its token against forgery tells. */
  @Component
  static class Browsers implements Arrival<Browser> {

    private final CsrfTokenRepository tokens;
    private final Throttle throttle;
    private final Comers comers;

    Browsers(CsrfTokenRepository tokens, Throttle throttle, Comers comers) {
      this.tokens = tokens;
      this.throttle = throttle;
      this.comers = comers;
    }

    @Override
    public Class<Browser> type() {
      return Browser.class;
    }

    @Override
    public Outcome<Browser> of(HttpServletRequest request, Given.Tree given) {
      if (SessionFilter.viewer(request) != null) return Outcome.done(of(request));
      return throttle.passkey(comers.of(request)).map(counted -> of(request));
    }

    Browser of(HttpServletRequest request) {
      CsrfToken token = tokens.loadToken(request);
      return new Browser(token == null ? null : token.getToken());
    }
  }
}
