package cn.nongchao.people.places;

import cn.nongchao.form.Field;
import cn.nongchao.form.On;
import cn.nongchao.people.Among;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Polygon.Box;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the map of a street begins: never in another one. */
@Component
public class MapStarts {

  private final JdbcClient jdbc;

  MapStarts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** By what a map begins where it does. */
  public enum By {
    ITS_OUTLINES,
    A_POSITION,
    NEIGHBOURS
  }

  /** What the map shows first; for a position a box of no extent. */
  public record Start(Box box, By by) {}

  /**
   * A position for a street nothing is drawn of, as an administrator says.
   *
   * @param at the street, or the village of it whose map is open
   */
  public record Position(
      @On @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR, digits = 9)
          DivisionCode at,
      @Field(zh = "纬度", en = "Latitude", hintZh = "WGS 84，度", hintEn = "WGS 84, degrees north")
          @NotNull
          @DecimalMin("-85")
          @DecimalMax("85")
          @Nullable Double lat,
      @Field(zh = "经度", en = "Longitude", hintZh = "WGS 84，度", hintEn = "WGS 84, degrees east")
          @NotNull
          @DecimalMin("-180")
          @DecimalMax("180")
          @Nullable Double lon) {

    /** Nothing said yet. */
    public static Position of(DivisionCode at) {
      return new Position(at, null, null);
    }
  }

  /** Keeps a position for a street; the last one said holds. */
  public void keep(DivisionCode place, double lat, double lon) {
    jdbc.sql(
            "insert into people.map_starts (code, lat, lon) values (?, ?, ?)"
                + " on conflict (code) do update set lat = excluded.lat, lon = excluded.lon")
        .params(place.street().value(), lat, lon)
        .update();
  }

  /**
   * Where the map of a street, or of a place in it, begins: at its outlines, at the position that
   * was kept for it, at the outlines of its district; empty where nobody knows.
   */
  public Optional<Start> of(DivisionCode place) {
    DivisionCode street = place.street();
    String district = street.value().substring(0, Level.DISTRICT.digits());
    return around(place.value())
        .or(() -> around(street.value()))
        .map(box -> new Start(box, By.ITS_OUTLINES))
        .or(() -> kept(street))
        .or(() -> around(district).map(box -> new Start(box, By.NEIGHBOURS)));
  }

  Optional<Start> kept(DivisionCode street) {
    return jdbc.sql("select lat, lon from people.map_starts where code = ?")
        .param(street.value())
        .query((row, n) -> {
          double lat = row.getDouble("lat");
          double lon = row.getDouble("lon");
          return new Start(new Box(lon, lat, lon, lat), By.A_POSITION);
        })
        .optional();
  }

  private Optional<Box> around(String prefix) {
    return jdbc.sql(
            "select min(west) as west, min(south) as south, max(east) as east, max(north) as north"
                + " from people.divisions where code like ? and west is not null"
                + " having count(*) > 0")
        .param(prefix + "%")
        .query(Box.class)
        .optional();
  }
}
