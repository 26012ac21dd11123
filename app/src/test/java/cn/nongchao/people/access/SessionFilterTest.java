package cn.nongchao.people.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.people.PersonId;
import cn.nongchao.people.Roles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.SecondFactorSettings.Rule;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Whom the filter finds behind a request, and what opens while something comes first. */
class SessionFilterTest {

  private static final Viewer CLERK = new Viewer(PersonId.next(), "某人", null, List.of(), "session");

  /** Knows one session and one token, and what was asked for. */
  private static final class Known extends Sessions {
    private final List<String> asked = new ArrayList<>();
    private @Nullable First first;

    Known() {
      super(
          JdbcClient.create(new DriverManagerDataSource()),
          Clock.systemUTC(),
          (Roles) BeanUtils.instantiateClass(Roles.class.getDeclaredConstructors()[0], List.of()),
          new SecondFactorSettings(Rule.OPTIONAL));
    }

    @Override
    @Nullable Found bySession(String token) {
      return found("session " + token);
    }

    @Override
    @Nullable Found byApiToken(String token) {
      return found("token " + token);
    }

    private @Nullable Found found(String what) {
      asked.add(what);
      return what.endsWith(" known") ? new Found(CLERK, Instant.MAX, first) : null;
    }
  }

  private final Known sessions = new Known();
  private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/events");

  private void comes() throws ServletException, IOException {
    MockFilterChain chain = new MockFilterChain();
    new SessionFilter(sessions).doFilter(request, new MockHttpServletResponse(), chain);
    assertThat(chain.getRequest()).as("everybody is let through").isSameAs(request);
  }

  @Test
  void aSessionIsInACookieAndATokenInAHeaderAndTheHeaderSpeaks() throws Exception {
    request.setCookies(new Cookie("nc_session", "known"));
    comes();
    assertThat(SessionFilter.viewer(request)).isEqualTo(CLERK);
    assertThat(SessionFilter.first(request)).isNull();
    assertThat(sessions.asked).containsExactly("session known");
    MockHttpServletRequest machine = new MockHttpServletRequest("GET", "/events");
    machine.setCookies(new Cookie("nc_session", "known"));
    machine.addHeader("Authorization", "Bearer  other ");
    new SessionFilter(sessions)
        .doFilter(machine, new MockHttpServletResponse(), new MockFilterChain());
    assertThat(SessionFilter.viewer(machine)).as("no session for a wrong token").isNull();
    assertThat(sessions.asked).endsWith("token other").hasSize(2);
  }

  @Test
  void aTokenThatIsKnownStandsForItsOwnerAndWhatComesFirstIsHungOn() throws Exception {
    sessions.first = First.PASSWORD;
    request.addHeader("Authorization", "Bearer known");
    comes();
    assertThat(SessionFilter.viewer(request)).isEqualTo(CLERK);
    assertThat(SessionFilter.first(request)).isEqualTo(First.PASSWORD);
  }

  @Test
  void onlyABearerIsATokenOfOurs() throws Exception {
    request.addHeader("Authorization", "Basic  known");
    comes();
    assertThat(sessions.asked).isEmpty();
  }

  @Test
  void whoeverBringsNothingOrWhatIsUnknownIsNobody() throws Exception {
    comes();
    assertThat(sessions.asked).isEmpty();
    assertThat(SessionFilter.viewer(request)).isNull();
    MockHttpServletRequest stale = new MockHttpServletRequest("GET", "/events");
    stale.setCookies(new Cookie("other", "known"), new Cookie("nc_session", "stale"));
    new SessionFilter(sessions)
        .doFilter(stale, new MockHttpServletResponse(), new MockFilterChain());
    assertThat(SessionFilter.viewer(stale)).isNull();
    assertThat(SessionFilter.first(stale)).isNull();
  }

  @Test
  void whatNeedsNobodyIsNotLookedUpAndAnErrorNotTwice() throws Exception {
    for (String path : List.of("/webjars/x.js", "/static/x.css", "/_static/x.css")) {
      request.setRequestURI(path);
      request.setCookies(new Cookie("nc_session", "known"));
      comes();
      assertThat(SessionFilter.viewer(request)).isNull();
    }
    assertThat(sessions.asked).isEmpty();
    request.setRequestURI("/statics");
    comes();
    assertThat(SessionFilter.viewer(request)).isEqualTo(CLERK);
    request.setDispatcherType(DispatcherType.ERROR);
    request.setAttribute("jakarta.servlet.error.request_uri", "/statics");
    comes();
    assertThat(sessions.asked).hasSize(1);
    MockHttpServletRequest failed = new MockHttpServletRequest("GET", "/error");
    failed.setDispatcherType(DispatcherType.ERROR);
    failed.setAttribute("jakarta.servlet.error.request_uri", "/x");
    failed.setCookies(new Cookie("nc_session", "known"));
    new SessionFilter(sessions)
        .doFilter(failed, new MockHttpServletResponse(), new MockFilterChain());
    assertThat(SessionFilter.viewer(failed)).as("it is somebody's page too").isEqualTo(CLERK);
  }

  private static HttpServletRequest program(String path, String... headers) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
    for (String header : headers) request.addHeader(header, "same-origin");
    return request;
  }

  /** None of them can be left out by a page of another site. */
  @Test
  void aProgramWithoutASessionSaysNothingThatABrowserSays() {
    assertThat(SessionFilter.isNobody(program("/api/v1/reports"))).isTrue();
    assertThat(SessionFilter.isNobody(program("/reports"))).isFalse();
    assertThat(SessionFilter.isNobody(program("/api/v1/reports", "Origin"))).isFalse();
    assertThat(SessionFilter.isNobody(program("/api/v1/reports", "Sec-Fetch-Site"))).isFalse();
    MockHttpServletRequest signedIn = new MockHttpServletRequest("POST", "/api/v1/reports");
    signedIn.setCookies(new Cookie("nc_session", "x"));
    assertThat(SessionFilter.isNobody(signedIn)).isFalse();
  }

  private static void opens(First first, String... paths) {
    for (String path : paths) assertThat(first.opens(path)).as(path).isTrue();
  }

  private static void isShut(First first, String... paths) {
    for (String path : paths) assertThat(first.opens(path)).as(path).isFalse();
  }

  @Test
  void beforeWhatComesFirstOnlyWhatItTakesIsOpen() {
    opens(
        First.CODE,
        "/account/code",
        "/api/v1/account/code",
        "/account/code/passkey",
        "/account/code/passkey/options",
        "/api/v1/account/code/passkey",
        "/sign-out");
    isShut(
        First.CODE,
        "/account",
        "/account/password",
        "/account/codes",
        "/account/second-factor/end",
        "/account/second-factor/passkeys",
        "/x/account/code",
        "/passkey",
        "/api/v2/account/code",
        "/account/code/",
        "/");
    opens(First.PASSWORD, "/account/password", "/api/v1/account/password", "/sign-out");
    isShut(First.PASSWORD, "/account/code", "/account/password/x", "/account/second-factor");
    opens(
        First.SECOND_FACTOR,
        "/account/second-factor",
        "/account/second-factor/begin",
        "/account/second-factor/confirm",
        "/account/second-factor/passkeys",
        "/api/v1/account/second-factor/passkeys/begin",
        "/sign-out");
    isShut(
        First.SECOND_FACTOR,
        "/account/second-factor/end",
        "/account/second-factor/recovery-codes",
        "/account/code",
        "/account/tokens");
    assertThat(First.CODE.page()).isEqualTo("/account/code");
    assertThat(First.values())
        .extracting(one -> one.reason().code())
        .containsExactly("second-factor-first", "change-password-first", "second-factor-needed");
  }
}
