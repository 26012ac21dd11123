package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.EventFiles;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Evidence;
import cn.nongchao.loop.EvidenceStore;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.Typed;
import cn.nongchao.platform.web.Forms;
import cn.nongchao.platform.web.UiOfRequest;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.IssuedCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.server.ResponseStatusException;

/** The page of one event, and the forms on it. */
@Controller
class EventController {

  private final EventPages pages;
  private final EventMoves moves;
  private final EventFiles files;
  private final Roster roster;
  private final EvidenceStore evidence;
  private final Codes codes;

  EventController(
      EventPages pages,
      EventMoves moves,
      EventFiles files,
      Roster roster,
      EvidenceStore evidence,
      Codes codes) {
    this.pages = pages;
    this.moves = moves;
    this.files = files;
    this.roster = roster;
    this.evidence = evidence;
    this.codes = codes;
  }

  @Needs
  @GetMapping("/events/{id}")
  String page(@PathVariable String id, Viewer viewer, Model model) {
    return show(read(id), viewer, "", Typed.nothing(), Map.of(), model);
  }

  /**
   * @param files that came with the form, by field: nobody sends a photo twice
   */
  private String show(
      LoopId id,
      Viewer viewer,
      String form,
      Typed typed,
      Map<String, List<UUID>> files,
      Model model) {
    Map<String, List<Evidence>> kept = new HashMap<>();
    files.forEach((field, sent) ->
        kept.put(
            field,
            evidence.find(sent).stream().filter(one -> viewer.id().equals(one.by())).toList()));
    model.addAttribute(
        "page", pages.of(id, viewer, form, typed, kept).orElseThrow(EventController::none));
    model.addAttribute("codes", codes.ofLoop(id));
    return "cases/event";
  }

  /** The people of one organisation, for the dispatch form. */
  @Needs({CasesRoles.DISPATCHER, LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR})
  @GetMapping("/events/staff")
  String staff(@RequestParam String to, Model model) {
    OrganisationId organisation = OrganisationId.read(to);
    if (organisation == null) throw none();
    model.addAttribute("people", roster.colleagues(organisation));
    return "cases/staff";
  }

  @Needs
  @PostMapping("/events/{id}/{move}")
  String move(
      @PathVariable String id,
      @PathVariable String move,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    LoopId loop = read(id);
    String name = move.replace('-', '_').toUpperCase(Locale.ROOT);
    Map<String, List<UUID>> files = new HashMap<>();
    return switch (made(loop, name, viewer, request, files)) {
      case Outcome.Done<Loop> done -> {
        UUID entry = Ids.read(new MoveForm(request.getParameterMap()).one("entry"));
        Optional<UUID> act =
            codes.ofLoop(loop).stream()
                .filter(code -> code.entry().equals(entry))
                .map(IssuedCode::act)
                .findFirst();
        UiOfRequest.flash(
            request,
            response,
            act.isPresent()
                ? Text.of("已办理，请出示行政行为码", "Done. Show this code to the person concerned")
                : Text.of("已办理", "Done"));
        yield act.map(code -> "redirect:/codes/" + code).orElse("redirect:/events/" + loop);
      }
      case Outcome.Refused<Loop>(List<Refusal> reasons) -> {
        response.setStatus(Forms.status(reasons));
        Typed typed = Typed.of(request.getParameterMap(), reasons);
        yield show(loop, viewer, name, typed, files, model);
      }
    };
  }

  private Outcome<Loop> made(
      LoopId loop,
      String name,
      Viewer viewer,
      HttpServletRequest request,
      Map<String, List<UUID>> files)
      throws IOException {
    MoveForm form = new MoveForm(request.getParameterMap());
    List<Refusal> wrong = new ArrayList<>();
    List<UUID> shown = files(form, "evidence", viewer, request, wrong);
    List<UUID> before = files(form, "before", viewer, request, wrong);
    List<UUID> after = files(form, "after", viewer, request, wrong);
    files.putAll(Map.of("evidence", shown, "before", before, "after", after));
    if (!wrong.isEmpty()) return Outcome.refused(wrong);
    return moves.make(loop, form.wish(name, shown, before, after), Actor.of(viewer));
  }

  /** What a script took up before is named by id; without script the files come with the form. */
  private List<UUID> files(
      MoveForm form, String field, Viewer viewer, HttpServletRequest request, List<Refusal> wrong)
      throws IOException {
    List<MultipartFile> sent =
        request instanceof MultipartHttpServletRequest multipart
            ? multipart.getFiles(field + "Files")
            : List.of();
    Outcome<List<UUID>> all =
        evidence.putAll(form.ids(field), sent, EvidenceStore.Uploader.of(viewer));
    return switch (all) {
      case Outcome.Done<List<UUID>>(List<UUID> ids) -> ids;
      case Outcome.Refused<List<UUID>>(List<Refusal> reasons) -> {
        reasons.forEach(r -> wrong.add(new Refusal(r.code(), field, r.reason())));
        yield form.ids(field);
      }
    };
  }

  /** The reporter's number in clear, for a call-back; the audit record keeps who read it. */
  @Needs
  @PostMapping("/events/{id}/phone")
  String phone(@PathVariable String id, Viewer viewer, HttpServletResponse response, Model model) {
    Outcome<String> number = files.phone(read(id), viewer);
    response.setHeader("Cache-Control", "no-store");
    model.addAttribute("number", number instanceof Outcome.Done<String>(String n) ? n : "");
    Text refusal =
        number instanceof Outcome.Refused<String>(List<Refusal> reasons)
            ? reasons.getFirst().reason()
            : null;
    model.addAttribute("refusal", refusal);
    return "cases/phone";
  }

  private static LoopId read(@Nullable String text) {
    LoopId id = LoopId.read(text);
    if (id == null) throw none();
    return id;
  }

  private static ResponseStatusException none() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
