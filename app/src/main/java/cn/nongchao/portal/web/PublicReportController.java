package cn.nongchao.portal.web;

import cn.nongchao.cases.Channel;
import cn.nongchao.cases.PublicReports;
import cn.nongchao.cases.ReportForm;
import cn.nongchao.cases.Reported;
import cn.nongchao.loop.Uploads;
import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Typed;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.Forms;
import cn.nongchao.proof.Alerts;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.seal.Outcome.Got;
import cn.nongchao.seal.text.ShortId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Reporting without an account. */
@Controller
class PublicReportController {

  private final PublicReports reports;
  private final Uploads uploads;
  private final Divisions divisions;
  private final Codes codes;
  private final Alerts alerts;

  PublicReportController(
      PublicReports reports, Uploads uploads, Divisions divisions, Codes codes, Alerts alerts) {
    this.codes = codes;
    this.alerts = alerts;
    this.reports = reports;
    this.uploads = uploads;
    this.divisions = divisions;
  }

  @Anyone
  @GetMapping("/report")
  String form(
      @RequestParam(defaultValue = "") String about, Model model, HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    IssuedCode act = act(about);
    return show(act == null ? Typed.nothing() : complaint(act), act, List.of(), model);
  }

  /** The act a complaint is about, from its short id; null where there is no such act. */
  private @Nullable IssuedCode act(String shortId) {
    if (!(ShortId.read(shortId) instanceof Got<ShortId>(ShortId id))) return null;
    List<IssuedCode> found = codes.byShortId(id.text());
    return found.size() == 1 ? found.getFirst() : null;
  }

  /** Whoever comes from the page of a code need not say again where it was. */
  private static Typed complaint(IssuedCode act) {
    String place = act.division().value();
    int village = Math.min(place.length(), Level.VILLAGE.digits());
    return new Typed(Map.of("division", List.of(place.substring(0, village))), List.of());
  }

  /**
   * @param files that came with the form: nobody sends a photo twice
   */
  private String show(Typed typed, @Nullable IssuedCode act, List<UUID> files, Model model) {
    List<Division> grids = divisions.below(DivisionCode.ALL, Level.GRID);
    String within =
        grids.isEmpty() ? "" : grids.getFirst().code().value().substring(0, Level.STREET.digits());
    List<Division> places = new ArrayList<>();
    if (!within.isEmpty()) places.addAll(divisions.below(new DivisionCode(within), Level.VILLAGE));
    model.addAttribute(
        "page",
        new PublicReportPage(
            typed.one("id", Ids.next().toString()),
            typed.one("secret", Ids.next() + "" + UUID.randomUUID()),
            reports.freshened(typed.one("form")),
            places,
            within,
            uploads.loose(files, null),
            act,
            typed));
    return "portal/report";
  }

  @Anyone
  @PostMapping("/report")
  String report(
      @RequestParam(defaultValue = "") String form,
      @RequestParam(defaultValue = "") String website,
      @RequestParam(defaultValue = "") String about,
      @RequestParam(required = false) @Nullable List<MultipartFile> evidenceFiles,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    IssuedCode act = act(about);
    ReportForm typed = new ReportForm(worded(request.getParameterMap(), act));
    var origin = new PublicReports.Origin(request.getRemoteAddr(), form, website);
    Outcome<List<UUID>> files =
        uploads.ofForm(typed.evidence(), evidenceFiles, uploads.uploader(null, request, response));
    Outcome<Reported> outcome =
        files.then(shown -> reports.report(typed.report(Channel.CITIZEN, shown), origin));
    response.setHeader("Cache-Control", "no-store");
    return switch (outcome) {
      case Outcome.Done<Reported>(Reported reported) -> {
        if (act != null) alerts.complained(act, reported.number(), "/loops/" + reported.id());
        model.addAttribute("page", reported);
        yield "portal/reported";
      }
      case Outcome.Refused<Reported>(List<Refusal> reasons) -> {
        response.setStatus(Forms.status(reasons));
        List<UUID> kept =
            files instanceof Outcome.Done<List<UUID>>(List<UUID> ids) ? ids : typed.evidence();
        yield show(Typed.of(request.getParameterMap(), reasons), act, kept, model);
      }
    };
  }

  /** A complaint says in its words which act it is about, for everybody who handles it. */
  private static Map<String, String[]> worded(
      Map<String, String[]> form, @Nullable IssuedCode act) {
    String words = form.containsKey("words") ? form.get("words")[0].strip() : "";
    if (act == null || words.isEmpty()) return form;
    Map<String, String[]> all = new HashMap<>(form);
    all.put("words", new String[] {"投诉执法行为 " + act.spoken() + "：" + words});
    return all;
  }
}
