package cn.nongchao.platform;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.Locale;

/**
 * What names are found by: their characters however typed, their sounds in pinyin, and the first
 * letters of those. Stored beside a name and asked with {@code like}.
 */
public final class Sought {

  // Both keep no state between calls, so one of each serves every thread.
  private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Hant-Hans");
  private static final Transliterator SOUND =
      Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");

  private Sought() {}

  /** Full width, half width, decomposed, traditional and capital alike; no blanks within. */
  public static String folded(String text) {
    String even = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return SIMPLIFIED.transliterate(even).replaceAll("\\s+", "");
  }

  /** How it is said, in letters without tones and blanks. */
  public static String sounds(String name) {
    return SOUND.transliterate(folded(name)).replaceAll("\\s+", "");
  }

  /** The column: “河庄街道 hezhuangjiedao hzjd”. */
  public static String of(String name) {
    String folded = folded(name);
    StringBuilder sounds = new StringBuilder();
    StringBuilder letters = new StringBuilder();
    folded
        .codePoints()
        .forEach(point -> {
          String sound = SOUND.transliterate(Character.toString(point)).strip();
          sounds.append(sound);
          if (!sound.isEmpty()) letters.appendCodePoint(sound.codePointAt(0));
        });
    return folded + " " + sounds + " " + letters;
  }

  /** For {@code like}: anywhere within, with nothing in it that means more than itself. */
  public static String within(String typed) {
    return "%" + folded(typed).replaceAll("([\\\\%_])", "\\\\$1") + "%";
  }
}
