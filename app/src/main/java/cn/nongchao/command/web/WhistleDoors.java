package cn.nongchao.command.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.command.Call;
import cn.nongchao.command.WhistleLife;
import cn.nongchao.command.WhistleLife.WhistleStage;
import cn.nongchao.command.Whistles;
import cn.nongchao.command.web.WhistleJson.Body;
import cn.nongchao.command.web.WhistleJson.UnitJson;
import cn.nongchao.command.web.WhistleJson.Whole;
import cn.nongchao.form.Area;
import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Listing;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Page;
import cn.nongchao.form.Readers;
import cn.nongchao.form.Write;
import cn.nongchao.loop.Box;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.LoopQuery.State;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Among;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calling units, ending a call, who was called and who can be. */
@Doors
class WhistleDoors {

  private static final Refusal NONE = Refusal.of("not-found", "没有这次呼叫", "there is no such call");

  private final Whistles whistles;
  private final WhistleFacts facts;
  private final Loops loops;
  private final LoopLists lists;
  private final Divisions divisions;

  WhistleDoors(
      Whistles whistles, WhistleFacts facts, Loops loops, LoopLists lists, Divisions divisions) {
    this.whistles = whistles;
    this.facts = facts;
    this.loops = loops;
    this.lists = lists;
    this.divisions = divisions;
  }

  @Write(
      name = "called",
      zh = "吹哨",
      en = "Blow the whistle: call units to a place",
      page = "/whistles",
      back = "/whistles/new?about={about}",
      to = "/whistles/{first}",
      api = "POST /api/v1/whistles",
      makes = "/api/v1/whistles/{first}",
      by = {
        CasesRoles.DISPATCHER,
        LoopRoles.SUPERVISOR,
        LoopRoles.SQUAD_LEADER,
        CasesRoles.GRID_WORKER
      },
      over = Over.FIELD,
      about =
          "One whistle for each unit, all of them or none. The division may be left out where the"
              + " position says it. Those called report in with their own whistles.")
  Outcome<Whole> call(Calling calling, Viewer viewer) {
    DivisionCode place = Objects.requireNonNull(calling.where().place(divisions));
    return whistles
        .call(calling.to(place), viewer)
        .map(call -> {
          int units = call.units().size();
          Text done = Text.of("已吹哨，呼叫 " + units + " 个单位", "Whistle blown: " + units + " called");
          return facts.after(whistles.units(call.id()).getFirst().loop().id(), viewer, done);
        });
  }

  /** How a call came out. */
  record Result(
      @Field(
              zh = "结果",
              en = "Result",
              hintZh = "已到场的单位记为完成，未到的撤销呼叫。",
              hintEn = "Units on site are done, units still awaited are released.",
              readers = Readers.COLLEAGUES)
          @Area
          @Size(max = 4000)
          String note) {}

  @Write(
      name = "call-ended",
      zh = "结束整次呼叫",
      en = "End the whole call",
      page = "/whistles/{id}/end",
      back = "/whistles/{id}",
      api = "POST /api/v1/whistles/{id}/end",
      over = Over.SUBJECT,
      about =
          "Of the call the whistle belongs to: units on site are done, units still awaited are"
              + " released, for which a note is needed; all or none. Ended before, it stays as it"
              + " is.")
  Outcome<Whole> end(@On Loop id, Result result, Viewer viewer) {
    Call call = whistles.of(id.id()).orElse(null);
    if (call == null) return Outcome.refused(NONE);
    return whistles
        .end(call.id(), result.note(), viewer)
        .map(units -> {
          Text done = Text.of("已结束 " + units + " 个单位的任务", units + " units' work ended");
          return facts.after(id.id(), viewer, done);
        });
  }

  /** Which whistles. */
  record Query(
      @Field(zh = "事由或编号", en = "Words or number") @Size(max = 60) String words,
      @Field(zh = "环节", en = "Stage") @Nullable WhistleStage stage) {}

  @Needs({
    CasesRoles.DISPATCHER,
    LoopRoles.SUPERVISOR,
    LoopRoles.SQUAD_LEADER,
    CasesRoles.GRID_WORKER,
    CasesRoles.OFFICER,
    CasesRoles.AUXILIARY,
    CasesRoles.CLERK
  })
  @Listing(
      name = "whistles",
      zh = "吹哨报到",
      en = "Whistles",
      page = "/whistles",
      api = "/api/v1/whistles",
      summary = "Whistles the caller may see: open ones, soonest due first, then the latest",
      emptyZh = "没有符合条件的哨。现场需要别的单位到场时，点“吹哨”；呼叫您单位时，会出现在这里和待办里。",
      emptyEn =
          "No whistle here. When other units are needed on the spot, blow one; calls of your unit"
              + " appear here and in the inbox.",
      head = "command/whistles-head")
  Listed<WhistleJson> list(Query query, Page<WhistleJson> page, Viewer viewer) {
    LoopQuery wanted =
        LoopQuery.of(Box.ALL, State.ANY)
            .kinds(Set.of(WhistleLife.KIND))
            .saying(query.words())
            .page(page.limit(), page.after());
    if (query.stage() != null) {
      wanted = wanted.stages(Set.of(WhistleLife.KIND + "/" + query.stage().name()));
    }
    Slice<Loop> found = lists.list(wanted, viewer);
    return Listed.of(found.items().stream().map(WhistleJson::of).toList(), found.next());
  }

  @Needs
  @Listing(
      name = "called-units",
      zh = "同时呼叫的单位",
      en = "Who was called together with a whistle's unit, and who is there",
      api = "/api/v1/whistles/{id}/units")
  Outcome<Listed<UnitJson>> units(UUID id, Viewer viewer) {
    List<UnitJson> units =
        loops
            .find(new LoopId(id), viewer)
            .flatMap(loop -> whistles.of(loop.id()))
            .map(call -> whistles.units(call.id()).stream().map(UnitJson::of).toList())
            .orElse(List.of());
    return units.isEmpty() ? Outcome.refused(NONE) : Outcome.done(Listed.of(units, null));
  }

  /** Where to. */
  record To(
      @Field(zh = "地点", en = "Where to; where the caller answers for if left out")
          @Among(within = Among.Within.ANYWHERE, digits = 9)
          @Nullable DivisionCode division) {}

  @Needs({
    CasesRoles.DISPATCHER,
    LoopRoles.SUPERVISOR,
    LoopRoles.SQUAD_LEADER,
    CasesRoles.GRID_WORKER
  })
  @Listing(
      name = "callable",
      zh = "可呼叫的单位",
      en = "Who can be called to a place",
      api = "/api/v1/whistles/callable",
      about =
          "Departments, squads, police, alliances and firms of its street; their ids go into"
              + " units.")
  Listed<Body> callable(To where, Viewer viewer) {
    DivisionCode place =
        where.division() != null
            ? where.division()
            : viewer.places(Whistles.CALLERS).stream()
                .sorted()
                .findFirst()
                .orElse(DivisionCode.ALL);
    return Listed.of(whistles.callable(place).stream().map(Body::of).toList(), null);
  }
}
