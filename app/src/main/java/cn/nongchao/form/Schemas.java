package cn.nongchao.form;

import cn.nongchao.form.Form.Part;
import cn.nongchao.platform.Text;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Forms as schemas (OpenAPI 3.1), for programs. */
@Component
public class Schemas {

  private final Forms forms;

  Schemas(Forms forms) {
    this.forms = forms;
  }

  /** The JSON object a form is, with its limits. */
  public Schema<?> of(Class<?> record) {
    return of(forms.of(record));
  }

  /** What is answered, by reference; the description gets what it refers to. */
  public static Schema<?> answer(Type type, OpenAPI api) {
    if (api.getComponents() == null) api.setComponents(new Components());
    Components known = api.getComponents();
    ResolvedSchema resolved =
        ModelConverters.getInstance(true)
            .resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
    if (resolved.referencedSchemas != null) {
      resolved.referencedSchemas.forEach((name, schema) -> {
        if (known.getSchemas() == null || !known.getSchemas().containsKey(name)) {
          known.addSchemas(name, schema);
        }
      });
    }
    return resolved.schema;
  }

  private Schema<?> of(Form<?> form) {
    ObjectSchema object = new ObjectSchema();
    object.addType("object");
    List<String> required = new ArrayList<>();
    add(form, object, required);
    if (!required.isEmpty()) object.setRequired(required);
    return object;
  }

  private void add(Form<?> form, ObjectSchema object, List<String> required) {
    for (Part part : form.parts()) {
      if (part.field().isFlat() && part.nested() != null) {
        add(part.nested(), object, required);
        continue;
      }
      object.addProperty(part.field().name(), property(part));
      boolean always = part.field().isRequired() && !part.field().has(When.class);
      if (always) required.add(part.field().name());
    }
  }

  private Schema<?> property(Part part) {
    Schema<?> one = part.nested() != null ? of(part.nested()) : value(part);
    Schema<?> whole = one;
    if (part.field().isMany()) {
      whole = new ArraySchema().items(one);
      whole.addType("array");
    }
    limits(part, whole, one);
    describe(part, whole);
    return whole;
  }

  private static Schema<?> value(Part part) {
    FieldKind<?> kind = Objects.requireNonNull(part.kind());
    String[] words = kind.schema().split(" ");
    Schema<Object> schema = new Schema<>();
    schema.setType(words[0]);
    schema.addType(words[0]);
    if (words.length > 1) schema.setFormat(words[1]);
    List<String> constants = kind.constants(part.field());
    if (!constants.isEmpty()) schema.setEnum(new ArrayList<>(constants));
    return schema;
  }

  private static void limits(Part part, Schema<?> whole, Schema<?> one) {
    FormField field = part.field();
    Size size = field.annotation(Size.class);
    if (size != null && field.isMany()) {
      if (size.min() > 0) whole.setMinItems(size.min());
      if (size.max() < Integer.MAX_VALUE) whole.setMaxItems(size.max());
    } else if (size != null) {
      if (size.min() > 0) one.setMinLength(size.min());
      if (size.max() < Integer.MAX_VALUE) one.setMaxLength(size.max());
    }
    Min min = field.annotation(Min.class);
    Max max = field.annotation(Max.class);
    DecimalMin from = field.annotation(DecimalMin.class);
    DecimalMax to = field.annotation(DecimalMax.class);
    if (min != null) one.setMinimum(BigDecimal.valueOf(min.value()));
    if (max != null) one.setMaximum(BigDecimal.valueOf(max.value()));
    if (from != null) one.setMinimum(new BigDecimal(from.value()));
    if (to != null) one.setMaximum(new BigDecimal(to.value()));
  }

  private static void describe(Part part, Schema<?> whole) {
    Field words = part.field().words();
    if (words == null) return;
    StringBuilder said = new StringBuilder(words.en()).append(" (").append(words.zh()).append(')');
    Text hint = part.field().hint();
    if (hint != null) said.append(". ").append(hint.en());
    When when = part.field().annotation(When.class);
    if (when != null) {
      said.append(". Only where ").append(when.field()).append(" is ");
      said.append(String.join(" or ", when.is()));
    }
    Unit unit = part.field().annotation(Unit.class);
    if (unit != null) said.append(". In ").append(unit.en());
    whole.setDescription(said.toString());
    if (!words.example().isEmpty()) whole.setExample(words.example());
    Otherwise usual = part.field().annotation(Otherwise.class);
    if (usual != null) whole.setDefault(usual.value());
  }
}
