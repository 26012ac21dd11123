package cn.nongchao.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Program;
import cn.nongchao.Visitor;
import cn.nongchao.security.Endpoints.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever reads /openapi.json knows what is answered, not only that something is. */
class ApiSchemaTest {

  private static final String API = "/api/v1/";

  @Test
  void everyAnswerHasASchema() {
    List<String> wrong = new ArrayList<>();
    operations(description()).forEach((name, operation) -> check(name, operation, wrong));
    assertThat(wrong).withFailMessage(() -> String.join("\n", wrong)).isEmpty();
  }

  @Test
  void whatIsCalledAlikeIsDescribedApart() {
    JsonNode schemas = description().path("components").path("schemas");
    assertThat(members(schemas, "PersonListsRow")).contains("login").doesNotContain("creditCode");
    assertThat(members(schemas, "BodyListsRow")).contains("creditCode").doesNotContain("login");
    assertThat(members(schemas, "AuditLogRow")).contains("seq", "detail");
  }

  private static List<String> members(JsonNode schemas, String name) {
    return schemas.path(name).path("properties").properties().stream()
        .map(Map.Entry::getKey)
        .toList();
  }

  /** It is known from the request, and nothing to be sent. */
  @Test
  void whoAsksIsNoParameter() {
    assertThat(description().toString()).doesNotContain("\"Viewer\"", "\"viewer\"");
  }

  /** With everything in it that is answered: of what is left out nothing else here would tell. */
  private static JsonNode description() {
    JsonNode whole = Program.read(Visitor.anonymous().get("/openapi.json"), 200);
    Set<String> answered =
        Endpoints.all().stream()
            .filter(endpoint -> endpoint.path().startsWith(API))
            .map(Endpoint::toString)
            .collect(Collectors.toSet());
    assertThat(operations(whole).keySet()).isNotEmpty().containsAll(answered);
    return whole;
  }

  /** By method and path. */
  private static Map<String, JsonNode> operations(JsonNode whole) {
    Map<String, JsonNode> found = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : whole.path("paths").properties()) {
      if (!path.getKey().startsWith(API)) continue;
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String method = operation.getKey().toUpperCase(Locale.ROOT);
        found.put(method + " " + path.getKey(), operation.getValue());
      }
    }
    return found;
  }

  private static void check(String name, JsonNode operation, List<String> wrong) {
    boolean succeeds = false;
    for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
      String status = answer.getKey();
      if (!status.startsWith("2")) continue;
      succeeds = true;
      JsonNode content = answer.getValue().path("content");
      if (content.isEmpty() != status.equals("204")) {
        wrong.add(name + ": " + status + (content.isEmpty() ? " says nothing" : " has a body"));
      }
      for (Map.Entry<String, JsonNode> form : content.properties()) {
        if (!isSaid(form.getKey(), form.getValue().path("schema"))) {
          wrong.add(name + ": " + status + " as " + form.getKey() + " has no schema");
        }
      }
    }
    if (!succeeds) wrong.add(name + ": no answer where it succeeds");
  }

  /** A download is said by its media type; JSON by its members. */
  private static boolean isSaid(String mediaType, JsonNode schema) {
    if (schema.has("$ref")) return true;
    String type = schema.path("type").asString("");
    if (!mediaType.equals("application/json")) return !mediaType.contains("*") && !type.isEmpty();
    return switch (type) {
      case "" -> schema.has("oneOf") || schema.has("anyOf") || schema.has("allOf");
      case "object" -> schema.has("properties") || schema.has("additionalProperties");
      case "array" -> isSaid(mediaType, schema.path("items"));
      default -> true;
    };
  }
}
