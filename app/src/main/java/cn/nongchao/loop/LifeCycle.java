package cn.nongchao.loop;

import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The life of one kind of loop as one graph: its stages, the moves between them, who may make each,
 * what a move must carry, how long a stage may last. Declared once, in code; drawn in the docs and
 * on each loop's page from this very object.
 */
public final class LifeCycle {

  /**
   * A stage within this life.
   *
   * @param allowance how long a loop may stand here; null without limit
   * @param clock what the deadlines do meanwhile
   */
  public record Place(Stage stage, @Nullable Allowance allowance, ClockState clock) {}

  /** What the deadlines do while a loop stands in a stage. */
  public enum ClockState {
    RUNS,
    STOPS,
    ENDED
  }

  /**
   * A move from some stages to one.
   *
   * @param to where it leads; null where it leads back to the stage left last (after a pause), or
   *     stays ({@code stays})
   */
  public record Edge(
      Move move,
      Set<String> from,
      @Nullable Stage to,
      boolean stays,
      List<Who> by,
      Set<Need> needs) {

    public Edge {
      from = Set.copyOf(from);
      by = List.copyOf(by);
      needs = Set.copyOf(needs);
    }
  }

  private final String kind;
  private final Text title;
  private final Stage start;
  private final Map<String, Place> places;
  private final List<Edge> edges;
  private final @Nullable Allowance total;

  private LifeCycle(Builder builder, Stage start) {
    this.kind = builder.kind;
    this.title = builder.title;
    this.start = start;
    this.places = Map.copyOf(builder.places);
    this.edges = List.copyOf(builder.edges);
    this.total = builder.total;
  }

  /**
   * @param kind stored name of the kind, kebab-case
   */
  public static Builder of(String kind, String zh, String en) {
    return new Builder(kind, Text.of(zh, en));
  }

  public String kind() {
    return kind;
  }

  public Text title() {
    return title;
  }

  public Stage start() {
    return start;
  }

  /** How long the whole may take unless the opening says otherwise; null without limit. */
  public @Nullable Allowance total() {
    return total;
  }

  public Place place(String stage) {
    Place place = places.get(stage);
    if (place == null) throw new IllegalArgumentException(kind + " has no stage " + stage);
    return place;
  }

  public Stage stage(String name) {
    return place(name).stage();
  }

  /** Names of the roles that have a move to make. */
  public Set<String> roles() {
    return edges.stream()
        .flatMap(edge -> edge.by().stream())
        .flatMap(who -> who.roles().stream())
        .collect(Collectors.toSet());
  }

  /** In the order declared. */
  public List<Edge> edges() {
    return edges;
  }

  public List<Place> places() {
    return places.values().stream()
        .sorted(java.util.Comparator.comparingInt(p -> ((Enum<?>) p.stage()).ordinal()))
        .toList();
  }

  public List<Edge> from(String stage) {
    return edges.stream().filter(edge -> edge.from().contains(stage)).toList();
  }

  public @Nullable Edge edge(String stage, String move) {
    return edges.stream()
        .filter(edge -> edge.move().name().equals(move) && edge.from().contains(stage))
        .findFirst()
        .orElse(null);
  }

  /** The move of this name, for showing an entry; null for one this kind no longer knows. */
  public @Nullable Move move(String name) {
    for (Edge edge : edges) if (edge.move().name().equals(name)) return edge.move();
    for (Move move : Move.Common.values()) if (move.name().equals(name)) return move;
    return null;
  }

  /** Declares a life cycle; see {@code cases.EventLife} for how one reads. */
  public static final class Builder {

    private final String kind;
    private final Text title;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();
    private @Nullable Stage start;
    private @Nullable Allowance total;

    private Builder(String kind, Text title) {
      this.kind = kind;
      this.title = title;
    }

    public Builder within(Allowance wholeLife) {
      this.total = wholeLife;
      return this;
    }

    /** The stage a loop is opened in. */
    public Builder start(Stage stage, Allowance allowance) {
      this.start = stage;
      return stage(stage, allowance);
    }

    public Builder stage(Stage stage, Allowance allowance) {
      return put(new Place(stage, allowance, ClockState.RUNS));
    }

    /** A stage without a limit of its own; the total goes on counting. */
    public Builder stage(Stage stage) {
      return put(new Place(stage, null, ClockState.RUNS));
    }

    /** A stage in which no deadline counts. */
    public Builder pause(Stage stage) {
      return put(new Place(stage, null, ClockState.STOPS));
    }

    /** A stage at which the loop is closed; a move may still reopen it. */
    public Builder end(Stage stage) {
      return put(new Place(stage, null, ClockState.ENDED));
    }

    private Builder put(Place place) {
      if (places.put(place.stage().name(), place) != null) {
        throw new IllegalArgumentException(kind + " declares twice " + place.stage().name());
      }
      return this;
    }

    public EdgeBuilder move(Move move) {
      return new EdgeBuilder(this, move);
    }

    /** Checks that the graph hangs together: every stage declared, reached, and left or an end. */
    public LifeCycle build() {
      if (start == null) throw new IllegalStateException(kind + " has no start");
      Set<String> reached = new java.util.HashSet<>(Set.of(start.name()));
      for (Edge edge : edges) {
        for (String from : edge.from()) require(from);
        if (edge.to() != null) {
          require(edge.to().name());
          reached.add(edge.to().name());
        }
        if (edge.from().isEmpty()) {
          throw new IllegalStateException(kind + ": " + edge.move().name() + " begins nowhere");
        }
        checkClock(edge);
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
      return new LifeCycle(this, start);
    }

    /**
     * A pause begins in a running stage and “back” ends one; elsewhere there is nothing to keep.
     */
    private void checkClock(Edge edge) {
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
      return java.util.Objects.requireNonNull(places.get(stage)).clock();
    }

    private void require(String stage) {
      if (!places.containsKey(stage)) {
        throw new IllegalStateException(kind + " does not declare " + stage);
      }
    }
  }

  /** One edge being declared. */
  public static final class EdgeBuilder {

    private final Builder life;
    private final Move move;
    private final Set<String> from = new java.util.LinkedHashSet<>();
    private @Nullable Stage to;
    private boolean stays;
    private final List<Who> by = new ArrayList<>();

    private EdgeBuilder(Builder life, Move move) {
      this.life = life;
      this.move = move;
    }

    public EdgeBuilder from(Stage... stages) {
      Arrays.stream(stages).map(Stage::name).forEach(from::add);
      return this;
    }

    public EdgeBuilder to(Stage stage) {
      this.to = stage;
      return this;
    }

    /** Leads back to the stage in which the loop was paused. */
    public EdgeBuilder back() {
      this.to = null;
      return this;
    }

    /** Happens without leaving the stage; the stage's clock runs on. */
    public EdgeBuilder stays() {
      this.stays = true;
      return this;
    }

    public EdgeBuilder by(Who... who) {
      by.addAll(List.of(who));
      return this;
    }

    /** Completes the edge. */
    public Builder needs(Need... needs) {
      Set<Need> all = EnumSet.noneOf(Need.class);
      all.addAll(List.of(needs));
      life.edges.add(new Edge(move, from, to, stays, by, all));
      return life;
    }
  }
}
