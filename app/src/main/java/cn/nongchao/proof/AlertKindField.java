package cn.nongchao.proof;

import static java.util.stream.Collectors.joining;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** A kind of alert, named as in the list's rows. */
@Component
class AlertKindField implements FieldKind<AlertKind> {

  @Override
  public boolean serves(FormField field) {
    return field.type() == AlertKind.class;
  }

  @Override
  public Outcome<AlertKind> read(String text, FormField field) {
    return AlertKind.of(text)
        .map(Outcome::done)
        .orElseGet(() -> {
          List<Text> all = Arrays.stream(AlertKind.values()).map(AlertKind::title).toList();
          return Outcome.refused(
              Refusal.of(
                  "bad-input",
                  "应为 " + all.stream().map(Text::zh).collect(joining("、")) + " 之一",
                  "is one of " + all.stream().map(Text::en).collect(joining(", "))));
        });
  }

  @Override
  public String write(AlertKind value) {
    return value.id();
  }

  @Override
  public Text say(AlertKind value) {
    return value.title();
  }

  @Override
  public List<Choice> choices(FormField field, Asking asking) {
    return Arrays.stream(AlertKind.values())
        .map(kind -> Choice.of(kind.id(), kind.title()))
        .toList();
  }

  @Override
  public String widget(FormField field) {
    return field.isMany() ? "form/choices" : "form/choice";
  }

  @Override
  public List<String> constants(FormField field) {
    return ids();
  }

  private static List<String> ids() {
    return Arrays.stream(AlertKind.values()).map(AlertKind::id).toList();
  }
}
