package cn.nongchao.people.access;

import cn.nongchao.people.Viewer;
import cn.nongchao.platform.web.OwnPath;
import cn.nongchao.platform.web.Told;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Decides who may use an address, by what its handler declares ({@link Guard}). A handler of ours
 * that declares nothing is closed to all.
 */
@Component
class Gate implements HandlerInterceptor {

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (!(handler instanceof HandlerMethod method) || isForeign(method)) return true;
    Guard guard = Guard.of(method);
    if (guard != null && guard.isForAnyone()) {
      // Who has something to do first is nobody until then, where strangers are let in too.
      if (SessionFilter.first(request) != null) request.removeAttribute(SessionFilter.VIEWER);
      return true;
    }
    Viewer viewer = SessionFilter.viewer(request);
    if (viewer == null) return sendToSignIn(request, response);
    First first = SessionFilter.first(request);
    if (first != null && !first.opens(request.getRequestURI())) {
      return sendTo(first, request, response);
    }
    // A machine's token may not make tokens, change the password or end sessions. The handler says
    // so, not the address: that can be written in more than one way.
    boolean isMachine = SessionFilter.bearer(request) != null;
    boolean allowed =
        guard != null && guard.admits(viewer) && !(guard.takesThePerson() && isMachine);
    if (!allowed) response.sendError(HttpServletResponse.SC_FORBIDDEN);
    return allowed;
  }

  private static boolean sendTo(
      First first, HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = request.getRequestURI();
    if (path.startsWith("/api/") || SessionFilter.bearer(request) != null) {
      Told.send(first.reason(), request, response);
    } else {
      response.sendRedirect(first.page());
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
      boolean wasSent = "POST".equals(request.getMethod());
      String here = OwnPath.here(request);
      String back = wasSent && here.equals(path) ? "/" : here; // an address to post to is no page
      response.sendRedirect(
          "/sign-in?back="
              + URLEncoder.encode(back, StandardCharsets.UTF_8)
              + (wasSent ? "&ended=true" : ""));
    }
    return false;
  }
}
