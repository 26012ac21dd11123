package cn.nongchao.people.imports;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column as a file has it.
 *
 * @param at where its cells stand in a row, from 0
 * @param name in full, what stands above it too; no two of a file are the same
 * @param spellings what may say which column is meant, the most exact first
 * @param example the first value below it; empty where there is none at all
 */
public record Heading(int at, String name, List<String> spellings, String example) {

  private static final Pattern UNIT =
      Pattern.compile("[（(](?:单位[:：])?(个?工作日|自然日|工作小时|小时|天|日|分钟|workdays|hours|days|minutes)[）)]");

  public Heading {
    spellings = List.copyOf(spellings);
  }

  /** In what its numbers are counted, as it says in brackets; empty where it does not. */
  String unit() {
    Matcher unit = UNIT.matcher(name);
    return unit.find() ? unit.group(1) : "";
  }

  boolean means(Column column) {
    return spellings.stream().anyMatch(column::isMeantBy);
  }
}
