package cn.nongchao.loop;

import cn.nongchao.loop.LifeCycle.ClockState;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.LifeCycle.Place;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A life cycle laid out for drawing, narrow enough for a phone: the longest way from the start to
 * an end runs down the middle, other stages stand to its right, moves back or over several stages
 * run in lanes to its left. Made from the very object that is enforced, so it cannot be out of
 * date.
 *
 * @param width in the drawing's own units, about a pixel each
 */
public record GraphDrawing(int width, int height, List<Node> nodes, List<Arrow> arrows) {

  private static final int NODE_WIDTH = 98;
  private static final int NODE_HEIGHT = 36;
  private static final int ROW = 76;
  private static final int LANE = 18;
  private static final int TOP = 10;
  private static final int GAP = 50;

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
   * @param straight whether it runs down the middle, with room for its name
   */
  public record Arrow(
      int number,
      Stage from,
      Stage to,
      List<Text> moves,
      String path,
      int markX,
      int markY,
      boolean straight,
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

  private record Pair(String from, String to) {}

  private static final class Layout {

    private final LifeCycle life;
    private final @Nullable String here;
    private final Set<Pair> taken = new HashSet<>();
    private final Set<String> been = new HashSet<>();
    private final Map<Pair, List<Text>> pairs = new LinkedHashMap<>();
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
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
      int lanes = (int) pairs.keySet().stream().filter(this::needsLane).count();
      int left = LANE * lanes + 24;
      placeNodes(left);
      List<Arrow> arrows = new ArrayList<>();
      int lane = 0;
      for (var pair : pairs.entrySet()) {
        boolean inLane = needsLane(pair.getKey());
        arrows.add(arrow(arrows.size() + 1, pair.getKey(), pair.getValue(), left, lane));
        if (inLane) lane++;
      }
      int width = nodes.values().stream().mapToInt(n -> n.x() + n.width()).max().orElse(0) + 10;
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

    private Arrow arrow(int number, Pair pair, List<Text> moves, int left, int lane) {
      Node from = node(pair.from());
      Node to = node(pair.to());
      boolean pauses = life.place(pair.to()).clock() == ClockState.STOPS;
      String path;
      int markX;
      int markY;
      if (isStraight(pair)) {
        int bottom = from.y() + from.height();
        path = "M%d %d V%d".formatted(from.middle(), bottom, to.y() - 3);
        markX = from.middle();
        markY = (bottom + to.y()) / 2;
      } else if (needsLane(pair)) {
        int x = left - 20 - LANE * (lane + 1) + LANE / 2;
        int start = from.centre() + 8;
        int end = to.centre() - 8;
        path = "M%d %d H%d V%d H%d".formatted(from.x(), start, x, end, to.x() - 3);
        markX = x;
        markY = (start + end) / 2;
      } else {
        boolean fromSide = isSide(pair.from());
        int x1 = fromSide ? from.x() : from.x() + from.width();
        int x2 = isSide(pair.to()) ? to.x() - 3 : to.x() + to.width() + 3;
        int y1 = from.centre() + (fromSide ? 8 : 4);
        int y2 = to.centre() + (fromSide ? -10 : 0);
        int mid = (x1 + x2) / 2;
        path = "M%d %d C%d %d %d %d %d %d".formatted(x1, y1, mid, y1, mid, y2, x2, y2);
        // Nearer its beginning than the middle, where curves into one stage have not met yet.
        markX = x1 + (x2 - x1) * 3 / 10;
        markY = y1 + (y2 - y1) * 22 / 100;
      }
      return new Arrow(
          number,
          from.stage(),
          to.stage(),
          moves,
          path,
          markX,
          markY,
          isStraight(pair),
          pauses,
          taken.contains(pair));
    }

    private Node node(String name) {
      Node node = nodes.get(name);
      if (node == null) throw new IllegalStateException("no node for " + name);
      return node;
    }
  }
}
