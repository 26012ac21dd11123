package cn.nongchao.people.register;

import cn.nongchao.form.Field;
import cn.nongchao.form.Key;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Page;
import cn.nongchao.form.Selection;
import cn.nongchao.form.Sortable;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Places within another, in the columns of their import. */
@Component
public class PlaceLists {

  private static final Refusal NO_CODE = Refusal.field("at", "不是行政区划代码", "no division code");

  public record Query(@Field(zh = "在哪里之内（代码）", en = "Within (code)") @Size(max = 15) String at) {}

  /** A place. */
  public record Row(
      @Field(zh = "代码", en = "Code") @Key("d.code") @Sortable("d.code") String code,
      @Field(zh = "名称", en = "Name") String name,
      @Field(zh = "上级代码", en = "Parent") String parent,
      @Field(zh = "级别", en = "Level") Text level,
      @Field(zh = "边界", en = "Outline") Text outline) {}

  private final JdbcClient jdbc;

  PlaceLists(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Outcome<Listed<Row>> list(Query query, Page<Row> page) {
    if (DivisionCode.read(query.at()) == null) return Outcome.refused(NO_CODE);
    Selection which =
        Selection.of(
                "select d.code, d.name, d.parent, d.level, d.lat is not null as drawn, d.schematic"
                    + " from people.divisions d where true")
            .where("d.code like :within", query.at() + "_%");
    return Outcome.done(page.list(jdbc, which, PlaceLists::row));
  }

  private static Row row(ResultSet row, int index) throws SQLException {
    String level = row.getString("level");
    Text outline =
        !row.getBoolean("drawn")
            ? Text.of("无", "none")
            : row.getBoolean("schematic") ? Text.of("示意", "schematic") : Text.of("实测", "surveyed");
    return new Row(
        row.getString("code"),
        row.getString("name"),
        row.getString("parent"),
        Objects.requireNonNull(Level.read(level)).title(),
        outline);
  }
}
