package cn.nongchao.platform.web;

import cn.nongchao.launch.StartRefused;
import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Before everything else: a request comes from whom {@link Proxies} says, and stands at the address
 * this installation is reached by ({@link PublicAddress}), whatever {@code Host} or a header of a
 * proxy says. What is made absolute leads there and nowhere else.
 */
@Configuration
class ProxyFilter {

  @Bean
  FilterRegistrationBean<OncePerRequestFilter> behindProxies(
      Proxies proxies, Settings settings, PublicAddress address) {
    origin(settings.origin()); // refused now, not with the first request
    var filter = new FilterRegistrationBean<OncePerRequestFilter>(new Filter(proxies, address));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC);
    return filter;
  }

  private static URI origin(String setting) {
    try {
      URI origin = new URI(setting.replaceAll("/+$", ""));
      boolean web = "http".equals(origin.getScheme()) || "https".equals(origin.getScheme());
      if (web && origin.getHost() != null) return origin;
    } catch (URISyntaxException none) {
      // told below
    }
    throw new OriginUnreadable(setting);
  }

  /** Names no place on the web. */
  static final class OriginUnreadable extends StartRefused {

    private static final long serialVersionUID = 1L;

    OriginUnreadable(String setting) {
      super(
          "nongchao.origin 应为本系统的公开地址，如 https://act.example.gov.cn，而不是：" + setting,
          "nongchao.origin is the public address, as https://act.example.gov.cn, not: " + setting);
    }
  }

  private static final class Filter extends OncePerRequestFilter {

    private final Proxies proxies;
    private final PublicAddress address;

    Filter(Proxies proxies, PublicAddress address) {
      this.proxies = proxies;
      this.address = address;
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      String peer = request.getRemoteAddr();
      List<String> forwarded = Collections.list(request.getHeaders("X-Forwarded-For"));
      String client = proxies.client(peer, forwarded);
      URI origin = origin(address.now());
      boolean secure =
          request.isSecure()
              || "https".equals(origin.getScheme())
              || proxies.trusts(peer)
                  && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
      chain.doFilter(new Placed(request, origin, client, secure), response);
    }

    // The container hands out its own request again for an error page.
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
      return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
      return false;
    }
  }

  /** A request as it stands to this installation. */
  private static final class Placed extends HttpServletRequestWrapper {

    private final URI origin;
    private final String client;
    private final boolean secure;

    Placed(HttpServletRequest request, URI origin, String client, boolean secure) {
      super(request);
      this.origin = origin;
      this.client = client;
      this.secure = secure;
    }

    @Override
    public String getRemoteAddr() {
      return client;
    }

    @Override
    public String getRemoteHost() {
      return client;
    }

    @Override
    public boolean isSecure() {
      return secure;
    }

    @Override
    public String getScheme() {
      return origin.getScheme();
    }

    @Override
    public String getServerName() {
      return origin.getHost();
    }

    @Override
    public int getServerPort() {
      if (origin.getPort() > 0) return origin.getPort();
      return "https".equals(origin.getScheme()) ? 443 : 80;
    }

    @Override
    public StringBuffer getRequestURL() {
      return new StringBuffer(origin.toString()).append(getRequestURI());
    }
  }
}
