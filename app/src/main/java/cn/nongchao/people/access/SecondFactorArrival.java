package cn.nongchao.people.access;

import cn.nongchao.form.Arrival;
import cn.nongchao.form.Given;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
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
import org.springframework.stereotype.Component;

/** A code of the second factor, looked at once; wrong ones are counted and made to wait. */
@Component
class SecondFactorArrival implements Arrival<Passed> {

  private static final Refusal WRONG =
      Refusal.field(
          "code",
          "动态码不正确、已过期或已用过，请等下一个",
          "the code is wrong, over, or was used: wait for the next one");

  /** Counted for the person: only time helps, from whichever session. */
  static final Limit GUESSES =
      Limit.of("second-factor", Duration.ofMinutes(15))
          .known(5, 5)
          .saying(Text.of("失败次数过多", "too many failures"), Text.of("", ""));

  private final SecondFactor secondFactor;
  private final Limiter limiter;
  private final Comers comers;
  private final Audit audit;

  SecondFactorArrival(SecondFactor secondFactor, Limiter limiter, Comers comers, Audit audit) {
    this.secondFactor = secondFactor;
    this.limiter = limiter;
    this.comers = comers;
    this.audit = audit;
  }

  @Override
  public Class<Passed> type() {
    return Passed.class;
  }

  @Override
  public Outcome<Passed> of(HttpServletRequest request, Given.Tree given) {
    Viewer viewer = SessionFilter.viewer(request);
    String typed = given.part("code").text();
    if (viewer == null || typed == null || typed.isBlank()) return Outcome.done(new Passed(null));
    PersonId person = viewer.id();
    Outcome<Charge> attempt = limiter.take(GUESSES, comers.of(request), "");
    if (attempt instanceof Outcome.Refused<Charge> tooMany) return tooMany.as();
    if (!secondFactor.spend(person, typed)) {
      audit.record("second-factor-wrong", person, person.toString(), Map.of());
      return Outcome.refused(WRONG);
    }
    attempt.orThrow().forgive();
    return Outcome.done(new Passed(person));
  }
}
