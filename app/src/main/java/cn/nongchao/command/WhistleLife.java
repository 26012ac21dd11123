package cn.nongchao.command;

import static cn.nongchao.cases.CasesRoles.AUXILIARY;
import static cn.nongchao.cases.CasesRoles.CLERK;
import static cn.nongchao.cases.CasesRoles.DISPATCHER;
import static cn.nongchao.cases.CasesRoles.OFFICER;
import static cn.nongchao.loop.LoopRoles.SQUAD_LEADER;
import static cn.nongchao.loop.LoopRoles.SUPERVISOR;
import static cn.nongchao.loop.Who.assignee;
import static cn.nongchao.loop.Who.holder;
import static cn.nongchao.loop.Who.member;
import static cn.nongchao.loop.Who.opener;

import cn.nongchao.form.Area;
import cn.nongchao.form.Checked;
import cn.nongchao.form.Field;
import cn.nongchao.form.Flat;
import cn.nongchao.form.Readers;
import cn.nongchao.form.Words;
import cn.nongchao.loop.Allowance;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.Move;
import cn.nongchao.loop.Need;
import cn.nongchao.loop.Stage;
import cn.nongchao.loop.Tone;
import cn.nongchao.loop.Toned;
import cn.nongchao.platform.MenuItem.Heading;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The whistle: 街道吹哨，部门报到. One loop for each unit called, so that each has its own clock, its own
 * record and its own place in that unit's inbox; what they share is the call ({@link Whistles}).
 */
@Configuration
public class WhistleLife {

  /** Stored name of the kind. */
  public static final String KIND = "whistle";

  /** Time to report in, unless the call says otherwise. */
  public static final Allowance TO_REPORT_IN = Allowance.minutes(30);

  /** Where a called unit can stand. */
  public enum WhistleStage implements Stage {
    @Words(zh = "待报到", en = "called")
    @Toned(Tone.NEW)
    CALLED,
    @Words(zh = "已报到", en = "on site")
    @Toned(Tone.HANDLING)
    PRESENT,
    @Words(zh = "任务完成", en = "done")
    @Toned(Tone.DONE)
    DONE,
    @Words(zh = "已撤销", en = "released")
    @Toned(Tone.STOPPED)
    RELEASED
  }

  /** What can happen to a called unit. */
  public enum WhistleMove implements Move {
    @Words(zh = "报到", en = "Report in")
    REPORTED_IN,
    @Words(zh = "未到场，退回", en = "Send back: not there")
    SENT_BACK,
    @Words(zh = "任务完成", en = "Report the work done")
    WORK_DONE,
    @Words(zh = "撤销呼叫", en = "Release")
    RELEASED
  }

  /** A unit reporting in, from a measured position or a grid; how far off is kept, not refused. */
  record Here(
      @Field(zh = "我在哪里", en = "Where I am") @Flat Position position,
      @Field(zh = "说明", en = "Note", kept = Field.NOT_KEPT, readers = Readers.COLLEAGUES)
          @Area
          @Size(max = 4000)
          String note)
      implements Checked {
    @Override
    public List<Refusal> unfit() {
      return Position.unfit(position.lat(), position.lon());
    }
  }

  @Bean
  LifeCycle whistleLifeCycle(ObjectProvider<Whistles> whistles) {
    return LifeCycle.of(KIND, "吹哨", "Whistle")
        .at("whistles", Heading.WORK, 40, "speakerphone")
        .listsItself()
        .within(Allowance.hours(24))
        .start(WhistleStage.CALLED, TO_REPORT_IN)
        .stage(WhistleStage.PRESENT)
        .end(WhistleStage.DONE)
        .end(WhistleStage.RELEASED)
        .move(WhistleMove.REPORTED_IN)
        .at("report-in")
        .from(WhistleStage.CALLED)
        .to(WhistleStage.PRESENT)
        .by(assignee(), member(OFFICER, AUXILIARY, SQUAD_LEADER, CLERK))
        .carries(
            Here.class,
            (step, here, actor) -> whistles.getObject().reportIn(step, here.position(), actor))
        .move(WhistleMove.SENT_BACK)
        .from(WhistleStage.PRESENT)
        .to(WhistleStage.CALLED)
        .by(opener(), holder(DISPATCHER))
        .needs(Need.NOTE)
        .move(WhistleMove.WORK_DONE)
        .from(WhistleStage.PRESENT)
        .to(WhistleStage.DONE)
        .by(opener(), holder(DISPATCHER), assignee(), member(OFFICER, SQUAD_LEADER, CLERK))
        .needs()
        .move(WhistleMove.RELEASED)
        .from(WhistleStage.CALLED)
        .to(WhistleStage.RELEASED)
        .by(opener(), holder(DISPATCHER))
        .needs(Need.NOTE)
        .and()
        .raisedIn(WhistleStage.CALLED)
        .move(Move.Common.NOTED)
        .from(WhistleStage.CALLED, WhistleStage.PRESENT)
        .stays()
        .by(
            opener(),
            assignee(),
            holder(DISPATCHER, SUPERVISOR),
            member(OFFICER, AUXILIARY, SQUAD_LEADER, CLERK))
        .needs(Need.NOTE)
        .build();
  }
}
