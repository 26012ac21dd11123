package cn.nongchao.people.fields;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.people.Among;
import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A place of the division tree. */
@Component
class PlaceField implements FieldKind<DivisionCode> {

  /** Beyond it nobody finds anything in a list: the name is sought instead. */
  private static final int MOST = 400;

  private final Divisions divisions;
  private final Reaching reaching;

  PlaceField(Divisions divisions, Reaching reaching) {
    this.reaching = reaching;
    this.divisions = divisions;
  }

  @Override
  public boolean serves(FormField field) {
    return field.type() == DivisionCode.class;
  }

  @Override
  public Outcome<DivisionCode> read(String text, FormField field) {
    DivisionCode code = text.equals("*") ? DivisionCode.ALL : DivisionCode.read(text);
    if (code != null) return Outcome.done(code);
    List<Division> called = divisions.named(text);
    if (called.size() == 1) return Outcome.done(called.getFirst().code());
    return Outcome.refused(
        called.isEmpty()
            ? Refusal.of(
                "bad-input",
                "“" + text + "”不是区划代码（2、4、6、9、12 或 15 位数字），也没有区划叫这个名字",
                "“" + text + "” is no place's name, nor a code of 2, 4, 6, 9, 12 or 15 digits")
            : Refusal.of(
                "bad-input",
                "不止一个区划叫“" + text + "”，请从列表选择或填写代码",
                "more than one place is called “" + text + "”: choose one, or type its code"));
  }

  @Override
  public String write(DivisionCode value) {
    return value.equals(DivisionCode.ALL) ? "*" : value.value();
  }

  @Override
  public Text say(DivisionCode value) {
    return Text.same(divisions.path(value));
  }

  @Override
  public @Nullable Refusal refuse(DivisionCode value, FormField field, Asking asking) {
    Among among = field.annotation(Among.class);
    int least = among == null ? 0 : among.digits();
    boolean expected = value.equals(DivisionCode.ALL) || (among != null && among.unknownToo());
    if (!expected && !divisions.stays(value)) {
      return Refusal.of(
          "bad-input",
          "没有代码为“" + value + "”的区划",
          "there is no place with the code “" + value + "”");
    }
    if (value.value().length() < least) {
      return Refusal.of("bad-input", "请选得更具体一些", "choose a place further down");
    }
    boolean anywhere = among != null && among.beyond();
    return anywhere || Reaching.contain(reaching.places(field, asking), value)
        ? null
        : Reaching.beyond(field);
  }

  @Override
  public @Nullable List<Choice> choices(FormField field, Asking asking) {
    Among among = field.annotation(Among.class);
    if (among != null && among.unknownToo()) return null;
    List<Division> all = new ArrayList<>();
    for (DivisionCode place : reaching.places(field, asking)) {
      if (place.value().length() < Level.DISTRICT.digits()) return null;
      divisions.find(place).ifPresent(all::add);
      for (Level level : List.of(Level.STREET, Level.VILLAGE, Level.GRID)) {
        if (level.digits() > place.value().length()) all.addAll(divisions.below(place, level));
      }
    }
    if (all.size() > MOST) return null;
    int least = among == null ? 0 : among.digits();
    return all.stream()
        .distinct()
        .filter(one -> one.code().value().length() >= least)
        .sorted(Comparator.comparing(Division::code))
        .map(one -> Choice.of(one.code().value(), Text.same(listed(one, least))))
        .toList();
  }

  /** A grid under its village; where villages are not offered, with its village's name. */
  private String listed(Division one, int least) {
    if (one.level() != Level.GRID) return one.shortName();
    boolean alone = least > Level.VILLAGE.digits();
    return alone
        ? divisions.name(one.code().parent()) + " " + one.shortName()
        : "　" + one.shortName();
  }

  @Override
  public String widget(FormField field) {
    return "form/place";
  }

  @Override
  public Map<String, String> attributes(FormField field) {
    Among among = field.annotation(Among.class);
    return Map.of("data-digits", Integer.toString(among == null ? 0 : among.digits()));
  }

  /** The name of what was chosen before. */
  @Override
  public String extra(List<String> values, FormField field, Asking asking) {
    DivisionCode code = values.isEmpty() ? null : DivisionCode.read(values.getFirst());
    return code == null || code.equals(DivisionCode.ALL) ? "" : divisions.fullPath(code);
  }

  @Override
  public boolean isDigits() {
    return true;
  }
}
