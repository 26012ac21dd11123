package cn.nongchao.platform.web;

import cn.nongchao.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What a program asks of an address that does not have it is refused by its name, never left out:
 * nobody takes all for some. Declared lists say so by themselves; this is for what is asked of the
 * others.
 */
@Configuration
class KnownParameters implements WebMvcConfigurer {

  /** Which any address hears. */
  private static final String LANGUAGE = "lang";

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    // After the gate: whoever may not ask is told that.
    registry.addInterceptor(new Hearing()).order(50);
  }

  private static final class Hearing implements HandlerInterceptor {

    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler)
        throws IOException {
      if (!(handler instanceof HandlerMethod method) || !isAsked(request, method)) return true;
      Set<String> known = known(method);
      for (String name : new TreeSet<>(request.getParameterMap().keySet())) {
        if (known.contains(name) || name.equals(LANGUAGE)) continue;
        Told.send(none(name, known), request, response);
        return false;
      }
      return true;
    }

    private static boolean isAsked(HttpServletRequest request, HandlerMethod method) {
      boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
      return reads
          && request.getRequestURI().startsWith("/api/")
          && method.getBeanType().getName().startsWith("cn.nongchao.")
          && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Controller.class);
    }

    private static Set<String> known(HandlerMethod method) {
      Set<String> known = new TreeSet<>();
      for (MethodParameter parameter : method.getMethodParameters()) {
        RequestParam one = parameter.getParameterAnnotation(RequestParam.class);
        if (one != null) {
          String name = one.name().isEmpty() ? parameter.getParameter().getName() : one.name();
          known.add(name);
        } else if (parameter.hasParameterAnnotation(ModelAttribute.class)) {
          Arrays.stream(Objects.requireNonNull(parameter.getParameterType().getRecordComponents()))
              .map(RecordComponent::getName)
              .forEach(known::add);
        }
      }
      return known;
    }

    private static Refusal none(String name, Set<String> known) {
      String shown = name.matches("[\\w.-]{1,40}") ? name : "?";
      String all = known.isEmpty() ? "—" : String.join(", ", known);
      return Refusal.field(
          shown,
          "没有“" + shown + "”这个参数；可用：" + all,
          "there is no parameter “" + shown + "”; there are " + all);
    }
  }
}
