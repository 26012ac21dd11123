package cn.nongchao.form;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fields of things that are kept by a UUID and spoken of by name. Which of them may be chosen is
 * for the kind to say.
 */
public abstract class Named<T> implements FieldKind<T> {

  private final Function<String, @Nullable T> id;
  private final Function<Collection<T>, Map<T, String>> names;
  private final Refusal none;

  /**
   * @param id reads one; null for text that is none
   * @param names of all that exist among the given
   * @param none why text is refused that is no id
   */
  protected Named(
      Function<String, @Nullable T> id,
      Function<Collection<T>, Map<T, String>> names,
      Refusal none) {
    this.id = id;
    this.names = names;
    this.none = none;
  }

  @Override
  public final Outcome<T> read(String text, FormField field) {
    T read = id.apply(text);
    return read == null ? Outcome.refused(none) : Outcome.done(read);
  }

  @Override
  public final String write(T value) {
    return value.toString();
  }

  @Override
  public final Text say(T value) {
    return Text.same(names.apply(List.of(value)).getOrDefault(value, "—"));
  }

  @Override
  public final Map<T, Text> say(Collection<T> values) {
    Map<T, Text> said = new LinkedHashMap<>();
    names.apply(values).forEach((value, name) -> said.put(value, Text.same(name)));
    return said;
  }

  /** Those found by words among what this caller may choose, the likeliest first. */
  protected List<Choice> found(String words, FormField field, Asking asking) {
    return List.of();
  }

  /** Whoever has no script types a name, and is given the list of those it fits. */
  @Override
  public final Outcome<String> meant(String text, FormField field, Asking asking) {
    if (id.apply(text) != null) return Outcome.done(text);
    List<Choice> found = found(text, field, asking);
    List<Choice> called = found.stream().filter(one -> one.title().zh().equals(text)).toList();
    if (called.size() == 1) return Outcome.done(called.getFirst().value());
    return found.isEmpty()
        ? Outcome.done(text)
        : Outcome.refused(Refusal.of("bad-input", "找到下列这些，请选择", "these were found: choose one"));
  }

  /** All that may be chosen where a list of them can be read; else those found by what is typed. */
  protected final @Nullable List<Choice> listed(
      List<Choice> all, int most, FormField field, Asking asking) {
    if (all.size() <= most) return all;
    String typed = asking.beside(field.name());
    if (typed == null || typed.isBlank() || id.apply(typed) != null) return null;
    List<Choice> found = found(typed.strip(), field, asking);
    return found.isEmpty() ? null : found;
  }

  @Override
  public String widget(FormField field) {
    return field.isMany() ? "form/choices" : "form/pick";
  }

  @Override
  public final String schema() {
    return "string uuid";
  }
}
