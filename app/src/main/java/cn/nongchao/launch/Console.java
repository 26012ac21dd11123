package cn.nongchao.launch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words for whoever watches the terminal while the application starts; results go to stdout. */
public final class Console {

  private Console() {}

  /**
   * A terminal whose locale is C, or is missing, is said to show ASCII, in which Chinese is
   * question marks: UTF-8 is what such terminals show, and for ASCII it is the same. One that says
   * what it shows is believed.
   */
  public static void speakUtf8() {
    if (!isUnsaid(System.getProperty("stdout.encoding"), System.getProperty("native.encoding"))) {
      return;
    }
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
  }

  private static PrintStream utf8(FileDescriptor where) {
    return new PrintStream(new FileOutputStream(where), true, StandardCharsets.UTF_8);
  }

  /** Whether the terminal's character set is unknown, or the one that stands for unknown. */
  static boolean isUnsaid(@Nullable String... charsets) {
    for (String charset : charsets) {
      if (charset != null && !charset.isBlank()) return charset.startsWith("ANSI_X3.4");
    }
    return true;
  }

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
