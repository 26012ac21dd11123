package cn.nongchao.people.imports;

import cn.nongchao.form.Characters;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Shortened;
import cn.nongchao.platform.Text;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads tables: CSV (RFC 4180) in UTF-8 or, where the bytes are no UTF-8, in GB18030 as Chinese
 * Excel writes it; and the sheets of an Excel .xlsx or .xls.
 */
final class Tables {

  /** Upload size, in bytes. */
  static final int MOST_BYTES = 30 << 20;

  private static final int MOST_COLUMNS = 1000;

  /** Beyond it a cell is cut: longer than any field, so that no cut one is ever taken for whole. */
  static final int MOST_LETTERS = 2_100;

  /** Titles, headings and notes beside the rows that count. */
  private static final int ABOVE_AND_BELOW = 60;

  /** A row as read: where it stood, and its cells. */
  record Cells(int line, List<String> cells) {

    String at(int column) {
      return column < cells.size() ? cells.get(column) : "";
    }
  }

  private Tables() {}

  /**
   * @param known headings somebody said the meaning of before
   */
  static Outcome<Table> read(byte[] content, List<Column> columns, Set<String> known, int most) {
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
    int rows = most + ABOVE_AND_BELOW;
    Outcome<List<ExcelFile.Grid>> grids =
        isOldExcel
            ? OldExcelFile.read(content, rows)
            : isZip
                ? ExcelFile.read(content, rows)
                : csv(content, rows)
                    .map(all -> List.of(new ExcelFile.Grid("", all, List.of(), false)));
    return grids
        .then(all -> new Headings(columns, known).find(all))
        .then(table -> measured(table, most));
  }

  private static Outcome<Table> measured(Table table, int most) {
    if (table.rows().size() > most) {
      return refused("行数超过 " + most + "，请拆分文件", "more than " + most + " rows: split the file");
    }
    return table.rows().isEmpty()
        ? refused("除列名外没有内容", "there is nothing below the column names")
        : Outcome.done(table);
  }

  private static Outcome<List<Cells>> csv(byte[] content, int most) {
    String text;
    try {
      text = Characters.decoded(content);
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
    long seen = 0;
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      for (CSVRecord row : parser) {
        seen = row.getRecordNumber();
        if (rows.size() == most) break;
        int line = (int) row.getRecordNumber();
        List<String> cells = row.stream().map(Characters::unmarked).map(Tables::cut).toList();
        if (cells.stream().anyMatch(cell -> !cell.isBlank())) rows.add(new Cells(line, cells));
      }
    } catch (IOException | UncheckedIOException | IllegalStateException malformed) {
      return Outcome.refused(quotes("file", seen + 1));
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

  /** What one says of a row in which quotes are not used as RFC 4180 has them. */
  private static Refusal quotes(String field, long row) {
    return Refusal.field(
        field,
        "第 " + row + " 行的引号不对：引号不成对，或引号之后还有别的字。字里的引号应写成两个，整格再用引号括起",
        "the quotes do not pair up in row "
            + row
            + ", or words follow a closing one: write a quote within a cell twice and put the whole"
            + " cell in quotes");
  }

  static String cut(String cell) {
    return Shortened.first(cell, MOST_LETTERS);
  }

  private static <T> Outcome<T> refused(String zh, String en) {
    return Outcome.refused(Refusal.field("file", zh, en));
  }
}
