package cn.nongchao.cases;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.people.Placed;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A line of the responsibility list in force: of the lower level, unless {@link Upper} says. */
@Component
class CategoryField implements FieldKind<CategoryCode> {

  private final ResponsibilityList list;

  CategoryField(ResponsibilityList list) {
    this.list = list;
  }

  @Override
  public boolean serves(FormField field) {
    return field.type() == CategoryCode.class;
  }

  @Override
  public Outcome<CategoryCode> read(String text, FormField field) {
    return Outcome.done(new CategoryCode(text));
  }

  @Override
  public String write(CategoryCode value) {
    return value.value();
  }

  @Override
  public Text say(CategoryCode value) {
    return list.latest(value.value()).map(Category::name).orElse(Text.same(value.value()));
  }

  @Override
  public @Nullable Refusal refuse(CategoryCode value, FormField field, Asking asking) {
    // Whether an upper line is there the list says itself: it may come with its lower ones.
    if (field.has(Upper.class)) return null;
    boolean fits =
        list.find(value.value())
            .filter(line -> !line.isUpper() && holds(line, asking.about(Placed.class)))
            .isPresent();
    return fits
        ? null
        : Refusal.of("bad-input", "当地的清单中没有这个类别", "the list of this place has no such category");
  }

  @Override
  public List<Choice> choices(FormField field, Asking asking) {
    boolean upper = field.has(Upper.class);
    return list.lines().stream()
        .filter(line -> line.isUpper() == upper && isOffered(line, asking))
        .map(line -> Choice.of(line.code(), named(line)))
        .toList();
  }

  /** As long as nothing is there yet it is found out with the place. */
  private static boolean holds(Category line, @Nullable Placed about) {
    return about == null || line.division().contains(about.place());
  }

  /** Of the place that it is about; as long as there is none, of where they are at work. */
  private static boolean isOffered(Category line, Asking asking) {
    Placed about = asking.about(Placed.class);
    if (about != null) return holds(line, about);
    Viewer viewer = asking.caller(Viewer.class);
    if (viewer == null || viewer.workPlaces().isEmpty()) return true;
    return viewer.workPlaces().stream()
        .anyMatch(place -> place.contains(line.division()) || line.division().contains(place));
  }

  private static Text named(Category line) {
    return line.isUpper()
        ? Text.of(line.code() + " " + line.name().zh(), line.code() + " " + line.name().en())
        : line.name();
  }

  /** Every line, for the widget that shows the lower ones below their upper. */
  @Override
  public @Nullable Object extra(List<String> values, FormField field, Asking asking) {
    return field.has(Upper.class)
        ? null
        : list.lines().stream().filter(line -> isOffered(line, asking)).toList();
  }

  @Override
  public String widget(FormField field) {
    return field.has(Upper.class) ? "form/choice" : "cases/category";
  }

  @Override
  public boolean isDigits() {
    return true;
  }
}
