package cn.nongchao.loop;

import cn.nongchao.platform.Keyed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether loops stand as their entries say, and entries bear the names they were written with. A
 * row and its entries are read by one statement, so that a move made meanwhile is no difference.
 * Entries from before rows were sealed with them say less: docs/formats/entry.md.
 */
@Component
@Transactional(readOnly = true)
class LoopAudit implements Audited {

  private static final int BATCH = 2000;

  private static final String ROWS =
      """
      select l.*, e.*, first.at as first_at, first.person as first_person,
        first.data ->> '%2$s' as first_number, %4$s, last.due as last_due
      from (select * from loop.loops where id > ? order by id limit ?) l
      left join lateral (
        select max(version) as last_version, count(*) as entries,
          bool_or(jsonb_exists(data, '%1$s')) as any_sealed,
          bool_or(jsonb_exists(data, '%3$s')) as altered,
          (array_agg(to_stage order by version desc))[1] as to_stage
        from loop.entries where loop = l.id) e on true
      left join loop.entries first on first.loop = l.id and first.version = 1
      left join loop.entries last on last.loop = l.id and last.version = l.version
      order by l.id
      """
          .formatted(LoopSeals.ROW, LoopSeals.NUMBER, LoopSeals.ALTERED, LoopSeals.OF_ROW);

  private static final String GONE =
      "select e.loop from loop.entries e where e.version = 1"
          + " and not exists (select 1 from loop.loops l where l.id = e.loop)";

  private static final String SAID =
      "select "
          + Rows.ENTRY
          + " from loop.entries e where e.id > ? and jsonb_exists(e.data, '"
          + LoopSeals.SAID
          + "') order by e.id limit ?";

  private static final String LABELS =
      ("select id, by_label, data ->> '%1$s' as sealed from loop.entries"
              + " where jsonb_exists(data, '%1$s')")
          .formatted(LoopSeals.LABEL);

  private final JdbcClient jdbc;
  private final LoopSeals seals;

  LoopAudit(JdbcClient jdbc, Keyed key) {
    this.jdbc = jdbc;
    this.seals = new LoopSeals(key);
  }

  /**
   * @param wrong what is wrong with it; null where nothing is
   */
  private record Row(UUID id, String number, @Nullable String wrong) {}

  @Override
  public void differing(Consumer<String> told) {
    try (Stream<UUID> gone = jdbc.sql(GONE).withFetchSize(BATCH).query(UUID.class).stream()) {
      gone.forEach(id -> told.accept("loop " + id + " has entries and is gone"));
    }
    UUID last = new UUID(0, 0);
    while (true) {
      List<Row> rows = jdbc.sql(ROWS).params(last, BATCH).query((row, n) -> row(row)).list();
      if (rows.isEmpty()) break;
      for (Row row : rows) {
        if (row.wrong() != null) told.accept("loop " + row.number() + " " + row.wrong());
      }
      last = rows.getLast().id();
    }
    labels(told);
    said(told);
  }

  private void said(Consumer<String> told) {
    UUID last = new UUID(0, 0);
    while (true) {
      List<Entry> entries =
          jdbc.sql(SAID).params(last, BATCH).query((row, n) -> Rows.entry(row)).list();
      if (entries.isEmpty()) return;
      entries.stream()
          .filter(entry -> !seals.isAsMeant(entry))
          .forEach(entry -> told.accept("entry " + entry.id() + " is not as it was meant"));
      last = entries.getLast().id();
    }
  }

  private Row row(ResultSet row) throws SQLException {
    return new Row(row.getObject("id", UUID.class), row.getString("number"), wrong(row));
  }

  private @Nullable String wrong(ResultSet row) throws SQLException {
    int version = row.getInt("version");
    boolean stands =
        version == row.getInt("last_version")
            && version == row.getLong("entries")
            && row.getString("stage").equals(row.getString("to_stage"));
    if (!stands) return "does not stand as its entries say";
    if (row.getBoolean("altered")) return "had been altered before a move of it";
    String number = row.getString("first_number");
    if (number != null && !number.equals(row.getString("number"))) return "had another number";
    String sealed = row.getString("sealed");
    if (sealed != null) {
      return sealed.equals(seals.row(row)) ? null : "is not as its last entry left it";
    }
    if (row.getBoolean("any_sealed")) return "has an entry that we did not write";
    return fits(row) ? null : "does not stand as its entries say";
  }

  /** As far as entries from before rows were sealed with them can tell. */
  private static boolean fits(ResultSet row) throws SQLException {
    return Objects.equals(Rows.instant(row, "opened_at"), Rows.instant(row, "first_at"))
        && Objects.equals(row.getObject("opened_by"), row.getObject("first_person"))
        && Objects.equals(Rows.instant(row, "due"), Rows.instant(row, "last_due"));
  }

  private record Label(UUID id, String label, String sealed) {}

  private void labels(Consumer<String> told) {
    try (Stream<Label> all =
        jdbc
            .sql(LABELS)
            .withFetchSize(BATCH)
            .query((row, n) ->
                new Label(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
            .stream()) {
      all.filter(one -> !seals.label(one.id(), one.label()).equals(one.sealed()))
          .forEach(one -> told.accept("entry " + one.id() + " bears another name"));
    }
  }
}
