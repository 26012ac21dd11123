package cn.nongchao.platform;

import java.util.List;
import java.util.Locale;

/** Names of files as they come from outside: what a person sees of one must be what it is. */
public final class FileNames {

  /** Characters. */
  private static final int LONGEST = 120;

  private FileNames() {}

  /**
   * Without directories; without control characters and those that are not seen but turn the order
   * of the others round (Unicode Cc, Cf, Co, Cs, Cn, Zl, Zp); its last 120 characters; {@code file}
   * where nothing is left.
   */
  public static String plain(String name) {
    String seen = name.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "");
    String last = seen.substring(Math.max(seen.lastIndexOf('/'), seen.lastIndexOf('\\')) + 1);
    String clean = last.strip();
    return clean.matches("\\.*") ? "file" : Shortened.last(clean, LONGEST);
  }

  /** The same, ending as files of its kind do: the first of these, where it ends in none. */
  public static String plain(String name, List<String> endings) {
    String plain = plain(name);
    if (endings.isEmpty()) return plain;
    int dot = plain.lastIndexOf('.');
    String ending = plain.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
    if (dot > 0 && endings.contains(ending)) return plain;
    boolean isEnding = dot > 0 && ending.matches("[\\p{L}\\p{N}]{0,8}");
    String stem = (isEnding ? plain.substring(0, dot) : plain).replaceFirst("[.\\s]+$", "");
    String of = "." + endings.getFirst();
    return plain((stem.isEmpty() ? "file" : stem) + of);
  }
}
