package cn.nongchao.people;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The outline of a place in WGS 84 degrees: a Polygon or MultiPolygon of GeoJSON (RFC 7946), of
 * closed rings that do not cross themselves.
 *
 * @param ring corners of the largest part in order, first and last not repeated
 * @param holes rings within it that are not of the place
 * @param more the other parts
 */
public record Polygon(List<Corner> ring, List<List<Corner>> holes, List<Polygon> more) {

  private static final int MOST_PARTS = 50;

  static final int MOST_CORNERS = 500;

  /** Degrees, WGS 84. */
  public record Corner(double lon, double lat) {}

  public Polygon {
    ring = List.copyOf(ring);
    holes = holes.stream().map(List::copyOf).toList();
    more = List.copyOf(more);
    if (ring.size() < 3) throw new IllegalArgumentException("an outline has three corners");
  }

  public Polygon(List<Corner> ring) {
    this(ring, List.of(), List.of());
  }

  /** The box around, in degrees. */
  public record Box(double west, double south, double east, double north) {}

  /** Reads a GeoJSON Polygon or MultiPolygon; refusals name the field {@code geometry}. */
  public static Outcome<Polygon> read(@Nullable JsonNode geometry) {
    if (geometry == null || !geometry.isObject()) {
      return refused("缺少轮廓（geometry）", "the outline (geometry) is missing");
    }
    String type = geometry.path("type").asString("");
    JsonNode coordinates = geometry.path("coordinates");
    return switch (type) {
      case "Polygon" -> part(coordinates).then(Polygon::measured);
      case "MultiPolygon" -> parts(coordinates).then(Polygon::measured);
      default ->
          refused(
              "轮廓类型应为 Polygon 或 MultiPolygon，而不是 “" + type + "”",
              "the outline must be a Polygon or MultiPolygon, not “" + type + "”");
    };
  }

  private static Outcome<Polygon> parts(JsonNode all) {
    if (!all.isArray() || all.isEmpty() || all.size() > MOST_PARTS) {
      return refused("轮廓应有 1–50 个部分", "the outline must have 1 to 50 parts");
    }
    List<Polygon> parts = new ArrayList<>();
    for (JsonNode one : all) {
      switch (part(one)) {
        case Outcome.Done<Polygon>(Polygon part) -> parts.add(part);
        case Outcome.Refused<Polygon> refused -> {
          return refused;
        }
      }
    }
    parts.sort(Comparator.comparing((Polygon part) -> -Math.abs(part.area())));
    Polygon largest = parts.getFirst();
    return Outcome.done(
        new Polygon(largest.ring(), largest.holes(), parts.subList(1, parts.size())));
  }

  private static Outcome<Polygon> part(JsonNode rings) {
    if (!rings.isArray() || rings.isEmpty()) {
      return refused("轮廓没有环", "the outline has no ring");
    }
    Outcome<Polygon> outer = ring(rings.get(0));
    if (!outer.isDone()) return outer;
    Polygon around = outer.orThrow();
    List<List<Corner>> holes = new ArrayList<>();
    for (int i = 1; i < rings.size(); i++) {
      Outcome<Polygon> hole = ring(rings.get(i));
      if (!hole.isDone()) return hole;
      List<Corner> ring = hole.orThrow().ring();
      if (!ring.stream().allMatch(corner -> around.reaches(corner))) {
        return refused("孔洞应在外环之内", "a hole must lie within the ring around it");
      }
      holes.add(ring);
    }
    return Outcome.done(new Polygon(around.ring(), holes, List.of()));
  }

  /** Whether a corner of a hole lies inside or on the ring, which a hole may touch. */
  private boolean reaches(Corner corner) {
    if (inside(ring, corner.lat(), corner.lon())) return true;
    for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      Corner a = ring.get(i);
      Corner b = ring.get(j);
      if (turn(a, b, corner) == 0 && between(a, b, corner)) return true;
    }
    return false;
  }

  private static Outcome<Polygon> measured(Polygon outline) {
    int corners = outline.rings().stream().mapToInt(List::size).sum();
    return corners <= MOST_CORNERS ? Outcome.done(outline) : tooMany(corners);
  }

  private static Outcome<Polygon> tooMany(int corners) {
    return refused(
        "角太多（" + corners + "），最多 " + MOST_CORNERS,
        "too many corners (" + corners + "), at most " + MOST_CORNERS);
  }

  /** Every ring of every part. */
  private List<List<Corner>> rings() {
    List<List<Corner>> rings = new ArrayList<>(List.of(ring));
    rings.addAll(holes);
    more.forEach(part -> rings.addAll(part.rings()));
    return rings;
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
    if (corners.size() > MOST_CORNERS) return tooMany(corners.size());
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
    return isOn(lat, lon) || more.stream().anyMatch(part -> part.isOn(lat, lon));
  }

  /** Whether it is inside of this part and in no hole of it. */
  private boolean isOn(double lat, double lon) {
    return inside(ring, lat, lon) && holes.stream().noneMatch(hole -> inside(hole, lat, lon));
  }

  private static boolean inside(List<Corner> ring, double lat, double lon) {
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
    List<Corner> all = rings().stream().flatMap(List::stream).toList();
    return new Box(
        all.stream().mapToDouble(Corner::lon).min().orElseThrow(),
        all.stream().mapToDouble(Corner::lat).min().orElseThrow(),
        all.stream().mapToDouble(Corner::lon).max().orElseThrow(),
        all.stream().mapToDouble(Corner::lat).max().orElseThrow());
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
    return isOn(centre.lat(), centre.lon()) ? centre : widest(centre.lat());
  }

  private Corner widest(double lat) {
    List<Double> cuts = new ArrayList<>();
    cut(ring, lat, cuts);
    holes.forEach(hole -> cut(hole, lat, cuts));
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

  private static void cut(List<Corner> ring, double lat, List<Double> cuts) {
    for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      Corner a = ring.get(i);
      Corner b = ring.get(j);
      if (a.lat() > lat != b.lat() > lat) {
        cuts.add((b.lon() - a.lon()) * (lat - a.lat()) / (b.lat() - a.lat()) + a.lon());
      }
    }
  }

  /** A GeoJSON geometry, counter-clockwise and closed as RFC 7946 asks. */
  public String json() {
    StringBuilder json = new StringBuilder("{\"type\":\"");
    json.append(more.isEmpty() ? "Polygon" : "MultiPolygon").append("\",\"coordinates\":");
    if (!more.isEmpty()) json.append('[');
    write(json);
    more.forEach(part -> part.write(json.append(',')));
    if (!more.isEmpty()) json.append(']');
    return json.append('}').toString();
  }

  private void write(StringBuilder json) {
    json.append('[');
    write(json, area() >= 0 ? ring : ring.reversed());
    for (List<Corner> hole : holes) {
      write(json.append(','), new Polygon(hole).area() < 0 ? hole : hole.reversed());
    }
    json.append(']');
  }

  private static void write(StringBuilder json, List<Corner> corners) {
    json.append('[');
    for (int i = 0; i <= corners.size(); i++) {
      Corner c = corners.get(i % corners.size());
      if (i > 0) json.append(',');
      json.append('[').append(c.lon()).append(',').append(c.lat()).append(']');
    }
    json.append(']');
  }

  /** Reads back what {@link #json()} wrote. */
  static Polygon stored(String json, JsonMapper mapper) {
    return read(mapper.readTree(json)).orThrow();
  }
}
