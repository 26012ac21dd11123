package cn.nongchao.cases;

import static cn.nongchao.cases.CasesRoles.AUXILIARY;
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
import static cn.nongchao.loop.Who.reporter;
import static cn.nongchao.people.PeopleRoles.ADMINISTRATOR;

import cn.nongchao.loop.Allowance;
import cn.nongchao.loop.Declaration;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.Move;
import cn.nongchao.loop.Need;
import cn.nongchao.loop.Stage;
import cn.nongchao.loop.Tone;
import cn.nongchao.platform.Text;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The event loop: 网格发现—事件流转—力量联动—执法处置—事后监督. Stages follow the practice of digital city management
 * (GB/T 30428: 案卷建立、任务派遣、任务处理、核实结案); the whole's deadline comes from the responsibility list when
 * the event is triaged.
 */
@Configuration
public class EventLife {

  /** Stored name of the kind. */
  public static final String KIND = "event";

  /** Where an event can stand. */
  public enum EventStage implements Stage {
    REPORTED("已上报", "reported", Tone.NEW),
    TRIAGED("待派遣", "triaged", Tone.SORTING),
    DISPATCHED("已派遣", "dispatched", Tone.MOVING),
    HANDLING("处置中", "being handled", Tone.HANDLING),
    HANDLED("待核查", "awaiting check", Tone.CHECKING),
    CHECKED("待结案", "checked", Tone.CHECKING),
    PAUSED("已中止计时", "paused", Tone.STOPPED),
    CLOSED("已结案", "closed", Tone.DONE),
    DECLINED("不予受理", "declined", Tone.STOPPED),
    MERGED("重复并案", "merged", Tone.STOPPED);

    private final Text title;
    private final Tone tone;

    EventStage(String zh, String en, Tone tone) {
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

  /** What can happen to an event. */
  public enum EventMove implements Move {
    TRIAGED("受理立案", "Triage"),
    DISPATCHED("派遣", "Dispatch"),
    ACCEPTED("接单", "Accept"),
    RETURNED("退回", "Return"),
    HELP_ASKED("请求支援", "Ask for help"),
    STEP_RECORDED("记录进展", "Record a step"),
    HANDLED("处置完成", "Handled"),
    PASSED("核查通过", "Check passed"),
    FAILED("核查不通过", "Check failed"),
    CLOSED("结案", "Close"),
    RATED("评价", "Rate"),
    REOPENED("重新办理", "Reopen"),
    MERGED("并案", "Merge as duplicate"),
    DECLINED("不予受理", "Decline"),
    PAUSED("中止计时", "Pause"),
    RESUMED("恢复计时", "Resume");

    private final Text title;

    EventMove(String zh, String en) {
      this.title = Text.of(zh, en);
    }

    @Override
    public Text title() {
      return title;
    }
  }

  @Bean
  LifeCycle eventLifeCycle() {
    return aside(closing(handling(stages()))).build();
  }

  private static Declaration<Void> stages() {
    return LifeCycle.of(KIND, "事件", "Event")
        .within(Allowance.workdays(5))
        .start(EventStage.REPORTED, Allowance.workingHours(2))
        .stage(EventStage.TRIAGED, Allowance.workingHours(2))
        .stage(EventStage.DISPATCHED, Allowance.workingHours(4))
        .stage(EventStage.HANDLING)
        .stage(EventStage.HANDLED, Allowance.workdays(1))
        .stage(EventStage.CHECKED, Allowance.workdays(1))
        .pause(EventStage.PAUSED)
        .end(EventStage.CLOSED)
        .end(EventStage.DECLINED)
        .end(EventStage.MERGED);
  }

  private static Declaration<Void> handling(Declaration<Void> life) {
    return life.move(EventMove.TRIAGED)
        .from(EventStage.REPORTED)
        .to(EventStage.TRIAGED)
        .by(holder(DISPATCHER), automatic())
        .needs()
        .move(EventMove.DISPATCHED)
        .from(EventStage.REPORTED, EventStage.TRIAGED, EventStage.DISPATCHED, EventStage.HANDLING)
        .to(EventStage.DISPATCHED)
        .by(holder(DISPATCHER), automatic())
        .needs(Need.HANDLER)
        .move(EventMove.ACCEPTED)
        .from(EventStage.DISPATCHED)
        .to(EventStage.HANDLING)
        .by(assignee(), member(OFFICER, AUXILIARY, SQUAD_LEADER, CLERK), automatic())
        .needs()
        .move(EventMove.RETURNED)
        .from(EventStage.DISPATCHED, EventStage.HANDLING)
        .to(EventStage.TRIAGED)
        .by(assignee(), member(SQUAD_LEADER, CLERK, OFFICER), automatic())
        .needs(Need.NOTE)
        .move(EventMove.HELP_ASKED)
        .from(EventStage.HANDLING)
        .stays()
        .by(assignee(), member(OFFICER, SQUAD_LEADER, CLERK), automatic())
        .needs(Need.NOTE)
        .move(EventMove.STEP_RECORDED)
        .from(EventStage.HANDLING)
        .stays()
        .by(assignee(), member(OFFICER, AUXILIARY, SQUAD_LEADER, CLERK), automatic())
        .needs(Need.NOTE)
        .move(EventMove.HANDLED)
        .from(EventStage.HANDLING)
        .to(EventStage.HANDLED)
        .by(assignee(), member(OFFICER, SQUAD_LEADER, CLERK), automatic())
        .needs(Need.NOTE)
        .and();
  }

  private static Declaration<Void> closing(Declaration<Void> life) {
    return life.move(EventMove.PASSED)
        .from(EventStage.HANDLED)
        .to(EventStage.CHECKED)
        .by(holder(GRID_WORKER, DISPATCHER), automatic())
        .needs()
        .move(EventMove.FAILED)
        .from(EventStage.HANDLED)
        .to(EventStage.DISPATCHED)
        .by(holder(GRID_WORKER, DISPATCHER), automatic())
        .needs(Need.NOTE)
        .move(EventMove.CLOSED)
        .from(EventStage.CHECKED)
        .to(EventStage.CLOSED)
        .by(holder(DISPATCHER), automatic())
        .needs()
        .move(EventMove.RATED)
        .from(EventStage.CLOSED)
        .stays()
        .by(reporter(), holder(DISPATCHER), automatic())
        .needs()
        .move(EventMove.REOPENED)
        .from(EventStage.CLOSED, EventStage.DECLINED)
        .to(EventStage.REPORTED)
        .by(reporter(), holder(DISPATCHER, SUPERVISOR), automatic())
        .needs(Need.NOTE)
        .move(EventMove.MERGED)
        .from(EventStage.REPORTED, EventStage.TRIAGED, EventStage.DISPATCHED)
        .to(EventStage.MERGED)
        .by(holder(DISPATCHER), automatic())
        .needs()
        .move(EventMove.DECLINED)
        .from(EventStage.REPORTED, EventStage.TRIAGED)
        .to(EventStage.DECLINED)
        .by(holder(DISPATCHER), automatic())
        .needs(Need.NOTE)
        .and();
  }

  /** What may happen beside the way from report to closing. */
  private static Declaration<Void> aside(Declaration<Void> life) {
    return life.move(EventMove.PAUSED)
        .from(EventStage.TRIAGED, EventStage.DISPATCHED, EventStage.HANDLING, EventStage.HANDLED)
        .to(EventStage.PAUSED)
        .by(holder(DISPATCHER), member(SQUAD_LEADER, CLERK), automatic())
        .needs(Need.NOTE)
        .move(EventMove.RESUMED)
        .from(EventStage.PAUSED)
        .back()
        .by(holder(DISPATCHER), member(SQUAD_LEADER, CLERK), automatic())
        .needs()
        .move(Move.Common.ESCALATED)
        .from(
            EventStage.REPORTED,
            EventStage.TRIAGED,
            EventStage.DISPATCHED,
            EventStage.HANDLING,
            EventStage.HANDLED,
            EventStage.CHECKED)
        .stays()
        .by(automatic())
        .needs()
        .move(Move.Common.NOTED)
        .from(
            EventStage.REPORTED,
            EventStage.TRIAGED,
            EventStage.DISPATCHED,
            EventStage.HANDLING,
            EventStage.HANDLED,
            EventStage.CHECKED,
            EventStage.PAUSED)
        .stays()
        .by(
            reporter(),
            assignee(),
            holder(DISPATCHER, SUPERVISOR, GRID_WORKER, ADMINISTRATOR),
            member(OFFICER, SQUAD_LEADER, CLERK),
            automatic())
        .needs(Need.NOTE)
        .and();
  }
}
