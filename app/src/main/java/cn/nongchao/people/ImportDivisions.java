package cn.nongchao.people;

import static cn.nongchao.launch.Console.words;

import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.people.imports.Imports;
import cn.nongchao.people.imports.Item;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.InTerminal;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import divisions}: the division tree of a city, from a CSV or Excel file. */
@Command(
    name = "divisions",
    description = {
      "Take in the places of a city from a CSV or .xlsx file with the columns",
      "code,name,parent,level; known codes are renamed. Bad rows are shown, and nothing is",
      "written while there are any."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ImportDivisions implements Callable<Integer> {

  private static final String KIND = "divisions";
  private static final int SHOWN = 50;

  @Parameters(paramLabel = "FILE", description = "CSV (UTF-8 or GB18030) or .xlsx file")
  @Nullable Path file;

  @Option(names = "--check", description = "Only look at the file; write nothing.")
  boolean check;

  @Option(names = "--skip-bad", description = "Write the good rows although others are bad.")
  boolean skipBad;

  @Mixin DataOptions data = new DataOptions();

  @Override
  public Integer call() throws CannotStart, IOException {
    Path path = Objects.requireNonNull(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw CannotStart.because("没有这个文件：%s", "There is no such file: %s", path);
    }
    byte[] content = Files.readAllBytes(path);
    try (AppSession session = AppSession.open(data)) {
      Imports imports = session.get(Imports.class);
      String name = String.valueOf(path.getFileName());
      return switch (imports.examine(KIND, name, content, Scope.system())) {
        case Outcome.Refused<List<Item>>(List<Refusal> reasons) -> refuse(reasons);
        case Outcome.Done<List<Item>>(List<Item> items) -> take(imports, name, items);
      };
    }
  }

  private int take(Imports imports, String name, List<Item> items) {
    List<Item> good = items.stream().filter(Item::isGood).toList();
    List<Item> bad = items.stream().filter(item -> !item.isGood()).toList();
    for (Item item : bad.subList(0, Math.min(SHOWN, bad.size()))) {
      for (Refusal why : item.wrong()) {
        System.err.println(item.line() + " " + InTerminal.line(why));
      }
    }
    System.out.println(words("可导入 %d 行，有误 %d 行", "%d good, %d bad", good.size(), bad.size()));
    if (check) return bad.isEmpty() ? 0 : 1;
    if (good.isEmpty() || (!bad.isEmpty() && !skipBad)) {
      System.err.println(words("未写入任何内容。", "Nothing was written."));
      return 1;
    }
    return switch (imports.write(KIND, name, good, Scope.system())) {
      case Outcome.Refused<Integer>(List<Refusal> reasons) -> refuse(reasons);
      case Outcome.Done<Integer>(Integer rows) -> {
        System.out.println(words("已写入 %d 行", "%d written", rows));
        yield 0;
      }
    };
  }

  private static int refuse(List<Refusal> reasons) {
    for (Refusal why : reasons) {
      System.err.println(InTerminal.words(why.reason()));
    }
    return 1;
  }
}
