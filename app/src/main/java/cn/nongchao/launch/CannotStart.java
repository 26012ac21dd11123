package cn.nongchao.launch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

  /** The reason in the language of the terminal: Chinese where it says zh, else English. */
  @Override
  public String toString() {
    return isChinese(System.getenv("LC_ALL"), System.getenv("LC_MESSAGES"), System.getenv("LANG"))
        ? zh
        : en;
  }

  /** By the first of the settings that is set, as POSIX has it. */
  static boolean isChinese(@Nullable String... settings) {
    for (String setting : settings) {
      if (setting != null && !setting.isBlank()) {
        return setting.toLowerCase(Locale.ROOT).startsWith("zh");
      }
    }
    return false;
  }
}
