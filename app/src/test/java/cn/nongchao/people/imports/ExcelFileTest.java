package cn.nongchao.people.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

/** Workbooks as another program writes them, read cell by cell. */
class ExcelFileTest {

  private static List<Tables.Cells> read(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "test", "1.0")) {
      writing.write(book.newWorksheet("一"));
      book.newWorksheet("二").value(0, 0, "another sheet");
    }
    return ExcelFile.read(out.toByteArray(), 100).orThrow().getFirst().rows();
  }

  private interface Writing {
    void write(Worksheet sheet);
  }

  @Test
  void wordsNumbersAndDays() throws IOException {
    List<Tables.Cells> rows =
        read(sheet -> {
          sheet.value(0, 0, "姓名 & <电话>");
          sheet.value(0, 1, "姓名 & <电话>");
          sheet.inlineString(0, 3, "直接 \uD83D\uDE00");
          sheet.value(1, 0, 13812341234L);
          sheet.value(1, 1, 0.5);
          sheet.value(1, 2, true);
          sheet.value(1, 3, LocalDate.of(2026, 2, 28));
          sheet.style(1, 3).format("yyyy-mm-dd").set();
          sheet.value(1, 4, 7);
          sheet.style(1, 4).format("0.00").set();
          sheet.value(4, 70, "too far right to be read");
        });
    assertThat(rows)
        .containsExactly(
            new Tables.Cells(1, List.of("姓名 & <电话>", "姓名 & <电话>", "", "直接 \uD83D\uDE00")),
            new Tables.Cells(2, List.of("13812341234", "0.5", "TRUE", "2026-02-28", "7")));
  }

  @Test
  void aLongTextIsCutAsItIsRead() throws IOException {
    String longest = "字".repeat(32_767);
    List<Tables.Cells> rows =
        read(sheet -> {
          sheet.value(0, 0, longest);
          sheet.inlineString(0, 1, longest);
        });
    assertThat(rows.getFirst().cells())
        .allMatch(cell -> cell.equals("字".repeat(Tables.MOST_LETTERS)));
  }
}
