package cn.nongchao.loop;

import cn.nongchao.loop.LifeCycle.ClockState;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.LifeCycle.Place;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What a loop becomes by an opening or a move, or why that may not be. Decides only; writes nothing
 * and reads no clock, so that one move and a whole life taken in pass the same checks.
 */
@Component
class Rules {

  private static final int NOTE_LIMIT = 4000;
  private static final int TITLE_LIMIT = 200;

  /** In characters. */
  private static final int DATA_LIMIT = 10_000;

  private static final int EVIDENCE_LIMIT = 50;

  private final LifeCycles lives;
  private final Calendars calendars;
  private final List<EntryLimit> limits;

  Rules(LifeCycles lives, Calendars calendars, ObjectProvider<EntryLimit> limits) {
    this.lives = lives;
    this.calendars = calendars;
    this.limits = limits.stream().toList();
  }

  /** The zone days begin in. */
  ZoneId zone() {
    return calendars.current().zone();
  }

  /** A loop as it will stand, and the entry that brings it there. */
  record Decided(Held held, Entry entry) {
    Loop loop() {
      return held.loop();
    }

    /** The same with one more fact in its entry. */
    Decided saying(String name, Object value) {
      Map<String, Object> data = new HashMap<>(entry.data());
      data.put(name, value);
      return new Decided(held, entry.with(data));
    }
  }

  Outcome<Decided> open(Opening opening, Actor actor, Instant at) {
    LifeCycle life = lives.of(opening.kind());
    if (opening.title().isBlank()) {
      return Outcome.refused(Refusal.field("title", "请填写标题", "a title is needed"));
    }
    if (opening.title().strip().length() > TITLE_LIMIT) {
      return Outcome.refused(
          Refusal.field("title", "标题不能超过 200 字", "a title may have at most 200 characters"));
    }
    List<Refusal> tooMuch = tooMuch(opening.note(), opening.data(), opening.evidence());
    if (!tooMuch.isEmpty()) return Outcome.refused(tooMuch);
    Place start = life.place(life.start().name());
    if (opening.first() != null) {
      start = new Place(start.stage(), opening.first(), start.clock());
    }
    Deadlines deadlines =
        Deadlines.opened(at, start, total(opening, life, at), calendars.current());
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
            0,
            opening.facts(),
            opening.about(),
            List.of(),
            null);
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
            facts(opening.data(), opening.handler(), opening.assignee()),
            opening.evidence(),
            false,
            loop.due());
    return within(new Decided(new Held(loop, deadlines, null, at, Set.of()), entry));
  }

  private Outcome<Decided> within(Decided decided) {
    return limits.stream()
        .map(limit -> limit.unmet(LoopSeals.room(decided).entry()))
        .filter(Objects::nonNull)
        .findFirst()
        .map(Outcome::<Decided>refused)
        .orElseGet(() -> Outcome.done(decided));
  }

  private static @Nullable Allowance total(Opening opening, LifeCycle life, Instant at) {
    if (opening.until() != null) return Allowance.between(at, opening.until());
    Allowance total = opening.total() != null ? opening.total() : life.total();
    return Allowance.UNLIMITED.equals(total) ? null : total;
  }

  Outcome<Decided> move(Held held, MoveOrder order, Actor actor, Instant at) {
    Loop loop = held.loop();
    LifeCycle life = lives.of(loop);
    Edge edge = life.edge(loop.stage(), order.move().name());
    if (edge == null) return Outcome.refused(impossible(life, loop, order.move()));
    if (!Permission.allows(edge, loop, actor)) return Outcome.refused(notAllowed(order.move()));
    Refusal unmet = edge.condition().map(so -> so.unmet(loop, actor)).orElse(null);
    if (unmet != null) return Outcome.refused(unmet);
    List<Refusal> missing = missing(edge, order);
    if (!missing.isEmpty()) return Outcome.refused(missing);
    return within(carriedOut(held, order, actor, at, life, edge));
  }

  private Decided carriedOut(
      Held held, MoveOrder order, Actor actor, Instant at, LifeCycle life, Edge edge) {
    Loop loop = held.loop();
    WorkCalendar calendar = calendars.current();
    String to = target(edge, loop);
    Deadlines deadlines = held.deadlines();
    if (order.total() != null) {
      deadlines = deadlines.allowed(order.total(), calendar);
    }
    boolean stands = edge.stays() && !answered(loop, order);
    if (!stands) {
      deadlines = deadlines.entered(at, loop.stage(), life.place(to), calendar);
    }
    boolean escalates = order.move() == Move.Common.ESCALATED;
    boolean sameStage = stands || rests(to, loop, life);
    Instant escalatedAt = escalates ? at : sameStage ? held.escalatedAt() : null;
    Loop after = after(loop, order, deadlines, to, stands ? loop.stageSince() : at);
    if (escalates) after = after.raised();
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
            facts(order.data(), order.handler(), order.assignee()),
            order.evidence(),
            late,
            after.due());
    return new Decided(new Held(after, deadlines, escalatedAt, at, held.parties()), entry);
  }

  /** The last who was asked has answered: whoever comes next has the stage's whole time. */
  private static boolean answered(Loop loop, MoveOrder order) {
    return !loop.awaits().isEmpty() && order.awaits() != null && order.awaits().isEmpty();
  }

  /**
   * Whom a move gave the loop to stands in its entry, so that where it was at any past moment can
   * be told from entries alone.
   */
  private static Map<String, ?> facts(
      Map<String, ?> data, @Nullable OrganisationId handler, @Nullable PersonId assignee) {
    if (handler == null && assignee == null) return data;
    Map<String, Object> facts = new HashMap<>(data);
    if (handler != null) facts.put("handler", handler.toString());
    if (assignee != null) facts.put("assignee", assignee.toString());
    return facts;
  }

  /** Into a pause or back out of it into the stage left: no new stage to be raised for. */
  private static boolean rests(String to, Loop loop, LifeCycle life) {
    return life.place(to).clock() == ClockState.STOPS || to.equals(loop.pausedFrom());
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
        loop.escalation(),
        order.facts() == null ? loop.facts() : order.facts(),
        loop.about(),
        order.awaits() == null ? loop.awaits() : order.awaits(),
        order.handler() == null ? loop.lead() : order.lead());
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
    missing.addAll(tooMuch(order.note(), order.data(), order.evidence()));
    return missing;
  }

  private static List<Refusal> tooMuch(String note, Map<String, ?> data, List<UUID> evidence) {
    List<Refusal> found = new ArrayList<>();
    if (note.length() > NOTE_LIMIT) {
      found.add(Refusal.field("note", "说明不能超过 4000 字", "a note may have at most 4,000 characters"));
    }
    if (size(data) > DATA_LIMIT) {
      found.add(
          Refusal.field(
              "data",
              "所填内容合计不能超过 10000 字",
              "the facts may have at most 10,000 characters together"));
    }
    if (evidence.size() > EVIDENCE_LIMIT) {
      found.add(
          Refusal.field("evidence", "一次最多附 50 个文件", "at most 50 files may be attached at once"));
    }
    return found;
  }

  private static int size(Object data) {
    return switch (data) {
      case Map<?, ?> map ->
          map.entrySet().stream().mapToInt(e -> size(e.getKey()) + size(e.getValue())).sum();
      case Collection<?> all -> all.stream().mapToInt(Rules::size).sum();
      default -> data.toString().length();
    };
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
}
