package cn.nongchao.people;

import java.util.Set;

/**
 * A table whose rows are shown as true: whoever writes one has the {@link Ledger} keep what it then
 * says.
 *
 * @param name with its schema
 * @param key what names a row {@code t}; unique, never changed
 * @param type of the key
 * @param where which rows are kept, as a condition on {@code t}
 * @param left columns that are not kept
 * @param edition counted up by whoever adds a column or has a migration change rows: all rows then
 *     get a first line anew
 */
public record LedgerTable(
    String name, String key, String type, String where, Set<String> left, int edition) {

  public LedgerTable {
    left = Set.copyOf(left);
  }

  public static LedgerTable of(String name, String key, String type) {
    return new LedgerTable(name, key, type, "true", Set.of(), 1);
  }

  public LedgerTable where(String condition) {
    return new LedgerTable(name, key, type, condition, left, edition);
  }

  /** The same without some columns; why is said where it stands. */
  public LedgerTable without(String... columns) {
    return new LedgerTable(name, key, type, where, Set.of(columns), edition);
  }

  /** As its lines are named. */
  String lines() {
    return edition == 1 ? name : name + "#" + edition;
  }

  /** Rows, each with its key and its last line; what to choose is left open. */
  String select() {
    return """
    select (%1$s)::text as "ledger.key", l.id as "ledger.line", l.version as "ledger.version",
      l.digest as "ledger.digest", l.gone as "ledger.gone", t.*
    from %2$s t left join lateral (
      select * from people.ledger where name = '%3$s' and key = (%1$s)::text
      order by version desc limit 1) l on true
    where %4$s\
    """
        .formatted(key, name, lines(), where);
  }
}
