package cn.nongchao.people.places;

import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.PeopleTables;
import cn.nongchao.people.Polygon;
import cn.nongchao.people.Served;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Sought;
import cn.nongchao.platform.Text;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes places and their outlines. */
@Component
public class DivisionTree {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final Divisions divisions;
  private final Served served;
  private final Ledger ledger;

  DivisionTree(JdbcClient jdbc, Divisions divisions, Served served, Ledger ledger) {
    this.jdbc = jdbc;
    this.divisions = divisions;
    this.served = served;
    this.ledger = ledger;
  }

  /** Names of those among the codes that exist. */
  public Map<String, String> known(Collection<DivisionCode> codes) {
    Map<String, String> known = new HashMap<>();
    jdbc.sql("select code, name from people.divisions where code = any(?)")
        .param(codes.stream().map(DivisionCode::value).distinct().toArray(String[]::new))
        .query((RowCallbackHandler) row -> known.put(row.getString(1), row.getString(2)));
    return known;
  }

  /** Adds places and renames those known, all in one statement; returns how many it touched. */
  @Transactional
  public int put(List<DivisionRow> rows) {
    Map<String, String> before = known(rows.stream().map(DivisionRow::code).toList());
    List<String> touched =
        jdbc.sql(
                """
                insert into people.divisions (code, name, level, parent, sought)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                on conflict (code) do update
                  set name = excluded.name, sought = excluded.sought,
                    version = people.divisions.version + 1
                  where people.divisions.name <> excluded.name
                returning code
                """)
            .params(
                rows.stream().map(row -> row.code().value()).toArray(String[]::new),
                rows.stream().map(DivisionRow::name).toArray(String[]::new),
                rows.stream().map(row -> row.level().word()).toArray(String[]::new),
                rows.stream().map(row -> row.parent().value()).toArray(String[]::new),
                rows.stream().map(row -> Sought.of(row.name())).toArray(String[]::new))
            .query(String.class)
            .list();
    ledger.wrote(PeopleTables.DIVISIONS, touched);
    for (String code : touched) {
      String was = before.get(code);
      if (was != null) divisions.renamed(new DivisionCode(code), was);
    }
    grown(rows);
    return touched.size();
  }

  private void grown(List<DivisionRow> rows) {
    divisions.changed();
    served.hasGrids(
        rows.stream()
            .filter(row -> row.level() == Level.GRID)
            .map(DivisionRow::code)
            .collect(Collectors.toSet()));
  }

  /**
   * Sets a place's outline.
   *
   * @param version the one the drawing began from; refused where the place was changed since
   * @return the new version
   */
  public Outcome<Integer> draw(DivisionCode code, Polygon outline, boolean schematic, int version) {
    int changed =
        ledger.change(
            PeopleTables.DIVISIONS, code, () -> update(code, outline, schematic, version));
    divisions.changed();
    if (changed == 1) return Outcome.done(version + 1);
    return Outcome.refused(
        divisions.find(code).isEmpty()
            ? Refusal.of("not-found", "没有这个区划：" + code, "there is no place " + code)
            : Refusal.of(
                "moved-first",
                "“" + divisions.name(code) + "”刚被别人修改过，请刷新后重新绘制",
                "somebody changed this place first: reload and draw again (" + code + ")"));
  }

  /** What is at this code right now, past anything remembered. */
  public Optional<Division> fresh(DivisionCode code) {
    divisions.changed();
    return divisions.find(code);
  }

  /** How a place is drawn; empty where it is not. */
  public Optional<Polygon> outline(DivisionCode code) {
    return jdbc.sql("select geometry::text from people.divisions where code = ?")
        .param(code.value())
        .query((row, index) -> Optional.ofNullable(row.getString(1)))
        .optional()
        .flatMap(drawn -> drawn)
        .map(drawn -> Polygon.read(JSON.readTree(drawn)).orThrow());
  }

  private int update(DivisionCode code, Polygon outline, boolean schematic, int version) {
    Polygon.Box box = outline.box();
    Polygon.Corner middle = outline.middle();
    return jdbc.sql(
            """
            update people.divisions set geometry = ?::jsonb, schematic = ?, lat = ?, lon = ?,
              west = ?, south = ?, east = ?, north = ?, version = version + 1
            where code = ? and version = ?
            """)
        .params(
            outline.json(),
            schematic,
            middle.lat(),
            middle.lon(),
            box.west(),
            box.south(),
            box.east(),
            box.north(),
            code.value(),
            version)
        .update();
  }

  /** Adds one place under its parent; refused where the code is taken or nothing is above it. */
  @Transactional
  public Outcome<Division> add(DivisionRow row) {
    if (!row.parent().equals(DivisionCode.ALL) && divisions.find(row.parent()).isEmpty()) {
      return Outcome.refused(
          Refusal.field(
              "code",
              "上级 " + row.parent() + " 不存在",
              "the place above, " + row.parent() + ", does not exist"));
    }
    int added =
        jdbc.sql(
                "insert into people.divisions (code, name, level, parent, sought)"
                    + " values (?, ?, ?, ?, ?) on conflict do nothing")
            .params(
                row.code().value(),
                row.name(),
                row.level().word(),
                row.parent().value(),
                Sought.of(row.name()))
            .update();
    if (added == 1) ledger.wrote(PeopleTables.DIVISIONS, row.code());
    grown(List.of(row));
    if (added == 0) {
      return Outcome.refused(
          new Refusal(
              "already-exists",
              "code",
              Text.of("代码 " + row.code() + " 已被使用", row.code() + " is taken")));
    }
    return Outcome.done(divisions.find(row.code()).orElseThrow());
  }
}
