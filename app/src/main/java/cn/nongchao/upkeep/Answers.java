package cn.nongchao.upkeep;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Counts what was answered, and how long it took. */
@Configuration
@ConditionalOnWebApplication
class Answers implements WebMvcConfigurer {

  private final Metrics metrics;

  Answers(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new Counting(metrics)).order(Integer.MIN_VALUE);
  }

  private record Counting(Metrics metrics) implements HandlerInterceptor {

    private static final String BEGAN = Counting.class.getName();

    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      if (request.getAttribute(BEGAN) == null) request.setAttribute(BEGAN, System.nanoTime());
      return true;
    }

    @Override
    public void afterCompletion(
        HttpServletRequest request,
        HttpServletResponse response,
        Object handler,
        @Nullable Exception thrown) {
      if (!(request.getAttribute(BEGAN) instanceof Long began)) return;
      request.removeAttribute(BEGAN);
      Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
      metrics.answered(
          request.getMethod(),
          String.valueOf(route),
          thrown == null ? response.getStatus() : 500,
          Duration.ofNanos(System.nanoTime() - began));
    }
  }
}
