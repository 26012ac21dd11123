package cn.nongchao.platform.web;

import cn.nongchao.platform.Network;
import cn.nongchao.platform.StatementTime;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * How much the database does for one request: each statement has its time, by the kind of request,
 * and of what is {@link Costly} only {@value #TOGETHER} are served at a time, {@value #OF_ONE} of
 * one person or, where nobody is signed in, of one network. What is over is told to come again.
 */
@Configuration
class Workload implements WebMvcConfigurer {

  static final Duration READING = Duration.ofSeconds(15);
  static final Duration WRITING = Duration.ofSeconds(60);
  static final Duration COSTLY = Duration.ofSeconds(60);

  static final int TOGETHER = 6;
  static final int OF_ONE = 2;

  /** Seconds after which there is likely room again. */
  static final String LATER = "10";

  private final ObjectProvider<UiOfRequest.SignedIn> people;

  Workload(ObjectProvider<UiOfRequest.SignedIn> people) {
    this.people = people;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    // After the gate: whoever may not, takes no place.
    registry.addInterceptor(new Bounded(people, new Places(TOGETHER, OF_ONE))).order(100);
  }

  /** Places for what is costly, by whom they are taken. */
  static final class Places {

    private final int together;
    private final int ofOne;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    Places(int together, int ofOne) {
      this.together = together;
      this.ofOne = ofOne;
    }

    synchronized boolean take(String who) {
      if (all >= together || taken.getOrDefault(who, 0) >= ofOne) return false;
      taken.merge(who, 1, Integer::sum);
      all++;
      return true;
    }

    synchronized void leave(String who) {
      taken.computeIfPresent(who, (one, count) -> count == 1 ? null : count - 1);
      all--;
    }
  }

  private static final class Bounded implements AsyncHandlerInterceptor {

    private static final String WHO = Places.class.getName();

    private final ObjectProvider<UiOfRequest.SignedIn> people;
    private final Places places;

    Bounded(ObjectProvider<UiOfRequest.SignedIn> people, Places places) {
      this.people = people;
      this.places = places;
    }

    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler)
        throws IOException {
      boolean costly = isCostly(handler);
      if (costly && request.getAttribute(WHO) == null) {
        String who = who(request);
        if (!places.take(who)) {
          response.setHeader(HttpHeaders.RETRY_AFTER, LATER);
          response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
          return false;
        }
        request.setAttribute(WHO, who);
      }
      boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
      StatementTime.set(costly ? COSTLY : reads ? READING : WRITING);
      return true;
    }

    @Override
    public void afterCompletion(
        HttpServletRequest request,
        HttpServletResponse response,
        Object handler,
        @Nullable Exception failed) {
      StatementTime.set(null);
      if (!isCostly(handler) || !(request.getAttribute(WHO) instanceof String who)) return;
      request.removeAttribute(WHO);
      places.leave(who);
    }

    /** What goes on without this thread, a stream of events, costs little. */
    @Override
    public void afterConcurrentHandlingStarted(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      afterCompletion(request, response, handler, null);
    }

    private static boolean isCostly(Object handler) {
      return handler instanceof HandlerMethod method
          && (method.hasMethodAnnotation(Costly.class)
              || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Costly.class));
    }

    private String who(HttpServletRequest request) {
      return people.stream()
          .map(signedIn -> signedIn.account(request))
          .filter(account -> account != null)
          .findFirst()
          .orElseGet(() -> Network.of(request.getRemoteAddr()));
    }
  }
}
