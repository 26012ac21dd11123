package cn.nongchao.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever reads /openapi.json knows what is answered, not only that something is. */
class ApiSchemaTest {

  @Test
  void everyAnswerHasASchema() {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : description().path("paths").properties()) {
      if (!path.getKey().startsWith("/api/v1/")) continue;
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        check(operation.getKey() + " " + path.getKey(), operation.getValue(), wrong);
      }
    }
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

  private static JsonNode description() {
    return JsonMapper.shared().readTree(Visitor.anonymous().get("/openapi.json").body());
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
