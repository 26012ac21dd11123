package cn.nongchao.loop;

import cn.nongchao.loop.LifeCycle.ClockState;
import cn.nongchao.loop.LifeCycle.Condition;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.LifeCycle.Place;
import cn.nongchao.platform.MenuItem.Heading;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Declares a kind of loop; {@code docs/add-a-kind.md} teaches how one reads.
 *
 * @param <F> the record of its facts
 */
public final class Declaration<F> {

  final String kind;
  final Text title;
  final Map<String, Place> places = new LinkedHashMap<>();
  private final List<Leading<?>> moves = new ArrayList<>();
  private @Nullable Stage start;
  @Nullable Allowance total;
  @Nullable Class<?> facts;
  @Nullable Begins<?> begins;
  @Nullable Address address;

  Declaration(String kind, Text title) {
    this.kind = kind;
    this.title = title;
  }

  /** The record of what it knows of each loop, kept with the loop. */
  @SuppressWarnings("unchecked") // what was declared so far does not speak of facts
  public <G> Declaration<G> facts(Class<G> record) {
    this.facts = record;
    return (Declaration<G>) this;
  }

  /**
   * Gives it pages, an API and a line in the menu.
   *
   * @param path a plural, as {@code repairs}: pages at {@code /repairs}, API at {@code
   *     /api/v1/repairs}
   */
  public Declaration<F> at(String path, Heading heading, int order, String icon) {
    this.address = new Address(path, heading, order, icon, List.of(), Set.of(), false);
    return this;
  }

  /** Components of the facts that its list shows beside what every list shows. */
  public Declaration<F> columns(String... names) {
    Address a = Objects.requireNonNull(address, "at() comes first");
    this.address =
        new Address(
            a.path(), a.heading(), a.order(), a.icon(), List.of(names), a.about(), a.listsItself());
    return this;
  }

  /** Kinds it can hang on: their pages offer to open one about them. */
  public Declaration<F> about(String... kinds) {
    Address a = Objects.requireNonNull(address, "at() comes first");
    this.address =
        new Address(
            a.path(),
            a.heading(),
            a.order(),
            a.icon(),
            a.columns(),
            Set.of(kinds),
            a.listsItself());
    return this;
  }

  /** The module lists it in a way of its own, at the same addresses. */
  public Declaration<F> listsItself() {
    Address a = Objects.requireNonNull(address, "at() comes first");
    this.address =
        new Address(a.path(), a.heading(), a.order(), a.icon(), a.columns(), a.about(), true);
    return this;
  }

  /** How long the whole may take. */
  public Declaration<F> within(Allowance wholeLife) {
    this.total = wholeLife;
    return this;
  }

  /** Who may open one over the place its form names, and what the form makes of it. */
  public <R> Declaration<F> opens(Class<R> record, Function<R, Beginning> beginning, Who... by) {
    this.begins = new Begins<>(record, List.of(by), beginning, null);
    return this;
  }

  /** The same, with what follows in the same transaction. */
  public <R> Declaration<F> opens(
      Class<R> record, Function<R, Beginning> beginning, Performs<R> then, Who... by) {
    this.begins = new Begins<>(record, List.of(by), beginning, then);
    return this;
  }

  /** The stage a loop is opened in. */
  public Declaration<F> start(Stage stage, Allowance allowance) {
    this.start = stage;
    return stage(stage, allowance);
  }

  /** The stage a loop is opened in, without a limit of its own. */
  public Declaration<F> start(Stage stage) {
    this.start = stage;
    return stage(stage);
  }

  public Declaration<F> stage(Stage stage, Allowance allowance) {
    return put(new Place(stage, allowance, ClockState.RUNS));
  }

  /** A stage without a limit of its own; the total goes on counting. */
  public Declaration<F> stage(Stage stage) {
    return put(new Place(stage, null, ClockState.RUNS));
  }

  /** A stage in which no deadline counts. */
  public Declaration<F> pause(Stage stage) {
    return put(new Place(stage, null, ClockState.STOPS));
  }

  /** A stage at which the loop is closed; a move may still reopen it. */
  public Declaration<F> end(Stage stage) {
    return put(new Place(stage, null, ClockState.ENDED));
  }

  private Declaration<F> put(Place place) {
    if (places.put(place.stage().name(), place) != null) {
      throw new IllegalArgumentException(kind + " declares twice " + place.stage().name());
    }
    return this;
  }

  public EdgeDeclaration<F> move(Move move) {
    return new EdgeDeclaration<>(this, move);
  }

  /** The clock may raise it in these stages. */
  public Leading<F> raisedIn(Stage... stages) {
    return move(Move.Common.ESCALATED).from(stages).stays().by(Who.automatic()).needs();
  }

  /** Whoever leaves hands over what is open, wherever it stands: the register does it for them. */
  private void handedOver() {
    Stage[] open =
        places.values().stream()
            .filter(place -> place.clock() != ClockState.ENDED)
            .map(Place::stage)
            .toArray(Stage[]::new);
    if (open.length > 0) {
      move(Move.Common.HANDED_OVER).from(open).stays().by(Who.automatic()).needs();
    }
  }

  /** Checks that the graph hangs together: every stage declared, reached, and left or an end. */
  public LifeCycle build() {
    handedOver();
    List<Edge> edges = moves.stream().map(Leading::edge).toList();
    if (start == null) throw new IllegalStateException(kind + " has no start");
    Set<String> reached = new HashSet<>(Set.of(start.name()));
    for (Edge edge : edges) {
      for (String from : edge.from()) require(from);
      if (edge.to() != null) {
        require(edge.to().name());
        reached.add(edge.to().name());
      }
      if (edge.from().isEmpty()) {
        throw new IllegalStateException(kind + ": " + edge.move().name() + " begins nowhere");
      }
      checkClock(edge, edges);
      if (edge.by().isEmpty()) {
        throw new IllegalStateException(kind + ": nobody may make " + edge.move().name());
      }
    }
    for (Place place : places.values()) {
      String name = place.stage().name();
      if (!reached.contains(name)) throw new IllegalStateException(kind + " never " + name);
      boolean left = edges.stream().anyMatch(e -> !e.stays() && e.from().contains(name));
      if (!left && place.clock() != ClockState.ENDED) {
        throw new IllegalStateException(kind + " is stuck in " + name);
      }
    }
    return new LifeCycle(this, start, edges);
  }

  /** A pause begins in a running stage and “back” ends one; elsewhere there is nothing to keep. */
  private void checkClock(Edge edge, List<Edge> edges) {
    for (String from : edge.from()) {
      ClockState left = clock(from);
      boolean pauses = edge.to() != null && clock(edge.to().name()) == ClockState.STOPS;
      if (pauses && left != ClockState.RUNS) {
        throw new IllegalStateException(kind + " cannot pause in " + from);
      }
      if (edge.to() == null && !edge.stays() && left != ClockState.STOPS) {
        throw new IllegalStateException(kind + " has nowhere to go back to from " + from);
      }
      if (edges.stream().anyMatch(other -> other != edge && clashes(other, edge, from))) {
        throw new IllegalStateException(
            kind + " has two moves " + edge.move().name() + " from " + from);
      }
    }
  }

  private static boolean clashes(Edge one, Edge other, String from) {
    return one.move().name().equals(other.move().name()) && one.from().contains(from);
  }

  private ClockState clock(String stage) {
    return Objects.requireNonNull(places.get(stage)).clock();
  }

  private void require(String stage) {
    if (!places.containsKey(stage)) {
      throw new IllegalStateException(kind + " does not declare " + stage);
    }
  }

  /** One edge being declared: from where, to where, by whom. */
  public static final class EdgeDeclaration<F> {

    private final Declaration<F> life;
    private final Move move;
    private final Set<String> from = new LinkedHashSet<>();
    private @Nullable Stage to;
    private boolean stays;
    private final List<Who> by = new ArrayList<>();
    private @Nullable Condition condition;
    private String path;

    private EdgeDeclaration(Declaration<F> life, Move move) {
      this.life = life;
      this.move = move;
      this.path = Edge.path(move);
    }

    /** Sent to a path of its own below the loop's, by pages and by programs. */
    public EdgeDeclaration<F> at(String own) {
      this.path = own;
      return this;
    }

    public EdgeDeclaration<F> from(Stage... stages) {
      Arrays.stream(stages).map(Stage::name).forEach(from::add);
      return this;
    }

    public EdgeDeclaration<F> to(Stage stage) {
      this.to = stage;
      return this;
    }

    /** Leads back to the stage in which the loop was paused. */
    public EdgeDeclaration<F> back() {
      this.to = null;
      return this;
    }

    /** Happens without leaving the stage; the stage's clock runs on. */
    public EdgeDeclaration<F> stays() {
      this.stays = true;
      return this;
    }

    public EdgeDeclaration<F> by(Who... who) {
      by.addAll(List.of(who));
      return this;
    }

    /** What must be so beside; whoever could make the move but for this is told why not. */
    public EdgeDeclaration<F> provided(Condition so) {
      this.condition = so;
      return this;
    }

    /** The same, whoever makes the move. */
    public EdgeDeclaration<F> provided(Function<Loop, @Nullable Refusal> so) {
      return provided((loop, actor) -> so.apply(loop));
    }

    /** Completes the edge: a move that carries nothing of its own. */
    public Leading<F> needs(Need... needs) {
      Set<Need> all = Plain.set(needs);
      return carried(Carried.of(Plain.record(all), all));
    }

    /** Completes the edge: what it carries says nothing to the facts. */
    public <R> CarryingDeclaration<F, R> carries(Class<R> record) {
      return carrying(new Carried<>(record, Set.of(), null, null, null, null, null));
    }

    /** Completes the edge: what it carries changes the facts. */
    @SuppressWarnings("unchecked") // the kind's facts are of the class it declares
    public <R> CarryingDeclaration<F, R> carries(Class<R> record, BiFunction<F, R, F> facts) {
      return carrying(
          new Carried<>(
              record, Set.of(), (BiFunction<Object, R, Object>) facts, null, null, null, null));
    }

    /** Completes the edge: a facade's method makes the move. */
    public <R> CarryingDeclaration<F, R> carries(Class<R> record, Performs<R> performs) {
      return carrying(new Carried<>(record, Set.of(), null, performs, null, null, null));
    }

    private <R> CarryingDeclaration<F, R> carrying(Carried<R> carried) {
      CarryingDeclaration<F, R> made = new CarryingDeclaration<>(this, carried);
      life.moves.add(made);
      return made;
    }

    private <R> Leading<F> carried(Carried<R> carried) {
      return carrying(carried);
    }

    private Edge edge(Carried<?> carried) {
      return new Edge(move, from, to, stays, by, carried, Optional.ofNullable(condition), path);
    }
  }

  /** An edge declared whole, from which the next is begun. */
  public abstract static sealed class Leading<F> permits CarryingDeclaration {

    private final Declaration<F> life;

    private Leading(Declaration<F> life) {
      this.life = life;
    }

    abstract Edge edge();

    public EdgeDeclaration<F> move(Move move) {
      return life.move(move);
    }

    public LifeCycle build() {
      return life.build();
    }

    /** For a declaration in several methods. */
    public Declaration<F> and() {
      return life;
    }
  }

  /** An edge with what it carries. */
  public static final class CarryingDeclaration<F, R> extends Leading<F> {

    private final EdgeDeclaration<F> edge;
    private Carried<R> carried;

    private CarryingDeclaration(EdgeDeclaration<F> edge, Carried<R> carried) {
      super(edge.life);
      this.edge = edge;
      this.carried = carried;
    }

    /** By when the whole must be closed from then on. */
    public CarryingDeclaration<F, R> until(Function<R, @Nullable LocalDate> lastDay) {
      carried = with(carried.needs(), lastDay, carried.then(), carried.proposes());
      return this;
    }

    /** What must be in it, as the drawing says it. */
    public CarryingDeclaration<F, R> needing(Need... needs) {
      carried = with(Plain.set(needs), carried.until(), carried.then(), carried.proposes());
      return this;
    }

    /** What follows in the same transaction. */
    public CarryingDeclaration<F, R> then(Performs<R> follows) {
      carried = with(carried.needs(), carried.until(), follows, carried.proposes());
      return this;
    }

    /** What the form holds before anybody touches it. */
    public CarryingDeclaration<F, R> proposing(Function<Loop, @Nullable R> beforehand) {
      carried = with(carried.needs(), carried.until(), carried.then(), beforehand);
      return this;
    }

    private Carried<R> with(
        Set<Need> needs,
        @Nullable Function<R, @Nullable LocalDate> until,
        @Nullable Performs<R> then,
        @Nullable Function<Loop, @Nullable R> proposes) {
      return new Carried<>(
          carried.record(), needs, carried.facts(), carried.performs(), until, then, proposes);
    }

    @Override
    Edge edge() {
      return edge.edge(carried);
    }
  }
}
