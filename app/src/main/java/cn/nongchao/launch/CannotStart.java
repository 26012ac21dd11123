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

  public CannotStart(String zh, String en) {
    super(en);
    this.zh = zh;
    this.en = en;
  }

  CannotStart(String zh, String en, Throwable cause) {
    super(en, cause);
    this.zh = zh;
    this.en = en;
  }

  /** The reason in the language of the terminal: Chinese where LANG says zh, else English. */
  @Override
  public String toString() {
    return chinese(System.getenv("LC_ALL"), System.getenv("LANG")) ? zh : en;
  }

  static boolean chinese(@org.jspecify.annotations.Nullable String... settings) {
    for (String setting : settings) {
      if (setting != null && !setting.isBlank()) {
        return setting.toLowerCase(Locale.ROOT).startsWith("zh");
      }
    }
    return false;
  }
}
