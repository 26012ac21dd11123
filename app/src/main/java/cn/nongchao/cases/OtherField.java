package cn.nongchao.cases;

import cn.nongchao.cases.EventPart.What;
import cn.nongchao.form.Asking;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Another event: by its id, chosen from those alike, or by its number. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OtherField implements FieldKind<LoopId> {

  private final Loops loops;
  private final EventFiles files;

  OtherField(Loops loops, EventFiles files) {
    this.loops = loops;
    this.files = files;
  }

  @Override
  public boolean serves(FormField field) {
    EventPart part = field.annotation(EventPart.class);
    return part != null && part.value() == What.OTHER;
  }

  @Override
  public Outcome<LoopId> read(String text, FormField field) {
    LoopId id = LoopId.read(text);
    if (id == null) id = loops.numbered(text).map(Loop::id).orElse(null);
    return id == null ? Outcome.refused(none(text)) : Outcome.done(id);
  }

  private static Refusal none(String text) {
    return Refusal.of("bad-input", "没有编号为" + text + "的事件", "there is no event " + text);
  }

  @Override
  public String write(LoopId value) {
    return value.toString();
  }

  @Override
  public Text say(LoopId value) {
    return Text.same(loops.find(value).map(Loop::number).orElse("—"));
  }

  @Override
  public @Nullable Refusal refuse(LoopId value, FormField field, Asking asking) {
    Viewer viewer = asking.caller(Viewer.class);
    Loop other = viewer == null ? null : loops.find(value, viewer).orElse(null);
    if (other != null && other.kind().equals(EventLife.KIND)) return null;
    String typed = asking.beside(field.name());
    return none(typed == null ? "" : typed.strip());
  }

  /** Those that may be the same. */
  @Override
  public @Nullable List<EventFiles.Alike> extra(
      List<String> values, FormField field, Asking asking) {
    Loop event = asking.about(Loop.class);
    Viewer viewer = asking.caller(Viewer.class);
    return !field.name().equals("into") || event == null || viewer == null
        ? null
        : files.facts(event.id()).map(facts -> files.alike(facts, viewer)).orElse(List.of());
  }

  @Override
  public boolean isDigits() {
    return true;
  }
}
