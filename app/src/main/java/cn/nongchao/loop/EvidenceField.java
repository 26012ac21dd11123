package cn.nongchao.loop;

import cn.nongchao.form.Asking;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Files: on a page taken up as they are chosen or sent with the form, by programs named by the ids
 * they were taken in under. Whose they are is asked at the loop's door.
 */
@Component
class EvidenceField implements FieldKind<EvidenceId> {

  // It may be somebody else's file, of which not even the name is told.
  private static final Refusal NO_PHOTO =
      Refusal.of(
          "bad-input", "所附文件不是能看见的照片，请更换", "a file is no photo that can be seen: choose another");

  private final Uploads uploads;

  EvidenceField(Uploads uploads) {
    this.uploads = uploads;
  }

  @Override
  public boolean serves(FormField field) {
    return field.type() == EvidenceId.class;
  }

  @Override
  public Outcome<EvidenceId> read(String text, FormField field) {
    EvidenceId id = EvidenceId.read(text);
    return id == null
        ? Outcome.refused(Refusal.of("bad-input", "附件编号不是 UUID", "an id of evidence is no UUID"))
        : Outcome.done(id);
  }

  @Override
  public @Nullable Refusal refuse(EvidenceId value, FormField field, Asking asking) {
    if (!field.has(Photos.class)) return null;
    // One that is not there is refused at the loop's door, where it is said whose they must be.
    return uploads.isOtherThanPhoto(value.value()) ? NO_PHOTO : null;
  }

  @Override
  public String write(EvidenceId value) {
    return value.toString();
  }

  @Override
  public Text say(EvidenceId value) {
    return Text.of("附件", "file");
  }

  /** The files behind the ids, of those that their sender may see again. */
  @Override
  public List<Evidence> extra(List<String> values, FormField field, Asking asking) {
    List<UUID> ids = values.stream().map(Ids::read).filter(Objects::nonNull).toList();
    Viewer viewer = asking.caller(Viewer.class);
    return ids.isEmpty() ? List.of() : uploads.loose(ids, viewer == null ? null : viewer.id());
  }

  @Override
  public String widget(FormField field) {
    return "loop/files";
  }

  @Override
  public Map<String, String> attributes(FormField field) {
    return Map.of("data-files", "");
  }

  @Override
  public String schema() {
    return "string uuid";
  }
}
