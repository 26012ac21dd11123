package cn.nongchao.command.web;

import cn.nongchao.cases.Counted;
import cn.nongchao.cases.EventLife;
import cn.nongchao.cases.Figures;
import cn.nongchao.cases.Indicators.By;
import cn.nongchao.cases.Indicators.Day;
import cn.nongchao.cases.Indicators.Result;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.command.web.ScreenArea.Area;
import cn.nongchao.command.web.ScreenData.Category;
import cn.nongchao.command.web.ScreenData.Figure;
import cn.nongchao.command.web.ScreenData.Kind;
import cn.nongchao.command.web.ScreenData.Part;
import cn.nongchao.command.web.ScreenData.Trend;
import cn.nongchao.loop.Box;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.LoopCounts;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.Sight;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what the one screen shows to a viewer. */
@Component
class Screen {

  private final LoopLists lists;
  private final RecentMonth month;
  private final ResponsibilityList list;
  private final ScreenArea areas;
  private final Feed feed;
  private final LifeCycles lives;

  Screen(
      LoopLists lists,
      RecentMonth month,
      ResponsibilityList list,
      ScreenArea areas,
      Feed feed,
      LifeCycles lives) {
    this.lives = lives;
    this.lists = lists;
    this.month = month;
    this.list = list;
    this.areas = areas;
    this.feed = feed;
  }

  ScreenData data(Viewer viewer, Lang lang) {
    Area area = areas.of(viewer);
    DivisionCode place = area.code();
    LoopCounts all = lists.counts(Sight.of(viewer), place, area.level().digits());
    LoopCounts events = all.ofKind(EventLife.KIND);
    Result recent = month.of(viewer, place);
    return new ScreenData(
        figures(place, events.total(), recent, lang),
        kinds(all, viewer, place, lang),
        events.byPlace(),
        areas.names(events.byPlace().keySet()),
        feed.latest(viewer, lang),
        trend(recent, place),
        categories(recent, place, lang),
        mix(recent.all(), place, lang));
  }

  /** A line for each kind there is, of the one count that was made of all. */
  private List<Kind> kinds(LoopCounts all, Viewer viewer, DivisionCode place, Lang lang) {
    Box box = viewer.workPlaces().isEmpty() ? Box.SQUAD : Box.SCOPE;
    return lives.all().stream()
        .map(life -> {
          LoopCounts.Sum sum = all.ofKind(life.kind()).total();
          String list = "/inbox?box=" + box + "&turn=0&kind=" + life.kind() + "&division=" + place;
          return new Kind(life.title().in(lang), sum.open(), sum.late(), list);
        })
        .toList();
  }

  private List<Figure> figures(DivisionCode place, LoopCounts.Sum open, Result recent, Lang lang) {
    Figures rates = recent.all();
    Day today = recent.days().getOrDefault(month.today(), new Day(0, 0));
    String at = "&division=" + place;
    return List.of(
        figure(lang, "未结事件", "open", open.open(), "/events?state=open" + at, ""),
        figure(
            lang,
            "今日到期",
            "due today",
            open.dueToday(),
            "/events?due=today" + at,
            open.dueToday() > 0 ? "warn" : ""),
        figure(
            lang, "超期", "late", open.late(), "/events?due=late" + at, open.late() > 0 ? "bad" : ""),
        figure(
            lang,
            "今日上报",
            "reported today",
            today.reported(),
            behind(Counted.REPORTED, month.today(), month.today(), place),
            ""),
        figure(
            lang,
            "今日结案",
            "closed today",
            today.closed(),
            behind(Counted.CLOSED_WITHIN, month.today(), month.today(), place),
            "good"),
        rate(
            lang,
            "结案率 30 天",
            "closing rate, 30 days",
            rates.closingRate(),
            behind(Counted.CLOSED, place)),
        rate(
            lang,
            "按期结案率 30 天",
            "on time, 30 days",
            rates.onTimeRate(),
            behind(Counted.ON_TIME, place)),
        rate(
            lang,
            "满意率 30 天",
            "satisfied, 30 days",
            rates.satisfiedRate(),
            behind(Counted.SATISFIED, place)));
  }

  /** The list of the events counted. */
  private static String behind(Counted figure, LocalDate from, LocalDate to, DivisionCode place) {
    return "/indicators/events?figure="
        + figure
        + "&from="
        + from
        + "&to="
        + to
        + "&division="
        + place;
  }

  private String behind(Counted figure, DivisionCode place) {
    return behind(figure, month.from(), month.today(), place);
  }

  private static Figure figure(
      Lang lang, String zh, String en, long value, String href, String mood) {
    return new Figure(Text.of(zh, en).in(lang), Long.toString(value), href, mood);
  }

  private static Figure rate(Lang lang, String zh, String en, @Nullable Double value, String href) {
    String shown = value == null ? "—" : String.format(Locale.ROOT, "%.1f%%", 100 * value);
    String mood = value == null ? "" : value >= 0.9 ? "good" : value >= 0.75 ? "warn" : "bad";
    return new Figure(Text.of(zh, en).in(lang), shown, href, mood);
  }

  private Trend trend(Result recent, DivisionCode place) {
    List<ScreenData.Day> days = new ArrayList<>();
    LocalDate today = month.today();
    for (LocalDate day = today.minusDays(13); !day.isAfter(today); day = day.plusDays(1)) {
      Day figures = recent.days().getOrDefault(day, new Day(0, 0));
      days.add(
          new ScreenData.Day(
              day.toString().substring(5),
              figures.reported(),
              behind(Counted.REPORTED, day, day, place),
              figures.closed(),
              behind(Counted.CLOSED_WITHIN, day, day, place)));
    }
    return new Trend(days);
  }

  private List<Category> categories(Result recent, DivisionCode place, Lang lang) {
    Map<String, Figures> byCode = recent.lines().getOrDefault(By.CATEGORY, Map.of());
    return byCode.entrySet().stream()
        .map(line ->
            new Category(
                categoryName(line.getKey(), lang),
                line.getValue().reported(),
                behind(Counted.REPORTED, place) + "&by=category&key=" + line.getKey()))
        .filter(category -> category.count() > 0)
        .sorted(Comparator.comparingLong(Category::count).reversed())
        .limit(8)
        .toList();
  }

  private String categoryName(String code, Lang lang) {
    if (code.isEmpty()) return lang == Lang.ZH ? "未分类" : "not sorted yet";
    return list.find(code).map(category -> category.name().in(lang)).orElse(code);
  }

  private List<Part> mix(Figures figures, DivisionCode place, Lang lang) {
    String managed = behind(Counted.MANAGED, place);
    String served = behind(Counted.SERVED, place);
    String enforced = behind(Counted.ENFORCED, place);
    return List.of(
        new Part("MANAGE", Text.of("管理", "manage").in(lang), figures.managed(), managed),
        new Part("SERVE", Text.of("服务", "serve").in(lang), figures.served(), served),
        new Part("ENFORCE", Text.of("执法", "enforce").in(lang), figures.enforced(), enforced));
  }
}
