package cn.nongchao.people.imports;

import java.util.Map;

/**
 * What writing a good row does to what is kept.
 *
 * @param before by column, what a changed value is now
 */
public record Change(What what, Map<String, String> before) {

  /** Whether a row adds something, changes what is there, or says what is there already. */
  public enum What {
    NEW,
    CHANGED,
    UNCHANGED
  }

  public Change {
    before = Map.copyOf(before);
  }

  static final Change NEW = new Change(What.NEW, Map.of());

  static final Change NONE = new Change(What.UNCHANGED, Map.of());

  static Change of(String column, String before) {
    return new Change(What.CHANGED, Map.of(column, before));
  }
}
