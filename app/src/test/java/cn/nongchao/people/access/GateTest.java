package cn.nongchao.people.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Reading;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.Guarded;
import cn.nongchao.platform.web.Opened;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;

/** What handlers declare, and what the gate makes of it for each who comes. */
class GateTest {

  private static final Viewer CLERK = viewer(grant("CLERK", Set.of()));
  private static final Viewer READER = viewer(grant("OTHER", Set.of(Reading.AUDIT)));
  private static final Viewer NOBODY_MUCH = viewer();

  private static Grant grant(String role, Set<Reading> reads) {
    return new Grant(role, true, reads, DivisionCode.ALL, null);
  }

  private static Viewer viewer(Grant... grants) {
    return new Viewer(PersonId.next(), "某人", null, List.of(grants), "session");
  }

  static class Closed {
    void silent() {}

    @Anyone
    void anyone() {}

    @Needs
    void signedIn() {}

    @Needs("CLERK")
    void clerks() {}

    @Needs(value = "CLERK", reading = Reading.AUDIT)
    void clerksAndReaders() {}

    @Needs(value = "CLERK", inPerson = true)
    void inPerson() {}
  }

  @Needs("CLERK")
  static class ForClerks {
    void asAll() {}

    @Anyone
    void anyone() {}

    @Needs("OTHER")
    void others() {}
  }

  @Needs("CLERK")
  static class Inheriting extends Closed {}

  @Anyone
  static class ForAnyone {
    void asAll() {}

    @Needs("CLERK")
    void clerks() {}
  }

  private static Method method(Class<?> type, String name) {
    try {
      return type.getDeclaredMethod(name);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HandlerMethod handler(Object bean, String name) {
    return new HandlerMethod(bean, method(bean.getClass(), name));
  }

  private static final HandlerMethod SILENT = handler(new Closed(), "silent");
  private static final HandlerMethod ANYONE = handler(new Closed(), "anyone");
  private static final HandlerMethod CLERKS = handler(new Closed(), "clerks");
  private static final HandlerMethod IN_PERSON = handler(new Closed(), "inPerson");

  // ---- what is declared

  private static final Guard FOR_ANYONE = new Guard(true, Set.of(), Set.of(), false);

  private static Guard needs(String... roles) {
    return new Guard(false, Set.of(roles), Set.of(), false);
  }

  private static void declares(Object bean, String name, @Nullable Guard expected) {
    assertThat(Guard.of(handler(bean, name))).as(name).isEqualTo(expected);
  }

  @Test
  void theMethodSpeaksAndWhereItIsSilentItsClass() {
    declares(new Closed(), "silent", null);
    declares(new Closed(), "anyone", FOR_ANYONE);
    declares(new Closed(), "signedIn", needs());
    declares(new Closed(), "clerks", needs("CLERK"));
    declares(
        new Closed(),
        "clerksAndReaders",
        new Guard(false, Set.of("CLERK"), Set.of(Reading.AUDIT), false));
    declares(new Closed(), "inPerson", new Guard(false, Set.of("CLERK"), Set.of(), true));
    declares(new ForClerks(), "asAll", needs("CLERK"));
    declares(new ForClerks(), "anyone", FOR_ANYONE);
    declares(new ForClerks(), "others", needs("OTHER"));
    assertThat(Guard.of(new HandlerMethod(new Inheriting(), method(Closed.class, "silent"))))
        .isEqualTo(needs("CLERK"));
    declares(new ForAnyone(), "asAll", FOR_ANYONE);
    declares(new ForAnyone(), "clerks", needs("CLERK"));
  }

  private record Door(boolean isForAnyone, Set<String> roles, boolean takesThePerson)
      implements Guarded {
    @SuppressWarnings("unused") // its handler
    void open() {}
  }

  private record Window(Method declaration) implements Opened {
    @SuppressWarnings("unused")
    void open() {}
  }

  @Test
  void aDoorSaysItOfItselfOrOfTheMethodItWasOpenedFor() {
    declares(new Door(true, Set.of(), false), "open", FOR_ANYONE);
    declares(new Door(false, Set.of("CLERK"), false), "open", needs("CLERK"));
    declares(
        new Door(false, Set.of("CLERK"), true),
        "open",
        new Guard(false, Set.of("CLERK"), Set.of(), true));
    declares(new Window(method(Closed.class, "silent")), "open", null);
    declares(new Window(method(Closed.class, "clerks")), "open", needs("CLERK"));
    declares(new Window(method(ForAnyone.class, "asAll")), "open", FOR_ANYONE);
    declares(new Window(method(ForClerks.class, "asAll")), "open", needs("CLERK"));
  }

  private static void admits(Guard guard, Viewer viewer, boolean expected) {
    assertThat(guard.admits(viewer)).as(guard + " of " + viewer.roles()).isEqualTo(expected);
  }

  @Test
  void aRoleOrAReadingNamedSuffices() {
    Guard both = new Guard(false, Set.of("CLERK"), Set.of(Reading.AUDIT), false);
    Guard readers = new Guard(false, Set.of(), Set.of(Reading.AUDIT), false);
    admits(needs(), NOBODY_MUCH, true);
    admits(needs("CLERK"), CLERK, true);
    admits(needs("CLERK"), READER, false);
    admits(needs("CLERK"), NOBODY_MUCH, false);
    admits(both, CLERK, true);
    admits(both, READER, true);
    admits(both, NOBODY_MUCH, false);
    admits(readers, READER, true);
    admits(readers, CLERK, false);
    admits(readers, viewer(grant("OTHER", Set.of(Reading.REGISTER))), false);
  }

  // ---- who comes

  /** What the gate did: let in, or the status and where it sent. */
  private static String comes(MockHttpServletRequest request, Object handler) throws IOException {
    MockHttpServletResponse response = new MockHttpServletResponse();
    boolean in = new Gate().preHandle(request, response, handler);
    assertThat(in).isEqualTo(response.getStatus() == 200);
    String to = response.getRedirectedUrl();
    if (to == null) to = response.getHeader("HX-Redirect");
    return in ? "in" : response.getStatus() + (to == null ? "" : " " + to);
  }

  private static MockHttpServletRequest request(String path, @Nullable Viewer viewer) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
    request.setAttribute(SessionFilter.VIEWER, viewer);
    return request;
  }

  private static MockHttpServletRequest machine(String path, @Nullable Viewer viewer) {
    MockHttpServletRequest request = request(path, viewer);
    request.addHeader("Authorization", "Bearer nct_1");
    return request;
  }

  private static MockHttpServletRequest first(First first, MockHttpServletRequest request) {
    request.setAttribute(First.class.getName(), first);
    return request;
  }

  @Test
  void rolesAreLetInAndWhatSaysNothingIsClosedToAll() throws IOException {
    assertThat(comes(request("/x", CLERK), CLERKS)).isEqualTo("in");
    assertThat(comes(request("/x", READER), CLERKS)).isEqualTo("403");
    assertThat(comes(request("/x", CLERK), SILENT)).isEqualTo("403");
    assertThat(comes(request("/x", null), SILENT)).startsWith("302");
    assertThat(comes(request("/x", null), ANYONE)).isEqualTo("in");
  }

  @Test
  void whatIsNotOursIsNotOursToGuard() throws IOException {
    assertThat(comes(request("/x", null), new Object())).isEqualTo("in");
    assertThat(comes(request("/x", null), new HandlerMethod("", method(String.class, "strip"))))
        .isEqualTo("in");
  }

  @Test
  void aMachineDoesNothingThatTakesThePerson() throws IOException {
    assertThat(comes(machine("/api/x", CLERK), CLERKS)).isEqualTo("in");
    assertThat(comes(machine("/api/x", CLERK), IN_PERSON)).isEqualTo("403");
    assertThat(comes(request("/api/x", CLERK), IN_PERSON)).isEqualTo("in");
  }

  @Test
  void strangersAreSentToSignInEachInTheirWay() throws IOException {
    assertThat(comes(request("/a b", null), CLERKS)).isEqualTo("302 /sign-in?back=%2Fa+b");
    assertThat(comes(request("/api/x", null), CLERKS)).isEqualTo("401");
    assertThat(comes(machine("/x", null), CLERKS)).isEqualTo("401");
    MockHttpServletRequest posted = request("/x", null);
    posted.setMethod("POST");
    assertThat(comes(posted, CLERKS)).isEqualTo("302 /sign-in?back=%2F&ended=true");
    MockHttpServletRequest partly = request("/x", null);
    partly.addHeader("HX-Request", "true");
    assertThat(comes(partly, CLERKS)).isEqualTo("401 /sign-in");
  }

  @Test
  void whoeverHasSomethingToDoFirstDoesNothingElse() throws IOException {
    assertThat(comes(first(First.PASSWORD, request("/x", CLERK)), CLERKS))
        .isEqualTo("302 /account/password");
    assertThat(comes(first(First.PASSWORD, request("/account/password", CLERK)), CLERKS))
        .isEqualTo("in");
    MockHttpServletRequest program = first(First.CODE, request("/api/v1/x", CLERK));
    assertThat(comes(program, CLERKS)).isEqualTo("403");
    assertThat(comes(first(First.PASSWORD, machine("/x", CLERK)), CLERKS)).isEqualTo("403");
  }

  @Test
  void whereAnyoneComesInTheyAreNobodyUntilThen() throws IOException {
    MockHttpServletRequest later = first(First.CODE, request("/x", CLERK));
    assertThat(comes(later, ANYONE)).isEqualTo("in");
    assertThat(SessionFilter.viewer(later)).isNull();
    MockHttpServletRequest now = request("/x", CLERK);
    assertThat(comes(now, ANYONE)).isEqualTo("in");
    assertThat(SessionFilter.viewer(now)).isEqualTo(CLERK);
  }

  @Test
  void aBearerIsWrittenInOneWay() {
    MockHttpServletRequest other = request("/x", null);
    other.addHeader("Authorization", "Basic nct_1");
    assertThat(SessionFilter.bearer(other)).isNull();
    assertThat(SessionFilter.bearer(request("/x", null))).isNull();
    assertThat(SessionFilter.bearer(machine("/x", null))).isEqualTo("nct_1");
  }
}
