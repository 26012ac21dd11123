package cn.nongchao.loop.web;

import cn.nongchao.form.Said;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Address;
import cn.nongchao.loop.KindJson;
import cn.nongchao.loop.KindSlot;
import cn.nongchao.loop.Kinds;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopLine;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopPages;
import cn.nongchao.loop.LoopView;
import cn.nongchao.loop.LoopViews;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.MoveForms;
import cn.nongchao.loop.MoveForms.MoveView;
import cn.nongchao.loop.web.KindPageModel.Opener;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Ui;
import cn.nongchao.platform.web.Templates;
import gg.jte.Content;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers the page and the JSON of a loop from what its kind declares. */
@Component
class KindViews {

  /** What is shown of loops. */
  @Component
  record Shapes(
      LoopViews views,
      MoveForms moves,
      LoopPages pages,
      Templates templates,
      List<KindSlot> slots,
      List<KindJson> json) {}

  private final Shapes shapes;
  private final Loops loops;
  private final LoopLists lists;
  private final LifeCycles lives;
  private final Kinds kinds;
  private final Clock clock;

  KindViews(
      Shapes shapes, Loops loops, LoopLists lists, LifeCycles lives, Kinds kinds, Clock clock) {
    this.shapes = shapes;
    this.loops = loops;
    this.lists = lists;
    this.lives = lives;
    this.kinds = kinds;
    this.clock = clock;
  }

  KindPageModel page(
      LifeCycle life, Loop loop, Viewer viewer, MoveForms.@Nullable Refused refused) {
    LoopView view = shapes.views().of(loop, viewer);
    String path = shapes.pages().path(loop);
    List<MoveView> moves = shapes.moves().of(loop, path, viewer, refused);
    MoveForms.Refused gone = MoveForms.isGone(moves, refused) ? refused : null;
    return new KindPageModel(
        view,
        path,
        facts(life, loop),
        moves,
        gone == null ? List.of() : gone.reasons().stream().map(Refusal::reason).toList(),
        gone == null ? List.of() : leftOver(gone),
        parent(loop, viewer),
        shapes.views().lines(lists.about(loop.id(), viewer)),
        openers(life, loop, viewer),
        slots(loop, view, viewer),
        loops.findWhole(loop.id(), viewer).isPresent());
  }

  private List<Said> facts(LifeCycle life, Loop loop) {
    Class<?> record = life.facts();
    return record == null ? List.of() : kinds.said(kinds.facts(loop, record));
  }

  private static List<String> leftOver(MoveForms.Refused refused) {
    return Stream.of("note", "reply")
        .flatMap(name -> refused.typed().getOrDefault(name, List.of()).stream())
        .filter(text -> !text.isBlank())
        .toList();
  }

  private @Nullable LoopLine parent(Loop loop, Viewer viewer) {
    if (loop.about() == null) return null;
    return loops
        .find(loop.about(), viewer)
        .map(parent -> shapes.views().lines(List.of(parent)).getFirst())
        .orElse(null);
  }

  /** Kinds that can hang on this one, for those who may open them. */
  private List<Opener> openers(LifeCycle of, Loop loop, Viewer viewer) {
    List<Opener> all = new ArrayList<>();
    for (LifeCycle life : lives.all()) {
      Address address = life.address();
      if (address == null || !address.about().contains(of.kind())) continue;
      if (!life.mayBegin(viewer)) continue;
      all.add(
          new Opener(
              "/" + address.path() + "/new?about=" + loop.id(), life.opening(), address.icon()));
    }
    return all;
  }

  private Map<KindSlot.Place, List<Function<Ui, Content>>> slots(
      Loop loop, LoopView view, Viewer viewer) {
    Map<KindSlot.Place, List<Function<Ui, Content>>> all = new EnumMap<>(KindSlot.Place.class);
    for (KindSlot slot : shapes.slots()) {
      if (!slot.kind().equals("*") && !slot.kind().equals(loop.kind())) continue;
      Map<String, Object> shown = slot.shown(loop, view, viewer);
      if (shown == null) continue;
      all.computeIfAbsent(slot.place(), place -> new ArrayList<>())
          .add(ui -> {
            Map<String, Object> params = new HashMap<>(shown);
            params.put("ui", ui);
            return shapes.templates().content(slot.template(), params);
          });
    }
    return all;
  }

  /** Where a page leads after a move: its own page, unless a piece of it knows better. */
  String after(LifeCycle life, Loop loop, @Nullable String entry) {
    return shapes.slots().stream()
        .filter(slot -> slot.kind().equals("*") || slot.kind().equals(life.kind()))
        .map(slot -> entry == null ? null : slot.after(loop, entry))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(shapes.pages().path(loop));
  }

  /** One loop for a program; null where the module that knows it no longer does. */
  @Nullable Object json(LifeCycle life, Loop loop, Viewer viewer) {
    List<String> moves =
        loops.possible(loop, Actor.of(viewer)).stream()
            .map(edge -> edge.move().name())
            .distinct()
            .toList();
    for (KindJson own : shapes.json()) {
      if (own.kind().equals(life.kind())) return own.of(loop, moves, viewer);
    }
    return new KindWhole(
        LoopJson.of(loop, life, clock.instant(), shapes.pages().path(loop)),
        loop.facts(),
        loop.about() == null ? null : loop.about().value(),
        moves);
  }

  Class<?> jsonType(LifeCycle life) {
    return shapes.json().stream()
        .filter(own -> own.kind().equals(life.kind()))
        .<Class<?>>map(KindJson::type)
        .findFirst()
        .orElse(KindWhole.class);
  }
}
