package cn.nongchao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.form.Asking;
import cn.nongchao.form.Forms;
import cn.nongchao.form.Given;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.people.DemoAccount;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Needs;
import cn.nongchao.people.People;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.SignIn;
import cn.nongchao.people.register.Grants;
import cn.nongchao.people.register.NewGrant;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whatever role is named anywhere is declared, and whatever is declared is known everywhere. */
class RolesTest extends LendingApp {

  private static final String KEEPER = "LIGHTHOUSE_KEEPER";
  private static final String STREET = Cast.HOME;
  private static final String VILLAGE = STREET + "201";
  private static final String PASSWORD = "roles-" + Ids.next();

  private final JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
  private final Roles roles = RunningApp.bean(Roles.class);
  private final Forms forms = RunningApp.bean(Forms.class);
  private final Grants grants = RunningApp.bean(Grants.class);
  private final SignIn signIn = RunningApp.bean(SignIn.class);
  private final PasswordEncoder passwords = RunningApp.bean(PasswordEncoder.class);
  private final People people = RunningApp.bean(People.class);

  @Test
  void whateverIsNamedAnywhereIsDeclared() {
    List<String> unknown = new ArrayList<>();
    handlers().flatMap(RolesTest::needed).filter(this::isUnknown).forEach(unknown::add);
    for (LifeCycle life : RunningApp.beans(LifeCycle.class)) {
      life.roles().stream().filter(this::isUnknown).forEach(unknown::add);
    }
    for (MenuItem item : RunningApp.beans(MenuItem.class)) {
      item.shownTo().named().stream().filter(this::isUnknown).forEach(unknown::add);
    }
    for (DemoAccount account : RunningApp.beans(DemoAccount.class)) {
      if (isUnknown(account.role())) unknown.add(account.role());
    }
    assertThat(unknown).isEmpty();
  }

  private Stream<HandlerMethod> handlers() {
    var mapping =
        RunningApp.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    return mapping.getHandlerMethods().values().stream();
  }

  private static Stream<String> needed(HandlerMethod handler) {
    return Stream.of(handler.getMethod(), handler.getBeanType())
        .map(element -> AnnotatedElementUtils.findMergedAnnotation(element, Needs.class))
        .filter(needs -> needs != null)
        .flatMap(needs -> Arrays.stream(needs.value()));
  }

  private boolean isUnknown(String name) {
    return roles.find(name).isEmpty();
  }

  @Test
  void aRoleDeclaredByAnyModuleIsOfferedGrantedAndHeld() throws Exception {
    PersonId keeper = person();
    PersonId administrator = person();
    give(administrator, PeopleRoles.ADMINISTRATOR, "*").orThrow();
    String form = page("/people/" + keeper, session(administrator));
    assertThat(form).contains("value=\"" + KEEPER + "\"", "守灯人");
    assertThat(form.indexOf("value=\"OFFICER\""))
        .as("in order")
        .isLessThan(form.indexOf("value=\"" + KEEPER + "\""));
    give(keeper, KEEPER, VILLAGE).orThrow();
    Viewer viewer = viewer(keeper);
    assertThat(viewer.holds(KEEPER)).isTrue();
    assertThat(viewer.works()).isTrue();
    assertThat(viewer.workPlaces()).containsExactly(new DivisionCode(VILLAGE));
    assertThat(page("/account", session(keeper))).contains("守灯人");
    assertThat(page("/openapi.json", session(keeper))).contains("\"" + KEEPER + "\"");
  }

  @Test
  void aRoleIsGrantedOverWhatItReachesOnly() {
    PersonId keeper = person();
    refused(give(keeper, KEEPER, STREET), "division", "“守灯人”只能按这些范围授予：村、社区及以下");
    refused(give(keeper, CasesRoles.GRID_WORKER, "330114"), "division", "“专职网格员”只能按这些范围授予");
    refused(give(keeper, CasesRoles.GRID_WORKER, "*"), "division", "“专职网格员”只能按这些范围授予");
    UUID squad = squad();
    refused(give(keeper, KEEPER, "organisation", squad.toString()), "organisation", "只能按这些范围授予");
    assertThat(viewer(keeper).grants()).isEmpty();
  }

  @Test
  void aStoredNameThatNobodyDeclaresGivesNothingAndBreaksNothing() throws Exception {
    PersonId person = person();
    jdbc.sql(
            "insert into people.grants (id, person, role, division, valid_from)"
                + " values (?, ?, 'RAIN_MAKER', ?, now() - interval '1 day')")
        .params(Ids.next(), person.value(), STREET)
        .update();
    Viewer viewer = viewer(person);
    assertThat(viewer.grants()).isEmpty();
    assertThat(viewer.works()).isFalse();
    assertThat(page("/account", session(person))).contains("RAIN_MAKER");
    assertThat(people.card(person).orElseThrow().roles()).isEmpty();
    PersonId administrator = person();
    give(administrator, PeopleRoles.ADMINISTRATOR, "*").orThrow();
    assertThat(page("/people/" + person, session(administrator))).contains("RAIN_MAKER");
    assertThat(page("/api/v1/persons?role=RAIN_MAKER", session(administrator)))
        .contains(person.toString());
  }

  @Test
  void noNameIsDeclaredTwice() {
    Role one = Role.of(KEEPER, 1, Text.same("a"), Text.same("a"));
    assertThatThrownBy(() -> Declared.both(one, one))
        .hasRootCauseMessage("two roles are called " + KEEPER);
  }

  /** The registry as Spring would make it. */
  private static final class Declared {
    static void both(Role one, Role other) {
      var context = new AnnotationConfigApplicationContext();
      context.registerBean("one", Role.class, () -> one);
      context.registerBean("other", Role.class, () -> other);
      context.register(Roles.class);
      try (context) {
        context.refresh();
      }
    }
  }

  private Outcome<UUID> give(PersonId person, String role, String place) {
    return give(person, role, "division", place);
  }

  private Outcome<UUID> give(PersonId person, String role, String field, String over) {
    Given.Tree typed = Given.row(Map.of("id", Ids.next().toString(), "role", role, field, over));
    return forms
        .read(NewGrant.class, typed, new Asking(Scope.system(), null))
        .then(grant -> grants.give(person, grant, Scope.system()));
  }

  private static void refused(Outcome<UUID> outcome, String field, String zh) {
    assertThat(outcome.isDone()).isFalse();
    Refusal reason = ((Outcome.Refused<UUID>) outcome).reasons().getFirst();
    assertThat(reason.field()).isEqualTo(field);
    assertThat(reason.reason().zh()).contains(zh);
    assertThat(reason.reason().en()).contains("can be granted over these only: ");
  }

  private PersonId person() {
    PersonId id = PersonId.next();
    jdbc.sql(
            "insert into people.persons (id, name, login, password_hash, organisation, created_at)"
                + " values (?, '某人', ?, ?, ?, now())")
        .params(id.value(), id.toString(), passwords.encode(PASSWORD), squad())
        .update();
    return id;
  }

  private UUID squad() {
    UUID id = Ids.next();
    jdbc.sql("insert into people.organisations (id, name, kind, division) values (?, ?, ?, ?)")
        .params(id, "中队 " + id, "squad", STREET)
        .update();
    return id;
  }

  private String session(PersonId person) {
    return signIn
        .begin(person.toString(), PASSWORD, new SignIn.From("127.0.0.1", "test"))
        .orThrow();
  }

  private Viewer viewer(PersonId person) {
    return signIn.viewer(session(person)).orElseThrow();
  }

  private String page(String path, String session) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(RunningApp.url(path)))
            .header("Cookie", "nc_session=" + session)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      return answer.body();
    }
  }
}
