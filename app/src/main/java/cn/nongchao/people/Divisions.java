package cn.nongchao.people;

import cn.nongchao.people.Division.Level;
import cn.nongchao.platform.Pinyin;
import cn.nongchao.platform.Remembered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The division tree down to grids, with schematic or surveyed outlines. */
@Component
public class Divisions {

  private static final String SELECT =
      "select code, name, level, lat, lon, schematic, version from people.divisions ";

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final FormerNames former;
  private final ClosedPlaces closed;
  private final Remembered<DivisionCode, Optional<Division>> remembered;
  private final Remembered<Boolean, PlaceIndex> index;

  Divisions(
      JdbcClient jdbc, JsonMapper json, FormerNames former, ClosedPlaces closed, Clock clock) {
    this.closed = closed;
    this.former = former;
    this.jdbc = jdbc;
    this.json = json;
    this.remembered = new Remembered<>(clock, Duration.ofMinutes(1), 20_000, this::read);
    this.index = new Remembered<>(clock, Duration.ofMinutes(1), 1, all -> index());
  }

  /**
   * Whether a place is there, and stays there until what is being written is: who removes one waits
   * for those who put something there, and they for whoever removes it.
   */
  public boolean stays(DivisionCode code) {
    if (!Written.isBeing()) return find(code).isPresent();
    return !jdbc.sql("select 1 from people.divisions where code = ? for key share")
        .param(code.value())
        .query(Integer.class)
        .list()
        .isEmpty();
  }

  /** What is at this code; at most a minute old on a node that did not write it. */
  public Optional<Division> find(DivisionCode code) {
    return remembered.get(code);
  }

  /** The short name, as 同一村; the code itself where nothing is known by it. */
  public String name(DivisionCode code) {
    if (code.equals(DivisionCode.ALL)) return "全国";
    return find(code)
        .map(place -> Division.shortName(former.then(code, place.name())))
        .orElse(code.value());
  }

  /** The path at a moment, with that of today where it is another. */
  public String pathAt(DivisionCode code, @Nullable Instant moment) {
    String now = path(code);
    String then = AsOf.at(moment, () -> path(code));
    return then.equals(now) ? now : then + "（→ " + now + "）";
  }

  /** From the street down, as “河庄街道 同一村 第1网格”; above streets, from the district or city. */
  public String path(DivisionCode code) {
    return path(code, Level.STREET);
  }

  /** From the province down, to tell a place from others of its name. */
  public String fullPath(DivisionCode code) {
    return path(code, Level.PROVINCE);
  }

  private String path(DivisionCode code, Level from) {
    List<String> names = new ArrayList<>();
    DivisionCode at = code;
    do {
      names.addFirst(name(at));
      at = at.parent();
    } while (at.value().length() >= from.digits());
    return String.join(" ", names);
  }

  /** What is directly below, by name. */
  public List<Division> children(DivisionCode code) {
    return inOrder(
        jdbc.sql(SELECT + "where parent = ?").param(code.value()).query(Divisions::row).list());
  }

  /** Everything of one level within a place. */
  public List<Division> below(DivisionCode code, Level level) {
    return jdbc.sql(SELECT + "where code like ? and level = ? order by code")
        .params(code.value() + "%", level.word())
        .query(Divisions::row)
        .list();
  }

  /**
   * Places of a level or lower found by their name, its pinyin or first letters, or their code;
   * beginnings of names first, then the widest.
   */
  public List<Division> search(String words, List<DivisionCode> within, Level least, int most) {
    return index
        .get(true)
        .find(
            words,
            code ->
                code.length() >= least.digits()
                    && within.stream().anyMatch(place -> code.startsWith(place.value())),
            most)
        .stream()
        .flatMap(code -> find(new DivisionCode(code)).stream())
        .toList();
  }

  /** Places whose official or short name is this one, grids aside. */
  public List<Division> named(String name) {
    return index.get(true).called(name, code -> code.length() < Level.GRID.digits()).stream()
        .flatMap(code -> find(new DivisionCode(code)).stream())
        .toList();
  }

  /** The grid under a point, in WGS 84 degrees; the lowest code where drawings overlap. */
  public Optional<Division> at(double lat, double lon) {
    record Outlined(String code, String geometry) {}
    return jdbc
        .sql(
            "select code, geometry::text as geometry from people.divisions"
                + " where level = 'grid' and west <= ? and east >= ? and south <= ? and north >= ?"
                + " order by code")
        .params(lon, lon, lat, lat)
        .query(Outlined.class)
        .list()
        .stream()
        .filter(found -> Polygon.stored(found.geometry(), json).contains(lat, lon))
        .findFirst()
        .flatMap(found -> find(new DivisionCode(found.code())));
  }

  /**
   * A GeoJSON FeatureCollection (RFC 7946) of everything of one level within a place that has an
   * outline; properties: code, name (short), path, schematic, datum, version, lat, lon.
   */
  public String geoJson(DivisionCode code, Level level) {
    return geoJson(List.of(code), level);
  }

  /** The same of several places at once. */
  public String geoJson(List<DivisionCode> within, Level level) {
    return geoJson(
        jdbc.sql(OUTLINED + " and code like any(:within) order by code")
            .param("level", level.word())
            .param("within", patterns(within))
            .query(Outlined.class)
            .list());
  }

  /** The same of what lies around a place, beside all that is drawn of it. */
  public String geoJsonAround(DivisionCode code, Level level) {
    return geoJson(
        jdbc.sql(
                OUTLINED
                    + """
                     and code not like :own and exists (
                      select 1 from (select min(west) as w, max(east) as e, min(south) as s,
                        max(north) as n from people.divisions where code like :own) box
                      where west <= box.e + :near and east >= box.w - :near
                        and south <= box.n + :near and north >= box.s - :near)
                    order by code
                    """)
            .param("level", level.word())
            .param("own", code.value() + "%")
            .param("near", NEAR)
            .query(Outlined.class)
            .list());
  }

  private static String[] patterns(List<DivisionCode> within) {
    return within.stream().map(code -> code.value() + "%").toArray(String[]::new);
  }

  private record Outlined(
      String code,
      String name,
      String geometry,
      boolean schematic,
      int version,
      double lat,
      double lon) {}

  private static final String OUTLINED =
      "select code, name, geometry::text as geometry, schematic, version, lat, lon"
          + " from people.divisions where level = :level and geometry is not null";

  /** Degrees, about a kilometre. */
  private static final double NEAR = 0.01;

  private String geoJson(List<Outlined> all) {
    StringBuilder out = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
    for (int i = 0; i < all.size(); i++) {
      Outlined one = all.get(i);
      if (i > 0) out.append(',');
      out.append("{\"type\":\"Feature\",\"id\":\"").append(one.code()).append("\",\"properties\":");
      var properties = json.createObjectNode();
      properties.put("code", one.code());
      properties.put("name", Division.shortName(one.name()));
      properties.put("path", path(new DivisionCode(one.code())));
      properties.put("schematic", one.schematic());
      properties.put("datum", "WGS84");
      properties.put("version", one.version());
      properties.put("lat", one.lat());
      properties.put("lon", one.lon());
      out.append(json.writeValueAsString(properties));
      out.append(",\"geometry\":").append(one.geometry()).append('}');
    }
    return out.append("]}").toString();
  }

  /** By name as a dictionary has it, each place before those in it. */
  public static List<Division> inOrder(List<Division> all) {
    Map<String, String> names = new HashMap<>();
    all.forEach(one -> names.put(one.code().value(), one.name()));
    return all.stream().sorted((one, other) -> compare(one, other, names)).toList();
  }

  private static int compare(Division one, Division other, Map<String, String> names) {
    String left = one.code().value();
    String right = other.code().value();
    for (Level level : Level.values()) {
      int digits = level.digits();
      if (left.length() < digits || right.length() < digits) break;
      String above = left.substring(0, digits);
      String beside = right.substring(0, digits);
      if (above.equals(beside)) continue;
      int said =
          Pinyin.ORDER.compare(names.getOrDefault(above, ""), names.getOrDefault(beside, ""));
      return said != 0 ? said : above.compareTo(beside);
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Where what is meant for a place goes today: itself, or what took its place. */
  public DivisionCode today(DivisionCode place) {
    return closed.today(place);
  }

  /** Whether it was given up or merged into another. */
  public Optional<ClosedPlaces.Closed> closed(DivisionCode place) {
    return closed.find(place);
  }

  /** Whatever is of before goes on calling it so. */
  public void renamed(DivisionCode place, String before) {
    former.renamed(place, before);
  }

  /** To be called after the tree was edited, so that this node sees it at once. */
  public void changed() {
    remembered.forget();
    index.forget();
  }

  /** What a place is found by; empty where there is none. */
  public String sought(DivisionCode code) {
    return index.get(true).sought(code.value());
  }

  private PlaceIndex index() {
    return new PlaceIndex(
        jdbc.sql("select code, sought from people.divisions").query(PlaceIndex.Entry.class).list());
  }

  private Optional<Division> read(DivisionCode code) {
    return jdbc.sql(SELECT + "where code = ?").param(code.value()).query(Divisions::row).optional();
  }

  private static Division row(ResultSet row, int index) throws SQLException {
    return new Division(
        new DivisionCode(row.getString("code")),
        row.getString("name"),
        Objects.requireNonNull(Level.read(row.getString("level"))),
        number(row, "lat"),
        number(row, "lon"),
        row.getBoolean("schematic"),
        row.getInt("version"));
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
