package cn.nongchao.cases;

import static cn.nongchao.launch.Console.words;

import cn.nongchao.cases.requests.RequestImport;
import cn.nongchao.cases.requests.Survey;
import cn.nongchao.cases.requests.SurveyInWords;
import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.platform.InTerminal;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Settings;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import requests}: service requests from a CSV file (docs/import.md). */
@Command(
    name = "requests",
    description =
        "Take in service requests from a CSV file and live them again at their own dates.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ImportRequests implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "CSV file, gzipped or not; see docs/import.md")
  @Nullable Path file;

  @Option(
      names = "--map",
      paramLabel = "FILE",
      description = "Which column tells what: lines like created=CreatedDate. Default: guessed")
  @Nullable Path map;

  @Option(names = "--yes", description = "Do not ask whether the columns are understood rightly.")
  boolean yes;

  @Option(
      names = "--division",
      paramLabel = "CODE",
      defaultValue = "330114003",
      description = "Where the events lie. Default: ${DEFAULT-VALUE}")
  String division = "330114003";

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description =
          "The system the file comes from; a request is known by it and its reference."
              + " Default: the file's name without endings")
  @Nullable String source;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone of dates that name none. Default: the installation's")
  @Nullable String zone;

  @Option(names = "--limit", paramLabel = "ROWS", description = "Read no more rows than this.")
  long limit = Long.MAX_VALUE;

  @Mixin DataOptions data = new DataOptions();

  @Override
  public Integer call() throws CannotStart, IOException {
    Path path = Objects.requireNonNull(file);
    DivisionCode place = DivisionCode.read(division);
    if (place == null) {
      return refused(List.of(Refusal.field("--division", "不是行政区划代码", "no division code")));
    }
    ZoneId stated = null;
    try {
      if (zone != null) stated = ZoneId.of(zone);
    } catch (DateTimeException e) {
      return refused(List.of(Refusal.field("--zone", "没有这个时区", "no such time zone")));
    }
    Survey survey;
    switch (Survey.of(path, map)) {
      case Outcome.Refused<Survey>(var reasons) -> {
        return refused(reasons);
      }
      case Outcome.Done<Survey>(Survey found) -> survey = found;
    }
    try (AppSession session = AppSession.open(data)) {
      if (session.get(Divisions.class).find(place).isEmpty()) {
        return refused(List.of(unknown(place)));
      }
      RequestImport requests = session.get(RequestImport.class);
      ZoneId used = stated == null ? session.get(Settings.class).zone() : stated;
      var settings = new RequestImport.Settings(name(path), place, used, limit);
      System.err.print(SurveyInWords.of(survey, settings, requests));
      if (!confirmed()) return 2;
      return run(requests, survey, settings);
    }
  }

  private static Refusal unknown(DivisionCode place) {
    return Refusal.field(
        "--division",
        "区划中没有代码 " + place.value() + "，请先导入区划（import divisions）",
        "there is no place with the code " + place.value() + ": import its divisions first");
  }

  private String name(Path path) {
    if (source != null && !source.isBlank()) return source.strip();
    return path.getFileName().toString().replaceAll("(?i)(\\.csv)?(\\.gz)?$", "");
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

  private Integer run(RequestImport requests, Survey survey, RequestImport.Settings settings)
      throws IOException {
    long begun = System.nanoTime();
    Outcome<RequestImport.Result> outcome;
    try (ProgressBar bar = bar(Math.min(survey.rows(), limit))) {
      outcome = requests.run(survey, settings, bar::stepBy);
    }
    return switch (outcome) {
      case Outcome.Refused<RequestImport.Result>(var reasons) -> refused(reasons);
      case Outcome.Done<RequestImport.Result>(RequestImport.Result result) -> {
        System.out.println(
            words(
                "新增 %d，已有 %d，有误 %d，用时 %.1f 秒",
                "%d new, %d here already, %d bad, %.1f s",
                result.taken(),
                result.known(),
                result.bad(),
                (System.nanoTime() - begun) / 1e9));
        if (result.badRows() != null) {
          System.out.println(
              words("有误的行及原因：%s", "Bad rows with their reasons: %s", result.badRows()));
        }
        yield 0;
      }
    };
  }

  private static ProgressBar bar(long rows) {
    return new ProgressBarBuilder()
        .setTaskName(words("导入", "import"))
        .setInitialMax(rows)
        .setUnit(words(" 行", " rows"), 1)
        .showSpeed()
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .build();
  }

  private static int refused(List<Refusal> reasons) {
    for (Refusal reason : reasons) {
      System.err.println(InTerminal.line(reason));
    }
    return 1;
  }
}
