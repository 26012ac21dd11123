package cn.nongchao.proof.web;

import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.platform.web.UiOfRequest;
import cn.nongchao.proof.Alerts;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.proof.Ratings;
import cn.nongchao.proof.Scans;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A code on the officer's phone and on paper; what supervision may do with it. */
@Controller
class ActController {

  private final Codes codes;
  private final Scans scans;
  private final Loops loops;
  private final Alerts alerts;
  private final Ratings ratings;

  ActController(Codes codes, Scans scans, Loops loops, Alerts alerts, Ratings ratings) {
    this.ratings = ratings;
    this.codes = codes;
    this.scans = scans;
    this.loops = loops;
    this.alerts = alerts;
  }

  /** Shown to the person acted upon, or printed. */
  @Needs
  @GetMapping("/codes/{act}")
  String show(@PathVariable String act, Viewer viewer, HttpServletResponse response, Model model) {
    return visible(act, viewer)
        .map(code -> show(code, viewer, List.of(), "", model))
        .orElseGet(() -> missing(response));
  }

  /** Revokes, suspends, reinstates or corrects. */
  @Needs({LoopRoles.SQUAD_LEADER, LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR})
  @PostMapping("/codes/{act}")
  String change(
      @PathVariable String act,
      @RequestParam String change,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String correction,
      @RequestParam Map<String, String> all,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    IssuedCode code = visible(act, viewer).orElse(null);
    if (code == null) return missing(response);
    Outcome<IssuedCode> outcome =
        switch (change) {
          case "revoke" -> codes.revoke(code.act(), reason, viewer);
          case "suspend" -> codes.suspend(code.act(), reason, viewer);
          case "reinstate" -> codes.reinstate(code.act(), reason, viewer);
          case "correct" -> correct(code, correction, all, reason, viewer);
          default ->
              Outcome.refused(Refusal.field("change", "请选择一种变更", "choose one of the changes"));
        };
    return switch (outcome) {
      case Outcome.Done<IssuedCode>(IssuedCode changed) -> {
        UiOfRequest.flash(request, response, Text.of("已变更并封存", "Changed and sealed"));
        UUID next = changed.correctedBy() == null ? changed.act() : changed.correctedBy();
        yield "redirect:/codes/" + next;
      }
      case Outcome.Refused<IssuedCode>(List<Refusal> reasons) -> {
        response.setStatus(Problems.status(reasons.getFirst().code()).value());
        yield show(code, viewer, reasons, reason, model);
      }
    };
  }

  /** Each line of the record may be put right; at least one must differ. */
  private Outcome<IssuedCode> correct(
      IssuedCode code, String id, Map<String, String> all, String reason, Viewer viewer) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < code.facts().size(); i++) {
      Fact old = code.facts().get(i);
      String typed = all.getOrDefault("fact-" + i, old.value().zh()).strip();
      boolean same = typed.isEmpty() || typed.equals(old.value().zh());
      facts.add(same ? old : new Fact(old.label(), Text.same(typed), old.audience()));
    }
    if (facts.equals(code.facts())) {
      return Outcome.refused(Refusal.field("facts", "没有改动任何内容", "nothing was changed"));
    }
    UUID by = Ids.read(id);
    return codes.correct(code.act(), by == null ? Ids.next() : by, facts, reason, viewer);
  }

  private String show(
      IssuedCode code, Viewer viewer, List<Refusal> refusals, String typed, Model model) {
    boolean mayChange =
        viewer.holdsAny(
            List.of(LoopRoles.SQUAD_LEADER, LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR));
    model.addAttribute(
        "page",
        ActPage.of(
            code, scans.count(code.act()), ratings.of(code.act()), mayChange, refusals, typed));
    return "proof/act";
  }

  private Optional<IssuedCode> visible(String act, Viewer viewer) {
    UUID id = Ids.read(act);
    if (id == null) return Optional.empty();
    return codes.find(id).filter(code -> loops.findWhole(code.loop(), viewer).isPresent());
  }

  private static String missing(HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    return "proof/no-act";
  }

  /** What supervision must look at: a broken log, codes scanned where they surprise. */
  @Needs({LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR})
  @GetMapping("/alerts")
  String alerts(Model model) {
    model.addAttribute("page", new AlertsPage(alerts.latest()));
    return "proof/alerts";
  }

  @Needs({LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR})
  @PostMapping("/alerts/{id}")
  String seen(@PathVariable String id, Viewer viewer) {
    UUID alert = Ids.read(id);
    if (alert != null) alerts.seen(alert, viewer.id());
    return "redirect:/alerts";
  }
}
