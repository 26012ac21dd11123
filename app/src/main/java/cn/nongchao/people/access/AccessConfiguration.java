package cn.nongchao.people.access;

import cn.nongchao.people.Roles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.web.BaseMaps;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Headers, anti-forgery tokens and the session filter; who may do what is {@link Gate}'s. */
@Configuration
@EnableConfigurationProperties(SecondFactorSettings.class)
class AccessConfiguration implements WebMvcConfigurer {

  /** No inline script or style; map and chart libraries set styles through the DOM only. */
  private static final String POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:%s;"
          + " media-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private final Gate gate;
  private final BaseMaps maps;

  AccessConfiguration(Gate gate, BaseMaps maps) {
    this.gate = gate;
    this.maps = maps;
  }

  /** Absent from commands, which serve no pages. */
  @Bean
  @ConditionalOnWebApplication
  SecurityFilterChain security(
      HttpSecurity http, Sessions sessions, CsrfTokenRepository tokens, ApplicationContext context)
      throws Exception {
    return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf ->
            csrf.csrfTokenRepository(tokens)
                // A bearer token is not sent by a browser on its own: nothing to forge; nor is
                // there for a program without a session, which is nobody to begin with.
                .ignoringRequestMatchers(request ->
                    SessionFilter.bearer(request) != null || SessionFilter.isNobody(request)))
        .headers(headers ->
            headers
                .contentSecurityPolicy(
                    csp -> csp.policyDirectives(POLICY.formatted(maps.inWords())))
                .referrerPolicy(
                    r -> r.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                    p -> p.policy("camera=(self), geolocation=(self), microphone=(self)")))
        .requestCache(cache -> cache.disable())
        .logout(out -> out.disable())
        .formLogin(form -> form.disable())
        .httpBasic(basic -> basic.disable())
        .addFilterBefore(new SessionFilter(sessions), CsrfFilter.class)
        .addFilterAfter(new UploadGate(context, gate), SessionFilter.class)
        .build();
  }

  @Bean
  CsrfTokenRepository forgeryTokens() {
    return new ForgeryTokens();
  }

  /**
   * Argon2id with the parameters OWASP's password storage sheet gives as its minimum or more. Asked
   * by {@link Hashing} alone, which bounds it.
   */
  @Bean
  PasswordEncoder passwordEncoder() {
    return new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
  }

  @Bean
  Hashing hashing(PasswordEncoder encoder) {
    return new Hashing(encoder, Hashing.Bounds.of(Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(gate);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new ViewerArgument());
  }

  @Bean
  UiOfRequest.SignedIn signedIn(Roles roles) {
    return new ViewerOnPage(roles);
  }

  /** Lets a handler ask for the {@link Viewer}; {@code @Nullable} on public pages. */
  private static final class ViewerArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == Viewer.class;
    }

    @Override
    public @Nullable Object resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binder) {
      HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
      return servlet == null ? null : SessionFilter.viewer(servlet);
    }
  }

  private record ViewerOnPage(Roles roles) implements UiOfRequest.SignedIn {

    @Override
    public @Nullable String name(HttpServletRequest request) {
      Viewer viewer = SessionFilter.viewer(request);
      return viewer == null ? null : viewer.name();
    }

    @Override
    public boolean isIn(HttpServletRequest request) {
      return SessionFilter.viewer(request) != null && SessionFilter.first(request) == null;
    }

    @Override
    public @Nullable String account(HttpServletRequest request) {
      Viewer viewer = SessionFilter.viewer(request);
      return viewer == null ? null : viewer.id().toString();
    }

    @Override
    public Set<String> roles(HttpServletRequest request) {
      Viewer viewer = SessionFilter.viewer(request);
      return viewer == null ? Set.of() : viewer.roles();
    }

    @Override
    public String rolesInWords(HttpServletRequest request, Lang lang) {
      Viewer viewer = SessionFilter.viewer(request);
      if (viewer == null) return "";
      Set<String> held = viewer.roles();
      return roles.all().stream()
          .filter(role -> held.contains(role.name()))
          .map(role -> role.title().in(lang))
          .collect(Collectors.joining(lang == Lang.ZH ? "、" : ", "));
    }
  }
}
