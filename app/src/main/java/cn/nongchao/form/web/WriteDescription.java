package cn.nongchao.form.web;

import cn.nongchao.form.Arrival;
import cn.nongchao.form.Nothing;
import cn.nongchao.form.Over;
import cn.nongchao.form.Schemas;
import cn.nongchao.form.Write;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Every declared write in /openapi.json, from its declaration. */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class WriteDescription implements OpenApiCustomizer {

  private final WriteDoors doors;
  private final Schemas schemas;
  private final Carrying carrying;

  WriteDescription(WriteDoors doors, Schemas schemas, Carrying carrying) {
    this.doors = doors;
    this.schemas = schemas;
    this.carrying = carrying;
  }

  @Override
  public void customise(OpenAPI api) {
    if (api.getPaths() == null) api.setPaths(new Paths());
    for (WriteDoor door : doors.all()) {
      Declared write = door.declared();
      PathItem item = api.getPaths().computeIfAbsent(write.apiPath(), path -> new PathItem());
      item.operation(PathItem.HttpMethod.valueOf(write.apiMethod()), operation(write, api));
    }
  }

  private Operation operation(Declared write, OpenAPI api) {
    Write said = write.write();
    Operation operation =
        new Operation()
            .operationId(write.name())
            .summary(said.en())
            .description((said.zh() + ". " + said.about()).strip())
            .addTagsItem(tag(write.method()));
    for (String name : Declared.variables(write.apiPath())) {
      operation.addParametersItem(
          new Parameter().in("path").name(name).required(true).schema(string()));
    }
    for (java.lang.reflect.Parameter taken : write.method().getParameters()) {
      Arrival<?> arrival = carrying.arrival(taken.getType());
      if (arrival == null) continue;
      for (String name : arrival.query()) {
        operation.addParametersItem(new Parameter().in("query").name(name).schema(string()));
      }
    }
    if (write.form() != null) {
      Schema<?> body = schemas.of(write.form());
      for (String part : Declared.variables(write.apiPath())) {
        if (write.fields(Map.of(part, "")).isEmpty()) continue;
        body.getProperties().remove(part);
        if (body.getRequired() != null) body.getRequired().remove(part);
      }
      operation.setRequestBody(new RequestBody().required(true).content(json(body)));
    }
    operation.setResponses(responses(write, api));
    if (write.isPublic()) operation.setSecurity(List.of());
    if (said.inPerson() && said.over() != Over.PUBLIC) {
      operation.setSecurity(
          List.of(new SecurityRequirement().addList("session").addList("forgery")));
    }
    return operation;
  }

  private static Schema<?> string() {
    Schema<?> schema = new StringSchema();
    schema.addType("string");
    return schema;
  }

  static String tag(Method method) {
    String[] parts = method.getDeclaringClass().getPackageName().split("\\.");
    return parts.length > 2 ? parts[2] : parts[parts.length - 1];
  }

  private static ApiResponses responses(Declared write, OpenAPI api) {
    Type outcome = write.method().getGenericReturnType();
    Type answer = ((ParameterizedType) outcome).getActualTypeArguments()[0];
    if (answer == Nothing.class) {
      return new ApiResponses().addApiResponse("204", new ApiResponse().description("Done"));
    }
    boolean makes = !write.write().makes().isEmpty();
    return new ApiResponses()
        .addApiResponse(
            makes ? "201" : "200",
            new ApiResponse()
                .description(makes ? "Made" : "Done")
                .content(json(Schemas.answer(answer, api))));
  }

  private static Content json(Schema<?> schema) {
    return new Content().addMediaType("application/json", new MediaType().schema(schema));
  }
}
