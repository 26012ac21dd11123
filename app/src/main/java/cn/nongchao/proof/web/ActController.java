package cn.nongchao.proof.web;

import cn.nongchao.loop.Loops;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.proof.Ratings;
import cn.nongchao.proof.Scans;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A code on the officer's phone and on paper; what supervision must look at. */
@Controller
class ActController {

  private final Codes codes;
  private final Scans scans;
  private final Loops loops;
  private final Ratings ratings;

  ActController(Codes codes, Scans scans, Loops loops, Ratings ratings) {
    this.ratings = ratings;
    this.codes = codes;
    this.scans = scans;
    this.loops = loops;
  }

  /** Shown to the person acted upon, or printed. */
  @Needs
  @GetMapping("/codes/{act}")
  String show(@PathVariable String act, Viewer viewer, HttpServletResponse response, Model model) {
    IssuedCode code = visible(act, viewer).orElse(null);
    if (code == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return "proof/no-act";
    }
    model.addAttribute("page", ActPage.of(code, scans.count(code.act()), ratings.of(code.act())));
    return "proof/act";
  }

  private Optional<IssuedCode> visible(String act, Viewer viewer) {
    UUID id = Ids.read(act);
    if (id == null) return Optional.empty();
    return codes.find(id).filter(code -> loops.findWhole(code.loop(), viewer).isPresent());
  }
}
