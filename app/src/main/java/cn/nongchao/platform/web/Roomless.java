package cn.nongchao.platform.web;

import cn.nongchao.platform.Outage;
import cn.nongchao.platform.Room;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses what is sent while there is no room to keep it; what is there can be read. */
@Configuration
@ConditionalOnWebApplication
class Roomless implements WebMvcConfigurer {

  private static final Set<String> READ = Set.of("GET", "HEAD", "OPTIONS");

  private final Room room;

  Roomless(Room room) {
    this.room = room;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    // After the gate: whoever may not is told that.
    registry.addInterceptor(new Refusing(room)).order(90);
  }

  private record Refusing(Room room) implements HandlerInterceptor {

    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler)
        throws IOException {
      if (READ.contains(request.getMethod()) || isSmall(handler) || !room.isOut()) return true;
      Told.send(Outage.NO_ROOM.refusal(), request, response);
      return false;
    }

    private static boolean isSmall(Object handler) {
      if (!(handler instanceof HandlerMethod method)) return true;
      return method.hasMethodAnnotation(SmallWrite.class)
          || (method.getBean() instanceof Guarded own && own.isSmall());
    }
  }
}
