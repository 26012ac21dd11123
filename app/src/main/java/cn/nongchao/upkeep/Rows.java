package cn.nongchao.upkeep;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Small questions to a database over a plain connection, as there is before the application. */
final class Rows {

  private Rows() {}

  /** Each row's first columns as text. */
  static List<List<String>> texts(Connection connection, String select, int columns)
      throws SQLException {
    List<List<String>> all = new ArrayList<>();
    try (Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery(select)) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) row.add(rows.getString(i));
        all.add(row);
      }
    }
    return all;
  }

  static boolean exists(Connection connection, String relation) throws SQLException {
    try (var sql = connection.prepareStatement("select to_regclass(?) is not null")) {
      sql.setString(1, relation);
      try (ResultSet row = sql.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  static void execute(Connection connection, String statement) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  /** A table's name as SQL has it. */
  static String name(Connection connection, Manifest.Table table) throws SQLException {
    return quoted(connection, table.schema()) + "." + quoted(connection, table.name());
  }

  static String columns(Connection connection, Manifest.Table table) throws SQLException {
    List<String> names = new ArrayList<>();
    for (String column : table.columns()) names.add(quoted(connection, column));
    return String.join(", ", names);
  }

  private static String quoted(Connection connection, String name) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      return sql.enquoteIdentifier(name, true);
    }
  }
}
