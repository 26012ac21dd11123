package cn.nongchao.people.access;

import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Told;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Decides who may use an address, by what its handler declares ({@link Guard}). A handler of ours
 * that declares nothing is closed to all.
 */
@Component
class Gate implements HandlerInterceptor {

  private static final String PASSWORD = "/account/password";

  private static final Refusal CHANGE_FIRST =
      Refusal.of(
          "change-password-first",
          "密码由他人设置，请先改成自己的密码",
          "the password was set by somebody else: change it first");

  /** All that somebody may do who has to choose a password of their own first. */
  private static final Set<String> TO_CHANGE = Set.of(PASSWORD, "/api/v1" + PASSWORD, "/sign-out");

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (!(handler instanceof HandlerMethod method) || isForeign(method)) return true;
    Guard guard = Guard.of(method);
    if (guard != null && guard.isForAnyone()) {
      // Who has to change the password is nobody until then, where strangers are let in too.
      if (SessionFilter.mustChange(request)) request.removeAttribute(SessionFilter.VIEWER);
      return true;
    }
    Viewer viewer = SessionFilter.viewer(request);
    if (viewer == null) return sendToSignIn(request, response);
    if (SessionFilter.mustChange(request)) {
      Boolean answered = passwordFirst(request, response);
      if (answered != null) return answered;
    }
    // A machine's token may not make tokens, change the password or end sessions. The handler says
    // so, not the address: that can be written in more than one way.
    boolean isMachine = SessionFilter.bearer(request) != null;
    boolean allowed =
        guard != null && guard.admits(viewer) && !(guard.takesThePerson() && isMachine);
    if (!allowed) response.sendError(HttpServletResponse.SC_FORBIDDEN);
    return allowed;
  }

  /** Null where the address is one of those needed to change a password. */
  private static @Nullable Boolean passwordFirst(
      HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = request.getRequestURI();
    if (TO_CHANGE.contains(path)) return null;
    if (path.startsWith("/api/") || SessionFilter.bearer(request) != null) {
      Told.send(CHANGE_FIRST, request, response);
    } else {
      response.sendRedirect(PASSWORD);
    }
    return false;
  }

  /** The API description and the framework's own handlers are public by their nature. */
  private static boolean isForeign(HandlerMethod method) {
    return !method.getBeanType().getName().startsWith("cn.nongchao.");
  }

  private static boolean sendToSignIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getRequestURI();
    if (path.startsWith("/api/") || SessionFilter.bearer(request) != null) {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", "/sign-in");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      String back = "GET".equals(request.getMethod()) ? path : "/";
      response.sendRedirect("/sign-in?back=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
    }
    return false;
  }
}
