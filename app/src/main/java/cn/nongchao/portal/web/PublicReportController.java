package cn.nongchao.portal.web;

import cn.nongchao.cases.Channel;
import cn.nongchao.cases.PublicReports;
import cn.nongchao.cases.ReportForm;
import cn.nongchao.cases.Reported;
import cn.nongchao.loop.Uploads;
import cn.nongchao.people.Division.Level;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Typed;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.Forms;
import cn.nongchao.proof.IssuedCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

  private final PublicDesk desk;
  private final Uploads uploads;

  PublicReportController(PublicDesk desk, Uploads uploads) {
    this.desk = desk;
    this.uploads = uploads;
  }

  @Anyone
  @GetMapping("/report")
  String form(
      @RequestParam(defaultValue = "") String about, Model model, HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    IssuedCode act = desk.act(about);
    return show(act == null ? Typed.nothing() : complaint(act), act, List.of(), model);
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
    String within = desk.within();
    model.addAttribute(
        "page",
        new PublicReportPage(
            typed.id("id", Ids.next().toString()),
            typed.id("secret", Ids.next() + "" + UUID.randomUUID()),
            desk.form(typed.one("form")),
            desk.places(within),
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
    IssuedCode act = desk.act(about);
    ReportForm typed = new ReportForm(request.getParameterMap());
    var origin = new PublicReports.Origin(request.getRemoteAddr(), form, website);
    Outcome<List<UUID>> files =
        uploads.ofForm(typed.evidence(), evidenceFiles, uploads.uploader(null, request, response));
    Outcome<Reported> outcome =
        files.then(shown -> desk.report(typed.report(Channel.CITIZEN, shown), act, origin));
    response.setHeader("Cache-Control", "no-store");
    return switch (outcome) {
      case Outcome.Done<Reported>(Reported reported) -> {
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
}
