package cn.nongchao.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Roles;
import cn.nongchao.security.Endpoints.Endpoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON API: described whole at /openapi.json, and every refusal a problem document. */
class ApiTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static JsonNode description() {
    Answer answer = Visitor.anonymous().get("/openapi.json");
    assertThat(answer.status()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void everyOperationIsDescribed() {
    JsonNode paths = description().path("paths");
    List<String> wrong = new ArrayList<>();
    for (Endpoint endpoint : Endpoints.all()) {
      if (!endpoint.path().startsWith("/api/v1")) continue;
      JsonNode operation =
          paths.path(endpoint.path()).path(endpoint.method().toLowerCase(java.util.Locale.ROOT));
      if (operation.isMissingNode()) {
        wrong.add(endpoint + " is not described");
        continue;
      }
      if (operation.path("summary").asString("").isBlank()) wrong.add(endpoint + ": no summary");
      if (operation.path("responses").isEmpty()) wrong.add(endpoint + ": no responses");
      if (!describesProblems(operation)) wrong.add(endpoint + ": no application/problem+json");
    }
    assertThat(wrong).withFailMessage(() -> String.join("\n", wrong)).isEmpty();
  }

  private static boolean describesProblems(JsonNode operation) {
    for (JsonNode response : operation.path("responses")) {
      if (response.path("content").has("application/problem+json")) return true;
    }
    return false;
  }

  /** Nobody takes all for some: a mistyped filter, a limit that is none. */
  @Test
  void whatIsAskedOfAnAddressThatDoesNotHaveItIsRefusedByName() {
    Program keeper = Program.of(Cast.everywhere(PeopleRoles.ADMINISTRATOR));
    Program desk = Program.of(Cast.atHome(CasesRoles.DISPATCHER));
    List<String> asked = new ArrayList<>();
    for (Endpoint endpoint : Endpoints.all()) {
      if (!endpoint.isApi() || !endpoint.isRead() || endpoint.path().contains("{")) continue;
      if (endpoint.inPerson()) continue;
      if (endpoint.path().endsWith(".xlsx") || endpoint.path().endsWith(".csv")) continue;
      boolean keeps = endpoint.admits(PeopleRoles.ADMINISTRATOR);
      if (!keeps && !endpoint.admits(CasesRoles.DISPATCHER)) continue;
      Program by = keeps ? keeper : desk;
      Program.problem(by.get(endpoint.path() + "?nonesuch=1"), 400, "bad-input", "nonesuch");
      asked.add(endpoint.path());
    }
    assertThat(asked).contains("/api/v1/events", "/api/v1/inbox", "/api/v1/repairs");
    Program.problem(desk.get("/api/v1/events?limit=-5"), 400, "bad-input", "limit");
    Program.problem(desk.get("/api/v1/events?dvision=33"), 400, "bad-input", "dvision");
    assertThat(desk.get("/api/v1/events?due=late&lang=en").status()).isEqualTo(200);
  }

  @Test
  void anEmptyHandIsToldToSignIn() {
    for (Endpoint endpoint : Endpoints.all()) {
      if (!endpoint.isApi() || endpoint.anyone() || !endpoint.isRead()) continue;
      problem(Visitor.anonymous().get(endpoint.nowhere()), 401);
      problem(Visitor.withToken("no-such-token").get(endpoint.nowhere()), 401);
    }
  }

  @Test
  void refusalsAreProblemDocuments() {
    Visitor admin = Visitor.signedIn(Cast.atHome(PeopleRoles.ADMINISTRATOR).session());
    admin.saying("X-CSRF-TOKEN", admin.csrf());
    problem(admin.get("/api/v1/no-such-thing"), 404);
    problem(
        Visitor.anonymous().send("POST", "/api/v1/no-such-thing", "{}", "application/json"), 404);
    Visitor forged = Visitor.signedIn(Cast.atHome(PeopleRoles.ADMINISTRATOR).session());
    problem(forged.send("POST", "/api/v1/no-such-thing", "{}", "application/json"), 403);
    for (Endpoint endpoint : Endpoints.all()) {
      if (!endpoint.isApi() || !endpoint.method().equals("POST")) continue;
      if (endpoint.path().contains("{") || !takesJson(endpoint.path())) continue;
      Visitor visitor = somebodyFor(endpoint);
      problem(visitor.send("POST", endpoint.path(), "{not json", "application/json"), 400);
      problem(visitor.send("POST", endpoint.path(), "a=b", "text/plain"), 415);
      problem(visitor.send("PATCH", endpoint.path(), "{}", "application/json"), 405);
    }
  }

  private static Visitor somebodyFor(Endpoint endpoint) {
    String role =
        RunningApp.bean(Roles.class).names().stream()
            .filter(endpoint::admits)
            .findFirst()
            .orElseThrow();
    Visitor visitor = Visitor.signedIn(Cast.atHome(role).session());
    return visitor.saying("X-CSRF-TOKEN", visitor.csrf());
  }

  private static boolean takesJson(String path) {
    return description()
        .path("paths")
        .path(path)
        .path("post")
        .path("requestBody")
        .path("content")
        .has("application/json");
  }

  private static void problem(Answer answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asString("")).isNotBlank();
    assertThat(problem.path("detail").asString("")).isNotBlank();
    assertThat(problem.path("type").asString("")).isNotBlank();
  }

  @Test
  void theDescriptionIsOfThisAddress() {
    assertThat(description().path("openapi").asString("")).startsWith("3.");
    assertThat(RunningApp.url("/openapi.json")).startsWith("http://localhost:");
  }
}
