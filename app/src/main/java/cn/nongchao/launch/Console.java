package cn.nongchao.launch;

/** Words for whoever watches the terminal while the application starts; results go to stdout. */
public final class Console {

  private Console() {}

  /** One line on stderr; format as in {@link String#format}. */
  public static void note(String format, Object... args) {
    System.err.println(String.format(format, args));
  }
}
