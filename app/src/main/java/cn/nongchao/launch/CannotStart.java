package cn.nongchao.launch;

import java.util.Locale;

/**
 * A reason a command cannot go on, in words for whoever typed it: what is wrong, then what to do.
 * The command line prints {@link #toString()} and ends with exit code 1; no stack trace is shown.
 */
public final class CannotStart extends Exception {

  private static final long serialVersionUID = 1L;

  private final String zh;
  private final String en;

  private CannotStart(String zh, String en) {
    super(en);
    this.zh = zh;
    this.en = en;
  }

  /**
   * The reason in both languages.
   *
   * @param details put in place of each %s, in both
   */
  public static CannotStart because(String zh, String en, Object... details) {
    return new CannotStart(
        String.format(Locale.ROOT, zh, details), String.format(Locale.ROOT, en, details));
  }

  /** The same, keeping what was thrown for the log. */
  CannotStart after(Throwable cause) {
    initCause(cause);
    return this;
  }

  public String zh() {
    return zh;
  }

  public String en() {
    return en;
  }

  /** The reason in the language of the terminal. */
  @Override
  public String toString() {
    return Console.words("%2$s", "%1$s", en, zh);
  }
}
