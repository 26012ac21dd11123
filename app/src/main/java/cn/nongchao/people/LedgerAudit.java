package cn.nongchao.people;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares every row with its last line in the ledger. Row and line are read by one statement, so
 * that what is written meanwhile is not taken for altered; some thousand are in memory at a time.
 */
@Component
@Transactional(readOnly = true)
public class LedgerAudit {

  private static final int FETCHED = 2000;

  private static final String GONE =
      "select l.key from (select distinct on (key) key, gone from people.ledger"
          + " where name = ? and key <> '' order by key, version desc) l"
          + " where not l.gone and not exists (select 1 from %s t where (%s)::text = l.key and %s)";

  private final JdbcClient jdbc;
  private final Ledger ledger;

  LedgerAudit(JdbcClient jdbc, Ledger ledger) {
    this.jdbc = jdbc;
    this.ledger = ledger;
  }

  /** Tells of each row that is not as it was written, or is gone, in English. */
  public void differing(Consumer<String> told) {
    for (LedgerTable table : ledger.tables()) {
      if (!ledger.begun(table)) continue;
      rows(table, told);
      gone(table, told);
      found(table, told);
    }
  }

  private void rows(LedgerTable table, Consumer<String> told) {
    try (Stream<Ledger.Kept> rows =
        jdbc
            .sql(table.select())
            .withFetchSize(FETCHED)
            .query((row, n) -> Ledger.Kept.of(row, table))
            .stream()) {
      rows.filter(row -> !ledger.holds(table, row))
          .forEach(
              row -> told.accept(table.name() + " " + row.key() + " is not as it was written"));
    }
  }

  private void gone(LedgerTable table, Consumer<String> told) {
    keys(
        GONE.formatted(table.name(), table.key(), table.where()),
        table,
        key -> told.accept(table.name() + " " + key + " is gone"));
  }

  /** Rows that were altered by the time somebody lawfully wrote them anew. */
  private void found(LedgerTable table, Consumer<String> told) {
    keys(
        "select key from people.ledger where name = ? and altered",
        table,
        key -> told.accept(table.name() + " " + key + " had been altered before it was written"));
  }

  private void keys(String sql, LedgerTable table, Consumer<String> each) {
    try (Stream<String> keys =
        jdbc.sql(sql).param(table.lines()).withFetchSize(FETCHED).query(String.class).stream()) {
      keys.forEach(each);
    }
  }
}
