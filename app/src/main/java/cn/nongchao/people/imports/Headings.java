package cn.nongchao.people.imports;

import cn.nongchao.form.Characters;
import cn.nongchao.people.imports.ExcelFile.Grid;
import cn.nongchao.people.imports.ExcelFile.Merged;
import cn.nongchao.people.imports.Tables.Cells;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds in a sheet as an office keeps it which rows name the columns and which are the table: there
 * is a title above, names stand in two rows with cells merged, a unit is merged over those who
 * belong to it, and below it says who filled it in.
 */
final class Headings {

  /** So far down names of columns are looked for. */
  private static final int LOOKED_AT = 30;

  /** Cells; a workbook can claim more merged ones than anybody has patience for. */
  private static final int MOST_FILLED = 2_000_000;

  private static final Pattern NOTE =
      Pattern.compile(
          "(填表|制表|填报|审核|审批|批准|经办|联系|负责|单位负责|备注|说明|注|日期|盖章|共计|合计|总计|小计)"
              + "[^：:]{0,8}[：:].*|合计|总计|小计|共计|（盖章）",
          Pattern.DOTALL);

  private final List<Column> columns;
  private final Set<String> known;

  /**
   * @param known headings somebody said the meaning of before
   */
  Headings(List<Column> columns, Set<String> known) {
    this.columns = columns;
    this.known = known.stream().map(Column::plain).collect(Collectors.toSet());
  }

  /** The table of the sheet whose headings say most. */
  Outcome<Table> find(List<Grid> grids) {
    Grid best = null;
    int most = 0;
    for (Grid grid : grids) {
      int score = grid.rows().stream().limit(LOOKED_AT).mapToInt(this::score).max().orElse(0);
      if (score > most) {
        most = score;
        best = grid;
      }
    }
    if (best == null) return Outcome.refused(none(grids));
    List<Text> passed = new ArrayList<>();
    for (Grid grid : grids) {
      if (grid != best && !grid.rows().isEmpty()) {
        passed.add(Text.of("工作表“" + grid.name() + "”", "the sheet “" + grid.name() + "”"));
      }
    }
    if (best.beyond()) passed.add(Text.of("第 60 列以后", "what stands right of the 60th column"));
    return new OfSheet(best, passed).table();
  }

  private List<Refusal> none(List<Grid> grids) {
    if (grids.stream().allMatch(grid -> grid.rows().isEmpty())) {
      return List.of(Refusal.field("file", "文件中没有内容", "there is nothing in the file"));
    }
    return columns.stream().filter(Column::required).map(Headings::missing).toList();
  }

  static Refusal missing(Column column) {
    return Refusal.field(
        "file",
        "缺少列“" + column.title().zh() + "”；表头应写列名，请参照模板",
        "the column “"
            + column.title().en()
            + "” is missing; a row above the table names the columns, as in the template");
  }

  /** How many columns a row would name. */
  private int score(Cells row) {
    long named = columns.stream().filter(c -> row.cells().stream().anyMatch(c::isMeantBy)).count();
    long said = row.cells().stream().filter(cell -> known.contains(Column.plain(cell))).count();
    return (int) Math.max(named, said);
  }

  /** Whether a row holds nothing but names of columns. */
  private boolean isNames(Cells row) {
    return row.cells().stream()
        .filter(cell -> !cell.isBlank())
        .allMatch(cell -> columns.stream().anyMatch(column -> column.isMeantBy(cell)));
  }

  /** One sheet, whose headings are found. */
  private final class OfSheet {

    private final Grid grid;
    private final List<Text> passed;
    private final Map<Integer, List<String>> byLine = new HashMap<>();
    private int first;
    private int last;

    OfSheet(Grid grid, List<Text> passed) {
      this.grid = grid;
      this.passed = passed;
      grid.rows().forEach(row -> byLine.put(row.line(), row.cells()));
    }

    Outcome<Table> table() {
      findHeader();
      List<Cells> rows = new ArrayList<>();
      List<String> names = byLine.getOrDefault(last, List.of());
      Map<Integer, List<String>> filled = filled();
      for (Cells row : grid.rows()) {
        boolean above = row.line() < first;
        if (!above && row.line() <= last) continue;
        String begin = row.cells().stream().filter(c -> !c.isBlank()).findFirst().orElse("");
        if (above || NOTE.matcher(begin.strip()).matches() || row.cells().equals(names)) {
          passed.add(said(row));
        } else {
          rows.add(new Cells(row.line(), filled.getOrDefault(row.line(), row.cells())));
        }
      }
      return Outcome.done(new Table(headings(rows), rows, passed));
    }

    private Text said(Cells row) {
      String words =
          row.cells().stream()
              .filter(c -> !c.isBlank())
              .distinct()
              .collect(Collectors.joining(" "));
      String shown = words.length() > 80 ? words.substring(0, 80) + "…" : words;
      return Text.of("第 " + row.line() + " 行：" + shown, "row " + row.line() + ": " + shown);
    }

    /** The row that names most columns, and those that are merged with it or name the rest. */
    private void findHeader() {
      Cells best = grid.rows().getFirst();
      for (Cells row : grid.rows().subList(0, Math.min(LOOKED_AT, grid.rows().size()))) {
        if (score(row) > score(best)) best = row;
      }
      first = best.line();
      last = best.line();
      for (Merged merged : grid.merged()) {
        boolean over = merged.top() <= best.line() && merged.bottom() >= best.line();
        if (!over || merged.bottom() - merged.top() > 3) continue;
        first = Math.min(first, merged.top());
        last = Math.max(last, merged.bottom());
      }
      int below = grid.rows().indexOf(best) + 1;
      if (last == best.line() && below < grid.rows().size()) {
        Cells next = grid.rows().get(below);
        if (isNames(next)) last = next.line();
      }
    }

    private List<Heading> headings(List<Cells> rows) {
      int width = 0;
      for (int line = first; line <= last; line++) {
        width = Math.max(width, byLine.getOrDefault(line, List.of()).size());
      }
      for (Cells row : rows) width = Math.max(width, row.cells().size());
      List<Heading> headings = new ArrayList<>();
      Set<String> taken = new LinkedHashSet<>();
      for (int at = 0; at < width; at++) {
        int column = at;
        String example =
            rows.stream()
                .map(row -> row.at(column).strip())
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .orElse("");
        List<String> parts = parts(at);
        if (parts.isEmpty() && example.isEmpty()) continue;
        String name = parts.isEmpty() ? "#" + (at + 1) : String.join(" / ", parts);
        String unique = name;
        for (int n = 2; !taken.add(unique); n++) unique = name + " (" + n + ")";
        List<String> spellings =
            parts.isEmpty() ? List.of() : List.of(String.join("", parts), parts.getLast());
        headings.add(new Heading(at, unique, spellings, example));
      }
      return headings;
    }

    /** What stands over a column, from the top down. */
    private List<String> parts(int at) {
      Set<String> parts = new LinkedHashSet<>();
      for (int line = first; line <= last; line++) {
        String cell = header(line, at);
        if (!cell.isEmpty()) parts.add(cell);
      }
      return List.copyOf(parts);
    }

    private String header(int line, int at) {
      String own = cell(line, at);
      if (!own.isEmpty()) return own;
      for (Merged merged : grid.merged()) {
        boolean within =
            merged.top() <= line
                && line <= merged.bottom()
                && merged.left() <= at + 1
                && at + 1 <= merged.right();
        if (within) return cell(merged.top(), merged.left() - 1);
      }
      // A file without merged cells leaves what a group goes over empty beside its name.
      boolean grouped = grid.merged().isEmpty() && line < last && !cell(last, at).isEmpty();
      return grouped && at > 0 ? header(line, at - 1) : "";
    }

    private String cell(int line, int at) {
      List<String> cells = byLine.getOrDefault(line, List.of());
      String said = at < cells.size() ? cells.get(at).replaceAll("\\s+", " ") : "";
      String clean = Characters.line(said);
      return clean == null ? said.replaceAll("\\p{C}", "\uFFFD").strip() : clean;
    }

    /** Rows into which something is merged from above, with it in them. */
    private Map<Integer, List<String>> filled() {
      Map<Integer, List<String>> filled = new HashMap<>();
      int end = grid.rows().getLast().line();
      int steps = 0;
      for (Merged merged : grid.merged()) {
        if (merged.top() <= last || merged.bottom() == merged.top()) continue;
        String value = cell(merged.top(), merged.left() - 1);
        if (value.isEmpty()) continue;
        for (int line = merged.top() + 1; line <= Math.min(end, merged.bottom()); line++) {
          if (++steps > MOST_FILLED) return filled;
          List<String> now = filled.getOrDefault(line, byLine.get(line));
          if (now == null) continue;
          List<String> cells = new ArrayList<>(now);
          while (cells.size() < merged.left()) cells.add("");
          if (cells.get(merged.left() - 1).isBlank()) cells.set(merged.left() - 1, value);
          filled.put(line, cells);
        }
      }
      return filled;
    }
  }
}
