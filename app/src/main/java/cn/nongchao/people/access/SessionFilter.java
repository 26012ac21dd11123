package cn.nongchao.people.access;

import cn.nongchao.people.Viewer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/** Finds the person behind a request and hangs them on it; lets everybody through. */
class SessionFilter extends OncePerRequestFilter {

  static final String COOKIE = "nc_session";
  static final String VIEWER = Viewer.class.getName();

  private static final String FIRST = First.class.getName();
  private static final String LOOKED = SessionFilter.class.getName() + ".looked";

  private final Sessions sessions;

  SessionFilter(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    // Looked up once: where that fails the page that tells of it has nobody, or would fail as well.
    boolean again = request.getAttribute(LOOKED) != null;
    request.setAttribute(LOOKED, true);
    Sessions.Found found = again ? null : find(request);
    if (found != null) {
      request.setAttribute(VIEWER, found.viewer());
      request.setAttribute(FIRST, found.first());
    }
    chain.doFilter(request, response);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/webjars/")
        || path.startsWith("/static/")
        || path.startsWith("/_static/");
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  private Sessions.@Nullable Found find(HttpServletRequest request) {
    String bearer = bearer(request);
    if (bearer != null) return sessions.byApiToken(bearer);
    Cookie cookie = WebUtils.getCookie(request, COOKIE);
    return cookie == null ? null : sessions.bySession(cookie.getValue());
  }

  static @Nullable String bearer(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.startsWith("Bearer ") ? header.substring(7).strip() : null;
  }

  /**
   * Whether a program comes to the API without a session. A page of another site can make a browser
   * send a form or a file, but not without saying where it comes from (Fetch standard, section
   * 3.1).
   */
  static boolean isNobody(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/api/")
        && WebUtils.getCookie(request, COOKIE) == null
        && request.getHeader("Origin") == null
        && request.getHeader("Sec-Fetch-Site") == null;
  }

  static @Nullable Viewer viewer(HttpServletRequest request) {
    return (Viewer) request.getAttribute(VIEWER);
  }

  /** What this person has to do before anything else; null for nothing. */
  static @Nullable First first(HttpServletRequest request) {
    return (First) request.getAttribute(FIRST);
  }
}
