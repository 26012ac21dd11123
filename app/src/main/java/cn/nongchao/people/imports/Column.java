package cn.nongchao.people.imports;

import cn.nongchao.form.Form;
import cn.nongchao.form.FormField;
import cn.nongchao.form.Titled;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A column a file may have.
 *
 * @param name as refusals name it
 * @param title as the header row names it, in either language
 * @param example for the template
 * @param also other words under which files have it
 * @param choices all it can say; empty for anything
 */
public record Column(
    String name,
    Text title,
    boolean required,
    String example,
    List<String> also,
    List<Value> choices) {

  /** One of the values a column can have. */
  public record Value(String value, Text title) {}

  public Column {
    also = List.copyOf(also);
    choices = List.copyOf(choices);
  }

  /** The columns of a file whose rows are a form: the fields that have words. */
  static List<Column> of(Form<?> form, Set<String> needed) {
    return form.fields().stream()
        .filter(FormField::isAsked)
        .map(field ->
            new Column(
                field.name(),
                field.label(),
                field.isRequired() || needed.contains(field.name()),
                field.example(),
                field.also(),
                choices(field.type())))
        .toList();
  }

  private static List<Value> choices(Class<?> type) {
    List<Value> all = new ArrayList<>();
    if (!type.isEnum()) return all;
    for (Object one : type.getEnumConstants()) {
      if (one instanceof Titled titled) all.add(new Value(((Enum<?>) one).name(), titled.title()));
    }
    return all;
  }

  /** As a file to fill in names it: what is needed is marked. */
  String heading(Lang lang) {
    return title.in(lang) + (required ? "*" : "");
  }

  /** Whether a header cell means this column: by name, title in either language or other words. */
  boolean isMeantBy(String header) {
    String cell = plain(header);
    return !cell.isEmpty()
        && Stream.concat(Stream.of(name, title.zh(), title.en()), also.stream())
            .anyMatch(word -> plain(word).equals(cell));
  }

  /** A heading without what spelling varies in: case, blanks, signs, what is in brackets. */
  static String plain(String header) {
    return header
        .toLowerCase(Locale.ROOT)
        .replaceAll("[（(].*?[）)]", "")
        .replaceAll("[^\\p{L}\\p{N}#]", "");
  }
}
