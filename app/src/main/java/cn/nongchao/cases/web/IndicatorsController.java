package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Counted;
import cn.nongchao.cases.Indicators;
import cn.nongchao.cases.web.BehindPage.Line;
import cn.nongchao.form.Characters;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopPages;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Sight;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.web.Costly;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The indicators as a page, as a file, and the events behind each figure. */
@Controller
@Needs({
  LoopRoles.SUPERVISOR,
  CasesRoles.DISPATCHER,
  PeopleRoles.ADMINISTRATOR,
  CasesRoles.CLERK,
  LoopRoles.SQUAD_LEADER
})
@Costly
class IndicatorsController {

  private final IndicatorsPages pages;
  private final LoopLists loops;
  private final LoopPages loopPages;
  private final LifeCycles lives;
  private final Divisions divisions;

  IndicatorsController(
      IndicatorsPages pages,
      LoopLists loops,
      LoopPages loopPages,
      LifeCycles lives,
      Divisions divisions) {
    this.pages = pages;
    this.loops = loops;
    this.loopPages = loopPages;
    this.lives = lives;
    this.divisions = divisions;
  }

  @GetMapping("/indicators")
  String show(
      HttpServletRequest request, HttpServletResponse response, Viewer viewer, Model model) {
    IndicatorsWish wish = wish(request, viewer);
    if (!wish.wrong().isEmpty()) response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute("page", pages.page(wish, viewer, UiOfRequest.lang(request)));
    return "cases/indicators";
  }

  @GetMapping("/indicators/events")
  String behind(
      HttpServletRequest request,
      @RequestParam Counted figure,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(required = false) @Nullable String after,
      Viewer viewer,
      Model model) {
    IndicatorsWish wish = sound(request, viewer);
    Indicators.@Nullable By by = request.getParameter("by") == null ? null : wish.breakdown();
    Slice<LoopId> ids = pages.behind(new Behind(wish, figure, by, key), after, viewer);
    Map<LoopId, Loop> found = loops.find(ids.items(), Sight.of(viewer));
    List<Line> lines =
        ids.items().stream().map(found::get).filter(Objects::nonNull).map(this::line).toList();
    String query = query(wish, figure, by, key);
    model.addAttribute(
        "page",
        new BehindPage(
            figure.title(),
            pages.place(wish.division()),
            wish.from(),
            wish.to(),
            lines,
            ids.next() == null ? null : "/indicators/events?" + query + "&after=" + ids.next(),
            "/indicators?" + wish.query() + "&by=" + wish.by()));
    return "cases/indicators-behind";
  }

  private static String query(
      IndicatorsWish wish, Counted figure, Indicators.@Nullable By by, String key) {
    String query = wish.query() + "&figure=" + figure.name();
    return by == null ? query : query + "&by=" + wish.by() + "&key=" + IndicatorsWish.coded(key);
  }

  private Line line(Loop loop) {
    return new Line(
        loop.number(),
        loop.title(),
        loopPages.path(loop),
        divisions.path(loop.division()),
        lives.of(loop).stage(loop.stage()),
        loop.openedAt(),
        loop.due(),
        loop.closedAt());
  }

  @GetMapping("/indicators.csv")
  ResponseEntity<byte[]> csv(HttpServletRequest request, Viewer viewer) throws IOException {
    IndicatorsWish wish = sound(request, viewer);
    Lang lang = UiOfRequest.lang(request);
    StringWriter text = new StringWriter();
    text.append('\ufeff'); // or spreadsheets take it for the machine's old encoding
    try (CSVPrinter out = new CSVPrinter(text, CSVFormat.RFC4180)) {
      List<String> head = new ArrayList<>(List.of("code", lang == Lang.ZH ? "名称" : "name"));
      IndicatorsPages.HEADS.forEach(title -> head.add(title.in(lang)));
      out.printRecord(head);
      for (IndicatorsPage.Row row : pages.rows(wish, pages.result(wish, viewer), lang)) {
        List<String> cells =
            new ArrayList<>(List.of(row.key(), Characters.harmless(row.name().in(lang))));
        row.cells().forEach(cell -> cells.add(cell.shown()));
        out.printRecord(cells);
      }
    }
    String name = "indicators-" + wish.from() + "-" + wish.to() + ".csv";
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .body(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private IndicatorsWish wish(HttpServletRequest request, Viewer viewer) {
    return IndicatorsWish.of(
        request.getParameter("from"),
        request.getParameter("to"),
        pages.code(request.getParameter("division")),
        request.getParameter("by"),
        request.getParameter("known"),
        viewer,
        pages.today());
  }

  private IndicatorsWish sound(HttpServletRequest request, Viewer viewer) {
    IndicatorsWish wish = wish(request, viewer);
    if (!wish.wrong().isEmpty()) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    return wish;
  }
}
