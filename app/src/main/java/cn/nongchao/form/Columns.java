package cn.nongchao.form;

import cn.nongchao.platform.Text;
import java.lang.reflect.RecordComponent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record as a row: its components with words are columns, each said by its kind. Made once for
 * each list, which finds at start what no kind can say.
 */
final class Columns {

  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  /** One column; {@code kind} is null where the value is words already. */
  record Column(FormField field, @Nullable FieldKind<?> kind, @Nullable String link) {

    String name() {
      return field.name();
    }

    List<?> values(Object row) {
      return switch (Order.read(field.component(), row)) {
        case null -> List.of();
        case Collection<?> many -> List.copyOf(many);
        case Object one -> List.of(one);
      };
    }
  }

  private final List<Column> shown = new ArrayList<>();
  private final Map<String, RecordComponent> components = new HashMap<>();

  Columns(Class<?> row, Forms forms) {
    for (RecordComponent component : row.getRecordComponents()) {
      component.getAccessor().setAccessible(true);
      components.put(component.getName(), component);
      FormField field = new FormField(component);
      if (!field.isAsked()) continue;
      Link link = component.getAnnotation(Link.class);
      FieldKind<?> kind = field.type() == Text.class ? null : forms.kind(field);
      shown.add(new Column(field, kind, link == null ? null : link.value()));
    }
    if (shown.isEmpty()) throw new IllegalStateException(row + " has no column with words");
  }

  List<Column> shown() {
    return shown;
  }

  /** Every value of every column in words, asked for once for all rows. */
  Map<String, Map<Object, Text>> said(List<?> rows) {
    Map<String, Map<Object, Text>> all = new HashMap<>();
    for (Column column : shown) {
      Set<Object> values = new LinkedHashSet<>();
      rows.forEach(row -> values.addAll(column.values(row)));
      all.put(column.name(), say(column, values));
    }
    return all;
  }

  @SuppressWarnings("unchecked") // the column's kind serves the column's values
  private static Map<Object, Text> say(Column column, Set<Object> values) {
    if (column.kind() != null) return ((FieldKind<Object>) column.kind()).say(values);
    Map<Object, Text> same = new HashMap<>();
    values.forEach(value -> same.put(value, (Text) value));
    return same;
  }

  /** Where a column of a row leads; null for nowhere. */
  @Nullable String href(Column column, Object row) {
    if (column.link() == null) return null;
    Matcher found = VARIABLE.matcher(column.link());
    StringBuilder href = new StringBuilder();
    while (found.find()) {
      RecordComponent named = components.get(found.group(1));
      Object value = named == null ? null : Order.read(named, row);
      if (value == null || value.toString().isEmpty()) return null;
      boolean whole = found.group().equals(column.link());
      String text = value.toString();
      String safe = whole ? text : URLEncoder.encode(text, StandardCharsets.UTF_8);
      found.appendReplacement(href, Matcher.quoteReplacement(safe));
    }
    return found.appendTail(href).toString();
  }
}
