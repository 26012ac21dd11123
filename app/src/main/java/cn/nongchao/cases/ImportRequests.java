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
      names = {"--place", "--division"},
      paramLabel = "PLACE",
      description =
          "Where the events lie: a street, town or village by name, pinyin or code. Default: the"
              + " one street this installation serves; else it is asked")
  @Nullable String place;

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
      DivisionCode where;
      switch (new StatedPlace(session).of(place)) {
        case Outcome.Refused<DivisionCode>(var reasons) -> {
          return refused(reasons);
        }
        case Outcome.Done<DivisionCode>(DivisionCode found) -> where = found;
      }
      RequestImport requests = session.get(RequestImport.class);
      ZoneId used = stated == null ? session.get(Settings.class).zone() : stated;
      var settings = new RequestImport.Settings(name(path), where, used, limit);
      String there = where + " " + session.get(Divisions.class).fullPath(where);
      System.err.print(SurveyInWords.of(survey, settings, there, requests));
      if (!confirmed()) return 2;
      return run(requests, survey, settings);
    }
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
        told(result, settings);
        yield 0;
      }
    };
  }

  /** What the file covers, and how its figures are had. */
  private void told(RequestImport.Result result, RequestImport.Settings settings) {
    Indicators.Period covers = result.covers();
    if (covers == null) return;
    System.out.println(
        words(
            "文件内容从 %s 到 %s，共 %,d 件。算出这段时间的指标：",
            "The file covers %s to %s, %,d requests. Their figures:",
            covers.from(),
            covers.to(),
            result.taken() + result.known()));
    System.out.printf(
        "  ./nongchao indicators%s --from %s --to %s --division %s%n",
        data.isSaid() ? " --data " + data.directory() : "",
        covers.from(),
        covers.to(),
        settings.division());
    System.out.println(
        words(
            "新增的单位和类型记为“导入”，派遣时排在最后；请在“单位”页（只看导入的）和“责任清单”页合并或停用。",
            "New departments and categories are marked as imported and come last when events are"
                + " dispatched; merge or retire them on the pages of organisations and of the"
                + " responsibility list."));
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
