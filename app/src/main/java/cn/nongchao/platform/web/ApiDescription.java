package cn.nongchao.platform.web;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What every operation in /openapi.json has in common: how to sign in, how refusals look. */
@Configuration
class ApiDescription {

  private static final Map<String, String> REFUSALS = refusals();

  private static Map<String, String> refusals() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("400", "The request could not be understood");
    all.put("401", "Not signed in, or the token is unknown, over or revoked");
    all.put("403", "Signed in, but not allowed to do this");
    all.put("404", "There is no such thing, or not for you");
    all.put("408", "The upload trickled and was cut off");
    all.put("409", "Somebody moved it first, or the id is taken");
    all.put("413", "The upload is too large");
    all.put("415", "Content of this type is not taken");
    all.put("422", "Understood, but not possible; the errors name the fields");
    all.put("429", "Too many requests; try again later");
    all.put("503", "Busy, or the database is away; try again after Retry-After seconds");
    all.put("507", "The disk is full, reading goes on; try again after Retry-After seconds");
    all.put("500", "Something failed on our side; it has been recorded");
    return all;
  }

  @Bean
  OpenApiCustomizer commonToAll() {
    return api -> {
      describe(api);
      if (api.getPaths() == null) return;
      api.getPaths()
          .forEach((path, item) ->
              item.readOperationsMap()
                  .forEach((method, operation) -> addRefusals(method.name(), operation)));
    };
  }

  /** Names schemas by their classes; first of all, since converters found later come before it. */
  @Bean
  @ConditionalOnWebApplication // a command describes nothing
  @Order(Ordered.HIGHEST_PRECEDENCE)
  ModelConverter named(ObjectMapperProvider mapper) {
    return new ModelResolver(mapper.jsonMapper(), new NestedNames())
        .openapi31(mapper.isOpenapi31());
  }

  /** Many a class has a Row or a Page of its own: it is called by both names. */
  private static final class NestedNames extends TypeNameResolver {

    @Override
    protected String getNameOfClass(Class<?> type) {
      Class<?> outer = type.getEnclosingClass();
      return outer == null
          ? type.getSimpleName()
          : outer.getSimpleName().replaceFirst("(Json|Api)$", "") + type.getSimpleName();
    }
  }

  private static void describe(OpenAPI api) {
    api.setInfo(
        new Info()
            .title("弄潮 Nongchao")
            .version("v1")
            .description(
                "What the pages do, for programs. Ids are UUIDs of version 7 made by the client;"
                    + " a write sent twice under one id is done once."));
    Components components = api.getComponents() == null ? new Components() : api.getComponents();
    components.addSchemas("Problem", problem());
    components.addSecuritySchemes(
        "token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
    components.addSecuritySchemes(
        "session",
        key(SecurityScheme.In.COOKIE, "nc_session").description("Of a person signed in"));
    components.addSecuritySchemes(
        "forgery",
        key(SecurityScheme.In.HEADER, "X-CSRF-TOKEN")
            .description("With a session, for every write: the content of a page's meta csrf"));
    api.setComponents(components);
    api.addSecurityItem(new SecurityRequirement().addList("token"));
  }

  private static SecurityScheme key(SecurityScheme.In in, String name) {
    return new SecurityScheme().type(SecurityScheme.Type.APIKEY).in(in).name(name);
  }

  /** A problem document as RFC 9457 defines it, with the fields named. */
  private static Schema<?> problem() {
    Schema<?> error =
        new ObjectSchema()
            .addProperty("field", new StringSchema())
            .addProperty("pointer", new StringSchema().description("JSON Pointer (RFC 6901)"))
            .addProperty("detail", new StringSchema());
    return new ObjectSchema()
        .description("Problem document (RFC 9457)")
        .addProperty("type", new StringSchema().description("/problems/ and the reason's code"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema().description("A sentence for a person"))
        .addProperty("errors", new ArraySchema().items(error));
  }

  private static void addRefusals(String method, Operation operation) {
    ApiResponses responses = operation.getResponses();
    if (responses == null) {
      responses = new ApiResponses();
      operation.setResponses(responses);
    }
    for (Map.Entry<String, String> refusal : REFUSALS.entrySet()) {
      boolean ofWrites = "408 409 413 415 422 507".contains(refusal.getKey());
      if (ofWrites && method.equals("GET")) continue;
      responses.putIfAbsent(refusal.getKey(), answer(refusal.getValue()));
    }
  }

  private static ApiResponse answer(String words) {
    Schema<?> problem = new Schema<>().$ref("#/components/schemas/Problem");
    return new ApiResponse()
        .description(words)
        .content(
            new Content()
                .addMediaType("application/problem+json", new MediaType().schema(problem)));
  }
}
