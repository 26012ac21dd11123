package cn.nongchao.cases;

import cn.nongchao.form.Field;
import cn.nongchao.form.Widget;
import cn.nongchao.people.DivisionCode;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where something is: a grid or village from the list, a position with its map, or both; in a form
 * a {@link cn.nongchao.form.Flat} component.
 *
 * @param division null where the position says it
 * @param lat degrees north, WGS 84
 * @param lon degrees east, WGS 84
 */
@Widget("cases/where")
public record Where(
    @Field(zh = "村社或网格", en = "Village or grid") @Grid @Nullable DivisionCode division,
    @Field(zh = "纬度", en = "Degrees north, WGS 84") @Nullable Double lat,
    @Field(zh = "经度", en = "Degrees east, WGS 84") @Nullable Double lon,
    @Field(zh = "具体地点（选填）", en = "Exact place (optional)") @Size(max = 200) String address) {}
