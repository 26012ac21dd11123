package cn.nongchao.people.imports;

import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook all of whose cells are text, those still empty too: what is typed into them stays as
 * it is typed. In others Excel makes 3.3E+17 of an identity number.
 */
final class TextBook {

  private static final int ROOM = 500;

  private static final Text SHEET = Text.of("导入", "import");

  private TextBook() {}

  static byte[] of(List<String> headings, List<List<String>> rows, Lang lang) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "Nongchao", "1.0")) {
      Worksheet sheet = book.newWorksheet(SHEET.in(lang));
      sheet.freezePane(0, 1);
      put(sheet, 0, headings);
      for (int i = 0; i < rows.size(); i++) put(sheet, i + 1, rows.get(i));
      if (!headings.isEmpty()) {
        sheet.range(0, 0, rows.size() + ROOM, headings.size() - 1).style().format("@").set();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void put(Worksheet sheet, int row, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      // XML has no place for controls; the reason beside the row names which it was.
      String text = cells.get(i).replaceAll("[\\p{Cc}\\p{Cs}&&[^\n\t\uD800-\uDFFF]]", "\uFFFD");
      if (!text.isEmpty()) sheet.inlineString(row, i, text);
    }
  }
}
