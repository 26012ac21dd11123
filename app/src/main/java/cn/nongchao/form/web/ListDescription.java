package cn.nongchao.form.web;

import cn.nongchao.form.Listing;
import cn.nongchao.form.Page;
import cn.nongchao.form.Schemas;
import cn.nongchao.platform.web.Anyone;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.math.BigDecimal;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Every declared list in /openapi.json, from its declaration. */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class ListDescription implements OpenApiCustomizer {

  private final ListDoors doors;
  private final Schemas schemas;

  ListDescription(ListDoors doors, Schemas schemas) {
    this.doors = doors;
    this.schemas = schemas;
  }

  @Override
  public void customise(OpenAPI api) {
    if (api.getPaths() == null) api.setPaths(new Paths());
    if (api.getComponents() == null) api.setComponents(new Components());
    for (ListDoor door : doors.all()) {
      String path = door.listing().api();
      Operation json = operation(door, "", false);
      json.setResponses(answered("application/json", page(door, api)));
      add(api, path, json);
      for (String file : ListDoors.FILES) {
        Operation whole = operation(door, file, true);
        Schema<?> bytes = typed(new StringSchema(), "string").format("binary");
        whole.setResponses(answered(Sheet.mediaType(file).split(";")[0], bytes));
        add(api, path + "." + file, whole);
      }
    }
  }

  private static void add(OpenAPI api, String path, Operation operation) {
    api.getPaths().computeIfAbsent(path, name -> new PathItem()).setGet(operation);
  }

  private Operation operation(ListDoor door, String file, boolean whole) {
    Listing said = door.listing();
    String summary = said.summary().isEmpty() ? said.en() : said.summary();
    Operation operation =
        new Operation()
            .operationId(whole ? said.name() + "-" + file : said.name())
            .summary(whole ? summary + ", all that is filtered, as ." + file : summary)
            .description((said.zh() + ". " + said.about()).strip())
            .addTagsItem(WriteDescription.tag(door.declaration()));
    for (String name : Declared.variables(said.api())) {
      operation.addParametersItem(
          new Parameter().in("path").name(name).required(true).schema(string()));
    }
    if (door.query() != null) {
      schemas
          .of(door.query())
          .getProperties()
          .forEach((name, schema) -> operation.addParametersItem(query(name, schema)));
    }
    List<String> columns = door.sortable();
    if (!columns.isEmpty()) operation.addParametersItem(sort(columns));
    if (!whole) addPaging(operation);
    if (door.declaration().isAnnotationPresent(Anyone.class)) operation.setSecurity(List.of());
    return operation;
  }

  private static void addPaging(Operation operation) {
    Schema<?> limit = typed(new IntegerSchema().format(null), "integer");
    limit.setMinimum(BigDecimal.ONE);
    limit.setMaximum(BigDecimal.valueOf(Page.MOST));
    limit.setDescription("Rows at most; 50 unless said");
    operation.addParametersItem(query("limit", limit));
    Schema<?> after = string();
    after.setDescription("What the page before gave as next");
    operation.addParametersItem(query("after", after));
  }

  private static Parameter sort(List<String> columns) {
    StringSchema sort = (StringSchema) string();
    for (String column : columns) {
      sort.addEnumItem(column);
      sort.addEnumItem("-" + column);
    }
    sort.setDescription("Column to sort by, with - before it for the largest first");
    return query("sort", sort);
  }

  private static Parameter query(String name, Schema<?> schema) {
    return new Parameter()
        .in("query")
        .name(name)
        .description(schema.getDescription())
        .schema(schema);
  }

  private static Schema<?> page(ListDoor door, OpenAPI api) {
    ObjectSchema page = new ObjectSchema();
    page.addType("object");
    Schema<?> items = new ArraySchema().items(Schemas.answer(door.row(), api));
    page.addProperty("items", items.description("Rows in the order asked for"));
    items.addType("array");
    Schema<?> next = string();
    next.description("Goes into after; null at the end").addType("null");
    Schema<?> total = typed(new IntegerSchema(), "integer");
    total.description("How many in all; null where nobody counted").addType("null");
    Schema<?> more = typed(new BooleanSchema(), "boolean");
    more.description("Whether counting stopped at total because there are more");
    page.addProperty("next", next);
    page.addProperty("total", total);
    page.addProperty("more", more);
    page.setRequired(List.of("items", "more"));
    return page;
  }

  private static Schema<?> string() {
    return typed(new StringSchema(), "string");
  }

  private static Schema<?> typed(Schema<?> schema, String type) {
    schema.addType(type);
    return schema;
  }

  private static ApiResponses answered(String type, Schema<?> schema) {
    return new ApiResponses()
        .addApiResponse(
            "200",
            new ApiResponse()
                .description("Listed")
                .content(new Content().addMediaType(type, new MediaType().schema(schema))));
  }
}
