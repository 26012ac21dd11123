package cn.nongchao.cases;

import cn.nongchao.cases.EventForms.Dispatched;
import cn.nongchao.cases.EventForms.Triaged;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.cases.EventLife.EventStage;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Move;
import cn.nongchao.people.Audit;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads what is known of events. Who may see an event is decided by its loop, before. */
@Component
@Transactional(readOnly = true)
public class EventFiles {

  private static final double METRES_PER_DEGREE = 111_320;
  private static final int ALIKE_LIMIT = 30;
  private static final int CALL_LIMIT = 100;
  private static final Set<String> ASIDE =
      Set.of(
          Move.Common.NOTED.name(), Move.Common.ESCALATED.name(), Move.Common.HANDED_OVER.name());
  private static final Set<String> CALLERS = Set.of(CasesRoles.DISPATCHER, CasesRoles.CLERK);

  private final EventStore store;
  private final Loops loops;
  private final ResponsibilityList list;
  private final CasesSettings settings;
  private final PersonalData personal;
  private final Audit audit;

  EventFiles(
      EventStore store,
      Loops loops,
      ResponsibilityList list,
      CasesSettings settings,
      PersonalData personal,
      Audit audit) {
    this.store = store;
    this.loops = loops;
    this.list = list;
    this.settings = settings;
    this.personal = personal;
    this.audit = audit;
  }

  /**
   * Another event that may be the same.
   *
   * @param metres how far away
   */
  public record Alike(Loop loop, EventFacts facts, long metres) {}

  /** Whether somebody may read the reporter's name and number. */
  public static boolean mayCall(Loop loop, Viewer viewer) {
    List<OrganisationId> hands = loop.handler() == null ? List.of() : List.of(loop.handler());
    return viewer.holdsOver(CALLERS, loop.division(), hands) || viewer.id().equals(loop.assignee());
  }

  public Optional<EventFacts> facts(LoopId id) {
    return store.facts(id);
  }

  public Map<LoopId, EventFacts> facts(Collection<LoopId> ids) {
    return store.facts(ids).stream().collect(Collectors.toMap(EventFacts::id, Function.identity()));
  }

  /** The line of the responsibility list the event was sorted by, as it was then. */
  public Optional<Category> category(EventFacts facts) {
    return facts.category() == null || facts.listVersion() == null
        ? Optional.empty()
        : list.find(facts.category(), facts.listVersion());
  }

  /** The line it was sorted by; before that, the reporter's choice as the list is now. */
  public Optional<Category> line(EventFacts facts) {
    return category(facts).or(() -> Optional.ofNullable(facts.category()).flatMap(list::find));
  }

  /** Whether whoever reported it can still say how it went. */
  public boolean awaitsReporter(EventFacts facts) {
    return facts.rating() == null || isRatedByCall(loops.entries(facts.id()));
  }

  /** Whether the last rating was written down by whoever called the reporter. */
  static boolean isRatedByCall(List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.move().equals(EventMove.RATED.name()))
        .reduce((before, after) -> after)
        .filter(last -> Check.CALL.name().equals(last.fact("way")))
        .isPresent();
  }

  /**
   * How it is looked at again, unless somebody decides otherwise: who asked for a call gets one.
   */
  Check way(Loop loop) {
    return store.facts(loop.id()).filter(EventFacts::canBeCalledBack).isPresent()
        ? Check.CALL
        : Check.SITE;
  }

  /** What its reporter took it for; null where they did not say. */
  @Nullable Triaged triage(Loop loop) {
    return store
        .facts(loop.id())
        .flatMap(this::line)
        .map(line -> new Triaged(new CategoryCode(line.code()), "", List.of()))
        .orElse(null);
  }

  /** Who leads and who assists by the list. Whoever has just returned it is not proposed again. */
  Dispatched dispatch(Loop loop) {
    Category line = store.facts(loop.id()).flatMap(this::line).orElse(null);
    boolean returned = last(loops.entries(loop.id())).move().equals(EventMove.RETURNED.name());
    return new Dispatched(
        line == null || returned ? null : line.lead(),
        null,
        line == null ? List.of() : line.assisting(),
        "",
        List.of());
  }

  /** The last step that led anywhere: a note aside does not count. */
  public static Entry last(List<Entry> entries) {
    return entries.reversed().stream()
        .filter(entry -> !ASIDE.contains(entry.move()))
        .findFirst()
        .orElseThrow();
  }

  /** The unit that has it in hand, and those that take part beside it. */
  Set<OrganisationId> hands(Loop event) {
    Set<OrganisationId> units = new LinkedHashSet<>();
    if (event.handler() != null) units.add(event.handler());
    units.addAll(assisting(event.id()));
    return units;
  }

  /** Units that take part beside the one that has it in hand: sent to assist, or asked to help. */
  private Set<OrganisationId> assisting(LoopId id) {
    return loops.entries(id).stream()
        .flatMap(entry -> Stream.of("assisting", "of").map(entry::fact).filter(Objects::nonNull))
        .flatMap(units -> Stream.of(units.split(",")))
        .map(OrganisationId::read)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** The responsibility list as it is now. */
  public List<Category> lines() {
    return list.lines();
  }

  /** The event a tracking code stands for, as typed by a person. */
  public Optional<LoopId> tracked(String typed) {
    String code = TrackingCode.read(typed);
    return code == null ? Optional.empty() : store.byTracking(personal.digest(code));
  }

  /**
   * The reporter's name and number in clear; who read them, and what for, is kept in the audit
   * record. Allowed to dispatchers and clerks over it, and to whoever has the event in hand.
   */
  @Transactional
  public Outcome<Reporter> reporter(LoopId id, Reporter.Purpose why, Viewer viewer) {
    Loop loop = loops.find(id, viewer).orElse(null);
    Reporter reporter = loop == null ? null : store.reporter(id);
    if (loop == null || reporter == null || reporter.isUnknown()) {
      return Outcome.refused(
          Refusal.of("not-found", "没有留下姓名或电话", "neither name nor phone was left"));
    }
    if (!mayCall(loop, viewer)) {
      return Outcome.refused(
          Refusal.of("not-allowed", "您不能查看上报人电话", "you may not see the reporter's phone"));
    }
    audit.record("reporter-phone-shown", viewer.id(), id.toString(), Map.of("purpose", why.name()));
    return Outcome.done(reporter);
  }

  /** Handled or closed events whose reporters wait for a call, that the viewer may see. */
  public List<Loop> callBacks(Viewer viewer) {
    return store.callBacks(CALL_LIMIT).stream()
        .flatMap(id -> loops.find(id, viewer).stream())
        .filter(loop ->
            loop.stage().equals(EventStage.HANDLED.name())
                || loop.stage().equals(EventStage.CLOSED.name()))
        .toList();
  }

  /** How long its reporter may have it handled again; empty while it is open, or merged. */
  public Optional<Instant> reopenUntil(Loop loop) {
    boolean ended =
        loop.stage().equals(EventStage.CLOSED.name())
            || loop.stage().equals(EventStage.DECLINED.name());
    return Optional.ofNullable(ended ? loop.closedAt() : null)
        .map(closed -> closed.plus(settings.reopenWithin()));
  }

  /** Events merged into this one, earliest first. */
  public List<LoopId> merged(LoopId id) {
    return store.mergedInto(id);
  }

  /** Open events of the same category, near and recent, nearest first, that the viewer may see. */
  public List<Alike> alike(EventFacts event, Viewer viewer) {
    Double lat = event.lat();
    if (event.category() == null || lat == null) return List.of();
    double reach = settings.alikeWithin() / METRES_PER_DEGREE;
    double lonReach = reach / Math.max(0.01, Math.cos(Math.toRadians(lat)));
    List<Alike> found = new ArrayList<>();
    for (EventFacts other :
        store.alike(
            event,
            reach,
            lonReach,
            event.reportedAt().minus(settings.alikeSince()),
            event.reportedAt().plus(settings.alikeSince()),
            ALIKE_LIMIT)) {
      long metres = Math.round(metres(event, other));
      if (metres > settings.alikeWithin()) continue;
      loops
          .find(other.id(), viewer)
          .filter(Loop::isOpen)
          .ifPresent(loop -> found.add(new Alike(loop, other, metres)));
    }
    found.sort(Comparator.comparingLong(Alike::metres));
    return found;
  }

  /** On a plane: over a few hundred metres the Earth's curve does not show. */
  private static double metres(EventFacts a, EventFacts b) {
    if (a.lat() == null || b.lat() == null || a.lon() == null || b.lon() == null) return 1e9;
    double north = (a.lat() - b.lat()) * METRES_PER_DEGREE;
    double east = (a.lon() - b.lon()) * METRES_PER_DEGREE * Math.cos(Math.toRadians(a.lat()));
    return Math.hypot(north, east);
  }
}
