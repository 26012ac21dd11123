package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Counted;
import cn.nongchao.cases.EventFacts;
import cn.nongchao.cases.EventFiles;
import cn.nongchao.cases.Figures;
import cn.nongchao.cases.FiguresInWords;
import cn.nongchao.cases.Indicators;
import cn.nongchao.cases.Indicators.By;
import cn.nongchao.form.Page;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Sight;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.web.Costly;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The indicators for programs, and the events behind each figure. */
@RestController
@RequestMapping("/api/v1/indicators")
@Needs({
  LoopRoles.SUPERVISOR,
  CasesRoles.DISPATCHER,
  PeopleRoles.ADMINISTRATOR,
  CasesRoles.CLERK,
  LoopRoles.SQUAD_LEADER
})
@Costly
class IndicatorsApi {

  private static final Set<String> BREAKDOWNS = Set.of("", "division", "handler", "category");

  private final IndicatorsPages pages;
  private final LoopLists loops;
  private final EventFiles files;

  IndicatorsApi(IndicatorsPages pages, LoopLists loops, EventFiles files) {
    this.pages = pages;
    this.loops = loops;
    this.files = files;
  }

  /**
   * The indicators of a period. Figures are counts, rates as fractions, and the mix as text.
   *
   * @param asOf what was known then is counted
   * @param figures of the whole
   * @param byDivision by code of the divisions below the one asked for
   * @param byHandler by id of the organisation
   * @param byCategory by code of the line of the responsibility list
   * @param days reported and closed on each day that has any
   * @param running what falls due until the end of the month that runs, where that is asked for up
   *     to today; else null
   */
  record Report(
      String from,
      String to,
      String division,
      String asOf,
      Map<String, @Nullable Object> figures,
      Map<String, Map<String, @Nullable Object>> byDivision,
      Map<String, Map<String, @Nullable Object>> byHandler,
      Map<String, Map<String, @Nullable Object>> byCategory,
      Map<LocalDate, Indicators.Day> days,
      Indicators.@Nullable Running running) {}

  @Operation(
      summary = "Indicators of a period",
      description =
          "Counts and rates (fractions; null where there is nothing to divide by) as they were"
              + " known at the end of the period, or with known=now as they are known now;"
              + " broken down by division, handler or category.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Report.class)))
  @GetMapping
  ResponseEntity<?> indicators(
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(required = false) @Nullable String known,
      Viewer viewer) {
    IndicatorsWish wish = IndicatorsWish.of(from, to, division, null, known, viewer, pages.today());
    List<Refusal> wrong = wish.wrong();
    if (!wrong.isEmpty()) return Problems.of(wrong, request);
    Indicators.Result result = pages.result(wish, viewer);
    return ResponseEntity.ok(
        new Report(
            wish.from(),
            wish.to(),
            wish.division(),
            result.asOf().toString(),
            FiguresInWords.values(result.all()),
            lines(result, By.DIVISION),
            lines(result, By.HANDLER),
            lines(result, By.CATEGORY),
            result.days(),
            pages.running(wish, viewer)));
  }

  private static Map<String, Map<String, @Nullable Object>> lines(Indicators.Result result, By by) {
    Map<String, Map<String, @Nullable Object>> lines = new TreeMap<>();
    Map<String, Figures> all = result.lines().getOrDefault(by, Map.of());
    all.forEach((key, figures) -> lines.put(key, FiguresInWords.values(figures)));
    return lines;
  }

  @Operation(
      summary = "The events behind a figure",
      description =
          "As they stand now, as far as the caller may see them. figure: what is counted; by and"
              + " key: a line of a breakdown (by: division, handler or category); after: next of"
              + " the page before. The period is asked for as for the indicators.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = EventJson.Page.class)))
  @GetMapping("/events")
  ResponseEntity<?> behind(
      HttpServletRequest request,
      @RequestParam Counted figure,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(required = false) @Nullable String known,
      @RequestParam(defaultValue = "") String by,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(required = false) @Nullable String after,
      Viewer viewer) {
    IndicatorsWish wish = IndicatorsWish.of(from, to, division, by, known, viewer, pages.today());
    List<Refusal> wrong = new ArrayList<>(wish.wrong());
    if (!BREAKDOWNS.contains(by)) {
      wrong.add(
          Refusal.field(
              "by", "应为 division、handler、category 之一", "one of division, handler and category"));
    }
    Behind asked = new Behind(wish, figure, by.isEmpty() ? null : wish.breakdown(), key);
    boolean unread = after != null && !after.isEmpty() && asked.last(after) == null;
    if (unread) wrong.add(Page.UNREAD);
    if (!wrong.isEmpty()) return Problems.of(wrong, request);
    Slice<LoopId> ids = pages.behind(asked, after, viewer);
    Map<LoopId, Loop> found = loops.find(ids.items(), Sight.of(viewer));
    List<Loop> shown = ids.items().stream().filter(found::containsKey).map(found::get).toList();
    Map<LoopId, EventFacts> facts = files.facts(ids.items());
    return ResponseEntity.ok(EventJson.Page.of(new Slice<>(shown, ids.next()), facts));
  }
}
