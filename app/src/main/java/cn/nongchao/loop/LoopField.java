package cn.nongchao.loop;

import cn.nongchao.form.Asking;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Another loop, by its number as people say it or by its id. */
@Component
class LoopField implements FieldKind<LoopId> {

  private static final Refusal NONE = Refusal.of("bad-input", "没有这件事项", "there is no such loop");

  private final Store store;

  LoopField(Store store) {
    this.store = store;
  }

  @Override
  public boolean serves(FormField field) {
    return field.type() == LoopId.class;
  }

  @Override
  public Outcome<LoopId> read(String text, FormField field) {
    LoopId id = LoopId.read(text);
    if (id != null) return Outcome.done(id);
    return store
        .numbered(text.toUpperCase(Locale.ROOT))
        .map(Outcome::done)
        .orElse(Outcome.refused(NONE));
  }

  @Override
  public String write(LoopId value) {
    return value.toString();
  }

  @Override
  public Text say(LoopId value) {
    return Text.same(store.hold(value).map(held -> held.loop().number()).orElse("—"));
  }

  @Override
  public @Nullable Refusal refuse(LoopId value, FormField field, Asking asking) {
    Viewer viewer = asking.caller(Viewer.class);
    return viewer != null && store.find(value, Sight.of(viewer)).isPresent() ? null : NONE;
  }

  @Override
  public boolean isDigits() {
    return true;
  }
}
