package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Preparation;
import cn.nongchao.platform.Preparations;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 开始使用: a new installation led by the hand. */
@Controller
@Needs(PeopleRoles.ADMINISTRATOR)
class StartController {

  private final Preparations preparations;

  StartController(Preparations preparations) {
    this.preparations = preparations;
  }

  @GetMapping("/start")
  String start(Viewer viewer, Model model) {
    Preparation.Within within = Scope.of(viewer).within();
    model.addAttribute("page", StartPage.of(preparations.all(), within));
    return "people/start";
  }
}
