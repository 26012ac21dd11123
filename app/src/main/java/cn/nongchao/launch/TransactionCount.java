package cn.nongchao.launch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The number of the transaction that wrote it stands with what is sealed, and what has a number not
 * reached yet is not final. Another server counts from its own beginning: data restored into it
 * would wait, and what is new would be passed over. So the count is brought up to where it was.
 */
public final class TransactionCount {

  private static final int AT_A_TIME = 200_000;

  private TransactionCount() {}

  /**
   * Does nothing where the server has counted far enough.
   *
   * @param connection in auto-commit
   * @param schemas those of our modules
   */
  public static void catchUp(Connection connection, List<String> schemas) throws SQLException {
    long wanted = highest(connection, schemas);
    long left = wanted - next(connection) + 1;
    if (left <= 0) return;
    Console.note(
        "数据来自另一台数据库服务器，事务计数需补 %d 次",
        "The data comes from another database server: catching up %d transactions", left);
    while (left > 0) {
      long count = Math.min(left, AT_A_TIME);
      try (Statement sql = connection.createStatement()) {
        sql.execute(
            "do $$ begin for i in 1.."
                + count
                + " loop perform pg_current_xact_id(); commit; end loop; end $$");
      }
      left = wanted - next(connection) + 1;
      if (left > 0) Console.note("还差 %d 次", "%d to go", left);
    }
  }

  private static long highest(Connection connection, List<String> schemas) throws SQLException {
    long highest = 0;
    for (String select : selects(connection, schemas)) {
      highest = Math.max(highest, number(connection, select));
    }
    return highest;
  }

  private static List<String> selects(Connection connection, List<String> schemas)
      throws SQLException {
    List<String> selects = new ArrayList<>();
    try (var sql =
        connection.prepareStatement(
            "select format('select %1$I::text::bigint from %2$I.%3$I order by %2$I.%3$I.%1$I desc"
                + " limit 1', a.attname, n.nspname, c.relname) from pg_attribute a"
                + " join pg_class c on c.oid = a.attrelid and c.relkind = 'r'"
                + " join pg_namespace n on n.oid = c.relnamespace"
                + " where a.atttypid = 'xid8'::regtype and n.nspname = any(?)")) {
      sql.setArray(1, connection.createArrayOf("text", schemas.toArray()));
      try (ResultSet rows = sql.executeQuery()) {
        while (rows.next()) selects.add(rows.getString(1));
      }
    }
    return selects;
  }

  private static long next(Connection connection) throws SQLException {
    return number(connection, "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
  }

  private static long number(Connection connection, String select) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(select)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
