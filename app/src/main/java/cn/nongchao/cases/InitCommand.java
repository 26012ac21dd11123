package cn.nongchao.cases;

import static cn.nongchao.launch.Console.words;

import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.platform.FirstDayFile;
import cn.nongchao.platform.FirstDayStep;
import cn.nongchao.platform.InTerminal;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Preparation;
import cn.nongchao.platform.Preparations;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code init}: what the page “开始使用” does, from a file, for whoever sets up many. */
@Command(
    name = "init",
    description = {
      "Prepare an installation from a file as the page /start does by hand: street, organisations,",
      "grids, responsibility list, people, calendar, issuing organ, administrator. Each step is",
      "done whole or not at all; done twice, it is done once. See docs/first-day.md."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class InitCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "Lines of name = value, in UTF-8")
  Path file = Path.of("");

  @Mixin DataOptions data = new DataOptions();

  @Override
  public Integer call() throws CannotStart, IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw CannotStart.because("没有这个文件：%s", "There is no such file: %s", file);
    }
    FirstDayFile said;
    try {
      said = FirstDayFile.read(file);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw CannotStart.because(
          "读不了 %s：应为 UTF-8 文本，每行 名称 = 值",
          "%s cannot be read: it must be UTF-8 text with a name = value on each line", file);
    }
    try (AppSession session = AppSession.open(data)) {
      List<FirstDayStep> steps =
          session.context().getBeansOfType(FirstDayStep.class).values().stream()
              .sorted(Comparator.comparingInt(FirstDayStep::order))
              .toList();
      List<String> unknown = unknown(said, steps);
      if (!unknown.isEmpty()) {
        unknown.forEach(name -> System.err.println(words("没有“%s”这一项", "there is no “%s”", name)));
        return 2;
      }
      List<FirstDayStep> asked = steps.stream().filter(step -> step.isAsked(said)).toList();
      if (!take(asked, said, session.get(TransactionTemplate.class))) return 1;
      tellMissing(session.get(Preparations.class));
      return 0;
    }
  }

  private static List<String> unknown(FirstDayFile said, List<FirstDayStep> steps) {
    return said.said().keySet().stream()
        .filter(name ->
            steps.stream()
                .flatMap(step -> step.names().stream())
                .noneMatch(one -> one.endsWith(".") ? name.startsWith(one) : name.equals(one)))
        .sorted()
        .toList();
  }

  /** Step by step; false where one was refused, behind which none is begun. */
  private static boolean take(
      List<FirstDayStep> steps, FirstDayFile said, TransactionTemplate transaction) {
    int number = 0;
    for (FirstDayStep step : steps) {
      String at = ++number + "/" + steps.size() + " " + InTerminal.words(step.title());
      Outcome<Text> outcome =
          Objects.requireNonNull(
              transaction.execute(status -> {
                Outcome<Text> done = step.take(said);
                if (!done.isDone()) status.setRollbackOnly();
                return done;
              }));
      switch (outcome) {
        case Outcome.Done<Text>(Text told) ->
            System.out.println("✓ " + at + words("：", ": ") + InTerminal.words(told));
        case Outcome.Refused<Text>(List<Refusal> reasons) -> {
          System.err.println("✗ " + at + words("：未写入任何内容", ": nothing of it was written"));
          reasons.forEach(why -> System.err.println("    " + InTerminal.line(why)));
          return false;
        }
      }
    }
    return true;
  }

  private static void tellMissing(Preparations preparations) {
    List<Preparation> missing =
        preparations.all().stream().filter(one -> !one.standing().done()).toList();
    if (missing.isEmpty()) {
      System.out.println(words("都准备好了。", "Everything is ready."));
      return;
    }
    System.out.println(words("还没有准备好的：", "Not ready yet:"));
    for (Preparation one : missing) {
      System.out.println(
          "  "
              + InTerminal.words(one.title())
              + words("：", ": ")
              + InTerminal.words(one.standing().said()));
    }
  }
}
