package cn.nongchao.form;

import cn.nongchao.platform.Text;
import cn.nongchao.platform.Ui;
import cn.nongchao.platform.web.Templates;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A form as a page shows it to one person.
 *
 * @param name of the write
 * @param action where it is posted
 * @param open whether it stands open: it was refused, or is the page's purpose
 * @param carriesFiles whether it is posted in parts
 * @param general what is wrong, but with no field of it
 * @param sure what is said before it is done; null for nothing
 */
public record FormView(
    String name,
    Text button,
    String action,
    boolean open,
    boolean carriesFiles,
    List<FieldView> fields,
    List<Text> general,
    @Nullable Text sure,
    Templates templates) {

  public FormView {
    fields = List.copyOf(fields);
    general = List.copyOf(general);
  }

  /** With further fields ahead of its own: what a page knows and nobody types. */
  public FormView before(List<FieldView> others) {
    List<FieldView> all = new ArrayList<>(others);
    all.addAll(fields);
    return new FormView(name, button, action, open, carriesFiles, all, general, sure, templates);
  }

  /** With a word before it is done: its button alone then opens to that word. */
  public FormView sure(@Nullable Text word) {
    return new FormView(name, button, action, open, carriesFiles, fields, general, word, templates);
  }

  /** Without these fields: the address says them. */
  public FormView without(Set<String> names) {
    if (names.isEmpty()) return this;
    List<FieldView> left = fields.stream().filter(one -> !names.contains(one.name())).toList();
    return new FormView(name, button, action, open, carriesFiles, left, general, sure, templates);
  }

  /** Whole, with its button. */
  public Content draw(Ui ui) {
    return templates.content("form/form", Map.of("ui", ui, "form", this));
  }

  /** Folded behind its button's words until it is wanted. */
  public Content folded(Ui ui) {
    return templates.content("form/folded", Map.of("ui", ui, "form", this));
  }

  /** Nothing but its button, small; for what is done in one step. */
  public Content button(Ui ui) {
    if (sure != null) return folded(ui);
    return templates.content("form/button", Map.of("ui", ui, "form", this));
  }

  /** The field of this name. */
  public FieldView field(String wanted) {
    return fields.stream()
        .filter(one -> one.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no field " + wanted));
  }

  /** Fields that were refused, for the summary; those of groups and rows among them. */
  public List<FieldView> wrong() {
    return wrong(fields);
  }

  private static List<FieldView> wrong(List<FieldView> fields) {
    return fields.stream()
        .flatMap(one ->
            Stream.of(
                    one.isWrong() ? List.of(one) : List.<FieldView>of(),
                    wrong(one.group()),
                    one.rows().stream().flatMap(row -> wrong(row).stream()).toList())
                .flatMap(List::stream))
        .toList();
  }

  public boolean isRefused() {
    return !general.isEmpty() || !wrong().isEmpty();
  }

  public boolean hasFieldsToFill() {
    return fields.stream().anyMatch(one -> !one.isHidden());
  }

  /** A form of this name among several; null where it is not there. */
  public static @Nullable FormView named(List<FormView> all, String name) {
    return all.stream().filter(form -> form.name().equals(name)).findFirst().orElse(null);
  }
}
