package cn.nongchao.people;

import cn.nongchao.form.Field;
import cn.nongchao.form.On;
import cn.nongchao.form.Widget;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where something is: a place of the tree or a point, which tells the place; and words.
 *
 * @param lat WGS 84
 */
@Widget("people/spot")
public record Spot(
    @Field(
            zh = "村社或网格",
            en = "Village or grid",
            hintZh = "由定位确定，或从列表选择",
            hintEn = "from the position, or choose")
        @On
        @Nullable DivisionCode division,
    @Nullable Double lat,
    @Nullable Double lon,
    @Field(zh = "具体地点（选填）", en = "Exact place (optional)") @Size(max = 200) String address) {

  public static final Spot NOWHERE = new Spot(null, null, null, "");

  /** Where no place is named it is the one around the point; null where that is none of ours. */
  public @Nullable DivisionCode in(Divisions divisions) {
    if (division != null || lat == null || lon == null) return division;
    return divisions.at(lat, lon).map(Division::code).orElse(null);
  }

  /** What is wrong with a point; it is refused beside the field {@code position}. */
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
}
