package cn.nongchao.form;

import cn.nongchao.platform.Text;
import org.jspecify.annotations.Nullable;

/**
 * One of the values a field may have.
 *
 * @param value as it is sent
 * @param hint what helps to choose; null for nothing
 * @param closed shown, but not to be chosen now; the hint says why
 * @param proposed chosen beforehand on a form nobody has touched
 * @param sought what it is found by where there are many, as {@code Sought} has it; empty where it
 *     is read in a list
 */
public record Choice(
    String value,
    Text title,
    @Nullable Text hint,
    boolean closed,
    boolean proposed,
    String sought) {

  public static Choice of(String value, Text title) {
    return new Choice(value, title, null, false, false, "");
  }

  public Choice saying(Text words) {
    return new Choice(value, title, words, closed, proposed, sought);
  }

  public Choice shut() {
    return new Choice(value, title, hint, true, false, sought);
  }

  public Choice first() {
    return new Choice(value, title, hint, closed, true, sought);
  }

  public Choice foundBy(String words) {
    return new Choice(value, title, hint, closed, proposed, words);
  }
}
