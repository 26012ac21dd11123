package cn.nongchao.launch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words for whoever watches the terminal while the application starts; results go to stdout. */
public final class Console {

  private Console() {}

  /** One line on stderr, in the language of the terminal; format as in {@link String#format}. */
  public static void note(String zh, String en, Object... args) {
    System.err.println(words(zh, en, args));
  }

  /** In the language of the terminal: Chinese where it says zh, else English. */
  public static String words(String zh, String en, Object... args) {
    boolean chinese =
        isChinese(System.getenv("LC_ALL"), System.getenv("LC_MESSAGES"), System.getenv("LANG"));
    return String.format(Locale.ROOT, chinese ? zh : en, args);
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
