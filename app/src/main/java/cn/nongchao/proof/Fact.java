package cn.nongchao.proof;

import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;
import cn.nongchao.platform.Text;
import org.jspecify.annotations.Nullable;

/**
 * One line of what is known of an act.
 *
 * @param label what it is
 * @param value as shown; data, the same in both languages unless it is a term of ours
 * @param audience who may read it
 * @param derived whether it follows from what is recorded, as who acted and who confirmed it does:
 *     nobody puts that right by their own word. Null, for no, in what was stored before this was
 *     kept
 */
public record Fact(Text label, Text value, Audience audience, @Nullable Boolean derived) {

  public Fact(Text label, Text value, Audience audience) {
    this(label, value, audience, null);
  }

  /** Who may read a line. Each may read what those before may. */
  public enum Audience implements Titled {
    /** Anyone who scans. */
    @Words(zh = "公开", en = "for everybody")
    PUBLIC,
    /** The firm the act concerns, signed in. */
    @Words(zh = "当事单位可见", en = "for the firm concerned")
    SUBJECT,
    /** Those who may see the loop. */
    @Words(zh = "内部可见", en = "for those at work on it")
    OFFICIAL;

    public boolean mayRead(Audience line) {
      return compareTo(line) >= 0;
    }
  }

  /** The same, as it follows from what is recorded. */
  public Fact fromRecord() {
    return new Fact(label, value, audience, true);
  }

  public boolean followsFromRecord() {
    return Boolean.TRUE.equals(derived);
  }

  public static Fact open(Text label, Text value) {
    return new Fact(label, value, Audience.PUBLIC);
  }
}
