package cn.nongchao.cases;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Where something was found: anywhere there is, offered from the list of one's own surroundings.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class GridField implements FieldKind<DivisionCode> {

  private final Divisions divisions;
  private final Places places;

  GridField(Divisions divisions, Places places) {
    this.divisions = divisions;
    this.places = places;
  }

  @Override
  public boolean serves(FormField field) {
    return field.has(Grid.class);
  }

  @Override
  public Outcome<DivisionCode> read(String text, FormField field) {
    DivisionCode code = DivisionCode.read(text);
    return code == null ? Outcome.refused(IntakeRules.NO_SUCH_PLACE) : Outcome.done(code);
  }

  @Override
  public String write(DivisionCode value) {
    return value.value();
  }

  @Override
  public Text say(DivisionCode value) {
    return Text.same(divisions.path(value));
  }

  @Override
  public @Nullable Refusal refuse(DivisionCode value, FormField field, Asking asking) {
    return divisions.find(value).isPresent() ? null : IntakeRules.NO_SUCH_PLACE;
  }

  @Override
  public List<Choice> choices(FormField field, Asking asking) {
    return offered(asking.caller(Viewer.class)).stream()
        .map(one ->
            Choice.of(
                one.code().value(),
                Text.same((one.level() == Division.Level.GRID ? "　" : "") + one.shortName())))
        .toList();
  }

  /** Whoever works here knows grids; others know villages. */
  private List<Division> offered(@Nullable Viewer viewer) {
    DivisionCode around = places.of(viewer);
    return viewer != null && viewer.works()
        ? places.places(around)
        : divisions.below(around, Division.Level.VILLAGE);
  }

  /** Code of the area the map shows. */
  @Override
  public String extra(List<String> values, FormField field, Asking asking) {
    return places.of(asking.caller(Viewer.class)).value();
  }

  @Override
  public String widget(FormField field) {
    return "form/choice";
  }

  @Override
  public boolean isDigits() {
    return true;
  }
}
