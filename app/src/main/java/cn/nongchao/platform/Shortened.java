package cn.nongchao.platform;

import java.text.BreakIterator;
import java.util.Locale;

/** Part of what people wrote, never cut within what a reader takes for one character. */
public final class Shortened {

  private Shortened() {}

  /** At most this long, and told where something is left out. */
  public static String shown(String text, int most) {
    return text.length() <= most ? text : first(text, most) + "…";
  }

  public static String first(String text, int most) {
    return text.length() <= most ? text : text.substring(0, edge(text, most, false));
  }

  public static String last(String text, int most) {
    int from = text.length() - most;
    return from <= 0 ? text : text.substring(edge(text, from, true));
  }

  /** Where one ends; of a character with hundreds of marks upon it, within them. */
  private static int edge(String text, int at, boolean forward) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    if (characters.isBoundary(at)) return at;
    int edge = forward ? characters.following(at) : characters.preceding(at);
    if (edge > 0 && edge < text.length()) return edge;
    boolean within = Character.isLowSurrogate(text.charAt(at));
    return within ? at + (forward ? 1 : -1) : at;
  }
}
