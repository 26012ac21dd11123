package cn.nongchao.platform.web;

import cn.nongchao.platform.Lang;
import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.MenuSource;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.Ui;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Gathers what every page needs beside its own model. */
@Component
public class UiOfRequest {

  static final String LANG_COOKIE = "lang";
  private static final String FLASH_COOKIE = "flash";

  private final Settings settings;
  private final Clock clock;
  private final SignedIn signedIn;
  private final List<MenuItem> menu;
  private final ObjectProvider<Drawing> drawing;

  UiOfRequest(
      Settings settings,
      Clock clock,
      SignedIn signedIn,
      List<MenuItem> menu,
      List<MenuSource> more,
      ObjectProvider<Drawing> drawing) {
    this.drawing = drawing;
    this.settings = settings;
    this.clock = clock;
    this.signedIn = signedIn;
    this.menu =
        Stream.concat(menu.stream(), more.stream().flatMap(source -> source.items().stream()))
            .sorted(Comparator.comparing(MenuItem::heading).thenComparing(MenuItem::order))
            .toList();
  }

  /** Draws forms for a request, offered by the module that knows them. */
  public interface Drawing {
    Ui.Drawn of(HttpServletRequest request);
  }

  /** Who is signed in, told by the module that knows; all empty on public pages. */
  public interface SignedIn {
    @Nullable String name(HttpServletRequest request);

    Set<String> roles(HttpServletRequest request);

    String rolesInWords(HttpServletRequest request, Lang lang);

    /** Id of the person, null for nobody; limits on abuse count by it. */
    @Nullable String account(HttpServletRequest request);
  }

  Ui of(HttpServletRequest request, HttpServletResponse response) {
    Lang lang = lang(request);
    Set<String> roles = signedIn.roles(request);
    CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    return new Ui(
        lang,
        token == null ? "" : token.getToken(),
        request.getRequestURI(),
        OwnPath.here(request),
        signedIn.name(request),
        signedIn.rolesInWords(request, lang),
        menu.stream().filter(item -> item.shownTo().roles(roles)).toList(),
        takeFlash(request, response),
        settings.demo(),
        settings.trial(),
        clock.instant(),
        settings.zone(),
        drawing.getObject().of(request),
        Comers.challenge(request));
  }

  /** The language of a request: what was chosen last, else what the browser prefers. */
  public static Lang lang(HttpServletRequest request) {
    String asked = UnreadRequests.parameter(request, "lang");
    if (asked != null && (asked.equals("zh") || asked.equals("en"))) return Lang.of(asked);
    return chosen(request);
  }

  /** The same without what its address asks for. */
  static Lang chosen(HttpServletRequest request) {
    Cookie chosen = WebUtils.getCookie(request, LANG_COOKIE);
    if (chosen != null) return Lang.of(chosen.getValue());
    String accepted = request.getHeader("Accept-Language");
    return accepted != null && accepted.startsWith("en") ? Lang.EN : Lang.ZH;
  }

  /** A message shown once, on the next page. Kept in a cookie so that no node remembers it. */
  public static void flash(HttpServletRequest request, HttpServletResponse response, Text text) {
    Cookie cookie =
        new Cookie(FLASH_COOKIE, URLEncoder.encode(text.in(lang(request)), StandardCharsets.UTF_8));
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
  }

  private static @Nullable Text takeFlash(HttpServletRequest rq, HttpServletResponse response) {
    Cookie cookie = WebUtils.getCookie(rq, FLASH_COOKIE);
    if (cookie == null || cookie.getValue().isEmpty()) return null;
    Cookie gone = new Cookie(FLASH_COOKIE, "");
    gone.setPath("/");
    gone.setMaxAge(0);
    response.addCookie(gone);
    try {
      return Text.same(URLDecoder.decode(cookie.getValue(), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException tampered) {
      return null;
    }
  }
}
