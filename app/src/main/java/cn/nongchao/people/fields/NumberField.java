package cn.nongchao.people.fields;

import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.people.Erasable;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A number by rules of its own: a telephone, a code of somebody or some body.
 *
 * @param read as typed, full-width digits already plain
 * @param none what stands for a number to be erased; null where none is
 * @param say masked where it is personal
 */
record NumberField<T>(
    Class<T> type,
    int longest,
    @Nullable T none,
    Function<String, Outcome<T>> read,
    Function<T, String> write,
    Function<T, String> say)
    implements FieldKind<T> {

  @Override
  public boolean serves(FormField field) {
    return field.type() == type;
  }

  private static final String ERASE = "-";

  @Override
  public Outcome<T> read(String text, FormField field) {
    boolean erases = none != null && text.equals(ERASE) && field.has(Erasable.class);
    return erases ? Outcome.done(Objects.requireNonNull(none)) : read.apply(text);
  }

  @Override
  public String write(T value) {
    return value == none ? ERASE : write.apply(value);
  }

  @Override
  public Text say(T value) {
    return Text.same(say.apply(value));
  }

  @Override
  public Map<String, String> attributes(FormField field) {
    return Map.of("maxlength", Integer.toString(longest), "autocomplete", "off");
  }

  @Override
  public boolean isDigits() {
    return true;
  }
}
