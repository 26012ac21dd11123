package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.EventFiles;
import cn.nongchao.cases.Roster;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.LoopViews;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Where an event is reported or a call taken down, and who could be sent. */
@Controller
class EventPages {

  static final Set<String> REPORTERS =
      Set.of(
          CasesRoles.GRID_WORKER,
          CasesRoles.AUXILIARY,
          CasesRoles.OFFICER,
          LoopRoles.SQUAD_LEADER,
          CasesRoles.CLERK,
          CasesRoles.DISPATCHER,
          PeopleRoles.CITIZEN);

  private final EventFiles files;
  private final LoopViews views;
  private final Roster roster;

  EventPages(EventFiles files, LoopViews views, Roster roster) {
    this.files = files;
    this.views = views;
    this.roster = roster;
  }

  @Needs({
    CasesRoles.GRID_WORKER,
    CasesRoles.AUXILIARY,
    CasesRoles.OFFICER,
    LoopRoles.SQUAD_LEADER,
    CasesRoles.CLERK,
    CasesRoles.DISPATCHER,
    PeopleRoles.CITIZEN
  })
  @GetMapping("/events/new")
  String form(Model model) {
    model.addAttribute("hotline", false);
    return "cases/new";
  }

  @Needs({CasesRoles.DISPATCHER, CasesRoles.CLERK})
  @GetMapping("/hotline")
  String hotline(Viewer viewer, Model model) {
    model.addAttribute("hotline", true);
    model.addAttribute("calls", views.lines(files.callBacks(viewer)));
    return "cases/new";
  }

  /** The people of one organisation, for the dispatch form. */
  @Needs({CasesRoles.DISPATCHER, LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR})
  @GetMapping("/events/staff")
  String staff(@RequestParam String to, Viewer viewer, Model model) {
    model.addAttribute(
        "people",
        Optional.ofNullable(OrganisationId.read(to))
            .flatMap(organisation -> roster.colleagues(organisation, viewer))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    return "cases/staff";
  }
}
