package cn.nongchao.people.imports;

import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Shortened;
import cn.nongchao.platform.Text;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads tables: CSV (RFC 4180) in UTF-8 or, where the bytes are no UTF-8, in GB18030 as Chinese
 * Excel writes it; and the first sheet of an Excel .xlsx. The first row names the columns.
 */
final class Tables {

  /** Upload size, in bytes. */
  static final int MOST_BYTES = 8 << 20;

  private static final int MOST_COLUMNS = 1000;
  static final int MOST_LETTERS = 500;
  private static final Charset GB18030 = Charset.forName("GB18030");

  /** A row as read: where it stood, and its cells. */
  record Cells(int line, List<String> cells) {}

  private Tables() {}

  static Outcome<List<Item>> read(String fileName, byte[] content, List<Column> columns, int most) {
    if (content.length == 0) return refused("文件是空的", "the file is empty");
    if (content.length > MOST_BYTES) {
      return Outcome.refused(
          new Refusal(
              "too-large",
              "file",
              Text.of(
                  "文件超过 " + (MOST_BYTES >> 20) + " MB",
                  "the file is over " + (MOST_BYTES >> 20) + " MB")));
    }
    boolean isZip = content.length > 3 && content[0] == 'P' && content[1] == 'K';
    boolean isOldExcel = (content[0] & 0xff) == 0xd0 && (content[1] & 0xff) == 0xcf;
    if (isOldExcel) {
      return refused(
          "这是旧版 .xls 文件，请在 Excel 中另存为 .xlsx 或 CSV",
          "this is an old .xls file: save it as .xlsx or CSV");
    }
    Outcome<List<Cells>> rows = isZip ? ExcelFile.read(content, most) : csv(content, most);
    return rows.then(all -> items(all, columns, most));
  }

  private static Outcome<List<Item>> items(List<Cells> rows, List<Column> columns, int most) {
    if (rows.isEmpty()) return refused("文件中没有内容", "there is nothing in the file");
    if (rows.size() > most + 1) {
      return refused("行数超过 " + most + "，请拆分文件", "more than " + most + " rows: split the file");
    }
    List<String> header = rows.getFirst().cells();
    Map<String, Integer> where = new HashMap<>();
    List<Refusal> wrong = new ArrayList<>();
    for (Column column : columns) {
      for (int i = 0; i < header.size(); i++) {
        if (!column.isMeantBy(header.get(i))) continue;
        if (where.put(column.name(), i) != null) {
          wrong.add(
              Refusal.field(
                  "file",
                  "列“" + column.title().zh() + "”出现了两次",
                  "the column “" + column.title().en() + "” is there twice"));
        }
      }
      if (column.required() && !where.containsKey(column.name())) {
        wrong.add(
            Refusal.field(
                "file",
                "缺少列“" + column.title().zh() + "”；第一行应为列名，请参照模板",
                "the column “"
                    + column.title().en()
                    + "” is missing; the first row names columns, as in the template"));
      }
    }
    if (!wrong.isEmpty()) return Outcome.refused(wrong);
    List<Item> items = new ArrayList<>();
    for (Cells row : rows.subList(1, rows.size())) {
      Map<String, String> values = new HashMap<>();
      where.forEach(
          (name, i) -> values.put(name, i < row.cells().size() ? row.cells().get(i).strip() : ""));
      if (values.values().stream().allMatch(String::isEmpty)) continue;
      items.add(new Item(row.line(), Ids.next(), values, List.of(), null));
    }
    if (items.isEmpty()) return refused("除列名外没有内容", "there is nothing below the column names");
    return Outcome.done(items);
  }

  private static Outcome<List<Cells>> csv(byte[] content, int most) {
    String text;
    try {
      text = decode(content);
    } catch (CharacterCodingException neither) {
      return refused(
          "文件编码无法识别，请存为 UTF-8 或 GB18030（GBK）", "the encoding is neither UTF-8 nor GB18030 (GBK)");
    }
    char delimiter = delimiter(text);
    int wide = tooWide(text, delimiter);
    if (wide > 0) {
      return refused(
          "第 " + wide + " 行的列数超过 " + MOST_COLUMNS,
          "row " + wide + " has more than " + MOST_COLUMNS + " columns");
    }
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreEmptyLines(false).get();
    List<Cells> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      for (CSVRecord row : parser) {
        if (rows.size() > most + 1) break;
        int line = (int) row.getRecordNumber();
        rows.add(new Cells(line, row.stream().map(Tables::cut).toList()));
      }
    } catch (IOException | UncheckedIOException | IllegalStateException malformed) {
      return refused(
          "第 " + (rows.size() + 1) + " 行附近的引号不成对",
          "quotes do not pair up near row " + (rows.size() + 1));
    }
    return Outcome.done(rows);
  }

  /** The first row of more columns than any table has, counted without making cells; 0 for none. */
  private static int tooWide(String text, char delimiter) {
    int row = 1;
    int columns = 1;
    boolean quoted = false;
    boolean begins = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && (quoted || begins)) {
        quoted = !quoted;
      } else if (!quoted && c == delimiter && ++columns > MOST_COLUMNS) {
        return row;
      } else if (!quoted && (c == '\n' || c == '\r')) {
        if (c == '\n') row++;
        columns = 1;
      }
      // Two quotes within quotes stand for one, and the second opens what the first had closed.
      begins = c == delimiter || c == '\n' || c == '\r' || c == '"' && !quoted;
    }
    return 0;
  }

  /** A header row with tabs and no comma was copied from a spreadsheet. */
  private static char delimiter(String text) {
    int end = text.indexOf('\n');
    String first = end < 0 ? text : text.substring(0, end);
    if (first.indexOf('\t') >= 0 && first.indexOf(',') < 0) return '\t';
    return first.indexOf(';') >= 0 && first.indexOf(',') < 0 ? ';' : ',';
  }

  /** UTF-8 where the bytes are that and nothing else, else GB18030. */
  static String decode(byte[] content) throws CharacterCodingException {
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

  static String cut(String cell) {
    return Shortened.first(cell, MOST_LETTERS);
  }

  private static <T> Outcome<T> refused(String zh, String en) {
    return Outcome.refused(Refusal.field("file", zh, en));
  }
}
