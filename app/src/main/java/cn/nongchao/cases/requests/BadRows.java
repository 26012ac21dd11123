package cn.nongchao.cases.requests;

import cn.nongchao.platform.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rows that could not be taken in, as they were, with line and reason before them, so that they
 * can be mended and imported again. The file exists only where there are any.
 */
final class BadRows implements AutoCloseable {

  private final Path path;
  private final CSVFormat format;
  private final List<String> headers;
  private @Nullable CSVPrinter printer;
  private long count;

  BadRows(Path beside, CSVFormat format, List<String> headers) throws IOException {
    this.path = of(beside);
    this.format = format;
    this.headers = headers;
    Files.deleteIfExists(path);
  }

  /** {@code requests.csv.gz} has {@code requests.bad.csv}. */
  static Path of(Path file) {
    String name = file.getFileName().toString().replaceAll("(?i)(\\.csv)?(\\.gz)?$", "");
    return file.resolveSibling(name + ".bad.csv");
  }

  synchronized void add(CSVRecord row, List<Refusal> reasons) {
    try {
      CSVPrinter to = printer == null ? begin() : printer;
      List<String> cells = new ArrayList<>(List.of(Long.toString(row.getRecordNumber() + 1)));
      cells.add(reasons.stream().map(BadRows::words).collect(Collectors.joining("; ")));
      row.forEach(cells::add);
      to.printRecord(cells);
      count++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String words(Refusal reason) {
    String field = reason.field() == null ? "" : reason.field() + ": ";
    return field + reason.reason().zh() + " / " + reason.reason().en();
  }

  private CSVPrinter begin() throws IOException {
    CSVPrinter begun =
        new CSVPrinter(Files.newBufferedWriter(path, StandardCharsets.UTF_8), format);
    printer = begun;
    List<String> cells = new ArrayList<>(List.of("line", "reason"));
    cells.addAll(headers);
    begun.printRecord(cells);
    return begun;
  }

  synchronized long count() {
    return count;
  }

  Path path() {
    return path;
  }

  @Override
  public synchronized void close() throws IOException {
    if (printer != null) printer.close();
  }
}
