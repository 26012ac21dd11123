package cn.nongchao.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Visitor;
import cn.nongchao.security.Endpoints.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever a page writes a program can write: each has its counterpart in /openapi.json, or a
 * reason why no program needs one. A page that learns to write gets a line here.
 */
class CounterpartsTest {

  /** Page, then its counterpart; or, after two dashes, why there is none. */
  private static final String TABLE =
      """
      /alerts/{id}                          > POST /api/v1/alerts/{id}/seen
      /c/{shortId:[0-9A-Z]{12}}/rating      > POST /api/v1/scans/{shortId}/rating
      /calendar/day                         > PUT /api/v1/calendar/{day}
      /calendar/import                      > POST /api/v1/calendar/import
      /codes/{act}                          > POST /api/v1/codes/{act}/status
      /events/new                           > POST /api/v1/events
      /events/{id}/phone                    > POST /api/v1/events/{id}/phone
      /events/{id}/{move}                   > POST /api/v1/events/{id}/moves
      /evidence                             > POST /api/v1/evidence
      /hotline                              > POST /api/v1/events
      /loops/{id}/{move}                    > POST /api/v1/loops/{id}/moves
      /organisations                        > POST /api/v1/organisations
      /organisations/{id}/edit              > PUT /api/v1/organisations/{id}
      /people                               > POST /api/v1/persons
      /people/{id}/edit                     > PUT /api/v1/persons/{id}
      /people/{id}/grants                   > POST /api/v1/persons/{id}/grants
      /people/{id}/grants/{grant}/end       > POST /api/v1/persons/{id}/grants/{grant}/end
      /people/{id}/posts                    > POST /api/v1/persons/{id}/posts
      /people/{id}/posts/{post}/end         > POST /api/v1/persons/{id}/posts/{post}/end
      /people/{id}/qualifications           > POST /api/v1/persons/{id}/qualifications
      /people/{id}/qualifications/{paper}/remove \
      > POST /api/v1/persons/{id}/qualifications/{paper}/remove
      /report                               > POST /api/v1/report
      /responsibility/{code}                > PUT /api/v1/responsibility/{code}
      /responsibility/{code}/retire         > POST /api/v1/responsibility/{code}/retire
      /track                                > POST /api/v1/track
      /track/rate                           > POST /api/v1/track/rate
      /track/reopen                         > POST /api/v1/track/reopen
      /whistles                             > POST /api/v1/whistles
      /whistles/{id}/end                    > POST /api/v1/whistles/{id}/end
      /whistles/{id}/report-in              > POST /api/v1/whistles/{id}/report-in
      /whistles/{id}/{move}                 > POST /api/v1/loops/{id}/moves
      /language                             -- a program names its language with each request
      /sign-in                              -- a program comes with a token
      /sign-out                             -- a token is revoked, there is nothing to leave
      """;

  /**
   * Pages of the register and of one's own account whose counterparts are still to come. To be
   * emptied; each line then moves up into the table.
   */
  private static final Set<String> STILL_TO_COME =
      Set.of(
          "/account/password",
          "/account/sessions/end-others",
          "/account/sessions/{id}/end",
          "/account/tokens",
          "/account/tokens/{id}/revoke",
          "/divisions",
          "/divisions/shipped",
          "/imports/{kind}",
          "/imports/{kind}/{id}/confirm",
          "/people/{id}/password",
          "/people/{id}/unmask");

  private static final Set<String> MODULES = Set.of("loop", "proof", "cases", "command", "portal");

  private static final JsonNode PATHS =
      JsonMapper.shared().readTree(Visitor.anonymous().get("/openapi.json").body()).path("paths");

  private static Map<String, String> table() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String line : TABLE.lines().toList()) {
      String[] words = line.split("\\s+", 2);
      assertThat(lines.put(words[0], words[1])).as(line).isNull();
    }
    return lines;
  }

  @Test
  void whateverAPageWritesAProgramCanWrite() {
    Set<String> pages =
        Endpoints.all().stream()
            .filter(endpoint -> !endpoint.isApi() && !endpoint.isRead())
            .map(Endpoint::path)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = new TreeSet<>(table().keySet());
    assertThat(known).doesNotContainAnyElementsOf(STILL_TO_COME);
    known.addAll(STILL_TO_COME);
    assertThat(pages).isEqualTo(known);
  }

  @Test
  void everyCounterpartIsDescribed() {
    table()
        .forEach((page, line) -> {
          if (line.startsWith("-- ")) return;
          String[] words = line.split("\\s+");
          JsonNode operation = PATHS.path(words[2]).path(words[1].toLowerCase(Locale.ROOT));
          assertThat(operation.isMissingNode()).as(page + " " + line).isFalse();
        });
  }

  @Test
  void everyAnswerHasASchema() {
    List<String> wrong = new ArrayList<>();
    for (Endpoint endpoint : Endpoints.all()) {
      if (!endpoint.isApi() || !MODULES.contains(endpoint.module())) continue;
      JsonNode operation = operation(endpoint);
      List<String> answers =
          operation.path("responses").propertyNames().stream()
              .filter(status -> status.startsWith("2"))
              .toList();
      if (answers.isEmpty()) wrong.add(endpoint + " has no good answer");
      for (String status : answers) {
        JsonNode content = operation.path("responses").path(status).path("content");
        if (content.isEmpty()) wrong.add(endpoint + " " + status + " has no content");
        for (JsonNode one : content) {
          if (!saysSomething(one.path("schema"))) wrong.add(endpoint + " " + status);
        }
      }
    }
    assertThat(wrong).withFailMessage(() -> String.join("\n", wrong)).isEmpty();
  }

  private static JsonNode operation(Endpoint endpoint) {
    return PATHS.path(endpoint.path()).path(endpoint.method().toLowerCase(Locale.ROOT));
  }

  /** More than that there is an object. */
  private static boolean saysSomething(JsonNode schema) {
    return schema.has("$ref")
        || schema.path("items").has("$ref")
        || schema.path("format").asString("").equals("binary")
        || schema.has("description");
  }

  @Test
  void whoAsksIsNoParameter() {
    for (Endpoint endpoint : Endpoints.all()) {
      if (!endpoint.isApi()) continue;
      for (JsonNode parameter : operation(endpoint).path("parameters")) {
        assertThat(parameter.path("name").asString())
            .as(endpoint.toString())
            .isNotEqualTo("viewer");
      }
    }
  }
}
