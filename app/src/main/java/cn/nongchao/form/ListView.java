package cn.nongchao.form;

import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.Ui;
import cn.nongchao.platform.web.Templates;
import gg.jte.Content;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list as a page shows it.
 *
 * @param filters with what was asked for
 * @param applied filters that narrow the list, each with the address without it
 * @param kept what the form carries without showing it, such as the order
 * @param count in words; null where nobody counted, or the list was refused
 * @param empty what to do where there is nothing
 * @param next address of the next page; null at the end
 * @param first address of the first page; null on it
 */
public record ListView(
    Text title,
    FormView filters,
    List<Applied> applied,
    Map<String, String> kept,
    List<Head> heads,
    List<Line> lines,
    @Nullable Text count,
    Text empty,
    @Nullable String next,
    @Nullable String first,
    Map<String, String> exports,
    Slots slots) {

  /** A filter that narrows the list. */
  public record Applied(Text label, Text value, String without) {}

  /** Head of a column; {@code order} is null where the list does not stand by it. */
  public record Head(Text label, @Nullable String href, @Nullable String order) {}

  /** A row with its cells. */
  public record Line(Object row, List<Cell> cells) {
    public Line {
      cells = List.copyOf(cells);
    }

    /** Class of a row that is to catch the eye; null for none. */
    public @Nullable String shade() {
      return row instanceof Shaded shaded && !shaded.shade().isEmpty() ? shaded.shade() : null;
    }
  }

  /** What stands in a column of a row; {@code oneLine} where it is not to be broken. */
  public record Cell(
      Text label, List<Text> values, @Nullable String href, boolean chips, boolean oneLine) {
    public Cell {
      values = List.copyOf(values);
    }

    public String in(Lang lang) {
      return values.stream().map(v -> v.in(lang)).collect(Collectors.joining(joint(lang)));
    }

    private static String joint(Lang lang) {
      return lang == Lang.ZH ? "、" : ", ";
    }

    /** The language of what an English page shows as somebody wrote it; null for none. */
    public @Nullable String lang() {
      boolean written =
          values.stream()
              .anyMatch(value -> value.en().codePoints().anyMatch(Character::isIdeographic));
      return written ? "zh" : null;
    }
  }

  /**
   * Templates of the module's own, empty for none.
   *
   * @param beside what they show beside the rows; null for nothing
   */
  record Slots(
      Templates templates, String head, String aside, String row, @Nullable Object beside) {}

  public ListView {
    applied = List.copyOf(applied);
    heads = List.copyOf(heads);
    lines = List.copyOf(lines);
  }

  public @Nullable Content head(Ui ui) {
    return slot(slots.head(), ui, "list", this);
  }

  public @Nullable Content aside(Ui ui) {
    return slot(slots.aside(), ui, "list", this);
  }

  public @Nullable Content last(Ui ui, Line line) {
    return slot(slots.row(), ui, "row", line.row());
  }

  public boolean hasLast() {
    return !slots.row().isEmpty();
  }

  private @Nullable Content slot(String template, Ui ui, String name, Object what) {
    if (template.isEmpty()) return null;
    Map<String, Object> params = new HashMap<>(Map.of("ui", ui));
    params.put(name, what);
    if (slots.beside() != null) params.put("beside", slots.beside());
    return slots.templates().content(template, params);
  }
}
