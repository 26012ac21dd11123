package cn.nongchao.people.access;

import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.limit.Charge;
import cn.nongchao.platform.limit.Limit;
import cn.nongchao.platform.limit.Limiter;
import cn.nongchao.platform.web.Comers;
import cn.nongchao.platform.web.Told;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What somebody who is not here for work reports, adds and says is counted, whichever write it is:
 * an account is quickly made, and each of it is somebody's work. What is refused counts for
 * nothing.
 */
@Configuration
class CitizenWrites implements WebMvcConfigurer {

  /** A street full of rubbish is some ten reports and as many remarks. */
  static final int AN_HOUR = 60;

  private static final Limit WRITES =
      Limit.of("citizen-writes", Duration.ofHours(1))
          .known(AN_HOUR, AN_HOUR)
          .saying(
              Text.of("提交过于频繁", "too many submissions"),
              Text.of("；紧急情况请拨打 110、119 或 120", "; in an emergency call 110, 119 or 120"));

  private final Limiter limiter;
  private final Comers comers;

  CitizenWrites(Limiter limiter, Comers comers) {
    this.limiter = limiter;
    this.comers = comers;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new Counting(limiter, comers)).order(60);
  }

  private static final class Counting implements HandlerInterceptor {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String CHARGE = CitizenWrites.class.getName();

    private final Limiter limiter;
    private final Comers comers;

    Counting(Limiter limiter, Comers comers) {
      this.limiter = limiter;
      this.comers = comers;
    }

    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler)
        throws IOException {
      Viewer viewer = SessionFilter.viewer(request);
      if (viewer == null || viewer.works() || READING.contains(request.getMethod())) return true;
      // What strangers may do too has limits of its own, or is nobody's work.
      Guard guard = handler instanceof HandlerMethod method ? Guard.of(method) : null;
      if (guard == null || guard.isForAnyone()) return true;
      switch (limiter.take(WRITES, comers.of(request), "")) {
        case Outcome.Done<Charge>(Charge charge) -> request.setAttribute(CHARGE, charge);
        case Outcome.Refused<Charge> tooMany -> {
          Told.send(tooMany.reasons().getFirst(), request, response);
          return false;
        }
      }
      return true;
    }

    @Override
    public void afterCompletion(
        HttpServletRequest request,
        HttpServletResponse response,
        Object handler,
        @Nullable Exception failed) {
      boolean nothing = failed != null || response.getStatus() >= 400;
      if (nothing && request.getAttribute(CHARGE) instanceof Charge charge) charge.giveBack();
    }
  }
}
