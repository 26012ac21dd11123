package cn.nongchao.cases;

import cn.nongchao.form.Field;
import cn.nongchao.form.Widget;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where something is: from the phone, by a touch on the map, or from the list of places. One field
 * to a person, its parts beside the others to a program.
 *
 * @param lat degrees north, WGS 84
 * @param lon degrees east, WGS 84
 * @param division a grid or village; null where the position says it
 */
@Widget("cases/where")
public record Where(
    @Nullable Double lat,
    @Nullable Double lon,
    @Field(zh = "村社或网格", en = "Village or grid") @Grid @Nullable DivisionCode division,
    @Field(
            zh = "具体地点（选填）",
            en = "Exact place (optional)",
            hintZh = "如：3 号楼北侧、村委会对面",
            hintEn = "E.g. north of building 3")
        @Size(max = 200)
        String address) {

  public static final Where NOWHERE = in(null);

  /** Where no place is named it is the one around the position; null where that is none of ours. */
  public @Nullable DivisionCode place(Divisions divisions) {
    if (division != null || lat == null || lon == null) return division;
    return divisions.at(lat, lon).map(Division::code).orElse(null);
  }

  /** Nothing but the place. */
  public static Where in(@Nullable DivisionCode division) {
    return new Where(null, null, division, "");
  }
}
