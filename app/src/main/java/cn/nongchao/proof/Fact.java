package cn.nongchao.proof;

import cn.nongchao.platform.Text;

/**
 * One line of what is known of an act.
 *
 * @param label what it is
 * @param value as shown; data, the same in both languages unless it is a term of ours
 * @param audience who may read it
 */
public record Fact(Text label, Text value, Audience audience) {

  /** Who may read a line. Each may read what those before may. */
  public enum Audience {
    /** Anyone who scans. */
    PUBLIC,
    /** The firm the act concerns, signed in. */
    SUBJECT,
    /** Those who may see the loop. */
    OFFICIAL;

    public boolean mayRead(Audience line) {
      return compareTo(line) >= 0;
    }
  }

  public static Fact open(Text label, Text value) {
    return new Fact(label, value, Audience.PUBLIC);
  }
}
