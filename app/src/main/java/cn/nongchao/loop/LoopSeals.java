package cn.nongchao.loop;

import cn.nongchao.platform.Keyed;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an entry says of the row it leaves behind and of the name shown beside it, so that neither
 * can be altered unseen: digests under a key outside the database, sealed with the entry. Nobody
 * else can make them, and they tell an outsider who holds a receipt nothing.
 */
final class LoopSeals {

  /** In an entry's data: of the loop's row as it stands after the entry, but for its number. */
  static final String ROW = "loop.row";

  /**
   * Of a row {@code l} of the loops, as {@code sealed}: by what was erased of it since, or by its
   * last entry.
   */
  static final String OF_ROW =
      """
      coalesce(
        (select x.sealed from loop.erased_rows x where x.loop = l.id and x.version = l.version),
        (select e.data ->> '%s' from loop.entries e where e.loop = l.id and e.version = l.version)
      ) as sealed
      """
          .formatted(ROW);

  /** In an entry's data: of the name shown beside it. */
  static final String LABEL = "loop.label";

  /** In the data of an opening: the loop's number. */
  static final String NUMBER = "loop.number";

  /** In an entry's data, where the row was not as the entry before left it. */
  static final String ALTERED = "loop.altered";

  /** Half of a SHA-256. */
  private static final int BYTES = 16;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Keyed key;

  LoopSeals(Keyed key) {
    this.key = key;
  }

  /** The entry as it is written. */
  Entry sealed(Rules.Decided decided, boolean altered) {
    Entry entry = decided.entry();
    Map<String, Object> data = new HashMap<>(entry.data());
    data.put(ROW, row(decided.held()));
    data.put(LABEL, label(entry.id(), entry.byLabel()));
    if (altered) data.put(ALTERED, true);
    return entry.with(data);
  }

  /** The room that takes in an entry, for whoever bounds entries before they are written. */
  static Rules.Decided room(Rules.Decided decided) {
    return decided.saying(ROW, "0".repeat(300 + 70 * decided.entry().evidence().size()));
  }

  String label(UUID entry, String label) {
    return digest("entry " + entry + "\n" + label);
  }

  private String row(Held held) {
    StringBuilder text = new StringBuilder(800);
    for (LoopColumn column : LoopColumn.values()) add(text, column, column.of(held));
    return digest(text.toString());
  }

  /**
   * @param row with every column of the loop
   */
  String row(ResultSet row) throws SQLException {
    StringBuilder text = new StringBuilder(800);
    for (LoopColumn column : LoopColumn.values()) add(text, column, column.of(row));
    return digest(text.toString());
  }

  private String digest(String text) {
    return HexFormat.of().formatHex(key.digest("loop " + text), 0, BYTES);
  }

  /** Columns without a value are passed over: one that is added later changes no digest. */
  private static void add(StringBuilder text, LoopColumn column, @Nullable Object value) {
    if (value == null) return;
    String words = column == LoopColumn.FACTS ? facts(value) : words(value);
    text.append(column.sql()).append(' ').append(words.length()).append(' ').append(words);
  }

  /** By way of JSON, since a row gives what was written as such. */
  private static String facts(Object value) {
    return words(JSON.readValue(JSON.writeValueAsString(value), Object.class));
  }

  private static String words(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Instant at -> at.plusNanos(500).truncatedTo(ChronoUnit.MICROS).toString();
      case Integer number -> number.toString();
      case Number number -> plain(number.toString());
      case Map<?, ?> map -> {
        TreeMap<String, String> sorted = new TreeMap<>();
        map.forEach((name, one) -> sorted.put(String.valueOf(name), words(one)));
        yield sorted.toString();
      }
      case Collection<?> all -> all.stream().map(LoopSeals::words).toList().toString();
      default -> value.toString();
    };
  }

  private static String plain(String number) {
    return new BigDecimal(number).stripTrailingZeros().toPlainString();
  }
}
