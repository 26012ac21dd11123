package cn.nongchao.command;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.EventLife;
import cn.nongchao.command.WhistleLife.WhistleMove;
import cn.nongchao.command.WhistleLife.WhistleStage;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Allowance;
import cn.nongchao.loop.Box;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.MoveOrder;
import cn.nongchao.loop.Opening;
import cn.nongchao.loop.Sight;
import cn.nongchao.loop.Step;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Outcome.Refused;
import cn.nongchao.platform.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** Calls units to a place, takes their reports from there, ends the call. */
@Component
@Transactional
public class Whistles {

  private static final int MOST_OPEN = 5;

  /** More than {@link #MOST_OPEN} calls of thirty units. */
  private static final int MOST_LISTED = 200;

  private final CallStore store;
  private final Loops loops;
  private final LoopLists lists;
  private final Organisations organisations;
  private final Divisions divisions;

  Whistles(
      CallStore store,
      Loops loops,
      LoopLists lists,
      Organisations organisations,
      Divisions divisions) {
    this.store = store;
    this.loops = loops;
    this.lists = lists;
    this.organisations = organisations;
    this.divisions = divisions;
  }

  /**
   * One unit of a call.
   *
   * @param arrival null until it reports in
   */
  public record Unit(Loop loop, String name, @Nullable Arrival arrival) {

    public WhistleStage stage() {
      return WhistleStage.valueOf(loop.stage());
    }

    public boolean isThere() {
      return arrival != null && stage() != WhistleStage.CALLED;
    }
  }

  /** Calls: one loop for each unit, all of them or none. The same call again is the same call. */
  public Outcome<Call> call(Call call, Viewer viewer) {
    List<Refusal> wrong = wrong(call, viewer);
    if (!wrong.isEmpty()) return Outcome.refused(wrong);
    store.oneAtATime(viewer.id()); // or two calls at once would both be the fifth
    if (!store.insert(call, viewer.id())) {
      return store.isBy(call.id(), viewer.id())
          ? Outcome.done(store.find(call.id()).orElseThrow())
          : Outcome.refused(
              Refusal.of("already-exists", "这个编号已被另一次呼叫使用", "this id is taken by another call"));
    }
    if (hasEnoughOpen(viewer)) {
      return undone(
          List.of(
              Refusal.of(
                  "too-many-open",
                  "您有 5 次呼叫还没有结束，请先结束一次再吹哨",
                  "five of your calls are still open; end one before you call again")));
    }
    for (var unit : call.units()) {
      LoopId id = LoopId.next();
      var opening =
          new Opening(
                  id,
                  WhistleLife.KIND,
                  call.title(),
                  call.division(),
                  call.lat(),
                  call.lon(),
                  unit,
                  null,
                  null,
                  call.note(),
                  facts(call),
                  List.of())
              .knowing(Map.of(), call.about())
              .beginningWithin(Allowance.minutes(call.minutes()));
      if (loops.open(opening, Actor.of(viewer)) instanceof Refused<Loop>(List<Refusal> why)) {
        return undone(why);
      }
      store.addUnit(call.id(), id, unit);
    }
    return Outcome.done(call);
  }

  private static Map<String, String> facts(Call call) {
    Map<String, String> facts = new HashMap<>();
    facts.put("call", call.id().toString());
    facts.put("radius", Integer.toString(call.radius()));
    if (call.about() != null) facts.put("about", call.about().toString());
    return facts;
  }

  /** What a form cannot know: whose the place is, and who can be called there. */
  private List<Refusal> wrong(Call call, Viewer viewer) {
    List<Refusal> wrong = new ArrayList<>();
    if (viewer.places(CALLERS).stream().noneMatch(p -> p.contains(call.division()))) {
      wrong.add(Refusal.field("division", "只能为您负责的地方吹哨", "only for places you answer for"));
    }
    LoopId about = call.about();
    boolean onAnEvent =
        about == null
            || loops.find(about).filter(loop -> loop.kind().equals(EventLife.KIND)).isPresent();
    if (!onAnEvent)
      wrong.add(Refusal.field("about", "只能关联事件", "a call may be about an event only"));
    List<OrganisationId> there = callable(call.division()).stream().map(Organisation::id).toList();
    if (!there.containsAll(call.units())) {
      wrong.add(
          Refusal.field(
              "units",
              "有单位不在可呼叫之列：只能呼叫该街道在用的单位",
              "only active bodies of its street can be called"));
    }
    return wrong;
  }

  /** Whether somebody has as many calls open as anybody may. */
  private boolean hasEnoughOpen(Viewer viewer) {
    LoopQuery open =
        LoopQuery.open(Box.TAKEN).kinds(Set.of(WhistleLife.KIND)).page(MOST_LISTED, null);
    List<LoopId> own =
        lists.list(open, viewer).items().stream()
            .filter(loop -> viewer.id().equals(loop.openedBy()))
            .map(Loop::id)
            .toList();
    return store.calls(own) >= MOST_OPEN;
  }

  /** Who may blow the whistle: the street's desk, squads' leaders, grid workers on the spot. */
  public static final Set<String> CALLERS =
      Set.of(
          CasesRoles.DISPATCHER,
          LoopRoles.SUPERVISOR,
          LoopRoles.SQUAD_LEADER,
          CasesRoles.GRID_WORKER);

  private static final Set<String> CALLABLE =
      Set.of(
          Organisation.DEPARTMENT,
          Organisation.SQUAD,
          Organisation.POLICE,
          Organisation.ALLIANCE,
          Organisation.FIRM);

  /** Who can be called to a place: the bodies of its street. */
  @Transactional(readOnly = true)
  public List<Organisation> callable(DivisionCode place) {
    int street = Math.min(place.value().length(), Division.Level.STREET.digits());
    return organisations.ofKinds(CALLABLE, new DivisionCode(place.value().substring(0, street)));
  }

  /**
   * A unit is here. The place is compared with the call's and kept; being far off is no refusal.
   */
  public Outcome<Loop> reportIn(Step step, Position position, Actor actor) {
    if (!position.isKnown()) {
      return Outcome.refused(
          Refusal.field("position", "请允许定位，或选择所在网格", "allow your position, or choose your grid"));
    }
    if (!position.isMeasured() && !isPlace(position.grid())) {
      return Outcome.refused(
          Refusal.field("position", "没有这个网格，请从列表选择", "no such grid; choose from the list"));
    }
    Call call = store.callOf(step.loop()).orElse(null);
    if (call == null) {
      return Outcome.refused(Refusal.of("not-found", "没有这次呼叫", "there is no such call"));
    }
    Arrival arrival = arrival(call, position);
    MoveOrder order =
        MoveOrder.of(
                step.entry(), step.loop(), step.version(), WhistleMove.REPORTED_IN, step.note())
            .with(facts(arrival));
    return loops
        .move(order, actor)
        .map(loop -> {
          store.arrived(loop.id(), arrival, loop.stageSince(), actor.person());
          return loop;
        });
  }

  /** A village will do where it has no grids; a street or more says nothing of where one stands. */
  private boolean isPlace(@Nullable DivisionCode code) {
    return code != null
        && code.value().length() >= Division.Level.VILLAGE.digits()
        && divisions.find(code).isPresent();
  }

  private Arrival arrival(Call call, Position p) {
    Double lat = p.lat();
    Double lon = p.lon();
    DivisionCode grid = p.grid();
    if (lat != null && lon != null) {
      grid = divisions.at(lat, lon).map(Division::code).orElse(null); // measured beats chosen
    }
    Integer metres = lat == null || lon == null ? null : metres(call, lat, lon);
    return new Arrival(
        Instant.EPOCH,
        lat,
        lon,
        p.accuracy(),
        grid == null ? null : grid.value(),
        metres,
        inside(call, metres, p.isMeasured(), grid));
  }

  /** How far from where the call is: its point, or one in its grid; null where unknown. */
  private @Nullable Integer metres(Call call, double lat, double lon) {
    Division place = divisions.find(call.division()).orElse(null);
    boolean hasPoint = call.lat() != null && call.lon() != null;
    Double toLat = hasPoint || place == null ? call.lat() : place.lat();
    Double toLon = hasPoint || place == null ? call.lon() : place.lon();
    return toLat == null || toLon == null
        ? null
        : (Integer) (int) Math.round(Position.metres(lat, lon, toLat, toLon));
  }

  /** Whether they are there; null where a wider place is all that was said. */
  private static @Nullable Boolean inside(
      Call call, @Nullable Integer metres, boolean measured, @Nullable DivisionCode grid) {
    boolean hasPoint = call.lat() != null && call.lon() != null;
    if (hasPoint && metres != null) return metres <= call.radius();
    if (grid == null) return measured ? false : null; // measured where no place of ours is
    boolean around = grid.contains(call.division()) && !grid.equals(call.division());
    return around ? null : call.division().contains(grid);
  }

  private static Map<String, String> facts(Arrival arrival) {
    Map<String, String> facts = new HashMap<>();
    if (arrival.lat() != null) facts.put("lat", arrival.lat().toString());
    if (arrival.lon() != null) facts.put("lon", arrival.lon().toString());
    if (arrival.accuracy() != null) facts.put("accuracy", arrival.accuracy().toString());
    if (arrival.grid() != null) facts.put("grid", arrival.grid());
    if (arrival.metres() != null) facts.put("metres", arrival.metres().toString());
    if (arrival.inside() != null) facts.put("inside", arrival.inside() ? "yes" : "no");
    return facts;
  }

  /** Ends a call: units on site are done, units still awaited are released. All or none. */
  public Outcome<Integer> end(UUID call, String note, Viewer viewer) {
    int ended = 0;
    for (Unit unit : units(call)) {
      if (!unit.loop().isOpen()) continue;
      boolean there = unit.loop().stage().equals(WhistleStage.PRESENT.name());
      WhistleMove move = there ? WhistleMove.WORK_DONE : WhistleMove.RELEASED;
      MoveOrder order = MoveOrder.of(Ids.next(), unit.loop(), move, note);
      if (loops.move(order, Actor.of(viewer)) instanceof Refused<Loop>(List<Refusal> why)) {
        return undone(why);
      }
      ended++;
    }
    return Outcome.done(ended);
  }

  /** What was written in this transaction must not stay. */
  private static <T> Outcome<T> undone(List<Refusal> why) {
    TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    return Outcome.refused(why);
  }

  /** The call a whistle belongs to. */
  @Transactional(readOnly = true)
  public Optional<Call> of(LoopId whistle) {
    return store.callOf(whistle);
  }

  /**
   * All units of a call. Whoever may see one of its whistles may see who else was called and who is
   * there: that is what a call is for. The caller has made sure of the one.
   */
  @Transactional(readOnly = true)
  public List<Unit> units(UUID call) {
    Map<LoopId, Arrival> arrivals = store.arrivals(call);
    Map<LoopId, Loop> found = lists.find(store.whistles(call), Sight.everything());
    var names =
        organisations.names(
            found.values().stream().map(Loop::handler).filter(Objects::nonNull).toList());
    return found.values().stream()
        .sorted(Comparator.comparing(loop -> loop.id().toString()))
        .map(loop ->
            new Unit(
                loop,
                loop.handler() == null ? "—" : names.getOrDefault(loop.handler(), "—"),
                arrivals.get(loop.id())))
        .toList();
  }

  /** Calls made for a loop, latest first. */
  @Transactional(readOnly = true)
  public List<Call> about(LoopId loop) {
    return store.about(loop);
  }
}
