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

  @Override
  public String widget(FormField field) {
    return field.isMany() ? "form/choices" : "form/choice";
  }

  @Override
  public final String schema() {
    return "string uuid";
  }
}
