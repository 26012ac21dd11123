package cn.nongchao.people.web;

import cn.nongchao.people.imports.Change;
import cn.nongchao.people.imports.Column;
import cn.nongchao.people.imports.Imports;
import cn.nongchao.people.imports.Item;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.Text;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What programs read of an import. Personal data is masked, as on the page. */
final class ImportJson {

  /** Outlines are long, and what is wrong with one is told without it. */
  private static final String GEOMETRY = "geometry";

  private ImportJson() {}

  /**
   * What a file of a kind may hold.
   *
   * @param columns empty where the file is no table but GeoJSON
   */
  record Format(String kind, Text title, List<Column> columns) {}

  /**
   * A file that was read and checked.
   *
   * @param confirmed when its good rows were written; null while they wait
   * @param good how many rows would be written
   * @param bad how many would not
   * @param changes what the good rows do to what is there; all zero where the kind does not tell
   * @param sample the first good rows, 20 at most
   * @param changedRows good rows that change what is there, 500 at a time; `nextChanged` goes into
   *     `after`
   * @param badRows 500 at a time; `nextBad` goes into `after`
   */
  record Preview(
      UUID id,
      String kind,
      String fileName,
      Instant at,
      @Nullable Instant confirmed,
      int good,
      int bad,
      Changes changes,
      List<GoodRow> sample,
      List<GoodRow> changedRows,
      @Nullable String nextChanged,
      List<BadRow> badRows,
      @Nullable String nextBad) {}

  /**
   * @param line where it stands in the file, the header being 1
   * @param change new, changed or unchanged; null where the kind does not tell
   * @param before by column, what a changed value is now
   */
  record GoodRow(
      int line, Map<String, String> values, @Nullable String change, Map<String, String> before) {}

  /** How many good rows add something, change what is there, or change nothing. */
  record Changes(int added, int changed, int unchanged) {}

  /** A row that will not be written, and why. */
  record BadRow(int line, Map<String, String> values, List<Wrong> errors) {}

  /**
   * @param field the column
   */
  record Wrong(@Nullable String field, String detail) {}

  static Preview of(Imports.Preview preview, int after, Lang lang) {
    Slice<Item> bad = slice(preview.bad().stream(), after);
    Slice<Item> changed =
        slice(preview.good().stream().filter(item -> item.is(Change.What.CHANGED)), after);
    return new Preview(
        preview.id(),
        preview.kind(),
        preview.fileName(),
        preview.at(),
        preview.confirmed(),
        preview.good().size(),
        preview.bad().size(),
        new Changes(
            ImportPage.count(preview, Change.What.NEW),
            ImportPage.count(preview, Change.What.CHANGED),
            ImportPage.count(preview, Change.What.UNCHANGED)),
        preview.good().stream().limit(ImportPage.SAMPLE).map(ImportJson::goodRow).toList(),
        changed.items().stream().map(ImportJson::goodRow).toList(),
        changed.next(),
        bad.items().stream().map(item -> badRow(item, lang)).toList(),
        bad.next());
  }

  private static Slice<Item> slice(Stream<Item> rows, int after) {
    return Slice.of(
        rows.filter(item -> item.line() > after).limit(ImportPage.MOST + 1).toList(),
        ImportPage.MOST,
        item -> Integer.toString(item.line()));
  }

  private static GoodRow goodRow(Item item) {
    Change change = item.change();
    return new GoodRow(
        item.line(),
        values(item),
        change == null ? null : change.what().name().toLowerCase(Locale.ROOT),
        change == null ? Map.of() : change.before());
  }

  private static BadRow badRow(Item item, Lang lang) {
    return new BadRow(
        item.line(), values(item), item.wrong().stream().map(why -> wrong(why, lang)).toList());
  }

  private static Wrong wrong(Refusal why, Lang lang) {
    return new Wrong(why.field(), why.reason().in(lang));
  }

  private static Map<String, String> values(Item item) {
    Map<String, String> shown = new TreeMap<>();
    for (String column : item.values().keySet()) {
      if (!column.equals(GEOMETRY)) shown.put(column, ImportPage.masked(item, column));
    }
    return shown;
  }
}
