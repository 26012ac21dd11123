package cn.nongchao.upkeep;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * Tables open to be filled as they were: what a migration put there is taken out, what refuses
 * changes looks away, and what points at others is checked when all are there. In one transaction.
 */
final class Loading {

  private final Connection connection;
  private final List<Manifest.Table> tables;
  private final List<String> constraints = new ArrayList<>();

  Loading(Connection connection, List<Manifest.Table> tables) {
    this.connection = connection;
    this.tables = tables;
  }

  void open() throws SQLException {
    List<String> names = new ArrayList<>();
    for (Manifest.Table table : tables) names.add(Rows.name(connection, table));
    for (String name : names) {
      for (List<String> foreign :
          Rows.texts(
              connection,
              "select format('%I', conname), pg_get_constraintdef(oid) from pg_constraint"
                  + " where contype = 'f' and conrelid = "
                  + literal(name)
                  + "::regclass",
              2)) {
        String add = " add constraint " + foreign.getFirst() + " " + foreign.getLast();
        constraints.add("alter table " + name + add);
        Rows.execute(connection, "alter table " + name + " drop constraint " + foreign.getFirst());
      }
      Rows.execute(connection, "alter table " + name + " disable trigger user");
    }
    Rows.execute(connection, "truncate " + String.join(", ", names));
  }

  private String literal(String name) throws SQLException {
    try (var sql = connection.createStatement()) {
      return sql.enquoteLiteral(name);
    }
  }

  long fill(Manifest.Table table, InputStream rows) throws SQLException, IOException {
    String copy =
        "copy "
            + Rows.name(connection, table)
            + " ("
            + Rows.columns(connection, table)
            + ") from stdin with (encoding 'UTF8')";
    return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, rows);
  }

  /** Counts go on from where they were. */
  void count(List<Manifest.Sequence> sequences) throws SQLException {
    for (Manifest.Sequence sequence : sequences) {
      try (var sql =
          connection.prepareStatement("select setval(format('%I.%I', ?, ?)::regclass, ?, ?)")) {
        sql.setString(1, sequence.schema());
        sql.setString(2, sequence.name());
        sql.setLong(3, sequence.last());
        sql.setBoolean(4, sequence.called());
        sql.execute();
      }
    }
  }

  void close() throws SQLException {
    for (Manifest.Table table : tables) {
      Rows.execute(
          connection, "alter table " + Rows.name(connection, table) + " enable trigger user");
    }
    for (String constraint : constraints) Rows.execute(connection, constraint);
  }
}
