package cn.nongchao.cases.web;

import static java.util.stream.Collectors.joining;

import cn.nongchao.cases.Category;
import cn.nongchao.cases.Counted;
import cn.nongchao.cases.Figures;
import cn.nongchao.cases.FiguresInWords;
import cn.nongchao.cases.Indicators;
import cn.nongchao.cases.Indicators.By;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.cases.web.IndicatorsPage.Cell;
import cn.nongchao.cases.web.IndicatorsPage.Row;
import cn.nongchao.cases.web.IndicatorsPage.Shortcut;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.Text;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Shapes the indicators for their page, their table and their file. */
@Component
class IndicatorsPages {

  private static final int DAYS_SHOWN = 92;
  private static final int BARS = 20;
  private static final int PAGE = 50;
  private static final Text UNKNOWN = Text.of("未注明", "not known");

  private final Indicators indicators;
  private final Divisions divisions;
  private final Organisations organisations;
  private final ResponsibilityList list;
  private final JsonMapper json;
  private final Clock clock;

  IndicatorsPages(
      Indicators indicators,
      Divisions divisions,
      Organisations organisations,
      ResponsibilityList list,
      JsonMapper json,
      Clock clock) {
    this.indicators = indicators;
    this.divisions = divisions;
    this.organisations = organisations;
    this.list = list;
    this.json = json;
    this.clock = clock;
  }

  LocalDate today() {
    return LocalDate.now(clock);
  }

  Instant asOf(IndicatorsWish wish) {
    return wish.known().equals("now") ? clock.instant() : indicators.knownAt(wish.period());
  }

  Indicators.Result result(IndicatorsWish wish, Viewer viewer) {
    return indicators.report(wish.period(), wish.scope(), viewer, asOf(wish));
  }

  /** The events behind a figure, a page of them; from the first where it is no place in them. */
  Slice<LoopId> behind(Behind asked, @Nullable String after, Viewer viewer) {
    IndicatorsWish wish = asked.wish();
    Slice<LoopId> found =
        indicators.behind(
            asked.figure(),
            asked.by(),
            asked.key(),
            wish.period(),
            wish.scope(),
            viewer,
            asOf(wish),
            asked.last(after),
            PAGE);
    String next = found.next() == null ? null : asked.next(found.items().getLast());
    return new Slice<>(found.items(), next);
  }

  IndicatorsPage page(IndicatorsWish wish, Viewer viewer, Lang lang) {
    if (!wish.wrong().isEmpty()) {
      return new IndicatorsPage(
          wish, "", within(viewer), shortcuts(wish), List.of(), List.of(), "", "", "", null);
    }
    Indicators.Result result = result(wish, viewer);
    List<Row> rows = rows(wish, result, lang);
    return new IndicatorsPage(
        wish,
        place(wish.division()),
        within(viewer),
        shortcuts(wish),
        FiguresInWords.lines(result.all()),
        rows,
        trend(wish.period(), result),
        rates(rows, result.lines().getOrDefault(wish.breakdown(), Map.of()), lang),
        result
            .asOf()
            .atZone(clock.getZone())
            .truncatedTo(ChronoUnit.MINUTES)
            .toLocalDateTime()
            .toString()
            .replace('T', ' '),
        running(wish, viewer));
  }

  /**
   * What falls due until the end of the month that runs; null where another period is asked for.
   */
  Indicators.@Nullable Running running(IndicatorsWish wish, Viewer viewer) {
    return wish.isRunningMonth(today()) ? indicators.running(wish.scope(), viewer) : null;
  }

  String place(String division) {
    return division.isEmpty() ? "" : divisions.path(new DivisionCode(division));
  }

  private static String within(Viewer viewer) {
    return viewer.workPlaces().stream()
        .map(place -> place.equals(DivisionCode.ALL) ? "*" : place.value())
        .sorted()
        .collect(joining(","));
  }

  /** The code of a place typed by its name, where nothing could be chosen; else what was typed. */
  @Nullable String code(@Nullable String typed) {
    if (typed == null || DivisionCode.read(typed.strip()) != null) return typed;
    List<Division> called = divisions.named(typed);
    return called.size() == 1 ? called.getFirst().code().value() : typed;
  }

  private List<Shortcut> shortcuts(IndicatorsWish wish) {
    LocalDate today = today();
    LocalDate month = today.withDayOfMonth(1);
    LocalDate year = today.withDayOfYear(1);
    return List.of(
        shortcut(wish, "今日", "Today", today, today),
        shortcut(wish, "近 7 天", "7 days", today.minusDays(6), today),
        shortcut(wish, "本月", "This month", month, today),
        shortcut(wish, "上月", "Last month", month.minusMonths(1), month.minusDays(1)),
        shortcut(wish, "本年", "This year", year, today),
        shortcut(wish, "上年", "Last year", year.minusYears(1), year.minusDays(1)));
  }

  private static Shortcut shortcut(
      IndicatorsWish wish, String zh, String en, LocalDate from, LocalDate to) {
    boolean chosen = wish.from().equals(from.toString()) && wish.to().equals(to.toString());
    return new Shortcut(Text.of(zh, en), from.toString(), to.toString(), chosen);
  }

  List<Row> rows(IndicatorsWish wish, Indicators.Result result, Lang lang) {
    Map<String, Figures> lines = result.lines().getOrDefault(wish.breakdown(), Map.of());
    Map<String, Text> names = names(wish.breakdown(), lines);
    List<Row> rows = new ArrayList<>();
    lines.forEach((key, figures) ->
        rows.add(
            new Row(key, names.getOrDefault(key, UNKNOWN), inside(wish, key), cells(figures))));
    if (wish.breakdown() != By.DIVISION) {
      rows.sort(Comparator.comparing(row -> row.name().in(lang)));
    }
    return rows;
  }

  private static @Nullable String inside(IndicatorsWish wish, String key) {
    boolean deeper = wish.breakdown() == By.DIVISION && key.length() > wish.division().length();
    return deeper && key.length() < 15 ? key : null;
  }

  static final List<Text> HEADS =
      List.of(
          Counted.REPORTED.title(),
          Counted.DUE.title(),
          Counted.CLOSED.title(),
          Counted.ON_TIME.title(),
          Text.of("结案率", "closing rate"),
          Text.of("按期结案率", "on-time rate"),
          Text.of("返工率", "rework"),
          Text.of("重复率", "duplicates"),
          Text.of("准确派遣率", "accurate dispatch"),
          Text.of("满意率", "satisfied"));

  private static List<Cell> cells(Figures f) {
    return List.of(
        new Cell(Long.toString(f.reported()), Counted.REPORTED),
        new Cell(Long.toString(f.due()), Counted.DUE),
        new Cell(Long.toString(f.closed()), Counted.CLOSED),
        new Cell(Long.toString(f.onTime()), Counted.ON_TIME),
        new Cell(FiguresInWords.percent(f.closingRate()), null),
        new Cell(FiguresInWords.percent(f.onTimeRate()), null),
        new Cell(FiguresInWords.percent(f.reworkRate()), null),
        new Cell(FiguresInWords.percent(f.duplicateRate()), null),
        new Cell(FiguresInWords.percent(f.accurateRate()), null),
        new Cell(FiguresInWords.percent(f.satisfiedRate()), null));
  }

  private Map<String, Text> names(By by, Map<String, Figures> lines) {
    Map<String, Text> names = new HashMap<>();
    switch (by) {
      case DIVISION -> {
        for (String code : lines.keySet()) {
          names.put(code, Text.same(divisions.name(new DivisionCode(code))));
        }
      }
      case HANDLER -> {
        List<OrganisationId> ids =
            lines.keySet().stream().map(OrganisationId::read).filter(Objects::nonNull).toList();
        organisations.names(ids).forEach((id, name) -> names.put(id.toString(), Text.same(name)));
      }
      case CATEGORY -> {
        for (Category line : list.lines()) names.put(line.code(), line.name());
      }
    }
    return names;
  }

  /** Days, those without anything too; months where there would be too many of them. */
  private String trend(Indicators.Period period, Indicators.Result result) {
    boolean months = ChronoUnit.DAYS.between(period.from(), period.to()) > DAYS_SHOWN;
    Map<String, long[]> points = new LinkedHashMap<>();
    if (!months) {
      period
          .from()
          .datesUntil(period.to().plusDays(1))
          .forEach(day -> points.put(day.toString(), new long[2]));
    }
    result
        .days()
        .forEach((day, figures) -> {
          String key = months ? day.toString().substring(0, 7) : day.toString();
          long[] point = points.computeIfAbsent(key, each -> new long[2]);
          point[0] += figures.reported();
          point[1] += figures.closed();
        });
    return json.writeValueAsString(
        Map.of(
            "labels", points.keySet(),
            "reported", points.values().stream().map(point -> point[0]).toList(),
            "closed", points.values().stream().map(point -> point[1]).toList()));
  }

  /** The lines with most due, their rates in per cent. */
  private String rates(List<Row> rows, Map<String, Figures> lines, Lang lang) {
    List<Row> most =
        rows.stream()
            .filter(row -> due(row, lines) > 0)
            .sorted(Comparator.comparingLong((Row row) -> due(row, lines)).reversed())
            .limit(BARS)
            .toList();
    return json.writeValueAsString(
        Map.of(
            "labels",
            most.stream().map(row -> row.name().in(lang)).toList(),
            "closing",
            shares(most, lines, Figures::closingRate),
            "onTime",
            shares(most, lines, Figures::onTimeRate)));
  }

  private static List<Double> shares(
      List<Row> rows, Map<String, Figures> lines, Function<Figures, @Nullable Double> rate) {
    return rows.stream()
        .map(row -> lines.get(row.key()))
        .map(figures -> percent(figures == null ? null : rate.apply(figures)))
        .toList();
  }

  private static long due(Row row, Map<String, Figures> lines) {
    Figures figures = lines.get(row.key());
    return figures == null ? 0 : figures.due();
  }

  private static double percent(@Nullable Double rate) {
    return rate == null ? 0 : Math.round(rate * 10_000) / 100.0;
  }
}
