package cn.nongchao.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a link may send somebody on: to an address of ours, written in one way only. */
public final class OwnPath {

  /**
   * Parts that begin with a letter, digit or underscore: no empty one, which would name another
   * host ({@code //evil.example}), and none of dots, behind which one may hide ({@code
   * /.//evil.example}). What is asked for behind it stays as the browser wrote it.
   */
  private static final Pattern OURS = Pattern.compile("(/\\w[\\w.-]*)*/?(\\?[\\w.~%+&=,:*-]*)?");

  private static final int LONGEST = 2000;

  private OwnPath() {}

  /** Where the page of a request is asked for again: for a post, the page it was sent from. */
  public static String here(HttpServletRequest request) {
    if (!request.getMethod().equals("POST")) {
      return withoutLanguage(request.getRequestURI(), request.getQueryString());
    }
    try {
      URI from = new URI(Objects.requireNonNullElse(request.getHeader("Referer"), ""));
      boolean ours = request.getServerName().equals(from.getHost());
      return ours
          ? withoutLanguage(from.getRawPath(), from.getRawQuery())
          : request.getRequestURI();
    } catch (URISyntaxException unreadable) {
      return request.getRequestURI();
    }
  }

  /** An address that names a language would win over the one just chosen. */
  private static String withoutLanguage(String path, @Nullable String query) {
    if (query == null) return path;
    String kept =
        Arrays.stream(query.split("&"))
            .filter(one -> !one.startsWith("lang="))
            .collect(Collectors.joining("&"));
    return kept.isEmpty() ? path : path + "?" + kept;
  }

  /** The path where it is one of ours, else the front page. */
  public static String or(String back) {
    boolean ours = back.length() <= LONGEST && OURS.matcher(back).matches();
    return ours && !back.isEmpty() ? back : "/";
  }
}
