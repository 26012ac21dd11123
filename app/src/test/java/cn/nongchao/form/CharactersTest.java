package cn.nongchao.form;

import static cn.nongchao.form.Sending.NO;
import static cn.nongchao.form.Sending.check;
import static cn.nongchao.form.Sending.json;
import static cn.nongchao.form.Sending.page;
import static cn.nongchao.form.Sending.refused;
import static cn.nongchao.form.Sending.sent;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Text from outside is taken by one rule. */
class CharactersTest {

  @Test
  void textIsTakenByOneRule() {
    check(Sheets.Line.class, "  店外  经营 \t", "店外  经营");
    check(Sheets.Line.class, "e\u0301", "\u00e9");
    check(Sheets.Line.class, "\u1112\u1161\u11ab", "\ud55c");
    check(Sheets.Line.class, "a\r\nb\rc\nd\te", "a b c d e");
    check(Sheets.Line.class, "a\u2028b\u2029c", "a b c");
    check(Sheets.Lines.class, "a\r\nb\rc\nd\te", "a\nb\nc\nd\te");
    check(Sheets.Lines.class, "\n\n a \n\n", "a");
    check(Sheets.Line.class, "\u3000全角空格\u3000", "全角空格");
    check(Sheets.Line.class, "\ufeffa\u200bb\u2060c\u00add\u202ee\u2066f\u061cg", "abcdefg");
    check(Sheets.Line.class, "\u200b \ufeff \u200e", "");
    check(Sheets.Line.class, "\u2800\u2800 \u115f\u3164\uffa0", "");
    check(Sheets.Line.class, "\ud83d\udc68\u200d\ud83d\udc69", "\ud83d\udc68\u200d\ud83d\udc69");
    check(Sheets.Line.class, "\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937");
    check(Sheets.Line.class, "１２ＡＢ", "１２ＡＢ");
    check(Sheets.Line.class, "<b>&amp;'\"%20", "<b>&amp;'\"%20");
    check(Sheets.Line.class, "𠮷野家", "𠮷野家");
  }

  @Test
  void whatIsNoTextIsRefused() {
    for (String odd :
        List.of("\u0000", "\u0007", "\u0085", "\u001b[0m", "\ufffe", "\uffff", "\ufdd0")) {
      check(Sheets.Line.class, "a" + odd + "b", NO);
      check(Sheets.Lines.class, "a" + odd + "b", NO);
    }
    check(Sheets.Line.class, new String(Character.toChars(0x1FFFE)), NO);
    check(Sheets.Line.class, "a\u0000", "value: 名称含有不能使用的字符 U+0000");
    // Bytes cannot hold half a character, but a JSON escape can.
    for (String half : List.of("\\ud83d", "\\ude00", "\\ude00\\ud83d", "a\\ud83db")) {
      refused(json(Sheets.Line.class, "{\"value\":\"" + half + "\"}"), "value");
    }
    refused(page(Sheets.Line.class, sent("value", "\ud83d")), "value");
  }

  @Test
  void marksDoNotPileUp() {
    check(Sheets.Line.class, "o" + "\u0338".repeat(8), "o" + "\u0338".repeat(8));
    check(Sheets.Line.class, "o" + "\u0338".repeat(9), NO);
    check(Sheets.Line.class, "o" + "\u20dd".repeat(9), NO);
    for (String between : List.of("\u200b", "\u200d", "\u200c", "\u00ad", "\u2060")) {
      String piled = ("\u0338".repeat(5) + between).repeat(2);
      check(Sheets.Line.class, "o" + piled, NO);
    }
    check(
        Sheets.Line.class,
        ("o" + "\u0338".repeat(5)).repeat(2),
        ("o" + "\u0338".repeat(5)).repeat(2));
  }

  @Test
  void lengthsCountAsBrowsersCount() {
    String hundred = "\ud83c\udf0a".repeat(100);
    check(Sheets.Line.class, hundred, hundred);
    check(Sheets.Line.class, hundred + "a", "value: 名称最多 200 字 | Name has at most 200 characters");
    check(Sheets.Line.class, "\ud83c\udf0a".repeat(200), NO);
    check(Sheets.Line.class, " ".repeat(300) + "a", "a");
    check(Sheets.Line.class, "\u200b".repeat(300) + "a", "a");
    check(Sheets.Line.class, "e\u0301".repeat(200), "\u00e9".repeat(200));
  }

  @Test
  void whatASpreadsheetWouldWorkOutIsMadeText() {
    for (String cell :
        List.of("=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a")) {
      assertThat(Characters.harmless(cell)).isEqualTo("'" + cell);
    }
    assertThat(Characters.harmless("1=1")).isEqualTo("1=1");
    assertThat(Characters.harmless("")).isEmpty();
  }

  @Test
  void aFileIsUtf8OrGb18030() throws CharacterCodingException {
    assertThat(Characters.decoded("\uFEFF放假".getBytes(StandardCharsets.UTF_8))).isEqualTo("放假");
    assertThat(Characters.decoded("放假".getBytes(Charset.forName("GB18030")))).isEqualTo("放假");
  }
}
