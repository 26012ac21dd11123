package cn.nongchao.command;

import cn.nongchao.form.Field;
import cn.nongchao.form.Rounded;
import cn.nongchao.form.Widget;
import cn.nongchao.people.Among;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody says they are: as the device measured it, or as a grid they chose.
 *
 * @param accuracy of the measurement in metres, 95 % (W3C Geolocation); null where not measured
 */
@Widget("command/position")
public record Position(
    @Nullable Double lat,
    @Nullable Double lon,
    @PositiveOrZero(message = "精度应为米数 | the accuracy is a number of metres") @Rounded
        @Nullable Integer accuracy,
    @Field(zh = "所在网格（定位不可用时选择）", en = "Your grid (where no position can be had)")
        @Among(within = Among.Within.STREET, digits = 12, beyond = true)
        @Nullable DivisionCode grid) {

  /** What is wrong with where somebody says something is. */
  public static List<Refusal> unfit(@Nullable Double lat, @Nullable Double lon) {
    boolean fits =
        lat == null || lon == null
            ? lat == null && lon == null
            : Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
    return fits
        ? List.of()
        : List.of(
            Refusal.field(
                "position", "经纬度应成对填写且在范围内", "lat and lon go together, in degrees of WGS 84"));
  }

  private static final double EARTH_METRES = 6_371_008.8; // mean radius, IUGG

  public boolean isMeasured() {
    return lat != null && lon != null;
  }

  public boolean isKnown() {
    return isMeasured() || grid != null;
  }

  /** Great-circle distance by the haversine formula, in metres. */
  static double metres(double lat1, double lon1, double lat2, double lon2) {
    double north = Math.toRadians(lat2 - lat1);
    double east = Math.toRadians(lon2 - lon1);
    double h =
        square(Math.sin(north / 2))
            + Math.cos(Math.toRadians(lat1))
                * Math.cos(Math.toRadians(lat2))
                * square(Math.sin(east / 2));
    return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  private static double square(double x) {
    return x * x;
  }
}
