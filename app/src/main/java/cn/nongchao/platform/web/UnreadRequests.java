package cn.nongchao.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Parameters that are no percent-encoded UTF-8 are their sender's fault. Whoever asks for any of
 * them first meets the failure, be it a filter or a handler; by itself the server takes it for
 * ours, twice: once here, and once on the page that tells of it.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class UnreadRequests extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | InvalidParameterException failure) {
      InvalidParameterException unread = unread(failure);
      if (unread == null || response.isCommitted()) throw failure;
      response.sendError(unread.getErrorCode());
    }
  }

  private static @Nullable InvalidParameterException unread(@Nullable Throwable failure) {
    for (Throwable why = failure; why != null; why = why.getCause()) {
      if (why instanceof InvalidParameterException unread) return unread;
    }
    return null;
  }

  /** What such a request says under a name; nothing where its parameters cannot be read. */
  static @Nullable String parameter(HttpServletRequest request, String name) {
    try {
      return request.getParameter(name);
    } catch (InvalidParameterException unread) {
      return null;
    }
  }
}
