package cn.nongchao.cases;

import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.cases.EventLife.EventStage;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Move;
import cn.nongchao.loop.MoveOrder;
import cn.nongchao.loop.Step;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * What can be done to an event. Each method makes one move of the loop and, in the same
 * transaction, writes what the move says about the event; a refusal writes nothing.
 */
@Component
@Transactional
public class Events {

  /** Also where there is one that the viewer may not see. */
  private static final Refusal COMPLAINED_OF =
      Refusal.field(
          "to",
          "这是对执法行为的投诉，不能由作出该行为的单位或人员办理，请派给其他单位",
          "it complains about an act: whoever did it, unit or person, does not handle it");

  public static final Refusal NONE = Refusal.of("not-found", "没有这件事件", "there is no such event");

  static final Refusal RATED_BEFORE =
      Refusal.of("already-rated", "已经评价过了", "it has been rated already");

  static final Refusal ERASED =
      Refusal.of("erased", "个人信息已删除，不再办理", "its personal data was erased; it is not gone on with");

  /** In the entry of a dispatch: who leads by the list, where it went to another. */
  static final String PASSED_OVER = "lead";

  /** Moves that carry nothing but a note and evidence. */
  private static final Set<Move> PLAIN =
      Set.of(
          EventMove.STEP_RECORDED,
          EventMove.CLOSED,
          EventMove.DECLINED,
          EventMove.PAUSED,
          EventMove.RESUMED,
          EventMove.RETURNED,
          Move.Common.NOTED);

  /** Moves by which somebody has a hand in what is done, by their stored names. */
  private static final Set<String> WORK =
      Set.of(EventMove.ACCEPTED.name(), EventMove.STEP_RECORDED.name(), EventMove.HANDLED.name());

  private final EventStore store;
  private final Loops loops;
  private final ResponsibilityList list;
  private final Intake intake;
  private final Enforcement enforcement;
  private final ReopenWindow window;

  Events(
      EventStore store,
      Loops loops,
      ResponsibilityList list,
      Intake intake,
      Enforcement enforcement,
      ReopenWindow window) {
    this.store = store;
    this.loops = loops;
    this.list = list;
    this.intake = intake;
    this.enforcement = enforcement;
    this.window = window;
  }

  /** Takes a report in. The same id again gives the report taken in before. */
  public Outcome<Reported> report(Report report, Actor actor) {
    return intake.take(report, actor);
  }

  /**
   * Sorts an event by the responsibility list as it is now; the line's allowance becomes the
   * deadline of the whole, counted from the report.
   */
  public Outcome<Loop> triage(Step step, String category, Actor actor) {
    Loop loop = loops.find(step.loop()).orElse(null);
    if (loop == null) return Outcome.refused(NONE);
    Category line = list.find(category).filter(found -> found.fits(loop.division())).orElse(null);
    if (line == null) return Outcome.refused(noCategory());
    return moved(
        order(step, EventMove.TRIAGED).with(sorted(line, Map.of())).within(line.allowance()),
        actor,
        sorted -> store.sort(step.loop(), line.code(), line.version()));
  }

  /**
   * Sends an event to an organisation, and to a person there where one is named. From {@code
   * REPORTED} it is sorted by the category its reporter gave in the same move. Whoever leads by the
   * responsibility list may read it and is told, where another has it in hand.
   *
   * @param assisting organisations that take part beside it and may read from now on
   */
  public Outcome<Loop> dispatch(
      Step step,
      @Nullable OrganisationId to,
      @Nullable PersonId person,
      List<OrganisationId> assisting,
      Actor actor) {
    Loop loop = loops.find(step.loop()).orElse(null);
    if (loop == null) return Outcome.refused(NONE);
    if (isComplainedOf(loop, to, person)
        || assisting.stream().anyMatch(one -> isComplainedOf(loop, one, null))) {
      return Outcome.refused(COMPLAINED_OF);
    }
    Map<String, String> data = new HashMap<>();
    if (!assisting.isEmpty()) data.put("assisting", Handling.joined(assisting));
    OrganisationId lead =
        lineOf(step.loop())
            .filter(line -> line.fits(loop.division()))
            .map(Category::lead)
            .orElse(null);
    if (lead != null && !lead.equals(to)) data.put(PASSED_OVER, lead.toString());
    MoveOrder order =
        order(step, EventMove.DISPATCHED).to(to, person).sharedWith(assisting).ledBy(lead);
    if (!loop.stage().equals(EventStage.REPORTED.name())) {
      return moved(order.with(data), actor, after -> {});
    }
    Category line =
        categoryOf(step.loop()).filter(found -> found.fits(loop.division())).orElse(null);
    if (line == null) return Outcome.refused(noCategory());
    return moved(
        order.with(sorted(line, data)).within(line.allowance()),
        actor,
        after -> store.sort(step.loop(), line.code(), line.version()));
  }

  /** Whether it is a complaint about what this unit or this person did. */
  private boolean isComplainedOf(
      Loop loop, @Nullable OrganisationId unit, @Nullable PersonId person) {
    Loop act = loop.about() == null ? null : loops.find(loop.about()).orElse(null);
    return act != null
        && ((unit != null && unit.equals(act.handler())) || EventLife.hasHandled(act, person));
  }

  /** Why this one may not take it on. */
  @Nullable Refusal untakeable(Loop loop, Actor actor) {
    return isComplainedOf(loop, null, actor.person()) ? COMPLAINED_OF : null;
  }

  /** The line it was sorted by, else the one its reporter chose. */
  private Optional<Category> lineOf(LoopId id) {
    EventFacts facts = store.facts(id).orElse(null);
    if (facts == null || facts.category() == null) return Optional.empty();
    Integer version = facts.listVersion();
    return version == null ? list.find(facts.category()) : list.find(facts.category(), version);
  }

  private Optional<Category> categoryOf(LoopId id) {
    return store.facts(id).map(EventFacts::category).flatMap(list::find);
  }

  /** Takes an order; whoever does so has it from then on, where it was sent to nobody by name. */
  public Outcome<Loop> accept(Step step, Actor actor) {
    Loop loop = loops.find(step.loop()).orElse(null);
    if (loop == null) return Outcome.refused(NONE);
    MoveOrder order = order(step, EventMove.ACCEPTED);
    return moved(loop.assignee() == null ? order.to(null, actor.person()) : order, actor, l -> {});
  }

  /** Asks other organisations to help; they may read the event from then on. */
  public Outcome<Loop> askHelp(Step step, List<OrganisationId> of, Actor actor) {
    return moved(
        order(step, EventMove.HELP_ASKED)
            .with(of.isEmpty() ? Map.of() : Map.of("of", Handling.joined(of)))
            .sharedWith(of),
        actor,
        loop -> {});
  }

  /** Any move that carries nothing but a note and evidence; see the life cycle for who may. */
  public Outcome<Loop> move(Step step, Move move, Actor actor) {
    if (!PLAIN.contains(move)) {
      throw new IllegalArgumentException(move.name() + " has a method of its own");
    }
    return moved(order(step, move), actor, loop -> {});
  }

  /**
   * Says that it is done and how. Enforcement is checked against licences, and that the act can be
   * given its code: no code, no act. It gets it once all named in it have confirmed.
   */
  public Outcome<Loop> handle(Step step, Handling handling, Actor actor) {
    List<Refusal> wrong = enforcement.check(handling, actor);
    if (!wrong.isEmpty()) return Outcome.refused(wrong);
    Loop before = loops.find(step.loop()).orElse(null);
    if (before == null) return Outcome.refused(NONE);
    // Where the system tells what was done, it was whoever has it in hand who did.
    PersonId recorder = actor.person() != null ? actor.person() : before.assignee();
    List<PersonId> asked = Enforcement.asked(handling, recorder);
    Map<String, String> data = handling.kept();
    if (!asked.isEmpty()) data.put(Confirmations.ASKED, Handling.joined(asked));
    MoveOrder order =
        order(step, EventMove.HANDLED)
            .with(data)
            .knowing(handledBy(before, handling, actor))
            .awaiting(asked);
    Outcome<Loop> moved = loops.move(order, actor);
    // Come again, what it says was written the first time.
    if (!(moved instanceof Outcome.Done<Loop>(Loop loop))
        || loop.version() != order.version() + 1) {
      return moved;
    }
    store.dispose(step.loop(), handling.disposition());
    Outcome<Loop> fit = enforcement.foreseen(loop, loops.entry(step.entry()).orElseThrow());
    if (!fit.isDone()) TransactionInterceptor.currentTransactionStatus().setRollbackOnly();
    return fit;
  }

  /** Whoever took it on or took a step of it has handled it, whoever writes that it is done. */
  private Map<String, ?> handledBy(Loop loop, Handling handling, Actor actor) {
    Set<PersonId> all = new LinkedHashSet<>(handling.officers());
    if (actor.person() != null) all.add(actor.person());
    loops.entries(loop.id()).stream()
        .filter(entry -> WORK.contains(entry.move()))
        .map(Entry::by)
        .filter(Objects::nonNull)
        .forEach(all::add);
    return all.isEmpty() ? Map.of() : Map.of(EventLife.HANDLED_BY, Handling.joined(all));
  }

  /**
   * Looks at a handled event again. On site a person shows a photo; by call-back they write down
   * what the caller said.
   */
  public Outcome<Loop> check(Step step, Check way, boolean passed, Actor actor) {
    boolean byPerson = actor instanceof Actor.Signed;
    if (byPerson && way == Check.SITE && step.evidence().isEmpty()) {
      return Outcome.refused(
          Refusal.field("evidence", "现场核查需上传照片", "a check on site needs a photo"));
    }
    if (way == Check.CALL && step.note().isBlank()) {
      return Outcome.refused(
          Refusal.field("note", "请记录回访时对方的答复", "write down what the caller said"));
    }
    if (byPerson && way == Check.CALL && !canBeCalled(step.loop())) {
      return Outcome.refused(
          Refusal.field(
              "way",
              "没有留下可以回访的人或电话，请现场核查",
              "there is nobody to call and no number: check on site"));
    }
    EventMove move = passed ? EventMove.PASSED : EventMove.FAILED;
    return moved(order(step, move).with(Map.of("way", way.name())), actor, loop -> {});
  }

  /** Whoever reported it left a number, or is known here. */
  private boolean canBeCalled(LoopId event) {
    return store.facts(event).filter(facts -> !facts.phone().isEmpty()).isPresent()
        || loops.find(event).filter(loop -> loop.openedBy() != null).isPresent();
  }

  /**
   * Rates a closed event, once for each time it is closed. A dispatcher may write down what the
   * reporter said when called back; the entry then says so.
   *
   * @param stars 1 to 5
   */
  public Outcome<Loop> rate(Step step, int stars, Actor actor) {
    if (stars < 1 || stars > 5) {
      return Outcome.refused(Refusal.field("rating", "请选择 1 到 5 星", "choose 1 to 5 stars"));
    }
    EventFacts facts = store.facts(step.loop()).orElse(null);
    if (facts == null) return Outcome.refused(NONE);
    if (facts.erasedAt() != null) return Outcome.refused(ERASED);
    boolean repeated = loops.entry(step.entry()).isPresent();
    String way = ratedBy(actor);
    Refusal unfit = repeated ? null : unfitRating(facts, way, step.note());
    if (unfit != null) return Outcome.refused(unfit);
    return moved(
        order(step, EventMove.RATED).with(Map.of("rating", Integer.toString(stars), "way", way)),
        actor,
        loop -> store.rate(step.loop(), stars, step.note()));
  }

  /** Has a closed or declined event handled again; whoever reported it, only for some days. */
  public Outcome<Loop> reopen(Step step, Actor actor) {
    Loop loop = loops.find(step.loop()).orElse(null);
    if (loop == null) return Outcome.refused(NONE);
    boolean erased = store.facts(step.loop()).filter(f -> f.erasedAt() != null).isPresent();
    if (erased) return Outcome.refused(ERASED);
    if (loop.version() == step.version() && !window.open(loop, actor)) {
      return Outcome.refused(window.refusal());
    }
    return moved(
        order(step, EventMove.REOPENED), actor, after -> store.rate(step.loop(), null, ""));
  }

  /** Closes an event as the same as another, which goes on for both. */
  public Outcome<Loop> merge(Step step, LoopId into, Actor actor) {
    store.lock(List.of(step.loop(), into));
    EventFacts target = store.facts(into).orElse(null);
    if (target == null || !seenBy(into, actor)) {
      return Outcome.refused(Refusal.field("into", "没有这件事件", "there is no such event"));
    }
    LoopId root = target.mergedInto() == null ? into : target.mergedInto();
    if (root.equals(step.loop())) {
      return Outcome.refused(
          Refusal.field("into", "不能并入自身", "an event cannot be merged into itself"));
    }
    if (!store.mergedInto(step.loop()).isEmpty()) {
      return Outcome.refused(
          Refusal.field(
              "into",
              "已有其他事件并入本件，请反过来并案",
              "others were merged into this one; merge the other way round"));
    }
    if (loops.find(root).filter(Loop::isOpen).isEmpty()) {
      return Outcome.refused(
          Refusal.field(
              "into", "对方已经结案，请按新事件办理", "that one is closed already; treat this as a new event"));
    }
    return moved(
        order(step, EventMove.MERGED).with(Map.of("into", root.toString())),
        actor,
        loop -> store.merge(step.loop(), root));
  }

  private boolean seenBy(LoopId id, Actor actor) {
    return !(actor instanceof Actor.Signed(var viewer)) || loops.find(id, viewer).isPresent();
  }

  /** What the reporter says goes before what was written down of a call. */
  private @Nullable Refusal unfitRating(EventFacts facts, String way, String note) {
    boolean called = way.equals(Check.CALL.name());
    boolean rated = facts.rating() != null;
    if (rated && (called || !EventFiles.isRatedByCall(loops.entries(facts.id())))) {
      return RATED_BEFORE;
    }
    if (!called) return null;
    if (!facts.canBeCalledBack() && facts.channel() != Channel.HOTLINE) {
      return Refusal.of(
          "not-now", "上报人没有要求回访，由其本人评价", "the reporter asked for no call and rates it themselves");
    }
    return note.isBlank()
        ? Refusal.field("note", "请记录回访时对方怎么说", "write down what they said when called")
        : null;
  }

  /** Why this one may not rate it now, whatever they would say of it. */
  @Nullable Refusal unratable(Loop loop, Actor actor) {
    return store
        .facts(loop.id())
        .map(facts -> unfitRating(facts, ratedBy(actor), "said"))
        .orElse(null);
  }

  private static String ratedBy(Actor actor) {
    boolean staff =
        actor instanceof Actor.Signed(var viewer)
            && viewer.holdsAny(Set.of(CasesRoles.DISPATCHER, CasesRoles.CLERK));
    return staff ? Check.CALL.name() : "REPORTER";
  }

  /** A move and what it says about the event, together or not at all. */
  private Outcome<Loop> moved(MoveOrder order, Actor actor, Consumer<Loop> write) {
    Outcome<Loop> outcome = loops.move(order, actor);
    // An order that comes again finds a later version; what it says was written the first time.
    if (outcome instanceof Outcome.Done<Loop>(Loop loop) && loop.version() == order.version() + 1) {
      write.accept(loop);
    }
    return outcome;
  }

  private static MoveOrder order(Step step, Move move) {
    return MoveOrder.of(step.entry(), step.loop(), step.version(), move, step.note())
        .showing(step.evidence());
  }

  private static Map<String, String> sorted(Category line, Map<String, String> more) {
    Map<String, String> data = new HashMap<>(more);
    data.put("category", line.code());
    data.put("list", Integer.toString(line.version()));
    return data;
  }

  private static Refusal noCategory() {
    return Refusal.field("category", "请从责任清单中选择小类", "choose a line of the responsibility list");
  }
}
