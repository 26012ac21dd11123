package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.Reading;
import cn.nongchao.people.Roles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.AuditLog;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Slice;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit log, for those who supervise or administer. */
@Controller
class AuditController {

  private final AuditLog log;
  private final Roles roles;

  AuditController(AuditLog log, Roles roles) {
    this.log = log;
    this.roles = roles;
  }

  @Needs(reading = Reading.AUDIT)
  @GetMapping("/audit")
  String list(
      @RequestParam(defaultValue = "") String action,
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String after,
      Viewer viewer,
      Model model) {
    AuditLog.Query query = new AuditLog.Query(action, person, from, to, after);
    Slice<AuditLog.Row> rows = log.list(query, Scope.reading(viewer, Reading.AUDIT));
    String next =
        Links.of("/audit")
            .with("action", action)
            .with("person", person)
            .with("from", from)
            .with("to", to)
            .with("after", rows.next())
            .toString();
    model.addAttribute("page", new AuditPage(rows, query, log.actions(), roles.titles(), next));
    return "people/audit";
  }
}
