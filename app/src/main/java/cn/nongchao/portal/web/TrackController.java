package cn.nongchao.portal.web;

import cn.nongchao.cases.PublicReports;
import cn.nongchao.loop.LoopId;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.proof.Codes;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Following a report by its code. The code comes in the body of a request, never in an address:
 * addresses are kept in histories and logs.
 */
@Controller
class TrackController {

  private final PublicReports reports;
  private final Tracking tracking;
  private final Codes codes;

  TrackController(PublicReports reports, Tracking tracking, Codes codes) {
    this.reports = reports;
    this.tracking = tracking;
    this.codes = codes;
  }

  @Anyone
  @GetMapping("/track")
  String show(HttpServletRequest request, HttpServletResponse response, Model model) {
    boolean posted = request.getDispatcherType() == DispatcherType.FORWARD;
    String code =
        posted ? Objects.requireNonNullElse(request.getParameter("code"), "").strip() : "";
    LoopId id = code.isEmpty() ? null : reports.again(code, request.getRemoteAddr()).orElse(null);
    if (id != null) response.setHeader("Cache-Control", "no-store");
    model.addAttribute(
        "page", new TrackPage(code, id == null ? null : tracking.of(id, codes.ofLoop(id))));
    return "portal/track";
  }
}
