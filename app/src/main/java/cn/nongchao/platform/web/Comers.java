package cn.nongchao.platform.web;

import cn.nongchao.platform.limit.Comer;
import cn.nongchao.platform.limit.Device;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.WebUtils;

/**
 * Who comes with a request, for the limits on abuse: the address as the configured proxies tell it,
 * the mark of the device, the person signed in, and work done. A refusal's time stands in {@code
 * Retry-After}, its way through in {@value #WORK} and in the page.
 */
@Component
public class Comers {

  /** Header of an answer with a challenge, and of a program's request with its solution. */
  public static final String WORK = "Nongchao-Work";

  /** In which a page's script gives its solution. */
  static final String WORK_COOKIE = "nc_work";

  static final String DEVICE_COOKIE = "nc_device";

  private static final String COMER = Comer.class.getName();

  private final ObjectProvider<UiOfRequest.SignedIn> people;

  Comers(ObjectProvider<UiOfRequest.SignedIn> people) {
    this.people = people;
  }

  /** The same one throughout a request. */
  public Comer of(HttpServletRequest request) {
    if (request.getAttribute(COMER) instanceof Comer before) return before;
    Cookie mark = WebUtils.getCookie(request, DEVICE_COOKIE);
    Comer comer =
        new Comer(
            request.getRemoteAddr(),
            people.stream()
                .map(signedIn -> signedIn.account(request))
                .filter(account -> account != null)
                .findFirst()
                .orElse(null),
            mark == null ? Device.fresh() : Device.read(mark.getValue()),
            solution(request),
            new InAnswer(request));
    request.setAttribute(COMER, comer);
    return comer;
  }

  private static @Nullable String solution(HttpServletRequest request) {
    String said = request.getHeader(WORK);
    if (said != null) return said;
    Cookie cookie = WebUtils.getCookie(request, WORK_COOKIE);
    return cookie == null ? null : cookie.getValue();
  }

  /** The challenge the page of this request shows its script; null for none. */
  static @Nullable String challenge(HttpServletRequest request) {
    return (String) request.getAttribute(WORK);
  }

  private record InAnswer(HttpServletRequest request) implements Comer.Answer {

    @Override
    public void refused(Duration wait, @Nullable String challenge) {
      HttpServletResponse response = response();
      if (response == null) return;
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
      if (challenge == null) return;
      response.setHeader(WORK, challenge);
      request.setAttribute(WORK, challenge);
    }

    @Override
    public void keep(Device device) {
      HttpServletResponse response = response();
      if (response == null) return;
      Cookie cookie = new Cookie(DEVICE_COOKIE, device.written());
      cookie.setPath("/");
      cookie.setHttpOnly(true);
      cookie.setSecure(request.isSecure());
      cookie.setMaxAge((int) Device.KEPT.toSeconds());
      cookie.setAttribute("SameSite", "Lax");
      response.addCookie(cookie);
    }

    private static @Nullable HttpServletResponse response() {
      return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now
          ? now.getResponse()
          : null;
    }
  }
}
