package cn.nongchao.cases;

import static cn.nongchao.form.Readers.COLLEAGUES;
import static cn.nongchao.form.Readers.PUBLIC;
import static cn.nongchao.form.Readers.REPORTER;

import cn.nongchao.cases.EventPart.What;
import cn.nongchao.form.Area;
import cn.nongchao.form.Checked;
import cn.nongchao.form.Field;
import cn.nongchao.form.When;
import cn.nongchao.form.Widget;
import cn.nongchao.loop.EvidenceId;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Photos;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each move of an event carries. Every one takes a note and files of a program; a page asks
 * for them where they belong.
 */
final class EventForms {

  private static final int NOTE = 4000;
  private static final int SUMMARY = 500;
  private static final int FILES = 50;
  private static final String KEEP_OUT = Field.NOT_KEPT;

  private EventForms() {}

  record Triaged(
      @Field(
              zh = "类别",
              en = "Category",
              hintZh = "选定小类后，按责任清单确定牵头单位、协办单位和办结时限。",
              hintEn = "The line chosen sets who leads, who assists and by when.")
          CategoryCode category,
      @Field(zh = "说明（选填）", en = "Note (optional)", kept = KEEP_OUT, readers = COLLEAGUES)
          @Area
          @Size(max = NOTE)
          String note,
      @Size(max = FILES) List<EvidenceId> evidence) {}

  record Dispatched(
      @Field(zh = "派给哪个单位", en = "To which unit", kept = "handler") @EventPart(What.UNIT) @NotNull
          @Nullable OrganisationId to,
      @Field(zh = "指派到人（选填）", en = "To whom (optional)", kept = "assignee")
          @EventPart(What.COLLEAGUE)
          @Nullable PersonId person,
      @Field(zh = "协办单位", en = "Assisting units", kept = "assisting") @EventPart(What.UNIT)
          List<OrganisationId> organisations,
      @Field(zh = "派遣要求（选填）", en = "Instructions (optional)", kept = KEEP_OUT, readers = COLLEAGUES)
          @Area
          @Size(max = NOTE)
          String note,
      @Size(max = FILES) List<EvidenceId> evidence) {}

  /** Whoever accepts has it in hand from then on. */
  record Accepted(@Size(max = NOTE) String note, @Size(max = FILES) List<EvidenceId> evidence) {}

  record Returned(
      @Field(
              zh = "退回理由",
              en = "Why it is returned",
              hintZh = "例如：不属于本单位职责，应由谁承办。",
              hintEn = "For instance: not ours, and whose it is.",
              kept = KEEP_OUT,
              readers = COLLEAGUES)
          @Area
          @NotBlank
          @Size(max = NOTE)
          String note,
      @Size(max = FILES) List<EvidenceId> evidence) {}

  record HelpAsked(
      @Field(zh = "请哪些单位支援", en = "Which units", kept = "of") @EventPart(What.UNIT)
          List<OrganisationId> organisations,
      @Field(zh = "需要什么支援", en = "What help is needed", kept = KEEP_OUT, readers = COLLEAGUES)
          @Area
          @NotBlank
          @Size(max = NOTE)
          String note,
      @Size(max = FILES) List<EvidenceId> evidence) {}

  record StepRecorded(
      @Field(zh = "进展", en = "What was done", kept = KEEP_OUT, readers = COLLEAGUES)
          @Area
          @NotBlank
          @Size(max = NOTE)
          String note,
      @Field(zh = "照片", en = "Photos", kept = KEEP_OUT) @Size(max = FILES)
          List<EvidenceId> evidence) {}

  record Handled(
      @Field(zh = "处置方式", en = "Disposition") Disposition disposition,
      @Field(zh = "执法行为", en = "Act of law") @When(field = "disposition", is = "ENFORCE")
          @Nullable Act act,
      @Field(
              zh = "执法人员",
              en = "Officers",
              hintZh = "两名以上，证件当日有效，填报人应为其中之一；其他人会收到确认请求，确认后才生成行政行为码",
              hintEn =
                  "two or more with licences valid today, whoever records it among them; the others"
                      + " are asked to confirm before the act gets its code")
          @EventPart(What.OFFICER)
          @When(field = "disposition", is = "ENFORCE")
          List<PersonId> officers,
      @Field(
              zh = "对象的统一社会信用代码",
              en = "Subject's unified social credit code",
              hintZh = "单位才填，对个人留空",
              hintEn = "of firms only; empty for a person")
          @When(field = "disposition", is = "ENFORCE")
          @Size(max = 40)
          String subject,
      @Field(zh = "处置经过说明", en = "What was done", kept = KEEP_OUT, readers = COLLEAGUES)
          @Area
          @NotBlank
          @Size(max = NOTE)
          String note,
      @Field(zh = "处置前照片", en = "Photos from before", kept = KEEP_OUT, readers = COLLEAGUES)
          @Photos
          @Size(max = FILES)
          List<EvidenceId> before,
      @Field(zh = "处置后照片", en = "Photos from after", kept = KEEP_OUT, readers = REPORTER)
          @Photos
          @Size(max = FILES)
          List<EvidenceId> after,
      @Field(
              zh = "给上报人的答复",
              en = "Answer to the reporter",
              hintZh = "选填；并入本件的其他上报人也会看到，请不要写姓名、住址",
              hintEn =
                  "Optional; whoever else's report was merged into this one reads it too: no names"
                      + " or addresses, please",
              readers = REPORTER)
          @Area(rows = 2)
          @Size(max = NOTE)
          String reply,
      @Field(
              zh = "执法行为摘要",
              en = "Summary of the act",
              hintZh = "选填；扫描行政行为码可见；留空则写事项和执法行为。请不要写个人姓名、电话。",
              hintEn =
                  "Optional, behind the act's code; left empty it names the matter and the act. No"
                      + " names or numbers of persons, please.",
              readers = PUBLIC)
          @When(field = "disposition", is = "ENFORCE")
          @Area(rows = 2)
          @Size(max = SUMMARY)
          String summary,
      @Size(max = FILES) List<EvidenceId> evidence)
      implements Checked {

    @Override
    public List<Refusal> unfit() {
      return Collections.disjoint(before, after)
          ? List.of()
          : List.of(
              Refusal.field(
                  "after", "同一张照片不能既是处置前又是处置后", "one photo cannot be from before and from after"));
    }

    Handling handling() {
      return new Handling(
          disposition,
          act,
          officers,
          subject,
          reply,
          summary,
          EvidenceId.values(before),
          EvidenceId.values(after));
    }
  }

  /** By somebody named as having acted: that they did. */
  record Confirmed(
      @Field(zh = "说明（选填）", en = "Note (optional)", kept = KEEP_OUT, readers = COLLEAGUES)
          @Area(rows = 2)
          @Size(max = NOTE)
          String note,
      @Size(max = FILES) List<EvidenceId> evidence) {}

  /** By somebody named as having acted: that they did not, or that it was otherwise. */
  record Objected(
      @Field(
              zh = "异议理由",
              en = "Why you object",
              hintZh = "例如：当时不在场；所填行为与实际不符。事件退回填报人，同时告知监督人员。",
              hintEn =
                  "For instance: not there then, or it was otherwise. It goes back to whoever"
                      + " recorded it, and supervision is told.",
              kept = KEEP_OUT,
              readers = COLLEAGUES)
          @Area
          @NotBlank
          @Size(max = NOTE)
          String note,
      @Size(max = FILES) List<EvidenceId> evidence) {}

  /** What was recorded is taken back while it still waits for somebody named in it. */
  record Withdrawn(
      @Field(
              zh = "撤回理由",
              en = "Why it is taken back",
              hintZh = "例如：填错人员，或同事已调离、无法确认。撤回后重新填报处置。",
              hintEn =
                  "For instance: the wrong colleague, or one who has left. It is recorded anew.",
              kept = KEEP_OUT,
              readers = COLLEAGUES)
          @Area
          @NotBlank
          @Size(max = NOTE)
          String note,
      @Size(max = FILES) List<EvidenceId> evidence) {}

  record Passed(
      @Field(
              zh = "核查方式",
              en = "How it was checked",
              hintZh = "现场核查需照片，电话回访需记录答复",
              hintEn = "on site a photo is needed, by call-back the answer")
          Check way,
      @Field(zh = "现场照片", en = "Photos on site", kept = KEEP_OUT) @Photos @Size(max = FILES)
          List<EvidenceId> evidence,
      @Field(zh = "核查情况或对方答复", en = "What was found or said", kept = KEEP_OUT, readers = COLLEAGUES)
          @Area
          @Size(max = NOTE)
          String note) {}

  record Failed(
      @Field(
              zh = "核查方式",
              en = "How it was checked",
              hintZh = "现场核查需照片，电话回访需记录答复",
              hintEn = "on site a photo is needed, by call-back the answer")
          Check way,
      @Field(zh = "现场照片", en = "Photos on site", kept = KEEP_OUT) @Photos @Size(max = FILES)
          List<EvidenceId> evidence,
      @Field(zh = "哪里不合格", en = "What is wrong", kept = KEEP_OUT, readers = COLLEAGUES)
          @Area
          @NotBlank
          @Size(max = NOTE)
          String note) {}

  record Closed(
      @Field(zh = "结案意见（选填）", en = "Note (optional)", kept = KEEP_OUT, readers = COLLEAGUES)
          @Area
          @Size(max = NOTE)
          String note,
      @Size(max = FILES) List<EvidenceId> evidence) {}

  record Rated(
      @Field(zh = "满意度", en = "How satisfied")
          @Widget("cases/rating")
          @Min(value = 1, message = "请选择 1 到 5 星 | choose 1 to 5 stars")
          @Max(value = 5, message = "请选择 1 到 5 星 | choose 1 to 5 stars")
          int rating,
      @Field(zh = "想说的话（选填）", en = "In words (optional)", kept = KEEP_OUT, readers = REPORTER)
          @Area
          @Size(max = NOTE)
          String note,
      @Size(max = FILES) List<EvidenceId> evidence) {}

  record Reopened(
      @Field(
              zh = "为什么要重新办理",
              en = "Why it must be handled again",
              kept = KEEP_OUT,
              readers = COLLEAGUES)
          @Area
          @NotBlank
          @Size(max = NOTE)
          String note,
      @Size(max = FILES) List<EvidenceId> evidence) {}

  record Merged(
      @Field(zh = "同类、附近、近期的未结事件", en = "Open events of the same kind, near and recent")
          @EventPart(What.OTHER)
          @Widget("cases/alike")
          @Nullable LoopId into,
      @Field(zh = "或填写另一件的编号", en = "Or the number of another", example = "EV-261128-1")
          @EventPart(What.OTHER)
          @Nullable LoopId intoNumber,
      @Field(zh = "说明（选填）", en = "Note (optional)", kept = KEEP_OUT, readers = COLLEAGUES)
          @Area
          @Size(max = NOTE)
          String note,
      @Size(max = FILES) List<EvidenceId> evidence)
      implements Checked {

    @Override
    public List<Refusal> unfit() {
      return into == null && intoNumber == null
          ? List.of(
              Refusal.field(
                  "into", "请选择并入哪件事件，或填写编号", "choose the event to merge into, or its number"))
          : List.of();
    }

    LoopId other() {
      LoopId other = intoNumber == null ? into : intoNumber;
      if (other == null) throw new IllegalStateException("a form that names none is refused");
      return other;
    }
  }

  record Declined(
      @Field(zh = "不予受理的理由", en = "Why it is declined", kept = KEEP_OUT, readers = REPORTER)
          @Area
          @NotBlank
          @Size(max = NOTE)
          String note,
      @Size(max = FILES) List<EvidenceId> evidence) {}

  record Paused(
      @Field(zh = "客观原因", en = "Reason outside our hands", kept = KEEP_OUT, readers = COLLEAGUES)
          @Area
          @NotBlank
          @Size(max = NOTE)
          String note,
      @Size(max = FILES) List<EvidenceId> evidence) {}

  record Resumed(
      @Field(zh = "说明（选填）", en = "Note (optional)", kept = KEEP_OUT, readers = COLLEAGUES)
          @Area
          @Size(max = NOTE)
          String note,
      @Size(max = FILES) List<EvidenceId> evidence) {}

  record Noted(
      @Field(zh = "说明", en = "Note", kept = KEEP_OUT, readers = COLLEAGUES)
          @Area
          @NotBlank
          @Size(max = NOTE)
          String note,
      @Field(zh = "照片", en = "Photos", kept = KEEP_OUT) @Size(max = FILES)
          List<EvidenceId> evidence) {}
}
