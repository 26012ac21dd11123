package cn.nongchao.proof.web;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.text.ShortId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Links of codes that came with line ends, another encoding over theirs or a slash behind them are
 * led to what they were; addresses like these are refused before anybody reads them.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class MangledLinks extends OncePerRequestFilter {

  private static final String MARKS = "(?i)/c/.*(%25|%0a|%0d|%2f|/$).*";

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return !request.getMethod().equals("GET") || path.length() > 3000 || !path.matches(MARKS);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    CodeLink link = CodeLink.read(request.getRequestURI());
    if (ShortId.read(link.shortId()) instanceof Outcome.Got<ShortId>(ShortId id)) {
      response.setHeader("Referrer-Policy", "no-referrer");
      response.setHeader("Cache-Control", "no-store");
      response.sendRedirect(new CodeLink(id.text(), link.token()).path());
    } else {
      chain.doFilter(request, response);
    }
  }
}
