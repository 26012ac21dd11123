package cn.nongchao.portal.web;

import cn.nongchao.loop.LoopId;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.portal.web.HolderArrival.Holder;
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

  private final Tracking tracking;
  private final Codes codes;

  TrackController(Tracking tracking, Codes codes) {
    this.tracking = tracking;
    this.codes = codes;
  }

  @Anyone
  @GetMapping("/track")
  String show(HttpServletRequest request, HttpServletResponse response, Model model) {
    boolean posted = request.getDispatcherType() == DispatcherType.FORWARD;
    String code =
        posted ? Objects.requireNonNullElse(request.getParameter("code"), "").strip() : "";
    Holder holder = posted ? HolderArrival.foundBy(request) : null;
    LoopId id = holder == null ? null : holder.report();
    if (id != null) response.setHeader("Cache-Control", "no-store");
    model.addAttribute(
        "page", new TrackPage(code, id == null ? null : tracking.of(id, codes.ofLoop(id))));
    return "portal/track";
  }
}
