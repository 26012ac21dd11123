package cn.nongchao.form.web;

import cn.nongchao.form.Characters;
import cn.nongchao.form.ListView;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Text;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A table being written to a file row by row, of which little is held at a time. */
interface Sheet extends AutoCloseable {

  ZoneId HERE = ZoneId.of("Asia/Shanghai");

  /** Words, a cell of a list, a number, a day or a moment in each. */
  void add(List<?> cells) throws IOException;

  @Override
  void close() throws IOException;

  static Sheet of(String ending, String name, Path file, Lang lang) throws IOException {
    return ending.equals("csv") ? new Plain(file, lang) : new Book(name, file, lang);
  }

  static String mediaType(String ending) {
    return ending.equals("csv")
        ? "text/csv;charset=UTF-8"
        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  }

  private static String words(Object cell, Lang lang) {
    return switch (cell) {
      case Text text -> text.in(lang);
      case ListView.Cell said -> said.in(lang);
      default -> cell.toString();
    };
  }

  /** Office Open XML. */
  final class Book implements Sheet {

    private static final int AT_ONCE = 500;

    private final Lang lang;
    private final OutputStream out;
    private final Workbook book;
    private final Worksheet sheet;
    private int row;

    Book(String name, Path file, Lang lang) throws IOException {
      this.out = new BufferedOutputStream(Files.newOutputStream(file));
      this.lang = lang;
      this.book = new Workbook(out, "Nongchao", "1.0");
      this.sheet = book.newWorksheet(name);
      sheet.freezePane(0, 1);
    }

    @Override
    public void add(List<?> cells) throws IOException {
      for (int column = 0; column < cells.size(); column++) put(column, cells.get(column));
      row++;
      if (row % AT_ONCE == 0) sheet.flush();
    }

    private void put(int column, Object cell) {
      switch (cell) {
        case Number number -> sheet.value(row, column, number);
        case LocalDate day -> {
          sheet.value(row, column, day);
          sheet.style(row, column).format("yyyy-mm-dd").set();
        }
        case Instant at -> {
          sheet.value(row, column, LocalDateTime.ofInstant(at, HERE));
          sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
        }
        // Kept with the cell: shared strings would all be held until the end.
        default -> sheet.inlineString(row, column, words(cell, lang));
      }
    }

    @Override
    public void close() throws IOException {
      book.close();
      out.close();
    }
  }

  /** Comma-separated values, with the mark by which spreadsheets know UTF-8. */
  final class Plain implements Sheet {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Lang lang;
    private final CSVPrinter out;

    Plain(Path file, Lang lang) throws IOException {
      Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
      writer.write('\uFEFF');
      this.lang = lang;
      this.out = new CSVPrinter(writer, CSVFormat.EXCEL);
    }

    @Override
    public void add(List<?> cells) throws IOException {
      List<Object> written = new ArrayList<>();
      for (Object cell : cells) {
        written.add(
            switch (cell) {
              case Number number -> number;
              case Instant at -> MINUTE.format(at.atZone(HERE));
              default -> Characters.harmless(words(cell, lang));
            });
      }
      out.printRecord(written);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
