package cn.nongchao.command;

import static cn.nongchao.cases.CasesRoles.AUXILIARY;
import static cn.nongchao.cases.CasesRoles.CLERK;
import static cn.nongchao.cases.CasesRoles.DISPATCHER;
import static cn.nongchao.cases.CasesRoles.OFFICER;
import static cn.nongchao.loop.LoopRoles.SQUAD_LEADER;
import static cn.nongchao.loop.LoopRoles.SUPERVISOR;
import static cn.nongchao.loop.Who.assignee;
import static cn.nongchao.loop.Who.automatic;
import static cn.nongchao.loop.Who.holder;
import static cn.nongchao.loop.Who.member;
import static cn.nongchao.loop.Who.reporter;

import cn.nongchao.loop.Allowance;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LoopPage;
import cn.nongchao.loop.Move;
import cn.nongchao.loop.Need;
import cn.nongchao.loop.Stage;
import cn.nongchao.loop.Tone;
import cn.nongchao.platform.Text;
import java.util.Set;
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
    CALLED("待报到", "called", Tone.NEW),
    PRESENT("已报到", "on site", Tone.HANDLING),
    DONE("任务完成", "done", Tone.DONE),
    RELEASED("已撤销", "released", Tone.STOPPED);

    private final Text title;
    private final Tone tone;

    WhistleStage(String zh, String en, Tone tone) {
      this.title = Text.of(zh, en);
      this.tone = tone;
    }

    @Override
    public Text title() {
      return title;
    }

    @Override
    public Tone tone() {
      return tone;
    }
  }

  /** What can happen to a called unit. */
  public enum WhistleMove implements Move {
    REPORTED_IN("报到", "Report in"),
    SENT_BACK("未到场，退回", "Not there: send back"),
    WORK_DONE("任务完成", "Work done"),
    RELEASED("撤销呼叫", "Release");

    private final Text title;

    WhistleMove(String zh, String en) {
      this.title = Text.of(zh, en);
    }

    @Override
    public Text title() {
      return title;
    }
  }

  @Bean
  LifeCycle whistleLifeCycle() {
    return LifeCycle.of(KIND, "吹哨", "Whistle")
        .within(Allowance.hours(24))
        .start(WhistleStage.CALLED, TO_REPORT_IN)
        .stage(WhistleStage.PRESENT)
        .end(WhistleStage.DONE)
        .end(WhistleStage.RELEASED)
        .move(WhistleMove.REPORTED_IN)
        .from(WhistleStage.CALLED)
        .to(WhistleStage.PRESENT)
        .by(assignee(), member(OFFICER, AUXILIARY, SQUAD_LEADER, CLERK))
        .needs()
        .move(WhistleMove.SENT_BACK)
        .from(WhistleStage.PRESENT)
        .to(WhistleStage.CALLED)
        .by(reporter(), holder(DISPATCHER))
        .needs(Need.NOTE)
        .move(WhistleMove.WORK_DONE)
        .from(WhistleStage.PRESENT)
        .to(WhistleStage.DONE)
        .by(reporter(), holder(DISPATCHER), assignee(), member(OFFICER, SQUAD_LEADER, CLERK))
        .needs()
        .move(WhistleMove.RELEASED)
        .from(WhistleStage.CALLED)
        .to(WhistleStage.RELEASED)
        .by(reporter(), holder(DISPATCHER))
        .needs(Need.NOTE)
        .move(Move.Common.ESCALATED)
        .from(WhistleStage.CALLED)
        .stays()
        .by(automatic())
        .needs()
        .move(Move.Common.NOTED)
        .from(WhistleStage.CALLED, WhistleStage.PRESENT)
        .stays()
        .by(
            reporter(),
            assignee(),
            holder(DISPATCHER, SUPERVISOR),
            member(OFFICER, AUXILIARY, SQUAD_LEADER, CLERK))
        .needs(Need.NOTE)
        .build();
  }

  @Bean
  LoopPage whistlePage() {
    // Reporting in is not among them: it carries a place.
    return new LoopPage(
        KIND,
        "/whistles/{id}",
        Set.of(
            WhistleMove.SENT_BACK.name(),
            WhistleMove.WORK_DONE.name(),
            WhistleMove.RELEASED.name(),
            Move.Common.NOTED.name()));
  }
}
