package cn.nongchao.loop;

import cn.nongchao.loop.LifeCycle.ClockState;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.LifeCycle.Place;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A life cycle laid out for drawing, narrow enough for a phone: the longest way from the start to
 * an end runs down the middle, other stages stand to its right, moves back or over several stages
 * run in lanes to its left. Moves are numbered; a list beside the drawing says what each is. Made
 * from the very object that is enforced, so it cannot be out of date.
 *
 * @param width in the drawing's own units, about a pixel each
 */
public record GraphDrawing(int width, int height, List<Node> nodes, List<Arrow> arrows) {

  private static final int NODE_WIDTH = 92;
  private static final int NODE_HEIGHT = 36;
  private static final int ROW = 76;
  private static final int LANE = 15;
  private static final int TOP = 10;
  private static final int GAP = 36;

  /** Radius of the circle a number stands in. */
  static final int MARK = 8;

  private static final int LINE = 12;

  /**
   * @param x left edge
   * @param state how the stage relates to the loop shown
   */
  public record Node(Stage stage, int x, int y, int width, int height, State state) {
    public int middle() {
      return x + width / 2;
    }

    public int centre() {
      return y + height / 2;
    }

    /** The stage's words, on two lines where one is too narrow for them. */
    public List<String> words(Lang lang) {
      String words = stage.title().in(lang);
      int middle = words.lastIndexOf(' ', words.length() / 2 + 2);
      if (breadth(words) <= width - 8 || middle < 0) return List.of(words);
      return List.of(words.substring(0, middle), words.substring(middle + 1));
    }

    /** Where the first of so many lines stands. */
    public int baseline(int lines) {
      return centre() + 4 - (lines - 1) * LINE / 2;
    }

    /** About as wide as the letters are: an ideograph is twice as wide as a Latin one. */
    static int breadth(String words) {
      return words.codePoints().map(c -> Character.isIdeographic(c) ? 13 : 6).sum();
    }
  }

  /** How a stage relates to the loop shown. */
  public enum State {
    HERE,
    BEEN,
    NOT
  }

  /**
   * All moves from one stage to another.
   *
   * @param number by which the list below the drawing refers to it
   * @param path as in SVG's {@code d}
   * @param markX where its number stands
   */
  public record Arrow(
      int number,
      Stage from,
      Stage to,
      List<Text> moves,
      String path,
      int markX,
      int markY,
      boolean dashed,
      boolean taken) {
    public Arrow {
      moves = List.copyOf(moves);
    }
  }

  public GraphDrawing {
    nodes = List.copyOf(nodes);
    arrows = List.copyOf(arrows);
  }

  /** The graph alone, for documents. */
  public static GraphDrawing of(LifeCycle life) {
    return new Layout(life, null, List.of()).draw();
  }

  /** The graph with where a loop stands and which way it came. */
  public static GraphDrawing of(LifeCycle life, Loop loop, List<Entry> entries) {
    return new Layout(life, loop.stage(), entries).draw();
  }

  private record Spot(int x, int y) {}

  private record Pair(String from, String to) {}

  private static final class Layout {

    private final LifeCycle life;
    private final @Nullable String here;
    private final Set<Pair> taken = new HashSet<>();
    private final Set<String> been = new HashSet<>();
    private final Map<Pair, List<Text>> pairs = new LinkedHashMap<>();
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Spot> marks = new ArrayList<>();
    private List<String> spine = List.of();

    Layout(LifeCycle life, @Nullable String here, List<Entry> entries) {
      this.life = life;
      this.here = here;
      for (Entry entry : entries) {
        been.add(entry.to());
        if (entry.from() != null) taken.add(new Pair(entry.from(), entry.to()));
      }
      for (Place place : life.places()) order.put(place.stage().name(), order.size());
      for (Edge edge : life.edges()) {
        Stage to = edge.to();
        if (to == null) continue;
        edge.from().stream()
            .sorted(Comparator.comparing(order::get))
            .forEach(from ->
                pairs
                    .computeIfAbsent(new Pair(from, to.name()), p -> new ArrayList<>())
                    .add(edge.move().title()));
      }
    }

    GraphDrawing draw() {
      spine = spine();
      Map<Pair, Integer> lanes = lanes();
      int left = LANE * (1 + lanes.values().stream().mapToInt(lane -> lane + 1).max().orElse(0));
      placeNodes(left);
      List<Arrow> arrows = new ArrayList<>();
      for (var pair : pairs.entrySet()) {
        int lane = lanes.getOrDefault(pair.getKey(), 0);
        arrows.add(arrow(arrows.size() + 1, pair.getKey(), pair.getValue(), left, lane));
      }
      int width = nodes.values().stream().mapToInt(n -> n.x() + n.width()).max().orElse(0) + 4;
      int height = nodes.values().stream().mapToInt(n -> n.y() + n.height()).max().orElse(0) + 10;
      return new GraphDrawing(width, height, List.copyOf(nodes.values()), arrows);
    }

    /** The longest way along the declared order from the start to an end. */
    private List<String> spine() {
      Map<String, List<String>> longest = new HashMap<>();
      longest.put(life.start().name(), List.of(life.start().name()));
      List<String> best = List.of(life.start().name());
      for (Place place : life.places()) {
        String at = place.stage().name();
        List<String> way = longest.get(at);
        if (way == null) continue;
        boolean better = way.size() > best.size() || best.size() == 1;
        if (place.clock() == ClockState.ENDED && better) best = way;
        for (Pair pair : pairs.keySet()) {
          if (!pair.from().equals(at) || rank(pair.to()) <= rank(at)) continue;
          List<String> known = longest.get(pair.to());
          if (known != null && known.size() > way.size()) continue;
          List<String> on = new ArrayList<>(way);
          on.add(pair.to());
          longest.put(pair.to(), on);
        }
      }
      return best;
    }

    private int rank(String stage) {
      Integer rank = order.get(stage);
      return rank == null ? -1 : rank;
    }

    private void placeNodes(int left) {
      for (int i = 0; i < spine.size(); i++) place(spine.get(i), left, i * ROW);
      Set<Integer> used = new HashSet<>();
      for (Place side : life.places()) {
        String name = side.stage().name();
        if (spine.contains(name)) continue;
        int row =
            pairs.keySet().stream()
                .filter(pair -> pair.to().equals(name) && spine.contains(pair.from()))
                .mapToInt(pair -> spine.indexOf(pair.from()))
                .min()
                .orElse(0);
        while (!used.add(row)) row++;
        place(name, left + NODE_WIDTH + GAP, row * ROW + ROW / 2);
      }
    }

    private void place(String name, int x, int y) {
      State state = name.equals(here) ? State.HERE : been.contains(name) ? State.BEEN : State.NOT;
      nodes.put(name, new Node(life.stage(name), x, y + TOP, NODE_WIDTH, NODE_HEIGHT, state));
    }

    private boolean isSide(String stage) {
      return !spine.contains(stage);
    }

    private boolean isStraight(Pair pair) {
      int from = spine.indexOf(pair.from());
      return from >= 0 && spine.indexOf(pair.to()) == from + 1;
    }

    private boolean needsLane(Pair pair) {
      return !isSide(pair.from()) && !isSide(pair.to()) && !isStraight(pair);
    }

    /** Short ones nearest to the middle; those that do not meet share a lane. */
    private Map<Pair, Integer> lanes() {
      Map<Pair, Integer> lanes = new HashMap<>();
      pairs.keySet().stream()
          .filter(this::needsLane)
          .sorted(Comparator.comparing(pair -> bottom(pair) - top(pair)))
          .forEach(pair -> {
            int lane = 0;
            while (isTaken(lanes, lane, pair)) lane++;
            lanes.put(pair, lane);
          });
      return lanes;
    }

    private boolean isTaken(Map<Pair, Integer> lanes, int lane, Pair pair) {
      return lanes.entrySet().stream()
          .filter(other -> other.getValue() == lane)
          .map(Map.Entry::getKey)
          .anyMatch(other -> top(other) <= bottom(pair) && top(pair) <= bottom(other));
    }

    private int top(Pair pair) {
      return Math.min(spine.indexOf(pair.from()), spine.indexOf(pair.to()));
    }

    private int bottom(Pair pair) {
      return Math.max(spine.indexOf(pair.from()), spine.indexOf(pair.to()));
    }

    private Arrow arrow(int number, Pair pair, List<Text> moves, int left, int lane) {
      Node from = node(pair.from());
      Node to = node(pair.to());
      boolean pauses = life.place(pair.to()).clock() == ClockState.STOPS;
      String path;
      Spot mark;
      if (isStraight(pair)) {
        int bottom = from.y() + from.height();
        path = "M%d %d V%d".formatted(from.middle(), bottom, to.y() - 3);
        mark = free(t -> new Spot(from.middle(), (int) (bottom + t * (to.y() - bottom))));
      } else if (needsLane(pair)) {
        int x = left - LANE * (lane + 1) - LANE / 4;
        int start = from.centre() + 8;
        int end = to.centre() - 8;
        path = "M%d %d H%d V%d H%d".formatted(from.x(), start, x, end, to.x() - 3);
        mark = free(t -> new Spot(x, (int) (start + t * (end - start))));
      } else {
        boolean fromSide = isSide(pair.from());
        int x1 = fromSide ? from.x() : from.x() + from.width();
        int x2 = isSide(pair.to()) ? to.x() - 3 : to.x() + to.width() + 3;
        int y1 = from.centre() + (fromSide ? 8 : 4);
        int y2 = to.centre() + (fromSide ? -10 : 0);
        int mid = (x1 + x2) / 2;
        path = "M%d %d C%d %d %d %d %d %d".formatted(x1, y1, mid, y1, mid, y2, x2, y2);
        mark = free(t -> new Spot(bent(t, x1, mid, mid, x2), bent(t, y1, y1, y2, y2)));
      }
      marks.add(mark);
      return new Arrow(
          number,
          from.stage(),
          to.stage(),
          moves,
          path,
          mark.x(),
          mark.y(),
          pauses,
          taken.contains(pair));
    }

    private static int bent(double t, int a, int b, int c, int d) {
      double u = 1 - t;
      return (int) (u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d);
    }

    /** The place along a way, nearest its middle, where a number covers nothing. */
    private Spot free(DoubleFunction<Spot> way) {
      return IntStream.rangeClosed(0, 100)
          .mapToObj(i -> way.apply(.5 + (i % 2 == 0 ? i : -i) / 210.0))
          .filter(this::isFree)
          .findFirst()
          .orElseGet(() -> way.apply(.5));
    }

    private boolean isFree(Spot spot) {
      return marks.stream()
              .noneMatch(
                  other -> Math.hypot(spot.x() - other.x(), spot.y() - other.y()) < 2 * MARK + 1)
          && nodes.values().stream()
              .noneMatch(node ->
                  Math.abs(spot.x() - node.middle()) < node.width() / 2 + MARK
                      && Math.abs(spot.y() - node.centre()) < node.height() / 2 + MARK);
    }

    private Node node(String name) {
      Node node = nodes.get(name);
      if (node == null) throw new IllegalStateException("no node for " + name);
      return node;
    }
  }
}
