package cn.nongchao.people.places;

import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Polygon.Box;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether drawings fit what is around them: within the place above, over no neighbour, not
 * kilometres from all others of their street. What does not is said, and may be meant.
 */
@Component
class Surroundings {

  static final String ODD = "does-not-fit";

  /** Lines drawn by hand never meet exactly: so much of the smaller area may be wrong. */
  static final double TOLERATED = 0.01;

  /** The same against a street of others, whose own lines may be as far off. */
  static final double TAKEN = 0.05;

  /** Metres to the nearest other outline of the street. */
  static final double FAR = 3_000;

  /** Metres to where the street's map begins, as long as nothing else of it is drawn. */
  static final double FAR_FROM_START = 30_000;

  /** An outline there is or would be. */
  private record Shape(DivisionCode code, JsonNode geometry, Box box) {
    Level level() {
      return Objects.requireNonNull(Level.of(code));
    }

    boolean isInStreet(DivisionCode street) {
      return street.contains(code);
    }
  }

  private record Stored(
      String code, String geometry, double west, double south, double east, double north) {}

  private final JdbcClient jdbc;
  private final Divisions divisions;
  private final MapStarts starts;
  private final JsonMapper json;

  Surroundings(JdbcClient jdbc, Divisions divisions, MapStarts starts, JsonMapper json) {
    this.jdbc = jdbc;
    this.divisions = divisions;
    this.starts = starts;
    this.json = json;
  }

  /** What is odd about drawings, taken together; empty where they fit. */
  List<Refusal> odd(Collection<Drawing> drawings) {
    Map<DivisionCode, Shape> drawn = new TreeMap<>(Comparator.comparing(DivisionCode::value));
    for (Drawing one : drawings) {
      JsonNode geometry = json.readTree(one.outline().json());
      drawn.put(one.code(), new Shape(one.code(), geometry, one.outline().box()));
    }
    List<Refusal> odd = new ArrayList<>();
    Set<Set<DivisionCode>> pairs = new HashSet<>();
    for (Shape shape : drawn.values()) {
      Shape above = above(shape.code(), drawn);
      if (above != null) beyond(shape, above, odd);
      for (Shape below : below(shape, drawn)) beyond(below, shape, odd);
      overNeighbours(shape, drawn, pairs, odd);
      farOff(shape, drawn, odd);
    }
    return odd;
  }

  /**
   * Ground taken from places that the caller does not answer for: whoever reports there would come
   * to the wrong office, so this is never meant.
   */
  List<Refusal> taken(Collection<Drawing> drawings, Scope scope) {
    List<Refusal> taken = new ArrayList<>();
    for (Drawing one : drawings) {
      Box box = one.outline().box();
      List<Shape> others =
          stored(
              "length(code) > 9 and west < ? and east > ? and south < ? and north > ?",
              box.east(),
              box.west(),
              box.north(),
              box.south());
      others.removeIf(other -> scope.covers(other.code()));
      if (one.code().value().length() <= Level.STREET.digits() || others.isEmpty()) continue;
      Ground ground = Ground.of(json.readTree(one.outline().json()), box.south());
      for (Shape other : others) {
        Ground theirs = Ground.of(other.geometry(), box.south());
        double common = ground.common(theirs);
        if (common <= TAKEN * Math.min(ground.squareMetres(), theirs.squareMetres())) continue;
        String of = divisions.path(other.code());
        taken.add(
            new Refusal(
                "not-allowed",
                "geometry",
                Text.of(
                    "与不归您管理的 " + of + " 重叠 " + size(common) + "，须由两地共同的上级划定",
                    "lies over "
                        + of
                        + ", which is not yours, by "
                        + size(common)
                        + ": whoever administers both draws it")));
      }
    }
    return taken;
  }

  private void beyond(Shape shape, Shape above, List<Refusal> odd) {
    Ground ground = Ground.of(shape.geometry(), shape.box().south());
    double beyond = ground.beyond(Ground.of(above.geometry(), shape.box().south()));
    if (beyond <= TOLERATED * ground.squareMetres()) return;
    String zh = "%s 有 %s 在上级 %s 的边界之外";
    String en = "%s lies outside of %3$s, the place above, by %2$s";
    say(odd, zh, en, divisions.path(shape.code()), size(beyond), divisions.name(above.code()));
  }

  /** Grids that stay as they are in a village that is drawn. */
  private List<Shape> below(Shape shape, Map<DivisionCode, Shape> drawn) {
    List<Shape> grids = stored("parent = ? and level = 'grid'", shape.code().value());
    grids.removeIf(grid -> drawn.containsKey(grid.code()));
    return grids;
  }

  /** The nearest place above that is drawn. */
  private @Nullable Shape above(DivisionCode code, Map<DivisionCode, Shape> drawn) {
    for (DivisionCode up = code.parent(); !up.equals(DivisionCode.ALL); up = up.parent()) {
      Shape known = drawn.get(up);
      if (known != null) return known;
      Optional<Shape> stored = stored("code = ?", up.value()).stream().findFirst();
      if (stored.isPresent()) return stored.get();
    }
    return null;
  }

  private void overNeighbours(
      Shape shape,
      Map<DivisionCode, Shape> drawn,
      Set<Set<DivisionCode>> pairs,
      List<Refusal> odd) {
    Box box = shape.box();
    List<Shape> others =
        stored(
            "level = ? and west < ? and east > ? and south < ? and north > ?",
            shape.level().word(),
            box.east(),
            box.west(),
            box.north(),
            box.south());
    others.removeIf(other -> drawn.containsKey(other.code()));
    drawn.values().stream().filter(one -> one.level() == shape.level()).forEach(others::add);
    Ground ground = Ground.of(shape.geometry(), box.south());
    for (Shape other : others) {
      if (other.code().equals(shape.code())) continue;
      Ground theirs = Ground.of(other.geometry(), box.south());
      double common = ground.common(theirs);
      double smaller = Math.min(ground.squareMetres(), theirs.squareMetres());
      if (common <= TOLERATED * smaller) continue;
      if (!pairs.add(Set.of(shape.code(), other.code()))) continue;
      String zh = "%s 与 %s 重叠 %s";
      String en = "%s lies over %s by %s";
      say(odd, zh, en, divisions.path(shape.code()), divisions.path(other.code()), size(common));
    }
  }

  private void farOff(Shape shape, Map<DivisionCode, Shape> drawn, List<Refusal> odd) {
    int digits = Level.STREET.digits();
    if (shape.code().value().length() <= digits) return;
    DivisionCode street = new DivisionCode(shape.code().value().substring(0, digits));
    List<Shape> others = stored("code like ? and length(code) > 9", street.value() + "%");
    others.removeIf(other -> drawn.containsKey(other.code()));
    others.addAll(drawn.values());
    others.removeIf(other -> other.code().equals(shape.code()) || !other.isInStreet(street));
    double far = FAR;
    double nearest =
        others.stream()
            .mapToDouble(other -> Ground.apart(shape.box(), other.box()))
            .min()
            .orElse(-1);
    if (nearest < 0) {
      far = FAR_FROM_START;
      nearest =
          starts.kept(street).map(start -> Ground.apart(shape.box(), start.box())).orElse(0.0);
    }
    if (nearest <= far) return;
    String zh = "%s 距离 %s 的其他边界或地图起点 %s";
    String en = "%s is %3$s from whatever else is known of %2$s";
    String distance = "%.1f km".formatted(nearest / 1000);
    say(odd, zh, en, divisions.path(shape.code()), divisions.name(street), distance);
  }

  private static void say(List<Refusal> odd, String zh, String en, Object... of) {
    odd.add(new Refusal(ODD, "geometry", Text.of(zh.formatted(of), en.formatted(of))));
  }

  private static String size(double squareMetres) {
    return squareMetres < 100_000
        ? "%.0f m²".formatted(squareMetres)
        : "%.2f km²".formatted(squareMetres / 1e6);
  }

  private List<Shape> stored(String where, Object... parameters) {
    return new ArrayList<>(
        jdbc
            .sql(
                "select code, geometry::text as geometry, west, south, east, north"
                    + " from people.divisions where geometry is not null and "
                    + where)
            .params(parameters)
            .query(Stored.class)
            .list()
            .stream()
            .map(one ->
                new Shape(
                    new DivisionCode(one.code()),
                    json.readTree(one.geometry()),
                    new Box(one.west(), one.south(), one.east(), one.north())))
            .toList());
  }
}
