package cn.nongchao.loop;

import cn.nongchao.form.Area;
import cn.nongchao.form.Field;
import cn.nongchao.form.Readers;
import cn.nongchao.people.Among;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What moves carry that say nothing of their own: a note, files, who has it from then on. */
public final class Plain {

  private static final int NOTE = 4000;

  private Plain() {}

  /** A note and files, both as one likes. */
  public record Said(
      @Field(zh = "说明", en = "Note", kept = Field.NOT_KEPT, readers = Readers.COLLEAGUES)
          @Area
          @Size(max = NOTE)
          String note,
      @Field(zh = "照片或附件", en = "Photos or files", kept = Field.NOT_KEPT) @Size(max = 50)
          List<EvidenceId> evidence) {}

  /** With a note. */
  public record Noted(
      @Field(zh = "说明", en = "Note", kept = Field.NOT_KEPT, readers = Readers.COLLEAGUES)
          @Area
          @NotBlank
          @Size(max = NOTE)
          String note,
      @Field(zh = "照片或附件", en = "Photos or files", kept = Field.NOT_KEPT) @Size(max = 50)
          List<EvidenceId> evidence) {}

  /** With a photo. */
  public record Shown(
      @Field(zh = "说明", en = "Note", kept = Field.NOT_KEPT, readers = Readers.COLLEAGUES)
          @Area
          @Size(max = NOTE)
          String note,
      @Field(zh = "照片", en = "Photos", kept = Field.NOT_KEPT)
          @Photos
          @NotEmpty(message = "需上传现场照片 | a photo is needed")
          @Size(max = 50)
          List<EvidenceId> evidence) {}

  /** With a note and a photo. */
  public record Proved(
      @Field(zh = "说明", en = "Note", kept = Field.NOT_KEPT, readers = Readers.COLLEAGUES)
          @Area
          @NotBlank
          @Size(max = NOTE)
          String note,
      @Field(zh = "照片", en = "Photos", kept = Field.NOT_KEPT)
          @Photos
          @NotEmpty(message = "需上传现场照片 | a photo is needed")
          @Size(max = 50)
          List<EvidenceId> evidence) {}

  /** To an organisation, and to a person there where one is named. */
  public record Handed(
      @Field(zh = "承办单位", en = "Handling unit", kept = "handler")
          @Among(within = Among.Within.STREET)
          OrganisationId handler,
      @Field(zh = "承办人", en = "To whom", kept = "assignee") @Nullable PersonId assignee,
      @Field(zh = "说明", en = "Note", kept = Field.NOT_KEPT, readers = Readers.COLLEAGUES)
          @Area
          @Size(max = NOTE)
          String note,
      @Field(zh = "照片或附件", en = "Photos or files", kept = Field.NOT_KEPT) @Size(max = 50)
          List<EvidenceId> evidence) {}

  static Class<?> record(Set<Need> needs) {
    if (needs.contains(Need.HANDLER) || needs.contains(Need.ASSIGNEE)) return Handed.class;
    boolean note = needs.contains(Need.NOTE);
    if (needs.contains(Need.PHOTO)) return note ? Proved.class : Shown.class;
    return note ? Noted.class : Said.class;
  }

  static Set<Need> set(Need... needs) {
    Set<Need> all = EnumSet.noneOf(Need.class);
    all.addAll(List.of(needs));
    return all;
  }
}
