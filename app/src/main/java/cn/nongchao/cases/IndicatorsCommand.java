package cn.nongchao.cases;

import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.Console;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.platform.InTerminal;
import cn.nongchao.platform.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code indicators}: the figures of a period (docs/indicators.md). */
@Command(
    name = "indicators",
    description = "Figures of a period: due, closed, on time, rework, duplicates, dispatch.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class IndicatorsCommand implements Callable<Integer> {

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DATE",
      description = "First day, like 2026-01-01.")
  String from = "";

  @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last day, included.")
  String to = "";

  @Option(
      names = "--division",
      paramLabel = "CODE",
      defaultValue = "",
      description = "A place and all below it. Default: everywhere")
  String division = "";

  @Option(
      names = "--organisation",
      paramLabel = "ID",
      description = "Only events that were with this organisation.")
  @Nullable String organisation;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description =
          "Count what happened up to the end of this day. Default: up to the end of the period")
  @Nullable String asOf;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Mixin DataOptions data = new DataOptions();

  @Override
  public Integer call() throws CannotStart {
    DivisionCode place = DivisionCode.read(division);
    if (place == null) return refused("--division 不是行政区划代码", "--division is no division code");
    LocalDate first = day("--from", from);
    LocalDate end = day("--to", to);
    LocalDate last = asOf == null ? end : day("--as-of", asOf);
    if (first == null || end == null || last == null) return 2;
    if (end.isBefore(first)) return refused("--to 早于 --from", "--to lies before --from");
    OrganisationId body = organisation == null ? null : OrganisationId.read(organisation);
    if (organisation != null && body == null) {
      return refused("--organisation 不是单位编号", "--organisation is no organisation's id");
    }
    Indicators.Period period = new Indicators.Period(first, end);
    try (AppSession session = AppSession.open(data)) {
      Instant moment =
          last.plusDays(1).atStartOfDay(session.get(Settings.class).zone()).toInstant();
      Figures figures =
          session.get(Indicators.class).of(period, new Indicators.Scope(place, body), null, moment);
      System.out.println(json ? json(figures, last) : text(figures));
    }
    return 0;
  }

  /** Null where it is no day; then that has been said. */
  private static @Nullable LocalDate day(String option, String typed) {
    try {
      return LocalDate.parse(typed);
    } catch (DateTimeParseException noDay) {
      System.err.println(
          Console.words(
              "%s：没有“%s”这一天，日期应写成 2026-01-31 的形式。",
              "%s: there is no day “%s”; write a date like 2026-01-31.", option, typed));
      return null;
    }
  }

  private static int refused(String zh, String en) {
    System.err.println(Console.words(zh, en));
    return 2;
  }

  private String json(Figures figures, LocalDate last) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("from", from);
    all.put("to", to);
    all.put("asOf", last.toString());
    all.put("division", division);
    if (organisation != null) all.put("organisation", organisation);
    FiguresInWords.values(figures).forEach(all::put);
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private String text(Figures f) {
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "%s … %s  %s%n", from, to, division));
    for (FiguresInWords.Line line : FiguresInWords.lines(f)) {
      out.append("  ").append(InTerminal.words(line.title())).append(": ").append(line.shown());
      out.append(System.lineSeparator());
    }
    return out.toString().stripTrailing();
  }
}
