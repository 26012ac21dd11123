package cn.nongchao.people.imports;

import cn.nongchao.form.Form;
import cn.nongchao.platform.Text;
import java.util.List;
import java.util.Locale;

/**
 * A column a file may have.
 *
 * @param name as refusals name it
 * @param title as the header row names it, in either language
 * @param example for the template
 */
public record Column(String name, Text title, boolean required, String example) {

  /** The columns of a file whose rows are a form. */
  static List<Column> of(Form<?> form) {
    return form.fields().stream()
        .map(field -> new Column(field.name(), field.label(), field.isRequired(), field.example()))
        .toList();
  }

  static Column required(String name, String zh, String en, String example) {
    return new Column(name, Text.of(zh, en), true, example);
  }

  static Column optional(String name, String zh, String en, String example) {
    return new Column(name, Text.of(zh, en), false, example);
  }

  /** As a file to fill in names it: what is needed is marked. */
  String heading() {
    return title.zh() + (required ? "*" : "");
  }

  /** Whether a header cell means this column: by name or title in either language. */
  boolean isMeantBy(String header) {
    String cell = header.strip().replace("*", "").strip().toLowerCase(Locale.ROOT);
    return cell.equals(name.toLowerCase(Locale.ROOT))
        || cell.equals(title.zh().toLowerCase(Locale.ROOT))
        || cell.equals(title.en().toLowerCase(Locale.ROOT));
  }
}
