package cn.nongchao.cases;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.people.DivisionCode;
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
  private final Places places;

  CategoryField(ResponsibilityList list, Places places) {
    this.places = places;
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
    boolean fits = list.find(value.value()).filter(line -> !line.isUpper()).isPresent();
    return fits ? null : Refusal.of("bad-input", "清单中没有这个类别", "the list has no such category");
  }

  @Override
  public List<Choice> choices(FormField field, Asking asking) {
    boolean upper = field.has(Upper.class);
    return list.lines().stream()
        .filter(line -> line.isUpper() == upper)
        .map(line -> Choice.of(line.code(), named(line)))
        .toList();
  }

  private static Text named(Category line) {
    return line.isUpper()
        ? Text.of(line.code() + " " + line.name().zh(), line.code() + " " + line.name().en())
        : line.name();
  }

  /**
   * The lines for where it is, or where the caller works; the widget shows the lower ones below
   * their upper.
   */
  @Override
  public @Nullable Object extra(List<String> values, FormField field, Asking asking) {
    if (field.has(Upper.class)) return null;
    Placed about = asking.about(Placed.class);
    List<DivisionCode> where =
        about == null ? places.of(asking.caller(Viewer.class)) : List.of(about.place());
    List<Category> all = list.lines();
    List<Category> near = all.stream().filter(line -> isFor(line, where)).toList();
    return near.isEmpty() ? all : near;
  }

  private static boolean isFor(Category line, List<DivisionCode> where) {
    return where.stream()
        .anyMatch(place -> line.division().contains(place) || place.contains(line.division()));
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
