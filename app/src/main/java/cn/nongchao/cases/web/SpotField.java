package cn.nongchao.cases.web;

import cn.nongchao.cases.Spot;
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
import cn.nongchao.platform.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Where something is: whoever works here chooses from the places of their work, others from the
 * villages. That there is such a place, and no other, is asked when the report is taken in.
 */
@Component
@Order(0) // before the kind that serves every other place
class SpotField implements FieldKind<DivisionCode> {

  private final Area area;
  private final Divisions divisions;

  SpotField(Area area, Divisions divisions) {
    this.area = area;
    this.divisions = divisions;
  }

  @Override
  public boolean serves(FormField field) {
    return field.has(Spot.class);
  }

  @Override
  public Outcome<DivisionCode> read(String text, FormField field) {
    DivisionCode code = DivisionCode.read(text);
    return code == null
        ? Outcome.refused(Refusal.of("bad-input", "不是区划代码", "no code of a place"))
        : Outcome.done(code);
  }

  @Override
  public String write(DivisionCode value) {
    return value.value();
  }

  @Override
  public Text say(DivisionCode value) {
    return Text.same(divisions.path(value));
  }

  private @Nullable Viewer atWork(Asking asking) {
    Viewer viewer = asking.caller(Viewer.class);
    return viewer != null && viewer.works() ? viewer : null;
  }

  private DivisionCode within(Asking asking) {
    Viewer viewer = atWork(asking);
    return viewer == null ? area.ofEverybody() : area.of(viewer);
  }

  @Override
  public List<Choice> choices(FormField field, Asking asking) {
    DivisionCode within = within(asking);
    List<Division> places =
        atWork(asking) == null ? divisions.below(within, Level.VILLAGE) : area.places(within);
    return places.stream()
        .map(one ->
            Choice.of(
                one.code().value(),
                Text.same((one.level() == Level.GRID ? "　" : "") + one.shortName())))
        .toList();
  }

  /** Code of the area the map shows. */
  @Override
  public String extra(List<String> values, FormField field, Asking asking) {
    return within(asking).value();
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
