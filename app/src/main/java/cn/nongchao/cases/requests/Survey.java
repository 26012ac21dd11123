package cn.nongchao.cases.requests;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a look through a whole file finds, before anything is written: how it is to be read, and
 * which categories and departments it names.
 *
 * @param rows how many there are
 * @param dates the form found for each column of dates
 * @param samples a value of each column
 * @param categories each category with the department most of its requests went to; empty where
 *     none is named
 */
public record Survey(
    RequestFile file,
    List<String> headers,
    Mapping mapping,
    long rows,
    Map<Column, DateForm> dates,
    Map<Column, String> samples,
    Map<String, String> categories) {

  private static final Set<Column> DATES =
      Set.of(Column.CREATED, Column.DUE, Column.CLOSED, Column.STATUS_AT);
  private static final int SAMPLES = 2000;
  private static final int DISTINCT = 2000;

  public Survey {
    headers = List.copyOf(headers);
    dates = Map.copyOf(dates);
    samples = Map.copyOf(samples);
    categories = Map.copyOf(categories);
  }

  /**
   * @param mappingFile names the columns; null to guess them from the headers
   */
  public static Outcome<Survey> of(Path path, @Nullable Path mappingFile) {
    try {
      RequestFile file = RequestFile.of(path);
      List<String> headers = file.headers();
      Outcome<Mapping> mapping =
          mappingFile == null
              ? Outcome.done(Mapping.guess(headers))
              : Mapping.read(Files.readString(mappingFile), headers);
      return mapping.then(found -> {
        List<Refusal> missing = found.missing();
        return missing.isEmpty()
            ? new Look(file, headers, found).survey()
            : Outcome.refused(missing);
      });
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      return Outcome.refused(unreadable(path, e, 1));
    }
  }

  private static Refusal unreadable(Path path, Exception e, long row) {
    boolean missing = !Files.isRegularFile(path);
    Text why = Unread.of(e, row);
    return Refusal.field(
        "file",
        missing ? "没有这个文件：" + path : "无法读取文件 " + path + "：" + why.zh(),
        missing ? "there is no file " + path : "cannot read " + path + ": " + why.en());
  }

  public Charset charset() {
    return file.charset();
  }

  /** One pass through the file. */
  private static final class Look {

    private final RequestFile file;
    private final List<String> headers;
    private final Mapping mapping;
    private final RowReader reader;
    private final Map<Column, Set<String>> dates = new EnumMap<>(Column.class);
    private final Map<Column, String> samples = new EnumMap<>(Column.class);
    private final Map<String, Map<String, Integer>> categories = new TreeMap<>();
    private long rows;

    Look(RequestFile file, List<String> headers, Mapping mapping) {
      this.file = file;
      this.headers = headers;
      this.mapping = mapping;
      this.reader = new RowReader(mapping, headers, Map.of(), ZoneOffset.UTC);
    }

    Outcome<Survey> survey() {
      try (CSVParser parser = file.open()) {
        for (CSVRecord row : parser) see(row);
      } catch (IOException | UncheckedIOException e) {
        return Outcome.refused(unreadable(file.path(), e, rows + 2));
      }
      if (rows == 0) {
        return Outcome.refused(Refusal.field("file", "文件中没有数据行", "the file has no rows"));
      }
      Map<Column, DateForm> forms = new EnumMap<>(Column.class);
      List<Refusal> wrong = new ArrayList<>();
      dates.forEach((column, values) -> {
        DateForm form = DateForm.detect(values);
        if (form != null) forms.put(column, form);
        else wrong.add(noDates(column, values.iterator().next()));
      });
      if (!wrong.isEmpty()) return Outcome.refused(wrong);
      return Outcome.done(new Survey(file, headers, mapping, rows, forms, samples, mostly()));
    }

    private void see(CSVRecord row) {
      rows++;
      for (Column column : mapping.columns().keySet()) {
        String text = reader.text(row, column);
        if (text.isEmpty()) continue;
        samples.putIfAbsent(column, text);
        if (DATES.contains(column)) {
          Set<String> values = dates.computeIfAbsent(column, c -> new LinkedHashSet<>());
          if (values.size() < SAMPLES) values.add(text);
        }
      }
      String category = reader.text(row, Column.CATEGORY);
      if (category.isEmpty()) return;
      if (!categories.containsKey(category) && categories.size() >= DISTINCT) return;
      categories
          .computeIfAbsent(category, c -> new HashMap<>())
          .merge(reader.text(row, Column.AGENCY), 1, Integer::sum);
    }

    private Map<String, String> mostly() {
      Map<String, String> most = new HashMap<>();
      categories.forEach((category, agencies) ->
          most.put(
              category,
              agencies.entrySet().stream()
                  .max(Map.Entry.comparingByValue())
                  .map(Map.Entry::getKey)
                  .orElse("")));
      return most;
    }

    private static Refusal noDates(Column column, String sample) {
      return Refusal.field(
          column.key(),
          "“" + column.title().zh() + "”列的“" + sample + "”不是能识别的时间",
          "“" + sample + "” is no date in a known form");
    }
  }
}
