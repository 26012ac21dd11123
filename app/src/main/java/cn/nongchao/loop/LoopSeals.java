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

  /** In an entry's data: of all it says, as it was meant, and of the name shown beside it. */
  static final String SAID = "loop.said";

  /** The same of the name alone, in entries from before all was kept. */
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
    if (altered) data.put(ALTERED, true);
    data.put(SAID, said(entry, data));
    return entry.with(data);
  }

  /** The room that takes in an entry, for whoever bounds entries before they are written. */
  static Rules.Decided room(Rules.Decided decided) {
    return decided.saying(ROW, "0".repeat(300 + 70 * decided.entry().evidence().size()));
  }

  /** Whether an entry stands as it was meant; one from before that was kept, as far as is known. */
  boolean isAsMeant(Entry entry) {
    Object said = entry.data().get(SAID);
    if (said != null) return said.equals(said(entry, entry.data()));
    Object label = entry.data().get(LABEL);
    return label == null || label.equals(label(entry.id(), entry.byLabel()));
  }

  private String said(Entry entry, Map<String, ?> data) {
    StringBuilder text = new StringBuilder(1200);
    add(text, "entry", entry.id().toString());
    add(text, "loop", entry.loop().toString());
    add(text, "kind", entry.kind());
    add(text, "version", words(entry.version()));
    add(text, "move", entry.move());
    add(text, "from", entry.from());
    add(text, "to", entry.to());
    add(text, "at", words(entry.at()));
    add(text, "by", entry.by() == null ? null : entry.by().toString());
    add(text, "label", entry.byLabel());
    add(text, "note", entry.note());
    add(text, "evidence", entry.evidence().toString());
    add(text, "late", words(entry.late()));
    add(text, "due", entry.due() == null ? null : words(entry.due()));
    new TreeMap<String, Object>(data)
        .forEach((name, value) -> {
          // The number is given by the database, with the row.
          boolean later = name.equals(NUMBER) || name.equals(SAID);
          if (!later) add(text, "data " + name, isPlain(value) ? words(value) : facts(value));
        });
    return digest(text.toString());
  }

  /** Whether it is read back as it is written, without going by way of JSON. */
  private static boolean isPlain(Object value) {
    return value instanceof String || value instanceof Boolean || value instanceof Number;
  }

  private static void add(StringBuilder text, String name, @Nullable String words) {
    if (words == null) return;
    text.append(name).append(' ').append(words.length()).append(' ').append(words).append('\n');
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
