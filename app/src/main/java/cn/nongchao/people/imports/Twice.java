package cn.nongchao.people.imports;

import cn.nongchao.platform.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds a value that must be unique standing twice in one file. */
final class Twice {

  private final String column;
  private final Map<String, Integer> seen = new HashMap<>();

  Twice(String column) {
    this.column = column;
  }

  List<Refusal> see(int line, String said) {
    String value = said.strip().toUpperCase(Locale.ROOT);
    if (value.isEmpty()) return List.of();
    Integer before = seen.putIfAbsent(value, line);
    if (before == null) return List.of();
    return List.of(Refusal.field(column, "与第 " + before + " 行重复", "the same as in row " + before));
  }
}
