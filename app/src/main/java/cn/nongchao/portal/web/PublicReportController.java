package cn.nongchao.portal.web;

import cn.nongchao.cases.Where;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.portal.web.PublicWrites.Telling;
import cn.nongchao.proof.IssuedCode;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form for reporting without an account. */
@Controller
class PublicReportController {

  private final PublicDesk desk;

  PublicReportController(PublicDesk desk) {
    this.desk = desk;
  }

  @Anyone
  @GetMapping("/report")
  String form(
      @RequestParam(defaultValue = "") String about,
      @RequestParam(defaultValue = "") String place,
      Model model,
      HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    IssuedCode act = desk.act(about);
    Telling fresh =
        Telling.fresh(
            act == null ? "" : act.shortId(),
            Where.in(act == null ? desk.open(place) : place(act)));
    model.addAttribute("page", new PublicReportPage(act, fresh));
    return "portal/report";
  }

  /** Whoever comes from the page of a code need not say again where it was. */
  private static DivisionCode place(IssuedCode act) {
    String place = act.division().value();
    return new DivisionCode(place.substring(0, Math.min(place.length(), Level.VILLAGE.digits())));
  }
}
