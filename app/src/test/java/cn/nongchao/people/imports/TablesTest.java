package cn.nongchao.people.imports;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

/** Tables as offices save them: encodings, separators, Excel, and what is no table. */
class TablesTest {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("name", Text.of("姓名", "name"), true, "", List.of(), List.of()),
          new Column("phone", Text.of("电话", "phone"), false, "", List.of(), List.of()));

  @Test
  void encodingsAndSeparators() {
    String csv = "姓名,电话\r\n王小明,0571\r\n";
    for (byte[] file :
        List.of(
            csv.getBytes(StandardCharsets.UTF_8),
            ("\uFEFF" + csv).getBytes(StandardCharsets.UTF_8),
            csv.getBytes(Charset.forName("GB18030")),
            csv.replace(',', '\t').getBytes(StandardCharsets.UTF_8),
            csv.replace(',', ';').getBytes(StandardCharsets.UTF_8),
            csv.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8),
            "姓名*,电话\n\"王小明\",\"0571\"\n".getBytes(StandardCharsets.UTF_8),
            "PHONE,Name\n0571,王小明".getBytes(StandardCharsets.UTF_8))) {
      List<Row> items = read(file).orThrow();
      assertThat(items).hasSize(1);
      assertThat(items.getFirst().values()).isEqualTo(Map.of("name", "王小明", "phone", "0571"));
      assertThat(items.getFirst().line()).isEqualTo(2);
    }
  }

  @Test
  void emptyRowsAreLeftOutAndLinesStillCount() {
    List<Row> items = read("姓名,电话\n甲,\n,\n\n乙,1\n".getBytes(StandardCharsets.UTF_8)).orThrow();
    assertThat(items).extracting(item -> item.get("name")).containsExactly("甲", "乙");
    assertThat(items).extracting(Row::line).containsExactly(2, 5);
  }

  @Test
  void excel() throws IOException {
    byte[] file =
        workbook(
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>姓名</t></is></c>"
                + "<c r=\"B1\" t=\"inlineStr\"><is><t>电话</t></is></c></row>"
                + "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>王小明</t></is></c>"
                + "<c r=\"B3\"><v>13812341234</v></c></row>");
    List<Row> items = read(file).orThrow();
    assertThat(items).hasSize(1);
    assertThat(items.getFirst().values()).isEqualTo(Map.of("name", "王小明", "phone", "13812341234"));
    assertThat(items.getFirst().line()).isEqualTo(3);
  }

  @Test
  void anOldWorkbookIsReadAsANewOne() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      var hidden = book.createSheet("去年");
      hidden.createRow(0).createCell(0).setCellValue("姓名");
      hidden.createRow(1).createCell(0).setCellValue("往年");
      book.setSheetHidden(0, true);
      var sheet = book.createSheet("名单");
      sheet.createRow(0).createCell(0).setCellValue("人员一览表");
      sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 1));
      var head = sheet.createRow(1);
      head.createCell(0).setCellValue("姓名");
      head.createCell(1).setCellValue("电话");
      var first = sheet.createRow(2);
      first.createCell(0).setCellValue("王小明");
      first.createCell(1).setCellValue(13_812_341_234d);
      var second = sheet.createRow(3);
      second.createCell(0).setCellFormula("A3");
      var day = book.createCellStyle();
      day.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd"));
      second.createCell(1).setCellValue(LocalDate.of(2024, 1, 31));
      second.getCell(1).setCellStyle(day);
      book.getCreationHelper().createFormulaEvaluator().evaluateAll();
      book.write(file);
    }
    List<Row> items = read(file.toByteArray()).orThrow();
    assertThat(items).extracting(Row::line).containsExactly(3, 4);
    assertThat(items.get(0).values()).isEqualTo(Map.of("name", "王小明", "phone", "13812341234"));
    assertThat(items.get(1).values())
        .as("what a formula last came to, and a day by its format")
        .isEqualTo(Map.of("name", "王小明", "phone", "2024-01-31"));
    byte[] cut = Arrays.copyOf(file.toByteArray(), 2000);
    check(cut, "old Excel file");
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] odd = file.toByteArray();
      for (int n = 0; n < 5; n++) odd[8 + random.nextInt(odd.length - 8)] = (byte) random.nextInt();
      assertThat(read(odd)).as("read or refused, whatever stands in it").isNotNull();
    }
  }

  @Test
  void whatIsNoTableIsRefusedInWords() throws IOException {
    check(new byte[0], "empty");
    check("姓名,电话\n".getBytes(StandardCharsets.UTF_8), "nothing below");
    check("什么\n1\n".getBytes(StandardCharsets.UTF_8), "“name” is missing");
    check("姓名\n\"甲\n".getBytes(StandardCharsets.UTF_8), "quotes");
    check(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0}, "old Excel file");
    check(new byte[] {'P', 'K', 3, 4, 9, 9, 9}, "cannot be read");
    check(workbook("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>"), "cannot be read");
    check(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, 10}, "encoding");
    check(new byte[Tables.MOST_BYTES + 1], "over 30 MB");
    check(("姓名\n" + "甲\n".repeat(101)).getBytes(StandardCharsets.UTF_8), "more than 100 rows");
  }

  @Test
  void anExcelFileThatUnpacksToMuchIsNotUnpacked() throws IOException {
    byte[] bomb = workbook(" ".repeat(130 << 20));
    assertThat(bomb.length).isLessThan(Tables.MOST_BYTES);
    check(bomb, "unpacks to too much");
  }

  private static String cell(String place, String value) {
    return "<c r=\"" + place + "\"><v>" + value + "</v></c>";
  }

  private static byte[] withNames(String row) throws IOException {
    return workbook(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>姓名</t></is></c>"
            + "<c r=\"B1\" t=\"inlineStr\"><is><t>电话</t></is></c></row>"
            + row);
  }

  private static byte[] cells(String... cells) throws IOException {
    return withNames("<row r=\"2\">" + String.join("", cells) + "</row>");
  }

  /** Each of these once cost seconds and gigabytes, of a workbook of a kilobyte. */
  @Test
  void aNumberThatExcelCouldNotHaveWrittenIsNotWrittenOut() throws IOException {
    for (String number :
        List.of(
            "1E300000000",
            "1E-300000000",
            "1E309",
            "1E999",
            "1E-999",
            "1E2147483647",
            "9".repeat(400_000))) {
      check(cells(cell("B2", number)), "in cell B2 is none that Excel has");
    }
    check(cells(cell("B2", "1E300000000")), "the number “1E300000000” in cell B2");
    check(cells(cell("B2", "0x10"), ""), "in cell B2 is none that Excel has");
    plain("1.3812341234E10", "13812341234");
    plain("0.1", "0.1");
    plain("-5", "-5");
    plain("3.3010919900101E+17", "3.3010919900101E+17");
  }

  private static void plain(String number, String read) throws IOException {
    assertThat(read(cells(cell("B2", number))).orThrow().getFirst().get("phone")).isEqualTo(read);
  }

  @Test
  void aPlaceOutsideOfAnySheetIsNoPlace() throws IOException {
    for (String place : List.of("ZZZZZZ2", "XFE2", "A1048577", "A99999999999", "2A", "A", "a2")) {
      check(cells(cell(place, "1")), "“" + place + "” lies outside of any sheet");
    }
    check(withNames("<row r=\"2147483648\"/>"), "lies outside of any sheet");
    check(withNames("<row r=\"1048577\"/>"), "lies outside of any sheet");
    check(withNames("<row r=\"-1\"/>"), "lies outside of any sheet");
    List<Row> last = read(cells(cell("A2", "7"), cell("XFD2", "8"))).orThrow();
    assertThat(last.getFirst().get("name"))
        .as("what stands far right is passed over")
        .isEqualTo("7");
  }

  @Test
  void aHeaderOfAMillionColumnsIsNotRead() throws IOException {
    check(workbook("<row r=\"1\">" + "<c/>".repeat(1_000_000) + "</row>"), "column 16385");
    check(
        (",".repeat(1_000_000) + "\n1\n").getBytes(StandardCharsets.UTF_8),
        "more than 1000 columns");
    String quoted = "姓名,电话\n\"a\"\"\n" + ",".repeat(3000) + "\",1\n";
    assertThat(read(quoted.getBytes(StandardCharsets.UTF_8)).isDone())
        .as("all in one cell")
        .isTrue();
    String late = "姓名,电话\na,b\n\"\n\"" + ",".repeat(1001);
    check(late.getBytes(StandardCharsets.UTF_8), "row 3 has more than 1000 columns");
  }

  @Test
  void whatAWorkbookCountsIsNotBelieved() throws IOException {
    check(workbook("<row>".repeat(100)), "cannot be read");
    check(workbook("<row r=\"1\" x=\"" + "y".repeat(2 << 20) + "\"/>"), "unpacks to too much");
    check(workbook("<row/>".repeat(2000)), "nothing in the file");
    String shared = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>999999999999</v></c></row>";
    check(workbook(shared), "nothing in the file");
    String style = "<c r=\"B2\" s=\"99999999999\"><v>7</v></c>";
    assertThat(read(cells(cell("A2", "1"), style)).orThrow().getFirst().get("phone"))
        .isEqualTo("7");
    check(workbook("]]><!DOCTYPE x [<!ENTITY a \"b\">]>"), "cannot be read");
  }

  /** A row by what its columns are taken for. */
  private record Row(int line, Map<String, String> values) {
    String get(String column) {
      return values.getOrDefault(column, "");
    }
  }

  private static Outcome<List<Row>> read(byte[] file) {
    return Tables.read(file, COLUMNS, Set.of(), 100)
        .map(table -> table.rows().stream().map(cells -> row(table, cells)).toList());
  }

  private static Row row(Table table, Tables.Cells cells) {
    Map<String, String> values = new HashMap<>();
    for (Heading heading : table.headings()) {
      String column = Choices.NONE.meaning(heading, COLUMNS, Set.of());
      String cell = cells.at(heading.at());
      if (column != null && !column.equals("-") && !cell.isEmpty()) values.put(column, cell);
    }
    return new Row(cells.line(), values);
  }

  private static void check(byte[] file, String expected) {
    switch (read(file)) {
      case Outcome.Done<List<Row>> done -> assertThat("read").isEqualTo(expected);
      case Outcome.Refused<List<Row>>(List<Refusal> reasons) -> {
        assertThat(reasons.getFirst().reason().en()).contains(expected);
        assertThat(reasons.getFirst().field()).isEqualTo("file");
      }
    }
  }

  private interface Writing {
    void write(Workbook book);
  }

  private static byte[] book(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "test", "1.0")) {
      writing.write(book);
    }
    return out.toByteArray();
  }

  private static void put(Worksheet sheet, int row, String... cells) {
    for (int i = 0; i < cells.length; i++) {
      if (!cells[i].isEmpty()) sheet.value(row, i, cells[i]);
    }
  }

  @Test
  void aSheetAsAnOfficeKeepsIt() throws IOException {
    byte[] file =
        book(book -> {
          Worksheet hidden = book.newWorksheet("去年");
          hidden.setVisibilityState(VisibilityState.HIDDEN);
          put(hidden, 0, "姓名", "电话");
          put(hidden, 1, "旧人", "1");
          Worksheet sheet = book.newWorksheet("花名册");
          put(sheet, 0, "某街道花名册");
          sheet.range(0, 0, 0, 3).merge();
          put(sheet, 1, "序号", "姓　名", "联系", "", "备注");
          put(sheet, 2, "", "", "电话（手机）", "地址");
          for (int column : new int[] {0, 1, 4}) sheet.range(1, column, 2, column).merge();
          sheet.range(1, 2, 1, 3).merge();
          put(sheet, 3, "1", "甲", "0571");
          put(sheet, 4, "2", "乙");
          sheet.range(3, 2, 4, 2).merge();
          sheet.style(5, 0).borderStyle("thin").set();
          put(sheet, 6, "填表人：丙", "", "审核：丁");
          put(book.newWorksheet("另一张"), 0, "别的");
        });
    Table table = Tables.read(file, COLUMNS, Set.of(), 100).orThrow();
    assertThat(table.headings())
        .extracting(Heading::name)
        .containsExactly("序号", "姓　名", "联系 / 电话（手机）", "联系 / 地址", "备注");
    assertThat(table.passed())
        .extracting(Text::zh)
        .containsExactly("工作表“另一张”", "第 1 行：某街道花名册", "第 7 行：填表人：丙 审核：丁");
    List<Row> rows = read(file).orThrow();
    assertThat(rows).extracting(row -> row.get("name")).containsExactly("甲", "乙");
    assertThat(rows)
        .extracting(row -> row.get("phone"))
        .as("merged")
        .containsExactly("0571", "0571");
    assertThat(rows).extracting(Row::line).containsExactly(4, 5);
  }

  @Test
  void namesInTwoRowsOfAFileWithoutMergedCells() {
    String csv = "某街道花名册,,\n姓名,联系,\n,电话,地址\n甲,0571,某路\n合计,,\n";
    Table table =
        Tables.read(
                csv.replace(",地址", ",phone").getBytes(StandardCharsets.UTF_8), COLUMNS, Set.of(), 9)
            .orThrow();
    assertThat(table.headings())
        .extracting(Heading::name)
        .containsExactly("姓名", "联系 / 电话", "联系 / phone");
    assertThat(table.rows()).hasSize(1);
    assertThat(table.passed()).hasSize(2);
  }

  @Test
  void aColumnWithoutANameIsNotPassedOver() {
    Table table =
        Tables.read("姓名,,电话\n甲,丢,1\n".getBytes(StandardCharsets.UTF_8), COLUMNS, Set.of(), 9)
            .orThrow();
    assertThat(table.headings()).extracting(Heading::name).containsExactly("姓名", "#2", "电话");
    assertThat(Choices.NONE.meaning(table.headings().get(1), COLUMNS, Set.of())).isNull();
  }

  @Test
  void aWrongQuoteIsSaidByItsRow() {
    check("姓名,电话\n甲,1\n\"乙\"丙,2\n丁,3\n".getBytes(StandardCharsets.UTF_8), "in row 3");
  }

  /** The least that is an Excel workbook (ECMA-376): one sheet with these rows. */
  private static byte[] workbook(String rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    String packaged = "http://schemas.openxmlformats.org/package/2006/";
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(
          zip,
          "[Content_Types].xml",
          "<Types xmlns=\""
              + packaged
              + "content-types\"><Default Extension=\"rels\" ContentType="
              + "\"application/vnd.openxmlformats-package.relationships+xml\"/><Default"
              + " Extension=\"xml\" ContentType=\"application/xml\"/><Override"
              + " PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-"
              + "officedocument.spreadsheetml.sheet.main+xml\"/></Types>");
      put(
          zip,
          "xl/workbook.xml",
          "<workbook xmlns=\""
              + main
              + "\" xmlns:r=\""
              + office
              + "\"><sheets><sheet name=\"a\""
              + " sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
      put(
          zip,
          "xl/_rels/workbook.xml.rels",
          "<Relationships xmlns=\""
              + packaged
              + "relationships\"><Relationship Id=\"r1\" Type=\""
              + office
              + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
      put(
          zip,
          "xl/worksheets/sheet1.xml",
          "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData></worksheet>");
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
