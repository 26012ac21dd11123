package cn.nongchao.people.web;

import cn.nongchao.people.ImportKind.Verdict;
import cn.nongchao.people.ImportKind.What;
import cn.nongchao.people.imports.Column;
import cn.nongchao.people.imports.Imports;
import cn.nongchao.people.imports.Item;
import cn.nongchao.people.imports.LongImports.Progress;
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

  private ImportJson() {}

  /**
   * What a file of a kind may hold.
   *
   * @param columns empty where the file is no table but GeoJSON; `also` are other headings known
   */
  record Format(String kind, Text title, List<Column> columns) {}

  /**
   * A file that was read and checked.
   *
   * @param confirmed when its good rows were written; null while they wait
   * @param good how many rows would be written
   * @param bad how many would not
   * @param written how many rows are written so far, while a file of many rows is; else null
   * @param refused why such a file was not written; null for nothing
   * @param changes what the good rows do to what is there
   * @param headings the columns of the file; while one is not known, nothing is written
   * @param asked columns that are never assumed and of which nobody said anything yet: name them in
   *     `said`; until then no row is judged and nothing is written
   * @param odd what of the good rows does not fit what is around them, and may be meant
   * @param passedOver what stands in the file and was taken for no row
   * @param sample the first good rows, 20 at most
   * @param changedRows good rows that change what is there, 500 at a time; `nextChanged` goes into
   *     `after`
   * @param badRows 500 at a time; `nextBad` goes into `after`
   */
  record Preview(
      UUID id,
      String kind,
      String fileName,
      @Nullable Instant at,
      @Nullable Instant confirmed,
      int good,
      int bad,
      @Nullable Integer written,
      @Nullable String refused,
      Changes changes,
      List<Heading> headings,
      List<String> asked,
      List<String> odd,
      List<String> passedOver,
      List<GoodRow> sample,
      List<GoodRow> changedRows,
      @Nullable String nextChanged,
      List<BadRow> badRows,
      @Nullable String nextBad) {}

  /**
   * A column of the file.
   *
   * @param column which it is taken for; `-` where it is left out; null where nobody knows
   */
  record Heading(String heading, @Nullable String column) {}

  /**
   * @param line where it stands in the file, from 1
   * @param made by column, what the file does not say and is made
   * @param change new, changed or unchanged
   * @param before by column, what a changed value is now
   * @param known how the one that is here already was known; null for a new one
   * @param unsure whether that is likely only: name the line among `others` to say it is another
   */
  record GoodRow(
      int line,
      Map<String, String> values,
      Map<String, String> made,
      @Nullable String change,
      Map<String, String> before,
      @Nullable String known,
      boolean unsure) {}

  /** How many good rows add something, change what is there, or change nothing. */
  record Changes(int added, int changed, int unchanged) {}

  /** A row that will not be written, and why. */
  record BadRow(int line, Map<String, String> values, List<Wrong> errors) {}

  /**
   * @param field the column
   */
  record Wrong(@Nullable String field, String detail) {}

  static Preview of(Imports.Preview preview, @Nullable Progress progress, int after, Lang lang) {
    Slice<Item> bad = slice(preview.bad().stream(), after);
    Slice<Item> changed =
        slice(preview.good().stream().filter(item -> item.is(What.CHANGED)), after);
    return new Preview(
        preview.id(),
        preview.kind(),
        preview.fileName(),
        preview.at(),
        preview.confirmed(),
        preview.good().size(),
        preview.bad().size(),
        progress == null || !progress.isRunning() ? null : progress.written(),
        progress == null || progress.refused() == null ? null : progress.refused().in(lang),
        new Changes(
            ImportPage.count(preview, What.NEW),
            ImportPage.count(preview, What.CHANGED),
            ImportPage.count(preview, What.UNCHANGED)),
        preview.headings().stream()
            .map(one -> new Heading(one.heading().name(), one.column()))
            .toList(),
        preview.unanswered().stream().map(Column::name).toList(),
        preview.odd().stream().map(text -> text.in(lang)).toList(),
        preview.passed().stream().map(text -> text.in(lang)).toList(),
        preview.good().stream().limit(ImportPage.SAMPLE).map(item -> goodRow(item, lang)).toList(),
        changed.items().stream().map(item -> goodRow(item, lang)).toList(),
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

  private static GoodRow goodRow(Item item, Lang lang) {
    Verdict verdict = item.verdict();
    if (verdict == null) {
      return new GoodRow(item.line(), values(item), Map.of(), null, Map.of(), null, false);
    }
    return new GoodRow(
        item.line(),
        values(item),
        verdict.made(),
        verdict.what().name().toLowerCase(Locale.ROOT),
        verdict.before(),
        verdict.known() == null ? null : verdict.known().in(lang),
        verdict.unsure());
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
      if (!column.equals(ImportPage.OUTLINE)) shown.put(column, ImportPage.masked(item, column));
    }
    return shown;
  }
}
