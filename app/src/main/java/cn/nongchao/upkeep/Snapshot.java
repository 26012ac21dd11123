package cn.nongchao.upkeep;

import cn.nongchao.platform.Migrations;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The database as it was at one moment, read by one transaction while others go on writing. Names
 * come from the catalogue and go back quoted by the server.
 */
final class Snapshot implements AutoCloseable {

  private final Connection connection;
  private final List<String> schemas;

  private Snapshot(Connection connection, List<String> schemas) {
    this.connection = connection;
    this.schemas = schemas;
  }

  /** Takes over the connection. */
  static Snapshot of(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    List<String> schemas = new ArrayList<>();
    for (String module : Migrations.modules()) {
      if (Rows.exists(connection, module + ".migrations")) schemas.add(module);
    }
    return new Snapshot(connection, schemas);
  }

  /** Whether any server of ours has run here. */
  boolean isEmpty() throws SQLException {
    return schemas.isEmpty()
        || Rows.texts(connection, "select kind from platform.installation", 1).isEmpty();
  }

  String one(String select) throws SQLException {
    return Rows.texts(connection, select, 1).getFirst().getFirst();
  }

  /** Bytes that a copy takes at most: rows are written shorter than they are stored. */
  long atMost() throws SQLException {
    long rows = Long.parseLong(one("select pg_database_size(current_database())"));
    if (!Rows.exists(connection, "loop.evidence")) return rows;
    return rows + Long.parseLong(one("select coalesce(sum(size), 0) from loop.evidence"));
  }

  /** The id of the installation; empty where a server of before ids wrote last. */
  String installation() throws SQLException {
    boolean known =
        one("select count(*) from pg_attribute where attname = 'id'"
                + " and attrelid = 'platform.installation'::regclass")
            .equals("1");
    return known ? one("select id from platform.installation") : "";
  }

  List<Manifest.Module> modules() throws SQLException {
    List<Manifest.Module> modules = new ArrayList<>();
    for (String schema : schemas) {
      modules.add(new Manifest.Module(schema, steps(connection, schema)));
    }
    return modules;
  }

  /** How a module's schema was made. */
  static List<Manifest.Step> steps(Connection connection, String schema) throws SQLException {
    String steps =
        "select version, coalesce(checksum, 0) from %s.migrations where version is not null"
            + " and success order by installed_rank";
    return Rows.texts(connection, steps.formatted(schema), 2).stream()
        .map(row -> new Manifest.Step(row.getFirst(), Long.parseLong(row.getLast())))
        .toList();
  }

  /** Without the tables that tell how the schema was made: it is made anew. */
  List<Manifest.Table> tables() throws SQLException {
    List<Manifest.Table> tables = new ArrayList<>();
    try (var sql =
        connection.prepareStatement(
            "select n.nspname, c.relname, array_agg(a.attname order by a.attnum)"
                + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                + " join pg_attribute a on a.attrelid = c.oid and a.attnum > 0"
                + " and not a.attisdropped and a.attgenerated = ''"
                + " where n.nspname = any(?) and c.relkind = 'r' and c.relname <> 'migrations'"
                + " group by 1, 2 order by 1, 2")) {
      sql.setArray(1, connection.createArrayOf("text", schemas.toArray()));
      try (ResultSet rows = sql.executeQuery()) {
        while (rows.next()) {
          String[] columns = (String[]) rows.getArray(3).getArray();
          tables.add(new Manifest.Table(rows.getString(1), rows.getString(2), List.of(columns), 0));
        }
      }
    }
    return tables;
  }

  /** Writes a table's rows as COPY does in text: a line a row, UTF-8. */
  void copy(Manifest.Table table, OutputStream to) throws SQLException, IOException {
    String order = Archive.isTiles(table) ? " order by level, index" : "";
    String select =
        "select %s from %s".formatted(Rows.columns(connection, table), Rows.name(connection, table))
            + order;
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut("copy (" + select + ") to stdout with (encoding 'UTF8')", to);
  }

  List<Manifest.Sequence> sequences() throws SQLException {
    List<Manifest.Sequence> sequences = new ArrayList<>();
    for (List<String> row :
        Rows.texts(
            connection,
            "select schemaname, sequencename, format('%I.%I', schemaname, sequencename)"
                + " from pg_sequences order by 1, 2",
            3)) {
      if (!schemas.contains(row.getFirst())) continue;
      List<String> state =
          Rows.texts(connection, "select last_value, is_called from " + row.getLast(), 2)
              .getFirst();
      sequences.add(
          new Manifest.Sequence(
              row.getFirst(),
              row.get(1),
              Long.parseLong(state.getFirst()),
              state.getLast().equals("t")));
    }
    return sequences;
  }

  /** The public log; null where nothing was ever sealed. */
  Manifest.@Nullable Log log() throws SQLException {
    if (!Rows.exists(connection, "proof.log_state")) return null;
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery("select origin, size, root, checkpoint from proof.log_state")) {
      if (!row.next()) return null;
      return new Manifest.Log(
          row.getString(1),
          row.getLong(2),
          Base64.getEncoder().encodeToString(row.getBytes(3)),
          row.getString(4));
    }
  }

  /** What files the rows name, by their SHA-256. */
  List<String> files() throws SQLException {
    if (!Rows.exists(connection, "loop.evidence")) return List.of();
    return Rows.texts(
            connection,
            "select distinct e.sha256 from loop.evidence e where e.sha256 is not null"
                + " and to_jsonb(e) ->> 'erased_at' is null order by 1",
            1)
        .stream()
        .map(List::getFirst)
        .toList();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
