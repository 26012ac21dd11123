package cn.nongchao.people.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.web.util.WebUtils;

/**
 * Anti-forgery tokens. With a session the token is made of it: another one after each sign-in, good
 * with no other session, and no cookie that a neighbouring site could plant is asked (OWASP, CSRF
 * prevention: tokens bound to the session). Strangers, who have nothing to lose but their own
 * sign-in, carry theirs in a cookie.
 */
class ForgeryTokens implements CsrfTokenRepository {

  private static final String HEADER = "X-CSRF-TOKEN"; // as the layout tells htmx

  private final CookieCsrfTokenRepository ofStrangers = new CookieCsrfTokenRepository();

  ForgeryTokens() {
    ofStrangers.setHeaderName(HEADER);
    ofStrangers.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
  }

  @Override
  public CsrfToken generateToken(HttpServletRequest request) {
    CsrfToken own = ofSession(request);
    return own == null ? ofStrangers.generateToken(request) : own;
  }

  /** Null forgets the stranger's, as at sign-in. */
  @Override
  public void saveToken(
      @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
    if (token == null || ofSession(request) == null) {
      ofStrangers.saveToken(token, request, response);
    }
  }

  @Override
  public @Nullable CsrfToken loadToken(HttpServletRequest request) {
    CsrfToken own = ofSession(request);
    return own == null ? ofStrangers.loadToken(request) : own;
  }

  /**
   * Of the cookie, though its session may have ended: then whoever sends an old page is asked to
   * sign in instead of being told off. The digest kept of the session tells nothing of it.
   */
  private static @Nullable CsrfToken ofSession(HttpServletRequest request) {
    Cookie session = WebUtils.getCookie(request, SessionFilter.COOKIE);
    if (session == null || session.getValue().isEmpty()) return null;
    String made = Sessions.hash("anti-forgery " + session.getValue());
    return new DefaultCsrfToken(HEADER, "_csrf", made);
  }
}
