package cn.nongchao.form;

import cn.nongchao.platform.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The one rule for text from outside.
 *
 * <ul>
 *   <li>Unicode normalization form C, without white space around it; line ends are U+000A.
 *   <li>Refused, with a sentence: U+0000, other controls but line end and tab, surrogates without
 *       their pair, noncharacters, more than eight combining marks in a row.
 *   <li>Dropped, since they come with copied text and nobody sees them: byte order mark, zero-width
 *       space, word joiner, soft hyphen, tag characters, letters without a shape (fillers, the
 *       blank of Braille: a text of them is none), and whatever changes the direction of writing
 *       (Unicode TR 36). Joiners stay: letters and emoji need them.
 *   <li>Lengths count UTF-16 code units: what a browser's {@code maxlength} and Java count, and at
 *       least what PostgreSQL counts.
 *   <li>Where digits are meant, full-width ones are read as plain.
 * </ul>
 */
public final class Characters {

  private static final Charset GB18030 = Charset.forName("GB18030");

  private Characters() {}

  /**
   * A file's text: UTF-8 where the bytes are that and nothing else, else GB 18030, as Excel writes
   * it in China; without the mark that says so.
   */
  public static String decoded(byte[] content) throws CharacterCodingException {
    String text;
    try {
      text = strictly(content, StandardCharsets.UTF_8);
    } catch (CharacterCodingException notUtf8) {
      text = strictly(content, GB18030);
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String strictly(byte[] content, Charset charset) throws CharacterCodingException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(content))
        .toString();
  }

  /** As it is kept; null for text that is refused, {@link #wrong} says why. */
  public static @Nullable String clean(String typed) {
    if (wrong(typed) != null) return null;
    StringBuilder kept = new StringBuilder(typed.length());
    typed.codePoints().filter(c -> !isDropped(c)).forEach(kept::appendCodePoint);
    String lines = kept.toString().replace("\r\n", "\n").replaceAll("[\\r\\u2028\\u2029]", "\n");
    return Normalizer.normalize(lines, Normalizer.Form.NFC).strip();
  }

  /** The same for text of one line: ends of lines and tabs become blanks. */
  public static @Nullable String line(String typed) {
    String clean = clean(typed);
    return clean == null ? null : clean.replaceAll("[\\n\\t]+", " ");
  }

  /**
   * For a cell of a CSV file: text that a spreadsheet would take for a formula and work out, with a
   * mark before it. Some do so past a line end or tab, and for full-width signs.
   */
  public static String harmless(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0;
    return formula ? "'" + text : text;
  }

  /** The text of a cell that {@link #harmless} wrote. */
  public static String unmarked(String cell) {
    boolean marked = cell.startsWith("'") && !harmless(cell.substring(1)).equals(cell.substring(1));
    return marked ? cell.substring(1) : cell;
  }

  /** Why text is refused; null where it is fine. */
  public static @Nullable Text wrong(String typed) {
    int marks = 0;
    for (int i = 0; i < typed.length(); ) {
      int c = typed.codePointAt(i);
      i += Character.charCount(c);
      if (isRefused(c)) {
        String name = "U+%04X".formatted(c);
        return Text.of(
            "含有不能使用的字符 " + name, "contains the character " + name + ", which cannot be used");
      }
      int type = Character.getType(c);
      boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
      // What is dropped or joins stands between no two marks.
      if (mark) marks++;
      else if (type != Character.FORMAT) marks = 0;
      if (marks > 8) return Text.of("叠加的符号过多", "has too many marks on one letter");
    }
    return null;
  }

  /** Full-width digits, letters and signs as plain ones, without blanks between them. */
  public static String plain(String typed) {
    StringBuilder plain = new StringBuilder(typed.length());
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      if (c >= '\uFF01' && c <= '\uFF5E') plain.append((char) (c - 0xFEE0));
      else if (c == '\u3002') plain.append('.');
      else if (!Character.isWhitespace(c) && c != '\u3000') plain.append(c);
    }
    return plain.toString();
  }

  private static boolean isRefused(int c) {
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
    boolean half = c >= 0xD800 && c <= 0xDFFF;
    boolean none = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return control || half || none;
  }

  private static boolean isDropped(int c) {
    return switch (c) {
      case 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true; // letters of no shape
      case 0x00AD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF -> true;
      default ->
          (c >= 0x202A && c <= 0x202E)
              || (c >= 0x2061 && c <= 0x206F)
              || (c >= 0xFFF9 && c <= 0xFFFB)
              || (c >= 0xE0000 && c <= 0xE007F);
    };
  }
}
