package cn.nongchao.people.places;

import cn.nongchao.people.Polygon.Box;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import tools.jackson.databind.JsonNode;

/**
 * An outline as ground, in metres: how large, how much of it is another's, how far off. Metres
 * count from one meridian and the equator, shrunk to the east by a latitude that all that is
 * compared must share; within a district that is right to some parts in a thousand.
 */
final class Ground {

  private static final double METRES_PER_DEGREE = 111_320;

  private final Area area;

  private Ground(Area area) {
    this.area = area;
  }

  /**
   * @param geometry a GeoJSON Polygon or MultiPolygon, holes and all
   * @param lat the latitude shared with what it is compared with
   */
  static Ground of(JsonNode geometry, double lat) {
    // What lies within an even number of rings is a hole.
    Path2D.Double path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    JsonNode coordinates = geometry.path("coordinates");
    if (geometry.path("type").asString("").equals("Polygon")) add(path, coordinates, lat);
    else for (JsonNode part : coordinates) add(path, part, lat);
    return new Ground(new Area(path));
  }

  private static void add(Path2D path, JsonNode rings, double lat) {
    double east = METRES_PER_DEGREE * Math.cos(Math.toRadians(lat));
    for (JsonNode ring : rings) {
      boolean isFirst = true;
      for (JsonNode corner : ring) {
        double x = corner.get(0).asDouble() * east;
        double y = corner.get(1).asDouble() * METRES_PER_DEGREE;
        if (isFirst) path.moveTo(x, y);
        else path.lineTo(x, y);
        isFirst = false;
      }
      path.closePath();
    }
  }

  double squareMetres() {
    return squareMetres(area);
  }

  /** How much of it is the other's too. */
  double common(Ground other) {
    Area both = new Area(area);
    both.intersect(other.area);
    return squareMetres(both);
  }

  /** How much of it is not the other's. */
  double beyond(Ground other) {
    Area rest = new Area(area);
    rest.subtract(other.area);
    return squareMetres(rest);
  }

  /** By the trapezoids under its sides; holes run the other way round and take off. */
  private static double squareMetres(Area area) {
    double sum = 0;
    double[] at = new double[6];
    double beginX = 0;
    double beginY = 0;
    double x = 0;
    double y = 0;
    PathIterator sides = area.getPathIterator(new AffineTransform());
    for (; !sides.isDone(); sides.next()) {
      int what = sides.currentSegment(at);
      if (what == PathIterator.SEG_MOVETO) {
        x = beginX = at[0];
        y = beginY = at[1];
        continue;
      }
      double toX = what == PathIterator.SEG_CLOSE ? beginX : at[0];
      double toY = what == PathIterator.SEG_CLOSE ? beginY : at[1];
      sum += (toX - x) * ((toY - beginY) + (y - beginY)) / 2;
      x = toX;
      y = toY;
    }
    return Math.abs(sum);
  }

  /** Metres between two boxes; 0 where they meet. */
  static double apart(Box one, Box other) {
    double lat = (one.south() + other.south()) / 2;
    double east = METRES_PER_DEGREE * Math.cos(Math.toRadians(lat));
    double x = Math.max(0, Math.max(one.west() - other.east(), other.west() - one.east()));
    double y = Math.max(0, Math.max(one.south() - other.north(), other.south() - one.north()));
    return Math.hypot(x * east, y * METRES_PER_DEGREE);
  }
}
