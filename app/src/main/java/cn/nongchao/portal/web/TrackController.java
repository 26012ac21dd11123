package cn.nongchao.portal.web;

import cn.nongchao.cases.Events;
import cn.nongchao.cases.PublicReports;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Step;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Typed;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.Forms;
import cn.nongchao.proof.Codes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Following a report by its code. The code comes in the body of a request, never in an address:
 * addresses are kept in histories and logs.
 */
@Controller
class TrackController {

  private final PublicReports reports;
  private final Events events;
  private final Tracking tracking;
  private final Codes codes;

  TrackController(PublicReports reports, Events events, Tracking tracking, Codes codes) {
    this.reports = reports;
    this.events = events;
    this.tracking = tracking;
    this.codes = codes;
  }

  @Anyone
  @GetMapping("/track")
  String form(Model model) {
    model.addAttribute("page", new TrackPage("", null, Typed.nothing()));
    return "portal/track";
  }

  @Anyone
  @PostMapping("/track")
  String track(
      @RequestParam(defaultValue = "") String code,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return switch (reports.track(code, request.getRemoteAddr())) {
      case Outcome.Done<LoopId>(LoopId id) -> show(code, id, Typed.nothing(), response, model);
      case Outcome.Refused<LoopId>(List<Refusal> reasons) ->
          unknown(code, reasons, response, model);
    };
  }

  @Anyone
  @PostMapping("/track/rate")
  String rate(
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "0") int rating,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return act(
        code,
        request,
        response,
        model,
        (id, actor) -> events.rate(step(id, version, request), rating, actor));
  }

  @Anyone
  @PostMapping("/track/reopen")
  String reopen(
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "0") int version,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return act(
        code,
        request,
        response,
        model,
        (id, actor) -> events.reopen(step(id, version, request), actor));
  }

  private interface Move {
    Outcome<Loop> make(LoopId id, Actor actor);
  }

  private String act(
      String code,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      Move move) {
    return switch (reports.track(code, request.getRemoteAddr())) {
      case Outcome.Refused<LoopId>(List<Refusal> reasons) ->
          unknown(code, reasons, response, model);
      case Outcome.Done<LoopId>(LoopId id) ->
          switch (move.make(id, new Actor.CodeHolder(id))) {
            case Outcome.Done<Loop> done -> show(code, id, Typed.nothing(), response, model);
            case Outcome.Refused<Loop>(List<Refusal> reasons) -> {
              response.setStatus(Forms.status(reasons));
              Typed typed = Typed.of(request.getParameterMap(), reasons);
              yield show(code, id, typed, response, model);
            }
          };
    };
  }

  private static Step step(LoopId id, int version, HttpServletRequest request) {
    UUID entry = Ids.read(request.getParameter("entry"));
    String note = request.getParameter("note");
    return new Step(
        entry == null ? Ids.next() : entry, id, version, note == null ? "" : note, List.of());
  }

  private String show(
      String code, LoopId id, Typed typed, HttpServletResponse response, Model model) {
    response.setHeader("Cache-Control", "no-store");
    model.addAttribute("page", new TrackPage(code.strip(), tracking.of(id), typed));
    model.addAttribute("acts", codes.ofLoop(id));
    return "portal/track";
  }

  private static String unknown(
      String code, List<Refusal> reasons, HttpServletResponse response, Model model) {
    response.setStatus(Forms.status(reasons));
    Typed typed = new Typed(java.util.Map.of("code", List.of(code)), reasons);
    model.addAttribute("page", new TrackPage(code, null, typed));
    return "portal/track";
  }
}
