package cn.nongchao.platform;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What names are found by: their characters however typed, their sounds in pinyin, and the first
 * letters of those. Stored beside a name and asked with {@code like}.
 */
public final class Sought {

  // Both keep no state between calls, so one of each serves every thread.
  private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Hant-Hans");
  private static final Transliterator SOUND =
      Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");
  private static final Transliterator FAMILY =
      Transliterator.getInstance("Han-Latin/Names; Latin-ASCII; Lower");
  private static final Transliterator WIDE = Transliterator.getInstance("Halfwidth-Fullwidth");
  private static final Transliterator TRADITIONAL = Transliterator.getInstance("Hans-Hant");

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
    return folded + " " + said(folded, SOUND);
  }

  /** The same of a person: 曾 is a family called zeng, and looked for as ceng too. */
  public static String ofPerson(String name) {
    String folded = folded(name);
    String usual = said(folded, SOUND);
    String own = said(folded, FAMILY);
    return folded + " " + usual + (own.equals(usual) ? "" : " " + own);
  }

  /**
   * What a page is given to look through by itself: the column, and how it is written elsewhere.
   */
  public static String here(String column) {
    int end = column.indexOf(' ');
    String folded = end < 0 ? column : column.substring(0, end);
    String elsewhere = TRADITIONAL.transliterate(folded);
    return elsewhere.equals(folded) ? column : column + " " + elsewhere;
  }

  private static String said(String folded, Transliterator sound) {
    StringBuilder sounds = new StringBuilder();
    StringBuilder letters = new StringBuilder();
    folded
        .codePoints()
        .forEach(point -> {
          String said = sound.transliterate(Character.toString(point)).strip();
          sounds.append(said);
          if (!said.isEmpty()) letters.appendCodePoint(said.codePointAt(0));
        });
    return sounds + " " + letters;
  }

  /** For {@code like}: anywhere within, with nothing in it that means more than itself. */
  public static String within(String typed) {
    return anywhere(folded(typed));
  }

  private static String anywhere(String text) {
    return "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
  }

  /**
   * For {@code ilike any}, of text that nothing is stored beside: as typed, and in the other forms
   * it may have been written in.
   */
  public static String[] written(String typed) {
    String plain = Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC);
    String composed = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
    return Stream.of(
            composed,
            plain,
            SIMPLIFIED.transliterate(plain),
            TRADITIONAL.transliterate(plain),
            WIDE.transliterate(plain))
        .distinct()
        .map(Sought::anywhere)
        .toArray(String[]::new);
  }
}
