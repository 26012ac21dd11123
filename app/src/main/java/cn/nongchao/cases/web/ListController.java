package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Category;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.loop.Actor;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.Typed;
import cn.nongchao.platform.web.Forms;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Reading and editing the responsibility list. */
@Controller
class ListController {

  private static final Set<String> EDITORS = Set.of(PeopleRoles.ADMINISTRATOR, CasesRoles.CLERK);

  private static final Set<String> KINDS =
      Set.of(Organisation.STREET, Organisation.DEPARTMENT, Organisation.SQUAD, Organisation.POLICE);

  private final ResponsibilityList list;
  private final Organisations organisations;
  private final Area area;

  ListController(ResponsibilityList list, Organisations organisations, Area area) {
    this.list = list;
    this.organisations = organisations;
    this.area = area;
  }

  @Needs
  @GetMapping("/responsibility")
  String list(
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "") String q,
      Viewer viewer,
      Model model) {
    int current = list.version();
    int shown = version > 0 && version <= current ? version : current;
    List<Category> lines = list.lines(shown).stream().filter(line -> says(line, q)).toList();
    List<OrganisationId> named =
        lines.stream()
            .flatMap(
                line -> Stream.concat(Stream.ofNullable(line.lead()), line.assisting().stream()))
            .distinct()
            .toList();
    model.addAttribute(
        "page",
        new ListPage(
            shown,
            current,
            shown == current && viewer.holdsAny(EDITORS),
            q,
            lines,
            organisations.names(named),
            list.versions()));
    return "cases/responsibility";
  }

  private static boolean says(Category line, String q) {
    String words = q.strip().toLowerCase(Locale.ROOT);
    String text = String.join(" ", line.code(), line.name().zh(), line.name().en(), line.basis());
    return words.isEmpty() || line.isUpper() || text.toLowerCase(Locale.ROOT).contains(words);
  }

  @Needs({PeopleRoles.ADMINISTRATOR, CasesRoles.CLERK})
  @GetMapping("/responsibility/{code}")
  String edit(@PathVariable String code, Viewer viewer, Model model) {
    Typed typed =
        code.equals("new")
            ? Typed.nothing()
            : LineForm.of(
                list.find(code)
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    return show(code, list.version(), typed, viewer, model);
  }

  private String show(String code, int seen, Typed typed, Viewer viewer, Model model) {
    model.addAttribute(
        "page",
        new LinePage(
            code.equals("new"),
            code,
            seen,
            list.lines().stream().filter(Category::isUpper).toList(),
            organisations.ofKinds(KINDS, street(viewer)),
            typed));
    return "cases/line";
  }

  private DivisionCode street(Viewer viewer) {
    String code = area.of(viewer).value();
    return new DivisionCode(code.substring(0, Math.min(9, code.length())));
  }

  @Needs({PeopleRoles.ADMINISTRATOR, CasesRoles.CLERK})
  @PostMapping("/responsibility/{code}")
  String save(
      @PathVariable String code,
      @RequestParam(defaultValue = "0") int seen,
      @RequestParam(defaultValue = "") String reason,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Typed typed = Typed.of(request.getParameterMap(), List.of());
    boolean fresh = code.equals("new");
    String own = fresh ? typed.one("code").strip() : code;
    Outcome<Integer> outcome =
        fresh && list.find(own).isPresent()
            ? Outcome.refused(Refusal.field("code", "这个编号已有", "this code is in use"))
            : LineForm.read(typed, own)
                .then(line -> list.edit(List.of(line), seen, reason, Actor.of(viewer)));
    return answer(outcome, code, viewer, request, response, model);
  }

  @Needs({PeopleRoles.ADMINISTRATOR, CasesRoles.CLERK})
  @PostMapping("/responsibility/{code}/retire")
  String retire(
      @PathVariable String code,
      @RequestParam(defaultValue = "0") int seen,
      @RequestParam(defaultValue = "") String reason,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Outcome<Integer> outcome = list.retire(code, seen, reason, Actor.of(viewer));
    if (outcome instanceof Outcome.Refused<Integer>(List<Refusal> reasons)) {
      Category line = list.find(code).orElse(null);
      if (line == null) {
        // Somebody took it away meanwhile: there is no form left to show the reason in.
        UiOfRequest.flash(request, response, reasons.getFirst().reason());
        return "redirect:/responsibility";
      }
      response.setStatus(Forms.status(reasons));
      Typed typed = new Typed(LineForm.of(line).values(), reasons);
      return show(code, list.version(), typed, viewer, model);
    }
    return answer(outcome, code, viewer, request, response, model);
  }

  private String answer(
      Outcome<Integer> outcome,
      String code,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return switch (outcome) {
      case Outcome.Done<Integer>(Integer version) -> {
        Text done = Text.of("已保存为第 " + version + " 版", "Saved as version " + version);
        UiOfRequest.flash(request, response, done);
        yield "redirect:/responsibility";
      }
      case Outcome.Refused<Integer>(List<Refusal> reasons) -> {
        response.setStatus(Forms.status(reasons));
        Typed typed = Typed.of(request.getParameterMap(), reasons);
        yield show(code, list.version(), typed, viewer, model);
      }
    };
  }
}
