package cn.nongchao.security;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * One operation of /openapi.json.
 *
 * @param query names of its parameters in the address
 * @param body what it takes as JSON, by its schema; missing where it takes none
 * @param declared the statuses it says it may answer with
 */
record Operation(
    String method, String path, List<String> query, JsonNode body, List<String> declared) {

  @Override
  public String toString() {
    return method + " " + path;
  }

  static List<Operation> all(JsonNode api) {
    List<Operation> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> one : path.getValue().properties()) {
        if (!one.getValue().has("responses")) continue;
        JsonNode operation = one.getValue();
        List<String> query =
            StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asString("").equals("query"))
                .map(parameter -> parameter.path("name").asString())
                .toList();
        JsonNode body =
            operation.path("requestBody").path("content").path("application/json").path("schema");
        List<String> declared =
            operation.path("responses").properties().stream().map(Map.Entry::getKey).toList();
        String method = one.getKey().toUpperCase(Locale.ROOT);
        all.add(new Operation(method, path.getKey(), query, body, declared));
      }
    }
    return all;
  }

  boolean takesJson() {
    return !body.isMissingNode();
  }

  /** Values by which a schema is filled in rightly, or nearly. */
  interface Right {

    /** As JSON. */
    String of(String name, JsonNode schema);
  }

  /** Every field of the body with a right value, as JSON, by its name. */
  static Map<String, String> fields(JsonNode api, JsonNode schema, Right right) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : members(api, schema).entrySet()) {
      all.put(one.getKey(), value(api, one.getKey(), one.getValue(), right, 0));
    }
    return all;
  }

  private static Map<String, JsonNode> members(JsonNode api, JsonNode schema) {
    JsonNode plain = resolved(api, schema);
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (String several : List.of("oneOf", "anyOf", "allOf")) {
      for (JsonNode one : plain.path(several)) all.putAll(members(api, one));
    }
    for (var one : plain.path("properties").properties()) all.put(one.getKey(), one.getValue());
    return all;
  }

  private static JsonNode resolved(JsonNode api, JsonNode schema) {
    String ref = schema.path("$ref").asString("");
    if (ref.isEmpty()) return schema;
    JsonNode at = api;
    for (String part : ref.substring(2).split("/")) at = at.path(part);
    return resolved(api, at);
  }

  private static String value(JsonNode api, String name, JsonNode schema, Right right, int depth) {
    JsonNode plain = resolved(api, schema);
    if (depth > 4) return "null";
    if (plain.has("items")) {
      String one = value(api, name, plain.path("items"), right, depth + 1);
      return one.equals("null") ? "[]" : "[" + one + "]";
    }
    Map<String, JsonNode> members = members(api, plain);
    if (members.isEmpty() || name.equals("geometry")) return right.of(name, plain);
    List<String> parts = new ArrayList<>();
    members.forEach((member, one) ->
        parts.add(OddValues.quoted(member) + ":" + value(api, member, one, right, depth + 1)));
    return "{" + String.join(",", parts) + "}";
  }

  static String json(Map<String, String> fields) {
    List<String> parts = new ArrayList<>();
    fields.forEach((name, value) -> parts.add(OddValues.quoted(name) + ":" + value));
    return "{" + String.join(",", parts) + "}";
  }
}
