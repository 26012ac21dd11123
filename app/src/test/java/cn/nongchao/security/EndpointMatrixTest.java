package cn.nongchao.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Roles;
import cn.nongchao.rules.Tree;
import cn.nongchao.security.Endpoints.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Role × scope × address: each address answers exactly those it declares itself for, whatever it is
 * asked about, and falls over for nobody. What is declared is written down in
 * docs/security/endpoints.md, so that a change of it is seen in review.
 */
class EndpointMatrixTest {

  private static final Path WRITTEN = Tree.ROOT.resolve("docs/security/endpoints.md");

  private final List<String> roles = RunningApp.bean(Roles.class).names();

  // Signing in answers 401 to a wrong password, and signing out ends the session being tried.
  private final List<Endpoint> endpoints =
      Endpoints.all().stream().filter(e -> !e.path().startsWith("/sign-")).toList();

  @Test
  void strangersReachOnlyWhatIsForAnyone() {
    List<String> wrong = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      Answer answer = ask(Visitor.anonymous(), endpoint);
      boolean turnedAway =
          endpoint.isApi() ? answer.status() == 401 : answer.sendsTo("/sign-in?back=");
      if (turnedAway == endpoint.anyone()) wrong.add(told(endpoint, "a stranger", answer));
    }
    none(wrong);
  }

  @Test
  void everyRoleReachesWhatIsForItAndNothingElse() {
    none(wrongFor(role -> Cast.atHome(role)));
  }

  @Test
  void theSameRolesElsewhereAreHeldToTheSame() {
    none(wrongFor(role -> Cast.elsewhere(role)));
  }

  @Test
  void theSameRolesOverTheWholeCountryReachWhatNeedsIt() {
    none(wrongFor(role -> Cast.everywhere(role), true));
  }

  private List<String> wrongFor(java.util.function.Function<String, Cast.Member> cast) {
    return wrongFor(cast, false);
  }

  private List<String> wrongFor(
      java.util.function.Function<String, Cast.Member> cast, boolean everywhere) {
    Map<String, Visitor> visitors = new LinkedHashMap<>();
    for (String role : roles) {
      visitors.put(role, Visitor.signedIn(cast.apply(role).session()));
    }
    List<String> wrong = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      visitors.forEach((role, visitor) -> {
        Answer answer = ask(visitor, endpoint);
        boolean refused = answer.status() == 401 || answer.status() == 403;
        boolean admitted = endpoint.admits(role) && (everywhere || !endpoint.whole());
        if (refused == admitted || answer.sendsTo("/sign-in?back=")) {
          wrong.add(told(endpoint, role, answer));
        }
      });
    }
    return wrong;
  }

  /** A session of the same person is let in to all of them, as asked above. */
  @Test
  void aTokenReachesAllButWhatTakesThePerson() {
    Map<String, Visitor> machines = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    int inPerson = 0;
    for (Endpoint endpoint : endpoints) {
      if (endpoint.inPerson()) inPerson++;
      for (String role : roles) {
        if (!endpoint.admits(role)) continue;
        Visitor machine =
            machines.computeIfAbsent(role, r -> Program.of(Cast.everywhere(r)).visitor());
        Answer answer = ask(machine, endpoint);
        boolean right =
            endpoint.inPerson()
                ? answer.status() == 403
                : answer.status() != 401 && answer.status() != 403;
        if (!right) wrong.add(told(endpoint, "the token of " + role, answer));
      }
    }
    none(wrong);
    assertThat(inPerson).isPositive();
  }

  @Test
  void nothingFallsOverWhenAskedNonsense() {
    Visitor admin = Visitor.signedIn(Cast.atHome(PeopleRoles.ADMINISTRATOR).session());
    List<String> wrong = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      String nonsense = endpoint.with("%27%22%3C%00");
      for (String query : List.of("", "?after=%27&page=-1&limit=1e9&lat=x&from=x&id=x")) {
        Answer answer = ask(admin, endpoint, nonsense + query);
        if (answer.status() >= 500) wrong.add(told(endpoint, "nonsense", answer));
      }
    }
    none(wrong);
  }

  @Test
  void isAsWrittenDown() throws IOException {
    StringBuilder now = new StringBuilder(TITLE);
    for (Endpoint e : Endpoints.all()) {
      now.append("| %s | `%s` | %s |\n".formatted(e.method(), e.path(), e.forWhom()));
    }
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(WRITTEN.getParent());
      Files.writeString(WRITTEN, now);
    }
    assertThat(WRITTEN)
        .withFailMessage("run ./nongchao test --only EndpointMatrixTest -Ddocs.write=true")
        .exists();
    assertThat(now.toString())
        .as("docs/security/endpoints.md; after review rewrite it with -Ddocs.write=true")
        .isEqualTo(Files.readString(WRITTEN));
  }

  private static final String TITLE =
      """
      # Addresses and who they are for

      Written by `EndpointMatrixTest` from the handlers' own declarations. The same test asks each
      address as a stranger and as every role, at home and from elsewhere, and expects exactly this.
      What somebody then sees there is decided by scope (`Sight`, `Permission`).

      | method | path | for |
      |---|---|---|
      """;

  private static Answer ask(Visitor visitor, Endpoint endpoint) {
    return ask(visitor, endpoint, endpoint.nowhere());
  }

  private static Answer ask(Visitor visitor, Endpoint endpoint, String path) {
    if (endpoint.isRead()) return visitor.get(path);
    visitor.saying("X-CSRF-TOKEN", visitor.csrf());
    return endpoint.isApi()
        ? visitor.send(endpoint.method(), path, "{}", "application/json")
        : visitor.send(endpoint.method(), path, "", "application/x-www-form-urlencoded");
  }

  private static String told(Endpoint endpoint, String who, Answer answer) {
    return "%s (for %s) answered %s with %d %s"
        .formatted(
            endpoint,
            endpoint.forWhom(),
            who,
            answer.status(),
            String.valueOf(answer.header("location")));
  }

  private static void none(List<String> wrong) {
    assertThat(wrong).withFailMessage(() -> String.join("\n", wrong)).isEmpty();
  }
}
