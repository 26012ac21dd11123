package cn.nongchao.repair;

import static cn.nongchao.cases.CasesRoles.CLERK;
import static cn.nongchao.cases.CasesRoles.DISPATCHER;
import static cn.nongchao.cases.CasesRoles.GRID_WORKER;
import static cn.nongchao.cases.CasesRoles.OFFICER;
import static cn.nongchao.loop.LoopRoles.SQUAD_LEADER;
import static cn.nongchao.loop.LoopRoles.SUPERVISOR;
import static cn.nongchao.loop.Who.assignee;
import static cn.nongchao.loop.Who.automatic;
import static cn.nongchao.loop.Who.holder;
import static cn.nongchao.loop.Who.member;
import static cn.nongchao.loop.Who.opener;
import static java.nio.charset.StandardCharsets.UTF_8;

import cn.nongchao.cases.EventLife;
import cn.nongchao.form.Area;
import cn.nongchao.form.Checked;
import cn.nongchao.form.Field;
import cn.nongchao.form.Readers;
import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Allowance;
import cn.nongchao.loop.Beginning;
import cn.nongchao.loop.Declaration;
import cn.nongchao.loop.EvidenceId;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Move;
import cn.nongchao.loop.Need;
import cn.nongchao.loop.Photos;
import cn.nongchao.loop.Plain;
import cn.nongchao.loop.Stage;
import cn.nongchao.loop.Step;
import cn.nongchao.loop.Tone;
import cn.nongchao.loop.Toned;
import cn.nongchao.people.Among;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.MenuItem.Heading;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.ActRecord;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact;
import jakarta.validation.constraints.FutureOrPresent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The repair of a finding 整改: what was found wrong is to be mended by a firm or unit until a day
 * (行政处罚法 2021 第二十八条：责令当事人改正或者限期改正违法行为). One file declares the kind.
 */
@Configuration
class RepairLife {

  /** Stored name of the kind. */
  static final String KIND = "repair";

  /** Where a repair can stand. */
  enum RepairStage implements Stage {
    @Words(zh = "待整改", en = "to be mended")
    @Toned(Tone.HANDLING)
    ORDERED,
    @Words(zh = "待复查", en = "awaiting check")
    @Toned(Tone.CHECKING)
    REPAIRED,
    @Words(zh = "整改完成", en = "mended")
    @Toned(Tone.DONE)
    CLOSED,
    @Words(zh = "已撤销", en = "withdrawn")
    @Toned(Tone.STOPPED)
    WITHDRAWN
  }

  /** What can happen to it. */
  enum RepairMove implements Move {
    @Words(zh = "报告整改完成", en = "Report it mended")
    REPAIRED,
    @Words(zh = "复查通过", en = "Pass the check")
    PASSED,
    @Words(zh = "复查不通过，退回", en = "Fail the check and return")
    RETURNED,
    @Words(zh = "延长期限", en = "Extend")
    EXTENDED,
    @Words(zh = "撤销", en = "Withdraw")
    WITHDRAWN
  }

  /** How a repair was checked. */
  enum Way implements Titled {
    @Words(zh = "现场复查", en = "on site")
    SITE,
    @Words(zh = "看照片复查", en = "by photo")
    PHOTO
  }

  /** The order. */
  record Ordered(
      @Field(
              zh = "来自事项",
              en = "Found at",
              hintZh = "事件编号，没有可不填",
              hintEn = "its number; none if empty")
          @Nullable LoopId about,
      @Field(zh = "要整改什么", en = "What is to be mended", readers = Readers.PUBLIC)
          @NotBlank
          @Size(max = 200)
          String what,
      @Field(zh = "整改要求和依据", en = "How, and on what basis", readers = Readers.PUBLIC)
          @Area
          @Size(max = 2000)
          String how,
      @Field(zh = "地点", en = "Where") @Among(within = Among.Within.STREET, digits = 9)
          DivisionCode place,
      @Field(zh = "整改单位", en = "Who mends it", kept = "handler")
          @Among(within = Among.Within.STREET)
          OrganisationId unit,
      @Field(zh = "整改期限", en = "Until")
          @FutureOrPresent(message = "期限不能早于今天 | the last day cannot have passed")
          LocalDate until,
      @Field(zh = "整改前照片", en = "Photos from before") @Photos @Size(max = 20)
          List<EvidenceId> before) {}

  /** The answer. */
  record Repaired(
      @Field(zh = "做了什么", en = "What was done", kept = Field.NOT_KEPT, readers = Readers.COLLEAGUES)
          @Area
          @NotBlank
          @Size(max = 2000)
          String note,
      @Field(zh = "整改后照片", en = "Photos from after")
          @Photos
          @NotEmpty(message = "请附整改后的照片 | photos from after are needed")
          @Size(max = 20)
          List<EvidenceId> after) {}

  /** The check. */
  record Looked(
      @Field(zh = "复查方式", en = "How it was checked") Way way,
      @Field(
              zh = "复查情况",
              en = "What was found",
              kept = Field.NOT_KEPT,
              readers = Readers.COLLEAGUES)
          @Area
          @Size(max = 2000)
          String note,
      @Field(zh = "复查照片", en = "Photos", kept = Field.NOT_KEPT) @Photos @Size(max = 20)
          List<EvidenceId> evidence)
      implements Checked {
    @Override
    public List<Refusal> unfit() {
      return way == Way.SITE && evidence.isEmpty()
          ? List.of(Refusal.field("evidence", "现场复查需附照片", "a check on site needs a photo"))
          : List.of();
    }
  }

  /** One more day or week, with a reason. */
  record Extended(
      @Field(zh = "延长至", en = "Until")
          @FutureOrPresent(message = "期限不能早于今天 | the last day cannot have passed")
          LocalDate until,
      @Field(zh = "延长理由", en = "Reason", kept = Field.NOT_KEPT, readers = Readers.COLLEAGUES)
          @Area
          @NotBlank
          @Size(max = 500)
          String note) {}

  /** What is known of a repair. */
  record Known(
      @Field(zh = "整改要求和依据", en = "How, and on what basis") String how,
      @Field(zh = "整改期限", en = "Until") LocalDate until,
      @Field(zh = "已延期", en = "Extended") boolean extended) {}

  @Bean
  LifeCycle repairLifeCycle(ObjectProvider<Codes> codes, ObjectProvider<Loops> loops) {
    return changed(mended(ordered(codes, loops), codes, loops), codes, loops)
        .raisedIn(RepairStage.ORDERED, RepairStage.REPAIRED)
        .build();
  }

  private static Declaration<Known> ordered(
      ObjectProvider<Codes> codes, ObjectProvider<Loops> loops) {
    return LifeCycle.of(KIND, "整改", "Repair of a finding")
        .facts(Known.class)
        .at("repairs", Heading.WORK, 40, "tool")
        .columns("until", "extended")
        .about(EventLife.KIND)
        .opens(
            Ordered.class,
            ordered ->
                Beginning.of(ordered.what(), ordered.place())
                    .with(ordered.unit(), null)
                    .until(ordered.until())
                    .about(ordered.about())
                    .knowing(new Known(ordered.how(), ordered.until(), false)),
            (step, ordered, actor) ->
                codes
                    .getObject()
                    .issue(act(step.loop(), ordered, actor))
                    .map(code -> loops.getObject().find(step.loop()).orElseThrow()),
            member(OFFICER, SQUAD_LEADER),
            holder(DISPATCHER, SUPERVISOR))
        .start(RepairStage.ORDERED)
        .stage(RepairStage.REPAIRED, Allowance.workdays(2))
        .end(RepairStage.CLOSED)
        .end(RepairStage.WITHDRAWN);
  }

  private static Declaration<Known> mended(
      Declaration<Known> life, ObjectProvider<Codes> codes, ObjectProvider<Loops> loops) {
    return life.move(RepairMove.REPAIRED)
        .from(RepairStage.ORDERED)
        .to(RepairStage.REPAIRED)
        // A firm without an account answers by whoever ordered it; the record says who wrote it.
        .by(assignee(), member(CLERK, SQUAD_LEADER, OFFICER), opener(), automatic())
        .carries(Repaired.class)
        .needing(Need.NOTE, Need.PHOTO)
        .move(RepairMove.PASSED)
        .from(RepairStage.REPAIRED)
        .to(RepairStage.CLOSED)
        .provided((loop, actor) -> checkedByAnother(loop, actor, loops.getObject()))
        .by(opener(), holder(GRID_WORKER, DISPATCHER), automatic())
        .carries(Looked.class)
        .then((step, looked, actor) -> said(step, codes, loops, "复查通过", MENDED, actor))
        .move(RepairMove.RETURNED)
        .from(RepairStage.REPAIRED)
        .to(RepairStage.ORDERED)
        .provided((loop, actor) -> checkedByAnother(loop, actor, loops.getObject()))
        .by(opener(), holder(GRID_WORKER, DISPATCHER), automatic())
        .carries(Looked.class)
        .needing(Need.NOTE)
        .and();
  }

  private static Declaration<Known> changed(
      Declaration<Known> life, ObjectProvider<Codes> codes, ObjectProvider<Loops> loops) {
    return life.move(RepairMove.EXTENDED)
        .from(RepairStage.ORDERED)
        .stays()
        .by(opener(), holder(DISPATCHER), automatic())
        .provided(loop ->
            "true".equals(loop.facts().get("extended"))
                ? Refusal.of("extended-before", "已延长过一次", "it was extended once before")
                : null)
        .carries(
            Extended.class, (Known known, Extended e) -> new Known(known.how(), e.until(), true))
        .until(Extended::until)
        .needing(Need.NOTE)
        .then((step, extended, actor) ->
            said(step, codes, loops, extended.note(), until(extended.until()), actor))
        .move(RepairMove.WITHDRAWN)
        .from(RepairStage.ORDERED, RepairStage.REPAIRED)
        .to(RepairStage.WITHDRAWN)
        .by(opener(), holder(DISPATCHER, SUPERVISOR))
        .carries(Plain.Noted.class)
        .needing(Need.NOTE)
        .then((step, why, actor) -> {
          codes.getObject().ended(step.loop(), why.note(), actor);
          return Outcome.done(loops.getObject().find(step.loop()).orElseThrow());
        })
        .and();
  }

  /**
   * Whoever works for the unit that mended it does not check it, nor does whoever wrote that it is
   * mended.
   */
  private static @Nullable Refusal checkedByAnother(Loop loop, Actor actor, Loops loops) {
    boolean own =
        actor instanceof Actor.Signed(Viewer viewer)
            && ((loop.handler() != null && viewer.organisations().contains(loop.handler()))
                || isWriter(viewer, loop, loops));
    return own
        ? Refusal.of("not-allowed", "整改单位的人不能复查，须由他人复查", "whoever mends does not check it")
        : null;
  }

  private static boolean isWriter(Viewer viewer, Loop loop, Loops loops) {
    return loops.entries(loop.id()).stream()
        .filter(entry -> entry.move().equals(RepairMove.REPAIRED.name()))
        .reduce((before, after) -> after)
        .filter(last -> viewer.id().equals(last.by()))
        .isPresent();
  }

  private static final Text UNTIL = Text.of("期限", "Until");
  private static final Fact MENDED =
      Fact.open(Text.of("整改结果", "Outcome"), Text.of("已整改，复查通过", "mended, and the check passed"));

  private static Fact until(LocalDate day) {
    return Fact.open(UNTIL, Text.same(day.toString()));
  }

  /** What stands behind the code is what holds now. */
  private static Outcome<Loop> said(
      Step step,
      ObjectProvider<Codes> codes,
      ObjectProvider<Loops> loops,
      String why,
      Fact now,
      Actor actor) {
    return codes
        .getObject()
        .wentOn(
            step.loop(),
            facts ->
                Stream.concat(
                        facts.stream().filter(fact -> !fact.label().equals(now.label())),
                        Stream.of(now))
                    .toList(),
            why,
            actor)
        .map(loop -> loops.getObject().find(loop).orElseThrow());
  }

  /** What anyone reads behind the code; the firm is named to itself alone. */
  private static ActRecord act(LoopId repair, Ordered ordered, Actor actor) {
    return new ActRecord(
        UUID.nameUUIDFromBytes(("order of " + repair).getBytes(UTF_8)),
        ActRecord.NOTICE,
        repair,
        repair.value(),
        ordered.place(),
        "",
        List.of(),
        List.of(
            Fact.open(Text.of("整改内容", "To be mended"), Text.same(ordered.what())),
            Fact.open(Text.of("整改要求和依据", "How, and on what basis"), Text.same(ordered.how())),
            until(ordered.until())),
        actor instanceof Actor.Signed(Viewer viewer) ? viewer.organisation() : null);
  }
}
