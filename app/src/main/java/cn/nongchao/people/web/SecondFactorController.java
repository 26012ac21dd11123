package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.Passkeys;
import cn.nongchao.people.access.RelyingParty;
import cn.nongchao.people.access.SecondFactor;
import cn.nongchao.people.access.SecondFactor.Setup;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.QrSvg;
import cn.nongchao.platform.web.UiOfRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** Pages of one's own second factor. */
@Controller
@Needs(inPerson = true)
class SecondFactorController {

  private final SecondFactor secondFactor;
  private final Passkeys passkeys;
  private final RelyingParty party;

  SecondFactorController(SecondFactor secondFactor, Passkeys passkeys, RelyingParty party) {
    this.secondFactor = secondFactor;
    this.passkeys = passkeys;
    this.party = party;
  }

  @GetMapping("/account/code")
  String code(Viewer viewer, Model model) {
    model.addAttribute("state", secondFactor.state(viewer.id()));
    return "people/code";
  }

  @GetMapping("/account/second-factor")
  String own(Viewer viewer, HttpServletRequest request, HttpServletResponse response, Model model) {
    response.setHeader("Cache-Control", "no-store"); // until it is confirmed, the key is on it
    Setup setup = secondFactor.setup(viewer).orElse(null);
    String label = UiOfRequest.lang(request) == Lang.ZH ? "验证器密钥" : "key for your device";
    String drawn = setup == null ? "" : QrSvg.of(setup.uri(), label);
    SecondFactorPage page =
        new SecondFactorPage(
            viewer.name(),
            secondFactor.state(viewer.id()),
            setup,
            drawn,
            passkeys.of(viewer.id()),
            party.whyNot());
    model.addAttribute("page", page);
    return "people/second-factor";
  }

  @GetMapping("/account/second-factor/passkeys/{id}")
  String passkey(@PathVariable String id, Viewer viewer, Model model) {
    Passkeys.Passkey found =
        passkeys.of(viewer.id()).stream()
            .filter(one -> one.id().equals(Ids.read(id)))
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("passkey", found);
    return "people/passkey";
  }

  @Operation(summary = "Your passkeys, the oldest first: name, since when, when used last")
  @GetMapping("/api/v1/account/second-factor/passkeys")
  @ResponseBody
  List<Passkeys.Passkey> passkeys(Viewer viewer) {
    return passkeys.of(viewer.id());
  }

  @Operation(summary = "Your second factor: since when, and how many recovery codes are left")
  @GetMapping("/api/v1/account/second-factor")
  @ResponseBody
  SecondFactor.State state(Viewer viewer) {
    return secondFactor.state(viewer.id());
  }
}
