package cn.nongchao.people.demo;

import cn.nongchao.people.Polygon;
import cn.nongchao.people.Polygon.Corner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Draws a schematic map: an outline cut into areas, each of a few cells. The cells are those
 * nearest to a point each (a Voronoi diagram, evened out by Lloyd's relaxation); borders between
 * the same two corners are bent the same way for both neighbours, so cells fit without gap or
 * overlap. The same seed always gives the same map. Works in kilometres around a centre.
 */
final class Sketch {

  /** Kilometres east and north of the centre. */
  record Point(double x, double y) {
    double squareTo(Point other) {
      return (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y);
    }
  }

  private static final double SAME = 1e-6;
  private static final double KM_PER_DEGREE = 111.2;

  private final List<Point> outline;
  private final int[] sizes;
  private final Random random;
  private final double lat;
  private final double lon;
  private final List<Point> corners = new ArrayList<>();

  /** Which area each cell belongs to. */
  private final List<Integer> owner = new ArrayList<>();

  private List<List<Point>> cells = List.of();

  /**
   * @param sizes how many cells each area has
   */
  Sketch(List<Point> outline, int[] sizes, long seed, double lat, double lon) {
    this.outline = outline;
    this.sizes = sizes.clone();
    this.random = new Random(seed);
    this.lat = lat;
    this.lon = lon;
    draw();
  }

  private void draw() {
    List<Point> centres = relaxed(scattered(sizes.length), 40);
    centres.sort((a, b) -> Double.compare(b.y() - b.x() / 3, a.y() - a.x() / 3));
    List<Point> seeds = new ArrayList<>();
    for (int area = 0; area < sizes.length; area++) {
      double turn = random.nextDouble() * Math.PI;
      for (int i = 0; i < sizes[area]; i++) {
        double angle = turn + 2 * Math.PI * i / sizes[area];
        Point c = centres.get(area);
        seeds.add(new Point(c.x() + 0.42 * Math.cos(angle), c.y() + 0.42 * Math.sin(angle)));
        owner.add(area);
      }
    }
    cells =
        seeds.stream()
            .map(seed -> cell(seed, seeds).stream().map(this::snapped).distinct().toList())
            .toList();
  }

  private List<Point> scattered(int count) {
    List<Point> points = new ArrayList<>();
    while (points.size() < count) {
      Point point = new Point(random.nextDouble(-6, 6), random.nextDouble(-6, 6));
      if (inside(outline, point)) points.add(point);
    }
    return points;
  }

  private List<Point> relaxed(List<Point> points, int rounds) {
    List<Point> now = points;
    for (int round = 0; round < rounds; round++) {
      List<Point> before = now;
      now = new ArrayList<>(before.stream().map(p -> middle(cell(p, before))).toList());
    }
    return now;
  }

  /** What of the outline is nearer to the seed than to any other. */
  private List<Point> cell(Point seed, List<Point> seeds) {
    List<Point> cell = outline;
    for (Point other : seeds) {
      if (!other.equals(seed)) cell = nearer(cell, seed, other);
    }
    return cell;
  }

  /** Cuts a ring along the line half-way between two points (Sutherland–Hodgman). */
  private static List<Point> nearer(List<Point> ring, Point seed, Point other) {
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < ring.size(); i++) {
      Point a = ring.get(i);
      Point b = ring.get((i + 1) % ring.size());
      double da = a.squareTo(other) - a.squareTo(seed);
      double db = b.squareTo(other) - b.squareTo(seed);
      if (da >= 0) kept.add(a);
      if (da * db < 0) {
        double t = da / (da - db);
        kept.add(new Point(a.x() + t * (b.x() - a.x()), a.y() + t * (b.y() - a.y())));
      }
    }
    return kept;
  }

  private static Point middle(List<Point> ring) {
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < ring.size(); i++) {
      Point a = ring.get(i);
      Point b = ring.get((i + 1) % ring.size());
      double cross = a.x() * b.y() - b.x() * a.y();
      sum += cross;
      x += (a.x() + b.x()) * cross;
      y += (a.y() + b.y()) * cross;
    }
    return new Point(x / (3 * sum), y / (3 * sum));
  }

  private static boolean inside(List<Point> ring, Point p) {
    boolean in = false;
    for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      Point a = ring.get(i);
      Point b = ring.get(j);
      if (a.y() > p.y() != b.y() > p.y()
          && p.x() < (b.x() - a.x()) * (p.y() - a.y()) / (b.y() - a.y()) + a.x()) in = !in;
    }
    return in;
  }

  /** Corners reckoned from two sides differ in the last digits: the first found stands for both. */
  private Point snapped(Point point) {
    for (Point corner : corners) if (corner.squareTo(point) < SAME * SAME * 100) return corner;
    corners.add(point);
    return point;
  }

  int cells() {
    return cells.size();
  }

  /** The area a cell belongs to, from 0. */
  int areaOf(int cell) {
    return owner.get(cell);
  }

  Polygon cell(int index) {
    return polygon(cells.get(index));
  }

  Polygon area(int index) {
    List<List<Point>> own = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) if (owner.get(i) == index) own.add(cells.get(i));
    return polygon(union(own));
  }

  Polygon whole() {
    return polygon(union(cells));
  }

  /** The border of several cells together: sides that no two of them share, put end to end. */
  private static List<Point> union(List<List<Point>> cells) {
    record Side(Point from, Point to) {}
    Map<Side, Boolean> sides = new LinkedHashMap<>();
    for (List<Point> cell : cells) {
      for (int i = 0; i < cell.size(); i++) {
        Side side = new Side(cell.get(i), cell.get((i + 1) % cell.size()));
        if (sides.remove(new Side(side.to(), side.from())) == null) sides.put(side, true);
      }
    }
    Map<Point, Point> next = new HashMap<>();
    sides.keySet().forEach(side -> next.put(side.from(), side.to()));
    Point start = sides.keySet().iterator().next().from();
    List<Point> ring = new ArrayList<>();
    Point at = start;
    do {
      ring.add(at);
      at = next.get(at);
      if (at == null) throw new IllegalStateException("the border does not close");
    } while (!at.equals(start));
    if (ring.size() != sides.size()) throw new IllegalStateException("the cells do not touch");
    return ring;
  }

  private Polygon polygon(List<Point> ring) {
    List<Corner> bent = new ArrayList<>();
    for (int i = 0; i < ring.size(); i++) {
      bend(ring.get(i), ring.get((i + 1) % ring.size()), 2, bent);
    }
    return Polygon.of(bent).orThrow();
  }

  /** Adds the side's points without its end, moved a little aside the same way from both ends. */
  private void bend(Point a, Point b, int depth, List<Corner> out) {
    double length = Math.sqrt(a.squareTo(b));
    if (depth == 0 || length < 0.12) {
      out.add(corner(a));
      return;
    }
    boolean forward = a.x() < b.x() || (a.x() == b.x() && a.y() < b.y());
    Point from = forward ? a : b;
    Point to = forward ? b : a;
    long key =
        Math.round(from.x() * 1e4) * 31
            + Math.round(from.y() * 1e4) * 17
            + Math.round(to.x() * 1e4) * 13
            + Math.round(to.y() * 1e4);
    double aside = (new Random(key).nextDouble() - 0.5) * 0.12;
    Point middle =
        new Point(
            (from.x() + to.x()) / 2 - (to.y() - from.y()) * aside,
            (from.y() + to.y()) / 2 + (to.x() - from.x()) * aside);
    bend(a, middle, depth - 1, out);
    bend(middle, b, depth - 1, out);
  }

  private Corner corner(Point point) {
    double east = KM_PER_DEGREE * Math.cos(Math.toRadians(lat));
    return new Corner(round(lon + point.x() / east), round(lat + point.y() / KM_PER_DEGREE));
  }

  /** Six digits are a tenth of a metre. */
  private static double round(double degrees) {
    return Math.round(degrees * 1e6) / 1e6;
  }
}
