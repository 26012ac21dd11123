package cn.nongchao.cases;

import static cn.nongchao.cases.CasesRoles.AUXILIARY;
import static cn.nongchao.cases.CasesRoles.CLERK;
import static cn.nongchao.cases.CasesRoles.DISPATCHER;
import static cn.nongchao.cases.CasesRoles.GRID_WORKER;
import static cn.nongchao.cases.CasesRoles.OFFICER;
import static cn.nongchao.loop.LoopRoles.SQUAD_LEADER;
import static cn.nongchao.loop.LoopRoles.SUPERVISOR;
import static cn.nongchao.loop.Who.asked;
import static cn.nongchao.loop.Who.assignee;
import static cn.nongchao.loop.Who.automatic;
import static cn.nongchao.loop.Who.holder;
import static cn.nongchao.loop.Who.member;
import static cn.nongchao.loop.Who.reporter;
import static cn.nongchao.loop.Who.whileAsked;
import static cn.nongchao.people.PeopleRoles.ADMINISTRATOR;

import cn.nongchao.cases.EventForms.Accepted;
import cn.nongchao.cases.EventForms.Closed;
import cn.nongchao.cases.EventForms.Confirmed;
import cn.nongchao.cases.EventForms.Declined;
import cn.nongchao.cases.EventForms.Dispatched;
import cn.nongchao.cases.EventForms.Failed;
import cn.nongchao.cases.EventForms.Handled;
import cn.nongchao.cases.EventForms.HelpAsked;
import cn.nongchao.cases.EventForms.Merged;
import cn.nongchao.cases.EventForms.Noted;
import cn.nongchao.cases.EventForms.Objected;
import cn.nongchao.cases.EventForms.Passed;
import cn.nongchao.cases.EventForms.Paused;
import cn.nongchao.cases.EventForms.Rated;
import cn.nongchao.cases.EventForms.Reopened;
import cn.nongchao.cases.EventForms.Resumed;
import cn.nongchao.cases.EventForms.Returned;
import cn.nongchao.cases.EventForms.StepRecorded;
import cn.nongchao.cases.EventForms.Triaged;
import cn.nongchao.cases.EventForms.Withdrawn;
import cn.nongchao.form.Words;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Allowance;
import cn.nongchao.loop.Declaration;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.Move;
import cn.nongchao.loop.Need;
import cn.nongchao.loop.Stage;
import cn.nongchao.loop.Tone;
import cn.nongchao.loop.Toned;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.MenuItem.Heading;
import cn.nongchao.platform.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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

  /** In the loop's facts: who said that it is handled, and the officers who acted. */
  static final String HANDLED_BY = "handledBy";

  /** Where an event can stand. */
  public enum EventStage implements Stage {
    @Words(zh = "已上报", en = "reported")
    @Toned(Tone.NEW)
    REPORTED,
    @Words(zh = "待派遣", en = "triaged")
    @Toned(Tone.SORTING)
    TRIAGED,
    @Words(zh = "已派遣", en = "dispatched")
    @Toned(Tone.MOVING)
    DISPATCHED,
    @Words(zh = "处置中", en = "being handled")
    @Toned(Tone.HANDLING)
    HANDLING,
    @Words(zh = "待核查", en = "awaiting check")
    @Toned(Tone.CHECKING)
    HANDLED,
    @Words(zh = "待结案", en = "checked")
    @Toned(Tone.CHECKING)
    CHECKED,
    @Words(zh = "已中止计时", en = "paused")
    @Toned(Tone.STOPPED)
    PAUSED,
    @Words(zh = "已结案", en = "closed")
    @Toned(Tone.DONE)
    CLOSED,
    @Words(zh = "不予受理", en = "declined")
    @Toned(Tone.STOPPED)
    DECLINED,
    @Words(zh = "重复并案", en = "merged")
    @Toned(Tone.STOPPED)
    MERGED
  }

  /** What can happen to an event. */
  public enum EventMove implements Move {
    @Words(zh = "受理立案", en = "Triage")
    TRIAGED,
    @Words(zh = "派遣", en = "Dispatch")
    DISPATCHED,
    @Words(zh = "接单", en = "Accept")
    ACCEPTED,
    @Words(zh = "退回", en = "Return")
    RETURNED,
    @Words(zh = "请求支援", en = "Ask for help")
    HELP_ASKED,
    @Words(zh = "记录进展", en = "Record a step")
    STEP_RECORDED,
    @Words(zh = "处置完成", en = "Report it handled")
    HANDLED,
    @Words(zh = "确认参与执法", en = "Confirm that you acted")
    OFFICER_CONFIRMED,
    @Words(zh = "提出异议", en = "Object")
    OFFICER_OBJECTED,
    @Words(zh = "撤回处置填报", en = "Take the handling back")
    OFFICERS_WITHDRAWN,
    @Words(zh = "核查通过", en = "Pass the check")
    PASSED,
    @Words(zh = "核查不通过", en = "Fail the check")
    FAILED,
    @Words(zh = "结案", en = "Close")
    CLOSED,
    @Words(zh = "评价", en = "Rate")
    RATED,
    @Words(zh = "重新办理", en = "Reopen")
    REOPENED,
    @Words(zh = "并案", en = "Merge as duplicate")
    MERGED,
    @Words(zh = "不予受理", en = "Decline")
    DECLINED,
    @Words(zh = "中止计时", en = "Pause")
    PAUSED,
    @Words(zh = "恢复计时", en = "Resume")
    RESUMED
  }

  private final ObjectProvider<Events> events;
  private final ObjectProvider<EventFiles> files;
  private final ObjectProvider<Confirmations> confirmations;
  private final Clock clock;

  EventLife(
      ObjectProvider<Events> events,
      ObjectProvider<EventFiles> files,
      ObjectProvider<Confirmations> confirmations,
      Clock clock) {
    this.clock = clock;
    this.events = events;
    this.files = files;
    this.confirmations = confirmations;
  }

  @Bean
  LifeCycle eventLifeCycle() {
    return aside(closing(checking(confirming(handling(sending(stages())))))).build();
  }

  private static Declaration<Void> stages() {
    return LifeCycle.of(KIND, "事件", "Event")
        .at("events", Heading.WORK, 20, "list-details")
        .listsItself()
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

  private Declaration<Void> sending(Declaration<Void> life) {
    return life.move(EventMove.TRIAGED)
        .from(EventStage.REPORTED)
        .to(EventStage.TRIAGED)
        .by(holder(DISPATCHER), automatic())
        .carries(
            Triaged.class,
            (step, sorted, actor) ->
                events.getObject().triage(step, sorted.category().value(), actor))
        .proposing(loop -> files.getObject().triage(loop))
        .move(EventMove.DISPATCHED)
        .from(EventStage.REPORTED, EventStage.TRIAGED, EventStage.DISPATCHED, EventStage.HANDLING)
        .to(EventStage.DISPATCHED)
        .by(holder(DISPATCHER), automatic())
        .carries(
            Dispatched.class,
            (step, sent, actor) ->
                events
                    .getObject()
                    .dispatch(step, sent.to(), sent.person(), sent.organisations(), actor))
        .proposing(loop -> files.getObject().dispatch(loop))
        .needing(Need.HANDLER)
        .move(EventMove.ACCEPTED)
        .from(EventStage.DISPATCHED)
        .to(EventStage.HANDLING)
        .by(
            assignee(OFFICER, AUXILIARY, SQUAD_LEADER, CLERK),
            member(OFFICER, AUXILIARY, SQUAD_LEADER, CLERK),
            automatic())
        .provided((loop, actor) -> events.getObject().untakeable(loop, actor))
        .carries(Accepted.class, (step, taken, actor) -> events.getObject().accept(step, actor))
        .move(EventMove.RETURNED)
        .from(EventStage.DISPATCHED, EventStage.HANDLING)
        .to(EventStage.TRIAGED)
        .by(
            assignee(OFFICER, SQUAD_LEADER, CLERK),
            member(SQUAD_LEADER, CLERK, OFFICER),
            automatic())
        .carries(Returned.class)
        .needing(Need.NOTE)
        .and();
  }

  private Declaration<Void> handling(Declaration<Void> life) {
    return life.move(EventMove.HELP_ASKED)
        .from(EventStage.HANDLING)
        .stays()
        .by(
            assignee(OFFICER, SQUAD_LEADER, CLERK),
            member(OFFICER, SQUAD_LEADER, CLERK),
            automatic())
        .carries(
            HelpAsked.class,
            (step, asked, actor) -> events.getObject().askHelp(step, asked.organisations(), actor))
        .needing(Need.NOTE)
        .move(EventMove.STEP_RECORDED)
        .from(EventStage.HANDLING)
        .stays()
        .by(
            assignee(OFFICER, AUXILIARY, SQUAD_LEADER, CLERK),
            member(OFFICER, AUXILIARY, SQUAD_LEADER, CLERK),
            automatic())
        .carries(StepRecorded.class)
        .needing(Need.NOTE)
        .move(EventMove.HANDLED)
        .from(EventStage.HANDLING)
        .to(EventStage.HANDLED)
        .by(
            assignee(OFFICER, SQUAD_LEADER, CLERK),
            member(OFFICER, SQUAD_LEADER, CLERK),
            automatic())
        .carries(
            Handled.class,
            (step, done, actor) -> events.getObject().handle(step, done.handling(), actor))
        .needing(Need.NOTE)
        .and();
  }

  /**
   * What those named as having acted say. They have the stage's time for it; once the last has
   * confirmed, whoever checks has it anew.
   */
  private Declaration<Void> confirming(Declaration<Void> life) {
    return life.move(EventMove.OFFICER_CONFIRMED)
        .from(EventStage.HANDLED)
        .stays()
        .by(asked(), automatic())
        .carries(
            Confirmed.class, (step, yes, actor) -> confirmations.getObject().confirm(step, actor))
        .move(EventMove.OFFICER_OBJECTED)
        .from(EventStage.HANDLED)
        .to(EventStage.HANDLING)
        .by(asked(), automatic())
        .carries(Objected.class, (step, no, actor) -> confirmations.getObject().object(step, actor))
        .needing(Need.NOTE)
        .move(EventMove.OFFICERS_WITHDRAWN)
        .from(EventStage.HANDLED)
        .to(EventStage.HANDLING)
        .by(
            whileAsked(assignee()),
            whileAsked(member(SQUAD_LEADER, CLERK)),
            whileAsked(holder(DISPATCHER)),
            automatic())
        .provided(EventLife::notAskedThemselves)
        .carries(
            Withdrawn.class, (step, why, actor) -> confirmations.getObject().withdraw(step, actor))
        .needing(Need.NOTE)
        .and();
  }

  /** Whoever is asked answers: taking it back in silence would keep supervision in the dark. */
  private static @Nullable Refusal notAskedThemselves(Loop loop, Actor actor) {
    PersonId person = actor.person();
    return person == null || !loop.awaits().contains(person)
        ? null
        : Refusal.of(
            "not-allowed",
            "正等您本人确认；不属实请提出异议",
            "your own word is waited for: object if it is not so");
  }

  private Declaration<Void> checking(Declaration<Void> life) {
    return life.move(EventMove.PASSED)
        .from(EventStage.HANDLED)
        .to(EventStage.CHECKED)
        .by(holder(GRID_WORKER, DISPATCHER), automatic())
        .provided(EventLife::checkedByAnother)
        .carries(
            Passed.class,
            (step, seen, actor) -> events.getObject().check(step, seen.way(), true, actor))
        .proposing(loop -> new Passed(files.getObject().way(loop), List.of(), ""))
        .move(EventMove.FAILED)
        .from(EventStage.HANDLED)
        .to(EventStage.DISPATCHED)
        .by(holder(GRID_WORKER, DISPATCHER), automatic())
        .provided(EventLife::checkedByAnother)
        .carries(
            Failed.class,
            (step, seen, actor) -> events.getObject().check(step, seen.way(), false, actor))
        .proposing(loop -> new Failed(files.getObject().way(loop), List.of(), ""))
        .needing(Need.NOTE)
        .and();
  }

  /** Once all named confirmed; whoever handled it, alone or as an officer, does not check it. */
  private static @Nullable Refusal checkedByAnother(Loop loop, Actor actor) {
    if (!loop.awaits().isEmpty()) {
      return Refusal.of(
          "not-now",
          "还有被列为执法人员的人没有确认，全部确认后才能核查",
          "somebody named as having acted has not confirmed yet; it is checked after that");
    }
    return !hasHandled(loop, actor.person())
        ? null
        : Refusal.of(
            "not-allowed", "您办理过这件事，须由他人核查", "you handled it: somebody else must check it");
  }

  static boolean hasHandled(Loop loop, @Nullable PersonId person) {
    return person != null
        && String.valueOf(loop.facts().get(HANDLED_BY)).contains(person.toString());
  }

  private Declaration<Void> closing(Declaration<Void> life) {
    return life.move(EventMove.CLOSED)
        .from(EventStage.CHECKED)
        .to(EventStage.CLOSED)
        .by(holder(DISPATCHER), automatic())
        .carries(Closed.class)
        .move(EventMove.RATED)
        .from(EventStage.CLOSED)
        .stays()
        .by(reporter(), holder(DISPATCHER), automatic())
        .provided((loop, actor) -> events.getObject().unratable(loop, actor))
        .carries(
            Rated.class,
            (step, rated, actor) -> events.getObject().rate(step, rated.rating(), actor))
        .move(EventMove.REOPENED)
        .from(EventStage.CLOSED, EventStage.DECLINED)
        .to(EventStage.REPORTED)
        .by(reporter(), holder(DISPATCHER, SUPERVISOR), automatic())
        .carries(Reopened.class, (step, again, actor) -> events.getObject().reopen(step, actor))
        .needing(Need.NOTE)
        .move(EventMove.MERGED)
        .from(EventStage.REPORTED, EventStage.TRIAGED, EventStage.DISPATCHED)
        .to(EventStage.MERGED)
        .by(holder(DISPATCHER), automatic())
        .carries(
            Merged.class,
            (step, merged, actor) -> events.getObject().merge(step, merged.other(), actor))
        .move(EventMove.DECLINED)
        .from(EventStage.REPORTED, EventStage.TRIAGED)
        .to(EventStage.DECLINED)
        .by(holder(DISPATCHER), automatic())
        .carries(Declined.class)
        .needing(Need.NOTE)
        .and();
  }

  /** Or whoever is late would put it away by stopping the clock. */
  private @Nullable Refusal lateForTheDeskAlone(Loop loop, Actor actor) {
    Instant now = clock.instant();
    boolean late = loop.isLate(now) || loop.isStageLate(now);
    boolean desk =
        !(actor instanceof Actor.Signed(Viewer viewer))
            || viewer.holdsOver(Set.of(DISPATCHER), loop.division(), List.of());
    return late && !desk
        ? Refusal.of(
            "not-allowed",
            "已经超时，是否中止计时由指挥调度员决定",
            "it is late already: whether its clock stops is the desk's to say")
        : null;
  }

  /** What may happen beside the way from report to closing. */
  private Declaration<Void> aside(Declaration<Void> life) {
    return life.move(EventMove.PAUSED)
        .from(EventStage.TRIAGED, EventStage.DISPATCHED, EventStage.HANDLING, EventStage.HANDLED)
        .to(EventStage.PAUSED)
        .by(holder(DISPATCHER), member(SQUAD_LEADER, CLERK), automatic())
        .provided(this::lateForTheDeskAlone)
        .carries(Paused.class)
        .needing(Need.NOTE)
        .move(EventMove.RESUMED)
        .from(EventStage.PAUSED)
        .back()
        .by(holder(DISPATCHER), member(SQUAD_LEADER, CLERK), automatic())
        .carries(Resumed.class)
        .and()
        .raisedIn(
            EventStage.REPORTED,
            EventStage.TRIAGED,
            EventStage.DISPATCHED,
            EventStage.HANDLING,
            EventStage.HANDLED,
            EventStage.CHECKED)
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
        .carries(Noted.class)
        .needing(Need.NOTE)
        .and();
  }
}
