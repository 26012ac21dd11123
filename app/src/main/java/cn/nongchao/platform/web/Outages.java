package cn.nongchao.platform.web;

import cn.nongchao.platform.Outage;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What could not be done for want of room, of the database or of time is told as that, wherever it
 * was met; a line in the log is enough, since each request that comes meanwhile meets it.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class Outages extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(Outages.class);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException failure) {
      Outage outage = response.isCommitted() ? null : Outage.of(failure);
      if (outage == null) throw failure;
      LOG.warn("{}: {}", outage, NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
      Told.send(outage.refusal(), request, response);
    }
  }
}
