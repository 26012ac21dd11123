package cn.nongchao.people;

import static cn.nongchao.launch.Console.words;

import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.people.ImportKind.Verdict;
import cn.nongchao.people.ImportKind.What;
import cn.nongchao.people.imports.Choices;
import cn.nongchao.people.imports.Imports;
import cn.nongchao.people.imports.Imports.Meant;
import cn.nongchao.people.imports.Imports.Preview;
import cn.nongchao.people.imports.Item;
import cn.nongchao.people.imports.MendingFile;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.InTerminal;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import KIND FILE}: a file as an office keeps it, looked at, shown, then written. */
@Command(sortOptions = false)
public abstract class ImportFile implements Callable<Integer> {

  private static final int SHOWN = 50;

  /** From so many rows on it is shown how far they are written. */
  private static final int MANY = 500;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      arity = "0..1",
      description = "What FILE is full of")
  @Nullable String kind;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      arity = "0..1",
      description = "CSV (UTF-8 or GB18030), .xlsx, or GeoJSON for outlines; see docs/import.md")
  @Nullable String file;

  @Option(names = "--check", description = "Only look at the file; write nothing.")
  boolean check;

  @Option(names = "--skip-bad", description = "Write the good rows although others are bad.")
  boolean skipBad;

  @Option(names = "--yes", description = "Do not ask whether what was understood is right.")
  boolean yes;

  @Option(
      names = "--map",
      paramLabel = "HEADING=COLUMN",
      description = "What a heading means; kept for the next file. Without a column: left out.")
  Map<String, String> map = new HashMap<>();

  @Option(
      names = "--set",
      paramLabel = "COLUMN=VALUE",
      description = "What a column says for every row that does not say it.")
  Map<String, String> set = new HashMap<>();

  @Option(
      names = "--other",
      paramLabel = "ROW",
      split = ",",
      description = "Rows that are another than they look like.")
  Set<Integer> others = new HashSet<>();

  @Mixin DataOptions data = new DataOptions();

  @Override
  public Integer call() throws CannotStart, IOException {
    if (kind == null || file == null) {
      System.err.println(
          words("用法：import KIND FILE，见 --help", "Usage: import KIND FILE, see --help"));
      return 2;
    }
    Path path = path(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw CannotStart.because("没有这个文件：%s", "There is no such file: %s", path);
    }
    byte[] content = Files.readAllBytes(path);
    try (AppSession session = AppSession.open(data)) {
      Imports imports = session.get(Imports.class);
      if (imports.kind(kind).isEmpty()) {
        String all = String.join(" ", imports.titles().keySet());
        System.err.println(
            words(
                "没有“%s”这一类；有 %s requests networks",
                "there is no kind “%s”; there are %s requests networks", kind, all));
        return 2;
      }
      Outcome<Preview> preview =
          imports.examine(
              kind, String.valueOf(path.getFileName()), content, choices(), Scope.system());
      return switch (preview) {
        case Outcome.Refused<Preview>(List<Refusal> reasons) -> refuse(reasons);
        case Outcome.Done<Preview>(Preview found) -> take(imports, path, found);
      };
    }
  }

  /** A terminal that is not set to UTF-8 hands over names nobody can read. */
  private static Path path(String typed) throws CannotStart {
    try {
      return Path.of(typed);
    } catch (InvalidPathException unreadable) {
      throw CannotStart.because(
          "终端不是 UTF-8，读不了这个文件名：请设 LC_CTYPE=C.UTF-8，或改用英文文件名",
          "The terminal is not set to UTF-8 and this file name cannot be read: set"
              + " LC_CTYPE=C.UTF-8, or rename the file");
    }
  }

  private Choices choices() {
    Map<String, String> columns = new HashMap<>();
    map.forEach((heading, column) ->
        columns.put(heading, column.isBlank() ? Choices.LEFT_OUT : column.strip()));
    return new Choices(columns, set, others);
  }

  private int take(Imports imports, Path path, Preview preview) throws IOException {
    List<Refusal> unknown = Imports.unknown(choices(), preview.columns());
    if (!unknown.isEmpty()) return refuse(unknown);
    if (!preview.unanswered().isEmpty()) {
      for (Refusal one : Imports.unanswered(preview)) {
        System.err.println(
            words(
                "--set %s=……  %s",
                "--set %s=…  %s", String.valueOf(one.field()), InTerminal.words(one.reason())));
      }
      return 1;
    }
    show(preview);
    boolean bad = !preview.bad().isEmpty();
    if (bad) giveBack(path, preview);
    if (check) return bad || !preview.unknown().isEmpty() ? 1 : 0;
    if (preview.good().isEmpty() || bad && !skipBad || !preview.unknown().isEmpty()) {
      System.err.println(words("未写入任何内容。", "Nothing was written."));
      return 1;
    }
    if (!confirmed()) return 2;
    return switch (written(imports, preview)) {
      case Outcome.Refused<Integer>(List<Refusal> reasons) -> refuse(reasons);
      case Outcome.Done<Integer>(Integer rows) -> {
        System.out.println(words("已写入 %d 行", "%d written", rows));
        yield 0;
      }
    };
  }

  private Outcome<Integer> written(Imports imports, Preview preview) {
    Map<String, String> columns = choices().columns();
    int rows = preview.good().size();
    if (rows < MANY) return imports.write(preview, columns, Scope.system(), () -> {});
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(words("导入", "import"))
            .setInitialMax(rows)
            .setUnit(words(" 行", " rows"), 1)
            .showSpeed()
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(500)
            .build()) {
      return imports.write(preview, columns, Scope.system(), bar::step);
    }
  }

  private static void show(Preview preview) {
    for (Meant meant : preview.headings()) {
      String column = meant.column();
      String means =
          column == null
              ? words(
                  "不认识：请加 --map %s=列名，或 --map %s= 不导入",
                  "not known: add --map %s=COLUMN, or --map %s= to leave it out",
                  meant.heading().name(),
                  meant.heading().name())
              : column.equals(Choices.LEFT_OUT) ? words("不导入", "left out") : column;
      System.err.println("  " + meant.heading().name() + " → " + means);
    }
    preview
        .passed()
        .forEach(text ->
            System.err.println(
                words("  未当作数据：%s", "  not taken for data: %s", InTerminal.words(text))));
    for (Text odd : preview.odd()) System.err.println("! " + InTerminal.words(odd));
    List<Item> bad = preview.bad();
    for (Item item : bad.subList(0, Math.min(SHOWN, bad.size()))) {
      for (Refusal why : item.wrong()) {
        System.err.println(item.line() + " " + InTerminal.line(why));
      }
    }
    preview.good().stream()
        .filter(item -> item.is(What.CHANGED) || item.isUnsure())
        .limit(SHOWN)
        .forEach(ImportFile::show);
    System.out.println(
        words("可导入 %d 行，有误 %d 行", "%d good, %d bad", preview.good().size(), bad.size()));
    System.out.println(
        words(
            "新增 %d，修改 %d，不变 %d",
            "%d new, %d changed, %d unchanged",
            count(preview, What.NEW),
            count(preview, What.CHANGED),
            count(preview, What.UNCHANGED)));
  }

  private static void show(Item item) {
    Verdict verdict = item.verdict();
    if (verdict == null || verdict.known() == null) return;
    StringBuilder changes = new StringBuilder();
    verdict
        .before()
        .forEach((column, before) ->
            changes.append("; ").append(column).append(": ").append(before).append(" → …"));
    String how = InTerminal.words(verdict.known());
    System.err.println(
        verdict.unsure()
            ? words(
                "%d 按%s认出，很可能是同一个；若不是请加 --other %d%s",
                "%d known by %s, likely the same; if not, add --other %d%s",
                item.line(),
                how,
                item.line(),
                changes)
            : words("%d 按%s认出%s", "%d known by %s%s", item.line(), how, changes));
  }

  private static long count(Preview preview, What what) {
    return preview.good().stream().filter(item -> item.is(what)).count();
  }

  /** Beside the file, in its columns, with the reason before each row. */
  private static void giveBack(Path path, Preview preview) throws IOException {
    String stem = String.valueOf(path.getFileName()).replaceFirst("\\.[^.]*$", "");
    Path beside = path.resolveSibling(stem + ".bad.xlsx");
    Lang lang = words("zh", "en").equals("zh") ? Lang.ZH : Lang.EN;
    Files.write(beside, MendingFile.of(preview, lang));
    System.out.println(words("有误的行及原因：%s", "Bad rows with their reasons: %s", beside));
  }

  private boolean confirmed() {
    if (yes) return true;
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      System.err.println(
          words("没有终端可以确认；确认无误请加 --yes。", "There is no terminal to confirm on: add --yes."));
      return false;
    }
    String answer = console.readLine("%s [y/N] ", words("导入？", "Import?"));
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  private static int refuse(List<Refusal> reasons) {
    for (Refusal why : reasons) {
      System.err.println(InTerminal.words(why.reason()));
    }
    return 1;
  }
}
