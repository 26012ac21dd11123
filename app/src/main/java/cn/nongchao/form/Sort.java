package cn.nongchao.form;

/**
 * By which column a list stands.
 *
 * @param column name of the row's component; empty for the order in which it stands by itself
 */
public record Sort(String column, boolean descending) {

  /** As it is sent: {@code name}, or {@code -name} for the largest first. */
  public String text() {
    return descending ? "-" + column : column;
  }

  static Sort read(String text) {
    boolean descending = text.startsWith("-");
    return new Sort(descending ? text.substring(1) : text, descending);
  }
}
