package cn.nongchao.loop.web;

import cn.nongchao.form.Schemas;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.MoveForms.Stamp;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The addresses of every kind in /openapi.json, from its declaration. */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class KindDescription implements OpenApiCustomizer {

  private final LifeCycles lives;
  private final KindViews views;
  private final Schemas schemas;

  KindDescription(LifeCycles lives, KindViews views, Schemas schemas) {
    this.lives = lives;
    this.views = views;
    this.schemas = schemas;
  }

  @Override
  public void customise(OpenAPI api) {
    for (LifeCycle life : lives.all()) if (life.address() != null) describe(life, api);
    PathItem general = api.getPaths().get("/api/v1/loops/{id}/moves");
    if (general != null && general.getPost() != null) {
      Schema<?> any = order(List.of("entry", "version", "move"));
      any.addProperty("move", string());
      any.setAdditionalProperties(true);
      general.getPost().setRequestBody(body(any));
    }
  }

  private void describe(LifeCycle life, OpenAPI api) {
    String path = "/api/v1/" + Objects.requireNonNull(life.address()).path();
    String name = life.title().en().toLowerCase(Locale.ROOT);
    Class<?> type = views.jsonType(life);
    if (life.begins() != null) {
      Schema<?> opening = schemas.of(life.begins().record());
      opening.addProperty("id", schemas.of(KindDoor.Made.class).getProperties().get("id"));
      require(opening, List.of("id"));
      add(api, path, HttpMethod.POST, operation(life, "Open: " + name, "201", type, api, false))
          .description("Sent twice with one id, it is opened once. Answers 201.")
          .requestBody(body(opening));
    }
    add(
        api,
        path + "/{id}",
        HttpMethod.GET,
        operation(life, "One, with the moves the caller may make now", "200", type, api, true));
    add(
            api,
            path + "/{id}/moves",
            HttpMethod.POST,
            operation(life, "Move: " + name, "200", type, api, true))
        .description(
            "Name the version you saw; 409 says that somebody moved it first. Sent twice with one"
                + " entry id, it is carried out once.")
        .requestBody(body(moves(life)));
    for (Edge edge : life.edges()) {
      if (!edge.hasOwnPath()) continue;
      Schema<?> order = order(List.of("entry", "version"));
      fields(edge).forEach(order::addProperty);
      String summary = edge.move().title().en() + ": " + name;
      add(
              api,
              path + "/{id}/" + edge.path(),
              HttpMethod.POST,
              operation(life, summary, "200", type, api, true))
          .requestBody(body(order));
    }
  }

  @SuppressWarnings("rawtypes") // as the library gives them
  private Map<String, Schema> fields(Edge edge) {
    Map<String, Schema> all = schemas.of(edge.carried().record()).getProperties();
    return all == null ? Map.of() : all;
  }

  private static Operation add(OpenAPI api, String path, HttpMethod method, Operation operation) {
    PathItem item = api.getPaths().computeIfAbsent(path, made -> new PathItem());
    item.operation(method, operation);
    return operation;
  }

  private static Operation operation(
      LifeCycle life, String summary, String status, Class<?> type, OpenAPI api, boolean one) {
    ApiResponse answer =
        new ApiResponse()
            .description(status.equals("201") ? "Made" : "OK")
            .content(json(Schemas.answer(type, api)));
    Operation operation =
        new Operation()
            .operationId(life.kind() + "-" + summary.split("[:, ]")[0].toLowerCase(Locale.ROOT))
            .summary(summary)
            .addTagsItem(life.kind())
            .responses(new ApiResponses().addApiResponse(status, answer));
    if (one) {
      operation.addParametersItem(
          new Parameter().in("path").name("id").required(true).schema(string()));
    }
    return operation;
  }

  /** Every field of every move, each saying which moves read it. */
  private Schema<?> moves(LifeCycle life) {
    Schema<?> whole = order(List.of("entry", "version", "move"));
    Schema<String> move = string();
    move.setEnum(KindDoor.moves(life));
    whole.addProperty("move", move);
    Map<String, Set<String>> readBy = new LinkedHashMap<>();
    Map<String, Schema<?>> fields = new LinkedHashMap<>();
    for (Edge edge : life.edges()) {
      if (!KindDoor.moves(life).contains(edge.move().name())) continue;
      fields(edge)
          .forEach((field, schema) -> {
            fields.putIfAbsent(field, schema);
            readBy.computeIfAbsent(field, f -> new LinkedHashSet<>()).add(edge.move().name());
          });
    }
    fields.forEach((field, schema) -> {
      String moves = String.join(", ", readBy.get(field));
      String said = schema.getDescription();
      schema.setDescription("Only for " + moves + (said == null ? "" : ": " + said));
      whole.addProperty(field, schema);
    });
    return whole;
  }

  /** What every move names. */
  private Schema<?> order(List<String> required) {
    Schema<?> order = new ObjectSchema();
    order.addType("object");
    schemas.of(Stamp.class).getProperties().forEach(order::addProperty);
    require(order, required);
    return order;
  }

  private static void require(Schema<?> schema, List<String> names) {
    List<String> all =
        new ArrayList<>(schema.getRequired() == null ? List.of() : schema.getRequired());
    all.addAll(names);
    schema.setRequired(all);
  }

  private static Schema<String> string() {
    Schema<String> schema = new StringSchema();
    schema.addType("string");
    return schema;
  }

  private static RequestBody body(Schema<?> schema) {
    return new RequestBody().required(true).content(json(schema));
  }

  private static Content json(Schema<?> schema) {
    return new Content().addMediaType("application/json", new MediaType().schema(schema));
  }
}
