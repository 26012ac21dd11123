package cn.nongchao.loop;

import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
   * @param carried what it says, and what it does beyond moving
   * @param path where it is sent, below the address of the loop
   */
  public record Edge(
      Move move,
      Set<String> from,
      @Nullable Stage to,
      boolean stays,
      List<Who> by,
      Carried<?> carried,
      Optional<Condition> condition,
      String path) {

    public Edge {
      from = Set.copyOf(from);
      by = List.copyOf(by);
    }

    /** What must be in what it carries, in words. */
    public Set<Need> needs() {
      return carried.needs();
    }

    /** Whether a page or program means it by this: its path, or the name of its move. */
    public boolean isCalled(String name) {
      return path.equals(name) || move.name().equalsIgnoreCase(name.replace('-', '_'));
    }

    /** Whether its path is one of its own, which programs then have too. */
    public boolean hasOwnPath() {
      return !path.equals(path(move));
    }

    static String path(Move move) {
      return move.name().toLowerCase(Locale.ROOT);
    }
  }

  /** What must be so for a move beside who makes it; a refusal says what is not. */
  @FunctionalInterface
  public interface Condition {
    @Nullable Refusal unmet(Loop loop, Actor actor);
  }

  private final String kind;
  private final Text title;
  private final Stage start;
  private final Map<String, Place> places;
  private final List<Edge> edges;
  private final @Nullable Allowance total;
  private final @Nullable Class<?> facts;
  private final @Nullable Begins<?> begins;
  private final @Nullable Address address;

  LifeCycle(Declaration<?> declared, Stage start, List<Edge> edges) {
    this.kind = declared.kind;
    this.title = declared.title;
    this.start = start;
    this.places = Map.copyOf(declared.places);
    this.edges = List.copyOf(edges);
    this.total = declared.total;
    this.facts = declared.facts;
    this.begins = declared.begins;
    this.address = declared.address;
  }

  /**
   * @param kind stored name of the kind, kebab-case
   */
  public static Declaration<Void> of(String kind, String zh, String en) {
    return new Declaration<>(kind, Text.of(zh, en));
  }

  public String kind() {
    return kind;
  }

  public Text title() {
    return title;
  }

  /** What its button says: “发起整改”, “Open a repair of a finding”. */
  public Text opening() {
    String en = title().en();
    String article = "AEIOUaeiou".indexOf(en.charAt(0)) >= 0 ? "an " : "a ";
    String name = Character.toLowerCase(en.charAt(0)) + en.substring(1);
    return Text.of("发起" + title().zh(), "Open " + article + name);
  }

  public Stage start() {
    return start;
  }

  /** How long the whole may take unless the opening says otherwise; null without limit. */
  public @Nullable Allowance total() {
    return total;
  }

  /** The record of what the kind knows of each loop; null for a kind that keeps nothing there. */
  public @Nullable Class<?> facts() {
    return facts;
  }

  /** How one is opened by whoever may; null where only a module's own code opens it. */
  public @Nullable Begins<?> begins() {
    return begins;
  }

  /** Where its pages and its API are; null for a kind that has the general page alone. */
  public @Nullable Address address() {
    return address;
  }

  public Place place(String stage) {
    Place place = places.get(stage);
    if (place == null) throw new IllegalArgumentException(kind + " has no stage " + stage);
    return place;
  }

  public Stage stage(String name) {
    return place(name).stage();
  }

  /** Whether somebody holds a role that may open one somewhere. */
  public boolean mayBegin(Viewer viewer) {
    return begins != null && begins.by().stream().anyMatch(who -> viewer.holdsAny(who.roles()));
  }

  /** Names of the roles that have a move to make, or may open one. */
  public Set<String> roles() {
    Stream<Who> opening = begins == null ? Stream.empty() : begins.by().stream();
    return Stream.concat(opening, edges.stream().flatMap(edge -> edge.by().stream()))
        .flatMap(who -> who.roles().stream())
        .collect(Collectors.toSet());
  }

  /** In the order declared. */
  public List<Edge> edges() {
    return edges;
  }

  public List<Place> places() {
    return places.values().stream()
        .sorted(Comparator.comparingInt(p -> ((Enum<?>) p.stage()).ordinal()))
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

  /**
   * What a move of this name carries, from whatever stage; null for one this kind does not know.
   */
  public @Nullable Edge edge(String move) {
    return edges.stream()
        .filter(edge -> edge.move().name().equalsIgnoreCase(move))
        .findFirst()
        .orElse(null);
  }

  /** The move of this name, for showing an entry; null for one this kind no longer knows. */
  public @Nullable Move move(String name) {
    for (Edge edge : edges) if (edge.move().name().equals(name)) return edge.move();
    for (Move move : Move.Common.values()) if (move.name().equals(name)) return move;
    return null;
  }
}
