package cn.nongchao.people;

import cn.nongchao.people.Division.Level;
import cn.nongchao.platform.Remembered;
import cn.nongchao.platform.Sought;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private final Remembered<DivisionCode, Optional<Division>> remembered;

  Divisions(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.remembered = new Remembered<>(clock, Duration.ofMinutes(1), 20_000, this::read);
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
    return find(code).map(Division::shortName).orElse(code.value());
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

  public List<Division> children(DivisionCode code) {
    return jdbc.sql(SELECT + "where parent = ? order by code")
        .param(code.value())
        .query(Divisions::row)
        .list();
  }

  /** Everything of one level within a place. */
  public List<Division> below(DivisionCode code, Level level) {
    return jdbc.sql(SELECT + "where code like ? and level = ? order by code")
        .params(code.value() + "%", level.word())
        .query(Divisions::row)
        .list();
  }

  /**
   * Places of a level or lower found by their name, its pinyin or its first letters, the widest
   * first.
   */
  public List<Division> search(String words, List<DivisionCode> within, Level least, int most) {
    return jdbc.sql(
            SELECT
                + "where (sought like ? or code like ?) and code like any(?) and length(code) >= ?"
                + " order by length(code), code limit ?")
        .params(
            Sought.within(words),
            DivisionCode.read(words) == null ? "" : words + "%",
            within.stream().map(code -> code.value() + "%").toArray(String[]::new),
            least.digits(),
            most)
        .query(Divisions::row)
        .list();
  }

  /** Places whose official or short name is this one, grids aside. */
  public List<Division> named(String name) {
    String wanted = Sought.folded(name);
    return jdbc
        .sql(SELECT + "where sought like ? and level <> 'grid' order by code limit 500")
        .param(Sought.within(name).substring(1))
        .query(Divisions::row)
        .list()
        .stream()
        .filter(place ->
            Sought.folded(place.name()).equals(wanted)
                || Sought.folded(place.shortName()).equals(wanted))
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
    record Outlined(
        String code,
        String name,
        String geometry,
        boolean schematic,
        int version,
        double lat,
        double lon) {}
    StringBuilder out = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
    List<Outlined> all =
        jdbc.sql(
                "select code, name, geometry::text as geometry, schematic, version, lat, lon"
                    + " from people.divisions where code like any(?) and level = ?"
                    + " and geometry is not null order by code")
            .params(
                within.stream().map(code -> code.value() + "%").toArray(String[]::new),
                level.word())
            .query(Outlined.class)
            .list();
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

  /** To be called after the tree was edited, so that this node sees it at once. */
  public void changed() {
    remembered.forget();
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
