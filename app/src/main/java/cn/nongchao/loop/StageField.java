package cn.nongchao.loop;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A stage of the kind a list is about. */
@Component
class StageField implements FieldKind<StageName> {

  @Override
  public boolean serves(FormField field) {
    return field.type() == StageName.class;
  }

  @Override
  public Outcome<StageName> read(String text, FormField field) {
    return Outcome.done(new StageName(text.toUpperCase(Locale.ROOT)));
  }

  @Override
  public String write(StageName value) {
    return value.value();
  }

  @Override
  public @Nullable Refusal refuse(StageName value, FormField field, Asking asking) {
    String all = stages(asking).stream().map(Choice::value).collect(Collectors.joining(", "));
    return stages(asking).stream().anyMatch(one -> one.value().equals(value.value()))
        ? null
        : Refusal.of("bad-input", "应为 " + all + " 之一", "one of " + all);
  }

  @Override
  public List<Choice> choices(FormField field, Asking asking) {
    return stages(asking);
  }

  private static List<Choice> stages(Asking asking) {
    LifeCycle life = asking.about(LifeCycle.class);
    if (life == null) return List.of();
    return life.places().stream()
        .map(LifeCycle.Place::stage)
        .map(stage -> Choice.of(stage.name(), stage.title()))
        .toList();
  }

  @Override
  public String widget(FormField field) {
    return "form/choice";
  }
}
