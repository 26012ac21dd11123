package cn.nongchao.people;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The outline of a place: one closed ring that does not cross itself, in WGS 84 degrees. The only
 * geometry of GeoJSON (RFC 7946 §3.1.6) a grid needs; holes and several parts are refused.
 *
 * @param ring corners in order, first and last not repeated, as stored by {@link #json()} closed
 */
public record Polygon(List<Corner> ring) {

  static final int MOST_CORNERS = 500;

  /** Degrees, WGS 84. */
  public record Corner(double lon, double lat) {}

  public Polygon {
    ring = List.copyOf(ring);
    if (ring.size() < 3) throw new IllegalArgumentException("an outline has three corners");
  }

  /** The box around, in degrees. */
  public record Box(double west, double south, double east, double north) {}

  /** Reads a GeoJSON Polygon geometry; refusals name the field {@code geometry}. */
  public static Outcome<Polygon> read(@Nullable JsonNode geometry) {
    if (geometry == null || !geometry.isObject()) {
      return refused("缺少轮廓（geometry）", "the outline (geometry) is missing");
    }
    String type = geometry.path("type").asString("");
    JsonNode rings = geometry.path("coordinates");
    if (type.equals("MultiPolygon") && rings.size() == 1) {
      // Drawing programs write every outline as one of several parts.
      rings = rings.get(0);
    } else if (!type.equals("Polygon")) {
      return refused(
          "轮廓类型应为 Polygon，而不是 “" + type + "”", "the outline must be a Polygon, not “" + type + "”");
    }
    if (!rings.isArray() || rings.size() != 1) {
      return refused("轮廓应只有一个环（不支持孔洞）", "the outline must be one ring (no holes)");
    }
    return ring(rings.get(0));
  }

  private static Outcome<Polygon> ring(JsonNode points) {
    List<Corner> corners = new ArrayList<>();
    for (JsonNode point : points) {
      if (!point.isArray()
          || point.size() < 2
          || !point.get(0).isNumber()
          || !point.get(1).isNumber()) {
        return refused("坐标应为 [经度, 纬度]", "coordinates must be [longitude, latitude]");
      }
      double lon = point.get(0).asDouble();
      double lat = point.get(1).asDouble();
      if (!(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90)) {
        return refused(
            "坐标 [" + lon + ", " + lat + "] 超出范围（先经度后纬度，单位为度）",
            "coordinates ["
                + lon
                + ", "
                + lat
                + "] are out of range (longitude first, in degrees)");
      }
      corners.add(new Corner(lon, lat));
    }
    if (corners.size() < 4 || !corners.getFirst().equals(corners.getLast())) {
      return refused("环应首尾相接，且至少有 3 个角", "the ring must be closed and have at least 3 corners");
    }
    corners.removeLast();
    return of(corners);
  }

  /** From corners not closed. */
  public static Outcome<Polygon> of(List<Corner> corners) {
    if (corners.size() < 3) return refused("至少需要 3 个角", "at least 3 corners are needed");
    if (corners.size() > MOST_CORNERS) {
      return refused(
          "角太多（" + corners.size() + "），最多 " + MOST_CORNERS,
          "too many corners (" + corners.size() + "), at most " + MOST_CORNERS);
    }
    Polygon polygon = new Polygon(corners);
    if (polygon.crossesItself()) {
      return refused("轮廓自相交，请调整顶点", "the outline crosses itself: move a corner");
    }
    return Outcome.done(polygon);
  }

  private static <T> Outcome<T> refused(String zh, String en) {
    return Outcome.refused(Refusal.field("geometry", zh, en));
  }

  /** Whether the point is inside, by counting crossings of a ray to the east. */
  public boolean contains(double lat, double lon) {
    boolean inside = false;
    for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      Corner a = ring.get(i);
      Corner b = ring.get(j);
      if (a.lat() > lat != b.lat() > lat
          && lon < (b.lon() - a.lon()) * (lat - a.lat()) / (b.lat() - a.lat()) + a.lon()) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** Two sides that do not follow each other touch, or a side has no length. */
  boolean crossesItself() {
    int n = ring.size();
    for (int i = 0; i < n; i++) {
      Corner a = ring.get(i);
      Corner b = ring.get((i + 1) % n);
      if (a.equals(b)) return true;
      for (int j = i + 1; j < n; j++) {
        boolean follows = j == i + 1 || (i == 0 && j == n - 1);
        if (follows ? foldsBack(i, j) : touch(a, b, ring.get(j), ring.get((j + 1) % n)))
          return true;
      }
    }
    return Math.abs(area()) < 1e-14;
  }

  /** Two sides with a corner in common run over each other. */
  private boolean foldsBack(int i, int j) {
    int n = ring.size();
    int middle = j == i + 1 ? j : i;
    Corner before = ring.get((middle + n - 1) % n);
    Corner corner = ring.get(middle);
    Corner after = ring.get((middle + 1) % n);
    double dot =
        (before.lon() - corner.lon()) * (after.lon() - corner.lon())
            + (before.lat() - corner.lat()) * (after.lat() - corner.lat());
    return turn(before, corner, after) == 0 && dot > 0;
  }

  private static boolean touch(Corner a, Corner b, Corner c, Corner d) {
    double d1 = turn(c, d, a);
    double d2 = turn(c, d, b);
    double d3 = turn(a, b, c);
    double d4 = turn(a, b, d);
    if (d1 * d2 < 0 && d3 * d4 < 0) return true;
    return d1 == 0 && between(c, d, a)
        || d2 == 0 && between(c, d, b)
        || d3 == 0 && between(a, b, c)
        || d4 == 0 && between(a, b, d);
  }

  private static double turn(Corner a, Corner b, Corner c) {
    return (b.lon() - a.lon()) * (c.lat() - a.lat()) - (b.lat() - a.lat()) * (c.lon() - a.lon());
  }

  private static boolean between(Corner a, Corner b, Corner c) {
    return Math.min(a.lon(), b.lon()) <= c.lon()
        && c.lon() <= Math.max(a.lon(), b.lon())
        && Math.min(a.lat(), b.lat()) <= c.lat()
        && c.lat() <= Math.max(a.lat(), b.lat());
  }

  /** Signed, in square degrees; positive where corners run counter-clockwise. */
  double area() {
    double sum = 0;
    for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      sum += ring.get(j).lon() * ring.get(i).lat() - ring.get(i).lon() * ring.get(j).lat();
    }
    return sum / 2;
  }

  public Box box() {
    return new Box(
        ring.stream().mapToDouble(Corner::lon).min().orElseThrow(),
        ring.stream().mapToDouble(Corner::lat).min().orElseThrow(),
        ring.stream().mapToDouble(Corner::lon).max().orElseThrow(),
        ring.stream().mapToDouble(Corner::lat).max().orElseThrow());
  }

  /** A point inside: the centre of gravity, or for a bent shape the middle of its widest cut. */
  public Corner middle() {
    double west = ring.getFirst().lon();
    double south = ring.getFirst().lat();
    double sum = 0;
    double x = 0;
    double y = 0;
    // Relative to the first corner: areas of a few hundred metres vanish beside 120 degrees.
    for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      double ax = ring.get(j).lon() - west;
      double ay = ring.get(j).lat() - south;
      double bx = ring.get(i).lon() - west;
      double by = ring.get(i).lat() - south;
      double cross = ax * by - bx * ay;
      sum += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
    Corner centre = new Corner(west + x / (3 * sum), south + y / (3 * sum));
    return contains(centre.lat(), centre.lon()) ? centre : widest(centre.lat());
  }

  private Corner widest(double lat) {
    List<Double> cuts = new ArrayList<>();
    for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      Corner a = ring.get(i);
      Corner b = ring.get(j);
      if (a.lat() > lat != b.lat() > lat) {
        cuts.add((b.lon() - a.lon()) * (lat - a.lat()) / (b.lat() - a.lat()) + a.lon());
      }
    }
    cuts.sort(Double::compare);
    Corner best = ring.getFirst();
    double width = -1;
    for (int i = 0; i + 1 < cuts.size(); i += 2) {
      if (cuts.get(i + 1) - cuts.get(i) > width) {
        width = cuts.get(i + 1) - cuts.get(i);
        best = new Corner((cuts.get(i) + cuts.get(i + 1)) / 2, lat);
      }
    }
    return best;
  }

  /** A GeoJSON geometry, counter-clockwise and closed as RFC 7946 asks. */
  public String json() {
    List<Corner> corners = area() >= 0 ? ring : ring.reversed();
    StringBuilder json = new StringBuilder("{\"type\":\"Polygon\",\"coordinates\":[[");
    for (int i = 0; i <= corners.size(); i++) {
      Corner c = corners.get(i % corners.size());
      if (i > 0) json.append(',');
      json.append('[').append(c.lon()).append(',').append(c.lat()).append(']');
    }
    return json.append("]]}").toString();
  }

  /** Reads back what {@link #json()} wrote. */
  static Polygon stored(String json, JsonMapper mapper) {
    return read(mapper.readTree(json)).orThrow();
  }
}
