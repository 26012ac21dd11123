package cn.nongchao.platform.web;

import cn.nongchao.platform.PublicAddress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * /openapi.json takes seconds to be made, and anybody may ask for it: it is made once, of itself
 * after the start where this serves, and is bytes from then on. Whoever asks while it is being made
 * is told to come again, and keeps no place that others need.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class DescribedOnce {

  private static final Logger LOG = LoggerFactory.getLogger(DescribedOnce.class);
  private static final String PATH = "/openapi.json";

  private record Made(String address, byte[] bytes) {}

  private final ObjectProvider<OpenApiWebMvcResource> describing;
  private final PublicAddress address;
  private final boolean atStart;
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable Made made;

  DescribedOnce(
      ObjectProvider<OpenApiWebMvcResource> describing,
      PublicAddress address,
      @Value("${nongchao.described-at-start:false}") boolean atStart) {
    this.describing = describing;
    this.address = address;
    this.atStart = atStart;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    if (!atStart) return;
    Thread.ofPlatform()
        .daemon()
        .name("describing")
        .priority(Thread.MIN_PRIORITY)
        .start(() -> {
          try {
            made();
          } catch (IOException | RuntimeException e) {
            LOG.error("{} cannot be made", PATH, e);
          }
        });
  }

  /** Null while somebody else makes it. */
  byte @Nullable [] made() throws IOException {
    byte[] known = known();
    if (known != null || !making.tryLock()) return known;
    try {
      byte[] meanwhile = known();
      if (meanwhile != null) return meanwhile;
      String at = address.now();
      byte[] fresh = describing.getObject().openapiJson(request(at), PATH, Locale.ENGLISH);
      made = new Made(at, fresh);
      return fresh;
    } finally {
      making.unlock();
    }
  }

  /** What was made for the address that holds; null where it is another's. */
  private byte @Nullable [] known() {
    Made last = made;
    return last != null && last.address().equals(address.now()) ? last.bytes() : null;
  }

  /** Of which it asks for nothing but its address. */
  private static HttpServletRequest request(String at) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HttpServletRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRequestURL" -> new StringBuffer(at + PATH);
                  case "getRequestURI", "getServletPath" -> PATH;
                  case "getContextPath" -> "";
                  case "getMethod" -> "GET";
                  case "getHeaderNames", "getHeaders" -> Collections.emptyEnumeration();
                  default -> null;
                });
  }

  @Bean
  FilterRegistrationBean<OncePerRequestFilter> description() {
    var filter =
        new FilterRegistrationBean<OncePerRequestFilter>(
            new OncePerRequestFilter() {
              @Override
              protected void doFilterInternal(
                  HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                  throws ServletException, IOException {
                answer(request, response, chain);
              }
            });
    // After who asks is known, so that it is refused and told like anything else.
    filter.addUrlPatterns(PATH, PATH + ".yaml");
    return filter;
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getRequestURI().endsWith(".yaml")) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      chain.doFilter(request, response);
      return;
    }
    byte[] description = made();
    if (description == null) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Workload.LATER);
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    response.setContentType("application/json");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=300");
    response.setContentLength(description.length);
    response.getOutputStream().write(description);
  }
}
