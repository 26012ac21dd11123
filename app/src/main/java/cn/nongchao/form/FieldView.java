package cn.nongchao.form;

import cn.nongchao.platform.Text;
import cn.nongchao.platform.Ui;
import cn.nongchao.platform.web.Templates;
import gg.jte.Content;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field as a page shows it to one person.
 *
 * @param id in the page
 * @param name as it is posted
 * @param required whether a form without it is refused; a conditional one only where it is asked
 * @param values as typed, or as they are
 * @param choices null where it is typed
 * @param attributes of the input: limits, type
 * @param when the field this one depends on and what that must say; null where it is always asked
 * @param group fields of a record within
 * @param rows of a table, the last ones empty
 * @param extra what its kind gives a widget of its own; null for nothing
 * @param asking who fills it in and about what, for a template of a module's own
 */
public record FieldView(
    String id,
    String name,
    Text label,
    @Nullable Text hint,
    @Nullable Text unit,
    boolean required,
    List<String> values,
    List<Text> errors,
    @Nullable List<Choice> choices,
    Map<String, String> attributes,
    @Nullable Condition when,
    List<FieldView> group,
    List<List<FieldView>> rows,
    @Nullable Object extra,
    Drawing drawing,
    Asking asking) {

  /** So many are read at a glance. */
  private static final int READ = 8;

  /** Asked only where that field says one of these, which stand joined by blanks. */
  public record Condition(String id, String name, String is) {}

  /** How it is drawn: by which template, with what. */
  record Drawing(Templates templates, String template) {}

  public FieldView {
    values = List.copyOf(values);
    errors = List.copyOf(errors);
    attributes = Map.copyOf(attributes);
    group = List.copyOf(group);
    rows = List.copyOf(rows);
  }

  /** The field with label, hint and refusals. */
  public Content draw(Ui ui) {
    return drawing.templates().content(drawing.template(), Map.of("ui", ui, "field", this));
  }

  public String value() {
    return values.isEmpty() ? "" : values.getFirst();
  }

  public boolean has(String value) {
    return values.contains(value);
  }

  public @Nullable String attribute(String name) {
    return attributes.get(name);
  }

  public boolean isWrong() {
    return !errors.isEmpty();
  }

  /** Whether its list is long enough to be searched rather than read. */
  public boolean isSought() {
    return choices != null
        && choices.size() > READ
        && choices.stream().anyMatch(one -> !one.sought().isEmpty());
  }

  public boolean isHidden() {
    return "hidden".equals(attribute("type"));
  }

  /** Ids of what describes the input; null for nothing. */
  public @Nullable String describedBy() {
    if (isWrong()) return id + "-error";
    return hint == null ? null : id + "-hint";
  }

  /** A field of the group, by the last part of its name. */
  public FieldView part(String last) {
    return group.stream()
        .filter(one -> one.name().equals(last) || one.name().endsWith("/" + last))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no " + last));
  }
}
