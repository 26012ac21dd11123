package cn.nongchao.loop;

import cn.nongchao.loop.Actor.Automatic;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.LifeCycle.Place;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one door to every loop. {@link #move} is the only way a stage changes: it checks, appends an
 * entry, moves the row and restarts the clock in one transaction, or refuses and writes nothing.
 */
@Component
@Transactional
public class Loops {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
  private static final int NOTE_LIMIT = 4000;

  private final Store store;
  private final LifeCycles lives;
  private final Calendars calendars;
  private final Clock clock;
  private final Settings settings;
  private final ApplicationEventPublisher events;
  private final JdbcClient jdbc;

  Loops(
      Store store,
      LifeCycles lives,
      Calendars calendars,
      Clock clock,
      Settings settings,
      ApplicationEventPublisher events,
      JdbcClient jdbc) {
    this.store = store;
    this.lives = lives;
    this.calendars = calendars;
    this.clock = clock;
    this.settings = settings;
    this.events = events;
    this.jdbc = jdbc;
  }

  /** Opens a loop. The same id again gives the loop opened before. */
  public Outcome<Loop> open(Opening opening, Actor actor) {
    LifeCycle life = lives.of(opening.kind());
    if (opening.title().isBlank()) {
      return Outcome.refused(Refusal.field("title", "请填写标题", "a title is needed"));
    }
    if (opening.note().length() > NOTE_LIMIT) return Outcome.refused(tooLong());
    Instant at = moment(actor);
    Place start = life.place(life.start().name());
    Allowance total = opening.total() != null ? opening.total() : life.total();
    Deadlines deadlines = Deadlines.opened(at, start, total, calendars.current());
    Loop loop =
        new Loop(
            opening.id(),
            life.kind(),
            "",
            opening.title().strip(),
            start.stage().name(),
            1,
            opening.division(),
            opening.lat(),
            opening.lon(),
            opening.handler(),
            opening.assignee(),
            actor.person(),
            at,
            at,
            deadlines.stageDue(),
            deadlines.due(),
            null,
            null,
            deadlines.closedAt(),
            0);
    Entry entry =
        new Entry(
            opening.id().value(),
            opening.id(),
            life.kind(),
            1,
            Move.Common.OPENED.name(),
            null,
            loop.stage(),
            at,
            actor.person(),
            actor.label(),
            opening.note().strip(),
            opening.data(),
            opening.evidence(),
            false,
            loop.due());
    boolean opened = store.open(loop, deadlines, prefix(life, at), entry);
    Loop stored = find(opening.id()).orElseThrow();
    if (opened) events.publishEvent(new LoopMoved(stored, entry));
    return Outcome.done(stored);
  }

  /** Moves a loop, or says why not. An order sent twice is carried out once and answered twice. */
  public Outcome<Loop> move(MoveOrder order, Actor actor) {
    Store.Held held = store.hold(order.loop()).orElse(null);
    if (held == null) {
      return Outcome.refused(Refusal.of("not-found", "没有这件事项", "there is no such loop"));
    }
    Loop loop = held.loop();
    if (loop.version() != order.version()) return repeatedOrOvertaken(order, loop);
    LifeCycle life = lives.of(loop);
    Edge edge = life.edge(loop.stage(), order.move().name());
    if (edge == null) return Outcome.refused(impossible(life, loop, order.move()));
    if (!Permission.allows(edge, loop, actor)) return Outcome.refused(notAllowed(order.move()));
    List<Refusal> missing = missing(edge, order);
    if (!missing.isEmpty()) return Outcome.refused(missing);
    return carryOut(order, actor, held, life, edge);
  }

  private Outcome<Loop> carryOut(
      MoveOrder order, Actor actor, Store.Held held, LifeCycle life, Edge edge) {
    Loop loop = held.loop();
    Instant at = moment(actor);
    WorkCalendar calendar = calendars.current();
    String to = target(edge, loop);
    Deadlines deadlines = held.deadlines();
    if (order.total() != null) {
      deadlines = deadlines.allowed(order.total(), loop.openedAt(), calendar);
    }
    if (!edge.stays()) {
      deadlines = deadlines.entered(at, loop.stage(), life.place(to), calendar);
    }
    boolean escalates = order.move() == Move.Common.ESCALATED;
    Instant escalatedAt = escalates ? at : edge.stays() ? held.escalatedAt() : null;
    Loop after = after(loop, order, deadlines, to, edge.stays() ? loop.stageSince() : at);
    if (escalates) after = raised(after);
    boolean late = loop.stageDue() != null && loop.stageDue().isBefore(at);
    Entry entry =
        new Entry(
            order.entry(),
            loop.id(),
            loop.kind(),
            after.version(),
            order.move().name(),
            loop.stage(),
            to,
            at,
            actor.person(),
            actor.label(),
            order.note().strip(),
            order.data(),
            order.evidence(),
            late,
            after.due());
    if (!store.move(after, deadlines, escalatedAt, entry, order)) {
      return repeatedOrOvertaken(order, loop);
    }
    events.publishEvent(new LoopMoved(after, entry));
    return Outcome.done(after);
  }

  private static String target(Edge edge, Loop loop) {
    if (edge.stays()) return loop.stage();
    if (edge.to() != null) return edge.to().name();
    return loop.pausedFrom() == null ? loop.stage() : loop.pausedFrom();
  }

  private static Loop after(
      Loop loop, MoveOrder order, Deadlines deadlines, String to, Instant stageSince) {
    OrganisationId handler = order.handler() != null ? order.handler() : loop.handler();
    PersonId assignee =
        order.assignee() != null || order.handler() != null ? order.assignee() : loop.assignee();
    return new Loop(
        loop.id(),
        loop.kind(),
        loop.number(),
        loop.title(),
        to,
        loop.version() + 1,
        loop.division(),
        loop.lat(),
        loop.lon(),
        handler,
        assignee,
        loop.openedBy(),
        loop.openedAt(),
        stageSince,
        deadlines.stageDue(),
        deadlines.due(),
        deadlines.pausedAt(),
        deadlines.pausedFrom(),
        deadlines.closedAt(),
        loop.escalation());
  }

  private static Loop raised(Loop l) {
    return new Loop(
        l.id(),
        l.kind(),
        l.number(),
        l.title(),
        l.stage(),
        l.version(),
        l.division(),
        l.lat(),
        l.lon(),
        l.handler(),
        l.assignee(),
        l.openedBy(),
        l.openedAt(),
        l.stageSince(),
        l.stageDue(),
        l.due(),
        l.pausedAt(),
        l.pausedFrom(),
        l.closedAt(),
        l.escalation() + 1);
  }

  private Outcome<Loop> repeatedOrOvertaken(MoveOrder order, Loop loop) {
    Optional<Entry> earlier = store.entry(order.entry());
    if (earlier.isPresent() && earlier.get().loop().equals(order.loop())) {
      return Outcome.done(find(order.loop()).orElseThrow());
    }
    Loop now = find(order.loop()).orElse(loop);
    String stageZh = lives.of(now).stage(now.stage()).title().zh();
    String stageEn = lives.of(now).stage(now.stage()).title().en();
    return Outcome.refused(
        Refusal.of(
            "moved-first",
            "别人已先办理了一步，现在是“" + stageZh + "”。请刷新后再操作，您填写的内容仍在。",
            "someone moved this first; it is now “" + stageEn + "”. Reload and try again."));
  }

  private static List<Refusal> missing(Edge edge, MoveOrder order) {
    List<Refusal> missing = new ArrayList<>();
    for (Need need : edge.needs()) {
      boolean given =
          switch (need) {
            case NOTE -> !order.note().isBlank();
            case PHOTO -> !order.evidence().isEmpty();
            case HANDLER -> order.handler() != null;
            case ASSIGNEE -> order.assignee() != null;
          };
      if (!given) {
        missing.add(new Refusal("bad-input", need.name().toLowerCase(Locale.ROOT), need.title()));
      }
    }
    if (order.note().length() > NOTE_LIMIT) missing.add(tooLong());
    return missing;
  }

  private static Refusal tooLong() {
    return Refusal.field("note", "说明不能超过 4000 字", "a note may have at most 4,000 characters");
  }

  private static Refusal impossible(LifeCycle life, Loop loop, Move move) {
    var stage = life.stage(loop.stage()).title();
    return Refusal.of(
        "not-now",
        "事项处于“" + stage.zh() + "”，不能" + move.title().zh(),
        "“" + move.title().en() + "” is not possible while it is “" + stage.en() + "”");
  }

  private static Refusal notAllowed(Move move) {
    return Refusal.of(
        "not-allowed",
        "您没有“" + move.title().zh() + "”这件事项的权限",
        "you may not make the move “" + move.title().en() + "” on this loop");
  }

  @Transactional(readOnly = true)
  public Optional<Loop> find(LoopId id) {
    return store.hold(id).map(Store.Held::loop);
  }

  /** The loop, if the viewer may read it. */
  @Transactional(readOnly = true)
  public Optional<Loop> find(LoopId id, Viewer viewer) {
    Sight sight = Sight.of(viewer);
    List<Object> params = new ArrayList<>(List.of(id.value()));
    params.addAll(sight.params());
    return jdbc.sql("select " + Rows.LOOP + " from loop.loops l where l.id = ? and " + sight.sql())
        .params(params)
        .query((row, n) -> Rows.loop(row))
        .optional();
  }

  /** What happened, oldest first. The caller has made sure that the reader may see the loop. */
  @Transactional(readOnly = true)
  public List<Entry> entries(LoopId loop) {
    return store.entries(loop);
  }

  @Transactional(readOnly = true)
  public Optional<Entry> entry(UUID id) {
    return store.entry(id);
  }

  /** The moves this actor could make now. */
  public List<Edge> possible(Loop loop, Actor actor) {
    return lives.of(loop).from(loop.stage()).stream()
        .filter(edge -> Permission.allows(edge, loop, actor))
        .toList();
  }

  private Instant moment(Actor actor) {
    @Nullable Instant stated = actor instanceof Automatic(String name, Instant at) ? at : null;
    // PostgreSQL keeps microseconds; an entry must read back exactly as it was written.
    return (stated == null ? clock.instant() : stated)
        .truncatedTo(java.time.temporal.ChronoUnit.MICROS);
  }

  private String prefix(LifeCycle life, Instant at) {
    String letters = life.kind().substring(0, 2).toUpperCase(Locale.ROOT);
    return letters + "-" + DAY.format(at.atZone(settings.zone())) + "-";
  }
}
