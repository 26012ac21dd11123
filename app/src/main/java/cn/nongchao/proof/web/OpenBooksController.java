package cn.nongchao.proof.web;

import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.proof.PublicLog;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What the log is and how to check it, for anyone; and the check in the reader's own browser. */
@Anyone
@Controller
class OpenBooksController {

  private final PublicLog log;
  private final PublicAddress address;

  OpenBooksController(PublicLog log, PublicAddress address) {
    this.log = log;
    this.address = address;
  }

  @GetMapping("/log")
  String log(Model model) {
    PublicLog.Standing standing = log.standing();
    model.addAttribute(
        "page",
        new LogPage(
            standing.origin(),
            address.now() + "/log",
            standing.size(),
            standing.sealedAt(),
            standing.checkpoint(),
            log.verifierKeys()));
    return "proof/log";
  }

  /** The server takes no part in the check: the page's script does it all. */
  @GetMapping("/verify")
  String verify() {
    return "proof/verify";
  }
}
