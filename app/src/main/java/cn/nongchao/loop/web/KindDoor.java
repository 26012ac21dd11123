package cn.nongchao.loop.web;

import cn.nongchao.form.Asking;
import cn.nongchao.form.FormView;
import cn.nongchao.form.FormViews;
import cn.nongchao.form.FormViews.State;
import cn.nongchao.form.Forms;
import cn.nongchao.form.Given;
import cn.nongchao.form.Repeats;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Begins;
import cn.nongchao.loop.Kinds;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.MoveForms.Stamp;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Outcome.Done;
import cn.nongchao.platform.Outcome.Refused;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was sent to a kind's page or API, read by what the kind declares and carried out in one
 * transaction; the same for both.
 */
@Component
class KindDoor {

  static final Refusal NONE = Refusal.of("not-found", "没有这件事项", "there is no such loop");

  /** The id of a loop to be opened. */
  record Made(UUID id) {}

  /** The name of a move. */
  record Named(String move) {}

  private final Kinds kinds;
  private final Loops loops;
  private final Forms forms;
  private final FormViews views;
  private final Repeats repeats;
  private final TransactionTemplate transaction;

  KindDoor(
      Kinds kinds,
      Loops loops,
      Forms forms,
      Repeats repeats,
      FormViews views,
      PlatformTransactionManager transactions) {
    this.kinds = kinds;
    this.loops = loops;
    this.forms = forms;
    this.views = views;
    this.repeats = repeats;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * What came with a request.
   *
   * @param given what the forms are read from, its files taken up
   * @param sent the same as it was sent
   */
  record Come(Given.Tree given, Given.Tree sent) {

    static Come page(Given.Tree given, HttpServletRequest request) {
      return new Come(given, Given.posted(request.getParameterMap()));
    }

    static Come program(Given.Tree sent) {
      return new Come(sent, sent);
    }
  }

  /** What a program sends to open one; a field of another name is refused. */
  Outcome<Loop> program(LifeCycle life, Given.Tree sent, Viewer viewer) {
    List<Refusal> wrong = forms.unknown(sent, List.of(Made.class, begins(life).record()));
    return wrong.isEmpty() ? open(life, Come.program(sent), viewer) : Outcome.refused(wrong);
  }

  Outcome<Loop> open(LifeCycle life, Come come, Viewer viewer) {
    Class<?> record = begins(life).record();
    Given.Tree given = come.given();
    return whole(() -> {
      List<Refusal> wrong = new ArrayList<>();
      Made made = read(Made.class, given, Asking.nobody(), wrong);
      Object form = read(record, given, new Asking(viewer, null), wrong);
      if (made == null || form == null) return Outcome.refused(wrong);
      Given.Tree content = forms.content(record, come.sent());
      Refusal other = repeats.refuse(made.id(), "id", life.kind(), content);
      if (other != null) return Outcome.refused(other);
      return kinds.open(life, new LoopId(made.id()), form, Actor.of(viewer));
    });
  }

  /** The form to open one, as it was sent or as what it is about suggests. */
  FormView opening(
      LifeCycle life, @Nullable Loop about, Viewer viewer, @Nullable State sent, String path) {
    Class<?> record = begins(life).record();
    Asking asking = new Asking(viewer, about);
    State state = sent != null ? sent : new State(suggested(record, about), List.of(), null);
    FormView id =
        views.show(
            "open", life.title(), "", Made.class, sent != null ? sent : State.fresh(), asking);
    return views
        .show("open", Text.of("提交", "Submit"), path, record, state, asking)
        .before(id.fields());
  }

  static Begins<?> begins(LifeCycle life) {
    if (life.begins() == null) throw new IllegalArgumentException(life.kind() + " has no form");
    return life.begins();
  }

  /** A loop opened about another begins where that one is. */
  private Map<String, List<String>> suggested(Class<?> record, @Nullable Loop about) {
    if (about == null) return Map.of();
    Map<String, List<String>> all = new HashMap<>();
    for (var field : forms.of(record).fields()) {
      if (field.type() == LoopId.class) all.put(field.name(), List.of(about.number()));
      if (field.type() == about.division().getClass()) {
        all.put(field.name(), List.of(about.division().value()));
      }
      if (field.name().equals("lat") && about.lat() != null) {
        all.put("lat", List.of(about.lat().toString()));
      }
      if (field.name().equals("lon") && about.lon() != null) {
        all.put("lon", List.of(about.lon().toString()));
      }
    }
    return all;
  }

  /** A move as a program sends it: fields of other moves are left aside, any others refused. */
  Outcome<Loop> program(
      LifeCycle life, LoopId id, @Nullable String name, Given.Tree sent, Viewer viewer) {
    List<Class<?>> records = new ArrayList<>(List.of(Stamp.class, Named.class));
    life.edges().forEach(edge -> records.add(edge.carried().record()));
    List<Refusal> wrong = forms.unknown(sent, records);
    return wrong.isEmpty()
        ? move(life, id, name, Come.program(sent), viewer)
        : Outcome.refused(wrong);
  }

  Outcome<Loop> move(LifeCycle life, LoopId id, @Nullable String name, Come come, Viewer viewer) {
    Given.Tree given = come.given();
    return whole(() -> {
      Loop loop = loops.find(id, viewer).orElse(null);
      if (loop == null || !loop.kind().equals(life.kind())) return Outcome.refused(NONE);
      Edge edge = edge(life, loop, name);
      if (edge == null) return Outcome.refused(noMove(life));
      List<Refusal> wrong = new ArrayList<>();
      Stamp stamp = read(Stamp.class, given, Asking.nobody(), wrong);
      if (stamp == null) return Outcome.refused(wrong);
      Outcome<?> early = early(loop, edge, stamp, viewer);
      if (early instanceof Refused<?> refused) return refused.as();
      Object carried = read(edge.carried().record(), given, new Asking(viewer, loop), wrong);
      if (carried == null) return Outcome.refused(wrong);
      String about = id + " " + edge.move().name();
      Given.Tree content = forms.content(edge.carried().record(), come.sent());
      Refusal other = repeats.refuse(stamp.entry(), "entry", about, content);
      if (other != null) return Outcome.refused(other);
      return kinds.move(id, stamp.entry(), stamp.version(), edge, carried, Actor.of(viewer));
    });
  }

  /** Whoever may not move it at all is told so, before they are told what they left out. */
  private Outcome<?> early(Loop loop, Edge edge, Stamp stamp, Viewer viewer) {
    if (loop.version() != stamp.version() || !edge.from().contains(loop.stage())) {
      return Outcome.done(loop); // overtaken or repeated: the door tells
    }
    boolean may =
        loops.possible(loop, Actor.of(viewer)).stream().anyMatch(one -> one.move() == edge.move());
    if (may) return Outcome.done(loop);
    return loops.offers(loop, Actor.of(viewer)).stream()
        .filter(offer -> offer.edge().move() == edge.move())
        .flatMap(offer -> Stream.ofNullable(offer.why()))
        .findFirst()
        .<Outcome<?>>map(Outcome::refused)
        .orElseGet(() -> Outcome.refused(notAllowed(edge)));
  }

  private static Refusal notAllowed(Edge edge) {
    return Refusal.of(
        "not-allowed",
        "您没有“" + edge.move().title().zh() + "”这件事项的权限",
        "you may not make the move “" + edge.move().title().en() + "” on this loop");
  }

  /** The edge meant by a name, from where the loop stands if there is one. */
  static @Nullable Edge edge(LifeCycle life, Loop loop, @Nullable String name) {
    if (name == null) return null;
    List<Edge> called = life.edges().stream().filter(edge -> edge.isCalled(name.strip())).toList();
    return called.stream()
        .filter(edge -> edge.from().contains(loop.stage()))
        .findFirst()
        .orElse(called.isEmpty() ? null : called.getFirst());
  }

  private static Refusal noMove(LifeCycle life) {
    String names = String.join(", ", moves(life));
    return Refusal.field("move", "没有这个操作，应为：" + names, "there is no such move; one of " + names);
  }

  /** Names of the moves somebody could ask for. */
  static List<String> moves(LifeCycle life) {
    return life.edges().stream()
        .map(edge -> edge.move().name())
        .distinct()
        .filter(name -> !name.equals("ESCALATED") && !name.equals("HANDED_OVER"))
        .collect(Collectors.toList());
  }

  private <R> @Nullable R read(
      Class<R> record, Given.Tree given, Asking asking, List<Refusal> wrong) {
    return switch (forms.read(record, given, asking)) {
      case Done<R>(R value) -> value;
      case Refused<R>(List<Refusal> reasons) -> {
        wrong.addAll(reasons);
        yield null;
      }
    };
  }

  private Outcome<Loop> whole(Supplier<Outcome<Loop>> work) {
    Outcome<Loop> outcome =
        transaction.execute(status -> {
          Outcome<Loop> came = work.get();
          if (!came.isDone()) status.setRollbackOnly();
          return came;
        });
    return Objects.requireNonNull(outcome);
  }
}
