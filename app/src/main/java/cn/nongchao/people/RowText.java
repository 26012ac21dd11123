package cn.nongchao.people;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a row says, as one text that is the same on every machine and in every time zone. */
final class RowText {

  private RowText() {}

  /** Columns by name, those without a value and those left out passed over. */
  static String of(ResultSet row, Set<String> left) throws SQLException {
    TreeMap<String, String> said = new TreeMap<>();
    ResultSetMetaData columns = row.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnLabel(i);
      if (name.startsWith("ledger.") || left.contains(name)) continue;
      String value = value(row, i, columns.getColumnTypeName(i));
      if (value != null) said.put(name, value);
    }
    StringBuilder text = new StringBuilder(400);
    said.forEach((name, value) ->
        text.append(name).append(' ').append(value.length()).append(' ').append(value).append(';'));
    return text.toString();
  }

  /** Never as the driver would write it, since that depends on how the value travelled. */
  private static @Nullable String value(ResultSet row, int i, String type) throws SQLException {
    Object value =
        switch (type) {
          case "timestamptz" -> row.getObject(i, OffsetDateTime.class);
          case "date" -> row.getObject(i, LocalDate.class);
          case "jsonb" -> row.getString(i);
          default -> row.getObject(i);
        };
    return switch (value) {
      case null -> null;
      case OffsetDateTime at -> at.toInstant().toString();
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      case java.sql.Array array -> Arrays.toString((Object[]) array.getArray());
      default -> value.toString();
    };
  }
}
