package cn.nongchao.people.web;

import cn.nongchao.people.Roles;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Lists in /openapi.json the names of the roles declared, wherever a text is one of them. */
@Component
class DescribedRoles implements OpenApiCustomizer {

  private final Roles roles;

  DescribedRoles(Roles roles) {
    this.roles = roles;
  }

  @Override
  public void customise(OpenAPI api) {
    if (api.getComponents() == null || api.getComponents().getSchemas() == null) return;
    api.getComponents().getSchemas().values().forEach(this::describe);
  }

  private void describe(@Nullable Schema<?> schema) {
    if (schema == null) return;
    if (Roles.FORMAT.equals(schema.getFormat())) list(schema);
    describe(schema.getItems());
    Map<String, ?> properties = schema.getProperties();
    if (properties == null) return;
    properties.values().forEach(property -> describe((Schema<?>) property));
  }

  @SuppressWarnings("unchecked") // a text's values are texts
  private void list(Schema<?> text) {
    text.setFormat(null);
    ((Schema<Object>) text).setEnum(new ArrayList<>(roles.names()));
  }
}
