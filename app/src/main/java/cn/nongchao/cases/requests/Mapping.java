package cn.nongchao.cases.requests;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which column of a file tells what. */
record Mapping(Map<Column, String> columns) {

  Mapping {
    columns = Map.copyOf(columns);
  }

  /** From the headers alone; what no header matches stays unmapped. */
  static Mapping guess(List<String> headers) {
    Map<Column, String> found = new EnumMap<>(Column.class);
    Set<String> taken = new HashSet<>();
    for (Column column : Column.values()) {
      for (String name : column.names()) {
        String header = matching(name, headers, taken);
        if (header == null) continue;
        found.put(column, header);
        taken.add(header);
        break;
      }
    }
    return new Mapping(found);
  }

  private static @Nullable String matching(String name, List<String> headers, Set<String> taken) {
    return headers.stream()
        .filter(header -> !taken.contains(header) && Column.plain(header).equals(name))
        .findFirst()
        .orElse(null);
  }

  /**
   * Reads a mapping file: lines {@code created=CreatedDate}, the key as {@link Column#key}, the
   * value a header of the file; unnamed columns stay as guessed, an empty value unmaps one.
   */
  static Outcome<Mapping> read(String text, List<String> headers) {
    Properties lines = new Properties();
    try (Reader reader = new StringReader(text)) {
      lines.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      return Outcome.refused(
          Refusal.field(
              "map", "映射文件应为一行一项，如 created=登记日期", "a mapping file has lines like created=Date"));
    }
    Map<Column, String> columns = new EnumMap<>(Column.class);
    columns.putAll(guess(headers).columns());
    List<Refusal> wrong = new ArrayList<>();
    for (String key : lines.stringPropertyNames()) {
      String header = lines.getProperty(key).strip();
      Column column = column(key);
      if (column == null) {
        wrong.add(
            Refusal.field(
                key, "映射文件中没有“" + key + "”这一项；可用：" + keys(), "no such key; known: " + keys()));
      } else if (header.isEmpty()) {
        columns.remove(column);
      } else if (headers.contains(header)) {
        columns.put(column, header);
      } else {
        wrong.add(
            Refusal.field(
                key, "文件中没有“" + header + "”这一列", "the file has no column “" + header + "”"));
      }
    }
    return wrong.isEmpty() ? Outcome.done(new Mapping(columns)) : Outcome.refused(wrong);
  }

  private static @Nullable Column column(String key) {
    for (Column column : Column.values()) if (column.key().equals(key)) return column;
    return null;
  }

  private static String keys() {
    List<String> keys = new ArrayList<>();
    for (Column column : Column.values()) keys.add(column.key());
    return String.join(" ", keys);
  }

  /** What cannot be done without. */
  List<Refusal> missing() {
    List<Refusal> missing = new ArrayList<>();
    for (Column column : List.of(Column.REF, Column.CREATED, Column.CATEGORY)) {
      if (columns.containsKey(column)) continue;
      if (column == Column.CATEGORY && columns.containsKey(Column.WORDS)) continue;
      missing.add(
          Refusal.field(
              column.key(),
              "没有找到“" + column.title().zh() + "”列，请用 --map 指定",
              "no column for “" + column.title().en() + "”; name it with --map"));
    }
    return missing;
  }

  @Nullable String header(Column column) {
    return columns.get(column);
  }
}
