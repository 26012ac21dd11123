package cn.nongchao.platform;

import cn.nongchao.launch.Console;

/** Texts for whoever typed a command, in the language of the terminal ({@link Console}). */
public final class InTerminal {

  private InTerminal() {}

  public static String words(Text text) {
    return Console.words("%1$s", "%2$s", text.zh(), text.en());
  }

  /** A reason on a line of its own, after the input it is about. */
  public static String line(Refusal refusal) {
    String field = refusal.field() == null ? "" : refusal.field() + ": ";
    return field + words(refusal.reason());
  }
}
