package cn.nongchao.people;

import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Keyed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what rows say each time one is written, in the writer's transaction, so that one altered
 * past its writer is found. A line carries a digest under a key outside the database, over its own
 * id too: nobody else can make one, and an old one cannot be used again.
 */
@Component
@Transactional
public class Ledger {

  private static final int BATCH = 1000;

  /** Half of a SHA-256: as hard to guess as anything here. */
  private static final int BYTES = 16;

  private final JdbcClient jdbc;
  private final Keyed key;
  private final ObjectProvider<LedgerTables> tables;
  private final Set<String> begun = ConcurrentHashMap.newKeySet();

  Ledger(JdbcClient jdbc, Keyed key, ObjectProvider<LedgerTables> tables) {
    this.jdbc = jdbc;
    this.key = key;
    this.tables = tables;
  }

  List<LedgerTable> tables() {
    return tables.stream().flatMap(module -> module.all().stream()).toList();
  }

  /**
   * A row as it is stored, and the last line about it.
   *
   * @param line null where there is none
   */
  record Kept(
      String key, String text, @Nullable UUID line, int version, String digest, boolean gone) {

    static Kept of(ResultSet row, LedgerTable table) throws SQLException {
      return new Kept(
          row.getString("ledger.key"),
          RowText.of(row, table.left()),
          row.getObject("ledger.line", UUID.class),
          row.getInt("ledger.version"),
          String.valueOf(row.getString("ledger.digest")),
          row.getBoolean("ledger.gone"));
    }
  }

  /** A row was written. */
  public void wrote(LedgerTable table, Object key) {
    wrote(table, List.of(key));
  }

  /** Rows were written, or removed. */
  public void wrote(LedgerTable table, Collection<?> keys) {
    if (!keys.isEmpty()) write(table, keys, Set.of());
  }

  /** Writes a row that is there; one that is not what its last line says stays marked for it. */
  @Transactional(noRollbackFor = DataAccessException.class) // the writer says what becomes of it
  public <T> T change(LedgerTable table, Object key, Supplier<T> writing) {
    boolean held = holds(table, rows(table, List.of(key), " for update of t"));
    // Whoever had to wait for the row has its line from before that: it is read once more.
    boolean altered = !held && !holds(table, rows(table, List.of(key), ""));
    T result = writing.get();
    write(table, List.of(key), altered ? Set.of(key.toString()) : Set.of());
    return result;
  }

  /** Whether a row is what its last line says; a row nothing was kept of yet is. */
  @Transactional(readOnly = true)
  public boolean holds(LedgerTable table, Object key) {
    return holds(table, rows(table, List.of(key), ""));
  }

  private boolean holds(LedgerTable table, List<Kept> rows) {
    return rows.stream().allMatch(row -> holds(table, row));
  }

  boolean holds(LedgerTable table, Kept row) {
    if (row.line() == null) return !begun(table);
    return !row.gone() && digest(table, row.line(), row.key(), row.text()).equals(row.digest());
  }

  private List<Kept> rows(LedgerTable table, Collection<?> keys, String more) {
    String which = " and " + table.key() + " = any((?::text[])::" + table.type() + "[])";
    return jdbc.sql(table.select() + which + more)
        .param(texts(keys))
        .query((row, n) -> Kept.of(row, table))
        .list();
  }

  private static String[] texts(Collection<?> keys) {
    return keys.stream().map(Object::toString).toArray(String[]::new);
  }

  private void write(LedgerTable table, Collection<?> keys, Set<String> altered) {
    Lines lines = new Lines(table);
    Set<String> left = new HashSet<>(List.of(texts(keys)));
    for (Kept row : rows(table, keys, "")) {
      left.remove(row.key());
      lines.add(row.key(), row.version() + 1, row.text(), false, altered.contains(row.key()));
    }
    last(table, left).forEach((key, version) -> lines.add(key, version + 1, "", true, false));
    lines.write();
  }

  /** Of rows that are not there any more, those that have lines. */
  private Map<String, Integer> last(LedgerTable table, Collection<String> keys) {
    Map<String, Integer> last = new HashMap<>();
    if (keys.isEmpty()) return last;
    jdbc.sql(
            "select key, max(version) from people.ledger where name = ? and key = any(?)"
                + " group by key")
        .params(table.lines(), texts(keys))
        .query(row -> {
          last.put(row.getString(1), row.getInt(2));
        });
    return last;
  }

  /**
   * Gives rows that have no line their first one: those of an installation from before the ledger,
   * and those a migration made.
   *
   * @return whether there may be more
   */
  boolean begin(LedgerTable table) {
    if (begun(table)) return false;
    List<Kept> rows =
        jdbc.sql(table.select() + " and l.id is null limit " + BATCH + " for update of t")
            .query((row, n) -> Kept.of(row, table))
            .list();
    Lines lines = new Lines(table);
    rows.forEach(row -> lines.add(row.key(), 1, row.text(), false, false));
    if (rows.isEmpty()) lines.add("", 1, "", false, false);
    lines.write();
    return !rows.isEmpty();
  }

  /** Whether every row written before has its first line. */
  boolean begun(LedgerTable table) {
    if (begun.contains(table.lines())) return true;
    boolean found =
        jdbc.sql("select exists (select 1 from people.ledger where name = ? and key = '')")
            .param(table.lines())
            .query(Boolean.class)
            .single();
    if (found) begun.add(table.lines());
    return found;
  }

  String digest(LedgerTable table, UUID line, String row, String text) {
    String all = line + "\n" + table.lines() + "\n" + row + "\n" + text;
    return HexFormat.of().formatHex(key.digest("ledger " + all), 0, BYTES);
  }

  /** Lines about to be written in one statement. */
  private final class Lines {

    private final LedgerTable table;
    private final List<UUID> ids = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<Integer> versions = new ArrayList<>();
    private final List<String> digests = new ArrayList<>();
    private final List<Boolean> gone = new ArrayList<>();
    private final List<Boolean> altered = new ArrayList<>();

    Lines(LedgerTable table) {
      this.table = table;
    }

    void add(String row, int version, String text, boolean isGone, boolean wasAltered) {
      UUID id = Ids.next();
      ids.add(id);
      keys.add(row);
      versions.add(version);
      digests.add(digest(table, id, row, isGone ? "gone" : text));
      gone.add(isGone);
      altered.add(wasAltered);
    }

    void write() {
      if (ids.isEmpty()) return;
      jdbc.sql(
              "insert into people.ledger (id, name, key, version, digest, gone, altered)"
                  + " select u.id, ?, u.key, u.version, u.digest, u.gone, u.altered"
                  + " from unnest(?::uuid[], ?::text[], ?::integer[], ?::text[], ?::boolean[],"
                  + " ?::boolean[]) as u (id, key, version, digest, gone, altered)"
                  // Two nodes that begin at once write the same.
                  + " on conflict (name, key, version) do nothing")
          .params(
              table.lines(),
              ids.toArray(UUID[]::new),
              keys.toArray(String[]::new),
              versions.toArray(Integer[]::new),
              digests.toArray(String[]::new),
              gone.toArray(Boolean[]::new),
              altered.toArray(Boolean[]::new))
          .update();
    }
  }
}
