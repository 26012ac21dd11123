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
      paramLabel = "DATE",
      description = "First day, like 2026-01-01. Default: that of the first report")
  @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "Last day, included. Default: the last on which anything happened")
  @Nullable String to;

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
    for (String[] one : new String[][] {{"--from", from}, {"--to", to}, {"--as-of", asOf}}) {
      if (one[1] != null && day(one[0], one[1]) == null) return 2;
    }
    if (from != null && to != null && LocalDate.parse(to).isBefore(LocalDate.parse(from))) {
      return refused("--to 早于 --from", "--to lies before --from");
    }
    OrganisationId body = organisation == null ? null : OrganisationId.read(organisation);
    if (organisation != null && body == null) {
      return refused("--organisation 不是单位编号", "--organisation is no organisation's id");
    }
    try (AppSession session = AppSession.open(data)) {
      Indicators.Period period = period(session.get(Indicators.class), place);
      if (period == null) return refused("这里还没有事件", "there are no events here yet");
      LocalDate last = asOf == null ? period.to() : LocalDate.parse(asOf);
      Instant moment =
          last.plusDays(1).atStartOfDay(session.get(Settings.class).zone()).toInstant();
      Figures figures =
          session.get(Indicators.class).of(period, new Indicators.Scope(place, body), null, moment);
      System.out.println(json ? json(figures, period, last) : text(figures, period));
    }
    return 0;
  }

  /** As said; else all that is there. Null where nothing is. */
  private Indicators.@Nullable Period period(Indicators indicators, DivisionCode place) {
    Indicators.Period whole =
        from == null || to == null ? indicators.whole(place).orElse(null) : null;
    LocalDate first = from != null ? LocalDate.parse(from) : whole == null ? null : whole.from();
    LocalDate end = to != null ? LocalDate.parse(to) : whole == null ? null : whole.to();
    if (first == null || end == null) return null;
    return new Indicators.Period(first, end.isBefore(first) ? first : end);
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

  private String json(Figures figures, Indicators.Period period, LocalDate last) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("from", period.from().toString());
    all.put("to", period.to().toString());
    all.put("asOf", last.toString());
    all.put("division", division);
    if (organisation != null) all.put("organisation", organisation);
    FiguresInWords.values(figures).forEach(all::put);
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private String text(Figures f, Indicators.Period period) {
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "%s … %s  %s%n", period.from(), period.to(), division));
    for (FiguresInWords.Line line : FiguresInWords.lines(f)) {
      out.append("  ").append(InTerminal.words(line.title())).append(": ").append(line.shown());
      out.append(System.lineSeparator());
    }
    return out.toString().stripTrailing();
  }
}
