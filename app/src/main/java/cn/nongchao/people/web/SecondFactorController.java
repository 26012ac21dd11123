package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.SecondFactor;
import cn.nongchao.people.access.SecondFactor.Setup;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.QrSvg;
import cn.nongchao.platform.web.UiOfRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Pages of one's own second factor. */
@Controller
@Needs(inPerson = true)
class SecondFactorController {

  private final SecondFactor secondFactor;

  SecondFactorController(SecondFactor secondFactor) {
    this.secondFactor = secondFactor;
  }

  @GetMapping("/account/code")
  String code() {
    return "people/code";
  }

  @GetMapping("/account/second-factor")
  String own(Viewer viewer, HttpServletRequest request, HttpServletResponse response, Model model) {
    response.setHeader("Cache-Control", "no-store"); // until it is confirmed, the key is on it
    Setup setup = secondFactor.setup(viewer).orElse(null);
    String label = UiOfRequest.lang(request) == Lang.ZH ? "验证器密钥" : "key for your device";
    String drawn = setup == null ? "" : QrSvg.of(setup.uri(), label);
    model.addAttribute("page", new SecondFactorPage(secondFactor.state(viewer.id()), setup, drawn));
    return "people/second-factor";
  }

  @Operation(summary = "Your second factor: since when, and how many recovery codes are left")
  @GetMapping("/api/v1/account/second-factor")
  @ResponseBody
  SecondFactor.State state(Viewer viewer) {
    return secondFactor.state(viewer.id());
  }
}
