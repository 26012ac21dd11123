package cn.nongchao.cases.web;

import cn.nongchao.cases.Check;
import cn.nongchao.cases.EventLife;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.cases.Events;
import cn.nongchao.cases.Handling;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Box;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.LoopQuery.State;
import cn.nongchao.loop.Move;
import cn.nongchao.loop.Step;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries out a wish by the facade's method for its move; the same for pages and programs. */
@Component
class EventMoves {

  private static final String NAMES =
      Arrays.stream(EventMove.values()).map(Enum::name).collect(Collectors.joining(", "))
          + ", "
          + Move.Common.NOTED;

  private final Events events;
  private final LoopLists lists;

  EventMoves(Events events, LoopLists lists) {
    this.events = events;
    this.lists = lists;
  }

  Outcome<Loop> make(LoopId id, MoveWish wish, Actor actor) {
    Move move = read(wish.move());
    if (move == null) {
      return Outcome.refused(
          Refusal.field("move", "没有这个操作，应为：" + NAMES, "there is no such move; one of " + NAMES));
    }
    if (move == Move.Common.NOTED) return events.move(step(id, wish), move, actor);
    return make(step(id, wish), (EventMove) move, wish, actor);
  }

  private Outcome<Loop> make(Step step, EventMove move, MoveWish wish, Actor actor) {
    return switch (move) {
      case TRIAGED -> events.triage(step, text(wish.category()), actor);
      case DISPATCHED ->
          events.dispatch(
              step,
              OrganisationId.of(wish.to()),
              PersonId.of(wish.person()),
              organisations(wish),
              actor);
      case ACCEPTED -> events.accept(step, actor);
      case HELP_ASKED -> events.askHelp(step, organisations(wish), actor);
      case HANDLED -> handle(step, wish, actor);
      case PASSED, FAILED -> {
        Check way = wish.way();
        yield way == null
            ? Outcome.refused(
                Refusal.field("way", "请选择现场核查或电话回访", "choose on site or by call-back"))
            : events.check(step, way, move == EventMove.PASSED, actor);
      }
      case RATED -> events.rate(step, wish.rating() == null ? 0 : wish.rating(), actor);
      case REOPENED -> events.reopen(step, actor);
      case MERGED -> merge(step, wish, actor);
      case RETURNED, STEP_RECORDED, CLOSED, DECLINED, PAUSED, RESUMED ->
          events.move(step, move, actor);
    };
  }

  private Outcome<Loop> handle(Step step, MoveWish wish, Actor actor) {
    if (wish.disposition() == null) {
      return Outcome.refused(
          Refusal.field("disposition", "请选择管理、服务或执法", "choose manage, serve or enforce"));
    }
    Handling handling =
        new Handling(
            wish.disposition(),
            wish.act(),
            ids(wish.officers()).stream().map(PersonId::new).toList(),
            text(wish.subject()),
            text(wish.reply()),
            ids(wish.before()),
            ids(wish.after()));
    List<UUID> all = new ArrayList<>(handling.before());
    all.addAll(handling.after());
    all.addAll(step.evidence());
    return events.handle(step.showing(all.stream().distinct().toList()), handling, actor);
  }

  private Outcome<Loop> merge(Step step, MoveWish wish, Actor actor) {
    String number = text(wish.intoNumber()).strip();
    UUID into = wish.into();
    if (!number.isEmpty()) {
      return numbered(number, actor)
          .map(found -> events.merge(step, found, actor))
          .orElseGet(() ->
              Outcome.refused(
                  Refusal.field("into", "没有编号为" + number + "的事件", "there is no event " + number)));
    }
    return into == null
        ? Outcome.refused(
            Refusal.field(
                "into", "请选择并入哪件事件，或填写编号", "choose the event to merge into, or its number"))
        : events.merge(step, new LoopId(into), actor);
  }

  private Optional<LoopId> numbered(String number, Actor actor) {
    if (!(actor instanceof Actor.Signed(Viewer viewer))) return Optional.empty();
    LoopQuery query = LoopQuery.of(Box.ALL, State.ANY).kinds(Set.of(EventLife.KIND)).saying(number);
    return lists.list(query, viewer).items().stream()
        .filter(loop -> loop.number().equalsIgnoreCase(number))
        .map(Loop::id)
        .findFirst();
  }

  private static Step step(LoopId id, MoveWish wish) {
    int version = wish.version() == null ? 0 : wish.version(); // none is as old as can be
    return new Step(wish.entry(), id, version, text(wish.note()), ids(wish.evidence()));
  }

  private static List<OrganisationId> organisations(MoveWish wish) {
    return ids(wish.organisations()).stream().map(OrganisationId::new).toList();
  }

  private static List<UUID> ids(@Nullable List<UUID> ids) {
    return ids == null ? List.of() : ids;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable Move read(String name) {
    if (name.equals(Move.Common.NOTED.name())) return Move.Common.NOTED;
    for (EventMove move : EventMove.values()) if (move.name().equals(name)) return move;
    return null;
  }
}
