package cn.nongchao.people.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The cookie in which a browser keeps its session's token; the token against forgery follows it.
 */
public final class SessionCookie {

  private SessionCookie() {}

  public static Cookie of(String token, boolean secure) {
    Cookie cookie = new Cookie(SessionFilter.COOKIE, token);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(secure);
    cookie.setAttribute("SameSite", "Lax");
    return cookie;
  }

  /** Gives the browser of this request another token in the place of the one it had. */
  public static void renew(String token) {
    if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now)) {
      return;
    }
    HttpServletResponse response = now.getResponse();
    if (response != null) response.addCookie(of(token, now.getRequest().isSecure()));
  }
}
