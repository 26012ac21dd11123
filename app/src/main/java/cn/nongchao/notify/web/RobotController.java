package cn.nongchao.notify.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page on which a unit is given a robot. */
@Controller
@Needs(PeopleRoles.ADMINISTRATOR)
class RobotController {

  @GetMapping("/robots/new")
  String page() {
    return "notify/robot-new";
  }
}
