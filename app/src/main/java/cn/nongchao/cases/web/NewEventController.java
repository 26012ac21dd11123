package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Channel;
import cn.nongchao.cases.EventFiles;
import cn.nongchao.cases.Events;
import cn.nongchao.cases.Report;
import cn.nongchao.cases.ReportForm;
import cn.nongchao.cases.Reported;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.EvidenceStore.Uploader;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.LoopViews;
import cn.nongchao.loop.Uploads;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.Typed;
import cn.nongchao.platform.web.Forms;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Reporting from the phone, and taking down what a caller says. */
@Controller
class NewEventController {

  static final Set<String> REPORTERS =
      Set.of(
          CasesRoles.GRID_WORKER,
          CasesRoles.AUXILIARY,
          CasesRoles.OFFICER,
          LoopRoles.SQUAD_LEADER,
          CasesRoles.CLERK,
          CasesRoles.DISPATCHER,
          PeopleRoles.CITIZEN);

  private final Events events;
  private final EventFiles files;
  private final Uploads uploads;
  private final Area area;
  private final LoopViews views;

  NewEventController(Events events, EventFiles files, Uploads uploads, Area area, LoopViews views) {
    this.events = events;
    this.files = files;
    this.uploads = uploads;
    this.area = area;
    this.views = views;
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
  String form(Viewer viewer, Model model) {
    return show(false, viewer, Typed.nothing(), List.of(), model);
  }

  @Needs({CasesRoles.DISPATCHER, CasesRoles.CLERK})
  @GetMapping("/hotline")
  String hotline(Viewer viewer, Model model) {
    return show(true, viewer, Typed.nothing(), List.of(), model);
  }

  private String show(boolean hotline, Viewer viewer, Typed typed, List<UUID> sent, Model model) {
    DivisionCode within = area.of(viewer);
    model.addAttribute(
        "page",
        new NewEventPage(
            hotline,
            typed.id("id", Ids.next().toString()),
            typed.id("secret", Ids.next() + "" + UUID.randomUUID()),
            files.lines(),
            area.places(within),
            within.value(),
            hotline ? calls(viewer) : List.of(),
            uploads.loose(sent, viewer.id()),
            typed));
    return "cases/new";
  }

  private List<NewEventPage.Call> calls(Viewer viewer) {
    return views.lines(files.callBacks(viewer)).stream()
        .map(line ->
            new NewEventPage.Call(
                line.loop().id().toString(),
                line.loop().number(),
                line.loop().title(),
                line.stage().title(),
                line.stage().tone().css()))
        .toList();
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
  @PostMapping("/events/new")
  String report(
      Viewer viewer,
      @RequestParam(required = false) @Nullable List<MultipartFile> evidenceFiles,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    ReportForm form = new ReportForm(request.getParameterMap());
    boolean citizen = viewer.roles().equals(Set.of(PeopleRoles.CITIZEN));
    Channel channel = citizen ? Channel.CITIZEN : Channel.GRID;
    Outcome<List<UUID>> files = uploads.ofForm(form.evidence(), evidenceFiles, Uploader.of(viewer));
    Outcome<Reported> outcome =
        files.then(
            shown -> events.report(form.report(channel, shown).tracked(null), Actor.of(viewer)));
    return switch (outcome) {
      case Outcome.Done<Reported>(Reported reported) -> {
        Text done = Text.of("已上报，编号 " + reported.number(), "Reported as " + reported.number());
        UiOfRequest.flash(request, response, done);
        yield "redirect:/events/" + reported.id();
      }
      case Outcome.Refused<Reported>(List<Refusal> reasons) -> {
        List<UUID> kept =
            files instanceof Outcome.Done<List<UUID>>(List<UUID> ids) ? ids : form.evidence();
        yield again(false, reasons, kept, viewer, request, response, model);
      }
    };
  }

  @Needs({CasesRoles.DISPATCHER, CasesRoles.CLERK})
  @PostMapping("/hotline")
  String takeDown(
      Viewer viewer, HttpServletRequest request, HttpServletResponse response, Model model) {
    Report report = new ReportForm(request.getParameterMap()).report(Channel.HOTLINE, List.of());
    return switch (events.report(report, Actor.of(viewer))) {
      case Outcome.Done<Reported>(Reported reported) -> {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("page", reported);
        yield "cases/taken";
      }
      case Outcome.Refused<Reported>(List<Refusal> reasons) ->
          again(true, reasons, List.of(), viewer, request, response, model);
    };
  }

  private String again(
      boolean hotline,
      List<Refusal> reasons,
      List<UUID> sent,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    response.setStatus(Forms.status(reasons));
    return show(hotline, viewer, Typed.of(request.getParameterMap(), reasons), sent, model);
  }
}
