package cn.nongchao.people.places;

import static java.lang.Math.PI;
import static java.lang.Math.abs;
import static java.lang.Math.atan2;
import static java.lang.Math.cos;
import static java.lang.Math.hypot;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;
import static java.lang.Math.toRadians;

import cn.nongchao.form.Also;
import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;
import cn.nongchao.people.Polygon.Corner;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * In which coordinates a file of outlines is. Here everything is WGS 84, from which China's own
 * CGCS2000 differs by centimetres; what is drawn on maps of 高德 or 腾讯 is shifted by some hundred
 * metres (GCJ-02), on 百度's once more (BD-09).
 *
 * <p>The shifts are not published by those who make them. The formulas are those found and
 * published by others, as in the README and source of wandergis/coordtransform and
 * googollee/eviltransform; nobody promises them, and they agree with the maps to about a metre.
 * They hold for the mainland.
 */
public enum Datum implements Titled {
  @Words(zh = "WGS 84 或 CGCS2000（GPS、天地图、测绘成果）", en = "WGS 84 or CGCS2000 (GPS, Tianditu, surveys)")
  @Also({
    "WGS-84",
    "WGS 84",
    "CGCS2000",
    "CGCS 2000",
    "国家2000",
    "2000国家大地坐标系",
    "EPSG:4326",
    "EPSG:4490"
  })
  WGS84(point -> point),
  @Words(zh = "GCJ-02（高德、腾讯地图）", en = "GCJ-02 (AMap, Tencent maps)")
  @Also({"GCJ-02", "火星坐标", "火星坐标系", "高德", "腾讯"})
  GCJ02(Datum::outOfGcj),
  @Words(zh = "BD-09（百度地图）", en = "BD-09 (Baidu maps)")
  @Also({"BD-09", "百度", "百度坐标"})
  BD09(point -> outOfGcj(outOfBaidu(point)));

  /** Krassowsky's ellipsoid of 1940: half its longer axis in metres, its eccentricity squared. */
  private static final double AXIS = 6_378_245;

  private static final double ECCENTRICITY_SQUARED = 0.00669342162296594323;

  /** Degrees; some tenths of a millimetre. */
  private static final double CLOSE = 1e-9;

  private final UnaryOperator<Corner> toWgs84;

  Datum(UnaryOperator<Corner> toWgs84) {
    this.toWgs84 = toWgs84;
  }

  /** The same point in the coordinates used here. */
  public Corner toWgs84(Corner point) {
    return toWgs84.apply(point);
  }

  /** A GeoJSON geometry of any kind, every corner of it in the coordinates used here. */
  public JsonNode toWgs84(JsonNode geometry) {
    if (this == WGS84 || !geometry.isObject()) return geometry;
    ObjectNode moved = ((ObjectNode) geometry).deepCopy();
    moved.set("coordinates", moved(geometry.path("coordinates")));
    return moved;
  }

  /** What is no pair of numbers within the world stays, to be refused where it is read. */
  private JsonNode moved(JsonNode part) {
    if (!part.isArray()) return part;
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    if (part.size() >= 2 && part.get(0).isNumber() && part.get(1).isNumber()) {
      double lon = part.get(0).asDouble();
      double lat = part.get(1).asDouble();
      if (abs(lon) > 180 || abs(lat) > 90) return part;
      Corner there = toWgs84(new Corner(lon, lat));
      return all.add(there.lon()).add(there.lat());
    }
    for (JsonNode one : part) all.add(moved(one));
    return all;
  }

  /** How the maps of GCJ-02 shift a point. */
  static Corner intoGcj(Corner point) {
    double x = point.lon() - 105;
    double y = point.lat() - 35;
    double sinLat = sin(toRadians(point.lat()));
    double flat = 1 - ECCENTRICITY_SQUARED * sinLat * sinLat;
    double perDegreeNorth = AXIS * (1 - ECCENTRICITY_SQUARED) / (flat * sqrt(flat)) * PI / 180;
    double perDegreeEast = AXIS / sqrt(flat) * cos(toRadians(point.lat())) * PI / 180;
    return new Corner(
        point.lon() + metresEast(x, y) / perDegreeEast,
        point.lat() + metresNorth(x, y) / perDegreeNorth);
  }

  private static double metresNorth(double x, double y) {
    return -100
        + 2 * x
        + 3 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * sqrt(abs(x))
        + waves(x, 20, 6, 20, 2)
        + waves(y, 20, 1, 40, 1.0 / 3)
        + waves(y, 160, 1.0 / 12, 320, 1.0 / 30);
  }

  private static double metresEast(double x, double y) {
    return 300
        + x
        + 2 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * sqrt(abs(x))
        + waves(x, 20, 6, 20, 2)
        + waves(x, 20, 1, 40, 1.0 / 3)
        + waves(x, 150, 1.0 / 12, 300, 1.0 / 30);
  }

  private static double waves(double at, double high, double often, double high2, double often2) {
    return (high * sin(often * at * PI) + high2 * sin(often2 * at * PI)) * 2 / 3;
  }

  /** There is no formula back; a guess is mended until it is shifted to where the point is. */
  private static Corner outOfGcj(Corner shifted) {
    Corner guess = shifted;
    for (int i = 0; i < 30; i++) {
      Corner there = intoGcj(guess);
      double lon = there.lon() - shifted.lon();
      double lat = there.lat() - shifted.lat();
      guess = new Corner(guess.lon() - lon, guess.lat() - lat);
      if (abs(lon) < CLOSE && abs(lat) < CLOSE) break;
    }
    return guess;
  }

  /** What BD-09 adds to GCJ-02: a turn and a shift. */
  static Corner outOfBaidu(Corner shifted) {
    double x = shifted.lon() - 0.0065;
    double y = shifted.lat() - 0.006;
    double turned = PI * 3000 / 180;
    double far = hypot(x, y) - 0.00002 * sin(y * turned);
    double angle = atan2(y, x) - 0.000003 * cos(x * turned);
    return new Corner(far * cos(angle), far * sin(angle));
  }
}
