package cn.nongchao.portal.web;

import cn.nongchao.cases.PublicFigures;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.web.Anyone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The front door: what this is, and where to go. */
@Controller
class HomeController {

  private final PublicFigures figures;

  HomeController(PublicFigures figures) {
    this.figures = figures;
  }

  @Anyone
  @GetMapping("/")
  String home(@Nullable Viewer viewer, Model model) {
    if (viewer != null) return "redirect:/inbox";
    model.addAttribute("page", new HomePage(figures.now()));
    return "portal/home";
  }
}
