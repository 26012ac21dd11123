package cn.nongchao.cases;

import static java.util.stream.Collectors.joining;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Sought;
import cn.nongchao.platform.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Where something was found: for staff anywhere there is, offered from their own surroundings; for
 * others a village of the streets served.
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
    if (divisions.find(value).isEmpty()) return IntakeRules.NO_SUCH_PLACE;
    if (works(asking)) {
      return value.value().length() < Level.STREET.digits() ? IntakeRules.TOO_WIDE : null;
    }
    if (value.value().length() < Level.VILLAGE.digits()) return IntakeRules.TOO_WIDE;
    return places.isOpen(value) ? null : IntakeRules.NOT_SERVED;
  }

  private static boolean works(Asking asking) {
    Viewer viewer = asking.caller(Viewer.class);
    return viewer != null && viewer.works();
  }

  /** Whoever works here knows grids; others know villages. */
  @Override
  public List<Choice> choices(FormField field, Asking asking) {
    Viewer viewer = asking.caller(Viewer.class);
    List<Division> offered =
        viewer != null && viewer.works() ? places.places(viewer) : places.open();
    return offered.stream()
        .map(one ->
            Choice.of(one.code().value(), Text.same(title(one)))
                .foundBy(Sought.here(divisions.sought(one.code()))))
        .toList();
  }

  private String title(Division place) {
    return place.level() == Level.GRID ? "　" + place.shortName() : places.name(place);
  }

  /** Codes of the areas the map shows. */
  @Override
  public String extra(List<String> values, FormField field, Asking asking) {
    return places.of(asking.caller(Viewer.class)).stream()
        .map(DivisionCode::value)
        .collect(joining(","));
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
