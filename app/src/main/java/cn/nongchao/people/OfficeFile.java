package cn.nongchao.people;

import cn.nongchao.people.ImportKind.What;
import cn.nongchao.people.imports.Choices;
import cn.nongchao.people.imports.Imports;
import cn.nongchao.people.imports.Imports.Meant;
import cn.nongchao.people.imports.Imports.Preview;
import cn.nongchao.people.imports.Item;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.FirstDayFile;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A file as an office keeps it, taken in by {@code init} as the command {@code import} does. */
@Component
public class OfficeFile {

  private static final int SHOWN = 10;

  /** What lies in no street. */
  private static final Set<String> EVERYWHERE = Set.of("divisions", "calendar", "grants");

  private final Imports imports;
  private final Served served;

  OfficeFile(Imports imports, Served served) {
    this.served = served;
    this.imports = imports;
  }

  /** Names of what may be said about a file of this kind beside where it is. */
  public static Set<String> names(String kind) {
    return Set.of(kind, kind + ".map.", kind + ".set.", kind + ".skip-bad");
  }

  /** Takes in the file named for this kind, whole; with bad rows only if that is said. */
  public Outcome<Text> take(String kind, FirstDayFile said) {
    return take(kind, kind, said);
  }

  /** The same where the file stands under another name. */
  public Outcome<Text> take(String kind, String named, FirstDayFile said) {
    Path path;
    byte[] content;
    try {
      path = said.file(named);
      content = Files.readAllBytes(path);
    } catch (InvalidPathException otherCharacters) {
      return Outcome.refused(
          Refusal.field(
              named,
              "终端不是 UTF-8，读不了这个文件名：请设 LC_CTYPE=C.UTF-8，或改用英文文件名",
              "the terminal is not set to UTF-8 and this file name cannot be read: set"
                  + " LC_CTYPE=C.UTF-8, or rename the file"));
    } catch (IOException unreadable) {
      String name = said.get(named);
      return Outcome.refused(
          Refusal.field(named, "没有这个文件，或读不了：" + name, "no such file, or none to read: " + name));
    }
    Map<String, String> columns = new HashMap<>();
    said.below(named + ".map.")
        .forEach((heading, column) ->
            columns.put(heading, column.isBlank() ? Choices.LEFT_OUT : column));
    Choices choices = new Choices(columns, said.below(named + ".set."), Set.of());
    String name = String.valueOf(path.getFileName());
    Scope scope = scope(kind);
    return imports
        .examine(kind, name, content, choices, scope)
        .then(preview -> write(named, preview, columns, said.isYes(named + ".skip-bad"), scope));
  }

  /** The streets served, as their own administrator: a row that names no place is of there. */
  private Scope scope(String kind) {
    List<DivisionCode> streets = served.streets();
    return streets.isEmpty() || EVERYWHERE.contains(kind)
        ? Scope.system()
        : new Scope(null, streets);
  }

  private Outcome<Text> write(
      String named, Preview preview, Map<String, String> columns, boolean skipBad, Scope scope) {
    List<Refusal> wrong = new ArrayList<>(unknown(named, preview, columns));
    if (!skipBad) wrong.addAll(bad(preview));
    if (!wrong.isEmpty()) return Outcome.refused(wrong);
    long fresh = count(preview, What.NEW);
    long changed = count(preview, What.CHANGED);
    int bad = preview.bad().size();
    return imports
        .write(preview, columns, scope, () -> {})
        .map(rows ->
            Text.of(
                "新增 %d 行，修改 %d 行，不变 %d 行".formatted(fresh, changed, rows - fresh - changed)
                    + (bad == 0 ? "" : "，跳过有误的 %d 行".formatted(bad)),
                "%d new, %d changed, %d unchanged".formatted(fresh, changed, rows - fresh - changed)
                    + (bad == 0 ? "" : ", %d bad ones left out".formatted(bad))));
  }

  private static long count(Preview preview, What what) {
    return preview.good().stream().filter(item -> item.is(what)).count();
  }

  private static List<Refusal> unknown(String named, Preview preview, Map<String, String> columns) {
    List<Refusal> wrong =
        new ArrayList<>(
            Imports.unknown(new Choices(columns, Map.of(), Set.of()), preview.columns()));
    for (Meant one : preview.headings()) {
      if (one.column() != null) continue;
      String line = named + ".map." + one.heading().name();
      wrong.add(
          Refusal.of(
              "undecided",
              "不认识的列“%s”：请写一行 %s = 列名；空着为不导入".formatted(one.heading().name(), line),
              "unknown column “%s”: add a line %s = COLUMN, empty to leave it out"
                  .formatted(one.heading().name(), line)));
    }
    return wrong;
  }

  private static List<Refusal> bad(Preview preview) {
    List<Refusal> wrong = new ArrayList<>();
    for (Item item : preview.bad()) {
      for (Refusal why : item.wrong()) {
        if (wrong.size() >= SHOWN) return wrong;
        Text reason = why.reason();
        wrong.add(
            Refusal.of(
                why.code(),
                "第 %d 行：%s".formatted(item.line(), reason.zh()),
                "row %d: %s".formatted(item.line(), reason.en())));
      }
    }
    return wrong;
  }
}
