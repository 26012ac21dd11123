package cn.nongchao.cases.web;

import cn.nongchao.cases.FiguresInWords;
import cn.nongchao.cases.Indicators;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Role;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.platform.web.UiOfRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The indicators for programs. */
@RestController
@Needs({Role.SUPERVISOR, Role.DISPATCHER, Role.ADMINISTRATOR, Role.CLERK, Role.SQUAD_LEADER})
class IndicatorsApi {

  private final IndicatorsPages pages;

  IndicatorsApi(IndicatorsPages pages) {
    this.pages = pages;
  }

  @Operation(
      summary = "Indicators of a period",
      description =
          "Counts and rates (fractions; null where there is nothing to divide by) as they were"
              + " known at the end of the period, or with known=now as they are known now;"
              + " broken down by division, handler or category.")
  @GetMapping("/api/v1/indicators")
  ResponseEntity<?> indicators(
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(required = false) @Nullable String known,
      Viewer viewer) {
    IndicatorsWish wish = IndicatorsWish.of(from, to, division, null, known, viewer, pages.today());
    List<Refusal> wrong = wish.wrong();
    if (!wrong.isEmpty()) return Problems.of(wrong, UiOfRequest.lang(request));
    Indicators.Result result = pages.result(wish, viewer);
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("from", wish.from());
    all.put("to", wish.to());
    all.put("division", wish.division());
    all.put("asOf", result.asOf().toString());
    all.put("figures", FiguresInWords.values(result.all()));
    for (Indicators.By by : Indicators.By.values()) {
      Map<String, Object> lines = new TreeMap<>();
      result
          .lines()
          .getOrDefault(by, Map.of())
          .forEach((key, figures) -> lines.put(key, FiguresInWords.values(figures)));
      all.put("by" + by.name().charAt(0) + by.name().substring(1).toLowerCase(Locale.ROOT), lines);
    }
    return ResponseEntity.ok(all);
  }
}
