package cn.nongchao.people.web;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.Bodies;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.people.register.OrganisationDraft;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Typed;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Lists, creates and changes organisations. */
@Controller
@Needs(PeopleRoles.ADMINISTRATOR)
class OrganisationsController {

  private final BodyLists lists;
  private final Bodies bodies;
  private final Divisions divisions;

  OrganisationsController(BodyLists lists, Bodies bodies, Divisions divisions) {
    this.lists = lists;
    this.bodies = bodies;
    this.divisions = divisions;
  }

  @GetMapping("/organisations")
  String list(
      @RequestParam(defaultValue = "") String words,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String after,
      Viewer viewer,
      Model model) {
    BodyLists.Query query = new BodyLists.Query(words, kind, state.equals("inactive"), after);
    Slice<BodyLists.Row> rows = lists.list(query, Scope.of(viewer));
    Map<String, String> places = new HashMap<>();
    rows.items().forEach(r -> places.put(r.division().value(), divisions.path(r.division())));
    Typed filter = Typed.of(Map.of("words", words, "kind", kind, "state", state));
    String next =
        Links.of("/organisations")
            .with("words", words)
            .with("kind", kind)
            .with("state", state)
            .with("after", rows.next())
            .toString();
    model.addAttribute("page", new OrganisationsPage(rows, filter, places, next));
    return "people/organisations";
  }

  @GetMapping("/organisations/new")
  String newForm(Viewer viewer, Model model) {
    String place =
        viewer.places(List.of(PeopleRoles.ADMINISTRATOR)).stream()
            .map(DivisionCode::value)
            .findFirst()
            .orElse("");
    Map<String, String> values =
        Map.of("id", OrganisationId.next().toString(), "division", place, "version", "0");
    return form(Typed.of(values), null, model);
  }

  @PostMapping("/organisations")
  String create(
      @RequestParam Map<String, String> typed,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    OrganisationDraft draft = draft(typed, true);
    Outcome<OrganisationId> outcome = bodies.create(draft, Scope.of(viewer));
    if (outcome instanceof Outcome.Refused<OrganisationId>(List<Refusal> reasons)) {
      response.setStatus(422);
      return form(withId(typed, draft.id()).refused(reasons), null, model);
    }
    UiOfRequest.flash(request, response, Text.of("已建立单位", "The organisation is made"));
    return "redirect:/organisations?words="
        + java.net.URLEncoder.encode(draft.name().strip(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @GetMapping("/organisations/{id}/edit")
  String editForm(@PathVariable String id, Viewer viewer, Model model) {
    BodyLists.Row row = row(id, viewer);
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", row.id());
    values.put("name", row.name());
    values.put("kind", row.kind());
    values.put("creditCode", row.creditCode());
    values.put("division", row.division());
    values.put("specialty", row.specialty());
    values.put("phone", row.phone());
    values.put("active", row.active() ? "yes" : "");
    values.put("version", row.version());
    return form(Typed.of(values), row, model);
  }

  @PostMapping("/organisations/{id}/edit")
  String change(
      @PathVariable String id,
      @RequestParam Map<String, String> typed,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    BodyLists.Row row = row(id, viewer);
    Map<String, String> values = new HashMap<>(typed);
    values.put("id", id);
    Outcome<OrganisationId> outcome = bodies.change(draft(values, false), Scope.of(viewer));
    if (outcome instanceof Outcome.Refused<OrganisationId>(List<Refusal> reasons)) {
      Typed form = withId(typed, row.id()).refused(reasons);
      response.setStatus(form.status() == 409 ? 409 : 422);
      return form(form, row, model);
    }
    UiOfRequest.flash(request, response, Text.of("已保存", "Saved"));
    return "redirect:/organisations";
  }

  private BodyLists.Row row(String id, Viewer viewer) {
    return Optional.ofNullable(OrganisationId.read(id))
        .flatMap(known -> lists.find(known, Scope.of(viewer)))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private String form(Typed form, BodyLists.@Nullable Row row, Model model) {
    DivisionCode code = DivisionCode.read(form.get("division"));
    String place = code == null ? "" : divisions.path(code);
    String path = row == null ? "/organisations" : "/organisations/" + row.id() + "/edit";
    model.addAttribute("page", new OrganisationFormPage(path, row == null, form, place));
    return "people/organisation-form";
  }

  private static Typed withId(Map<String, String> typed, OrganisationId id) {
    Map<String, String> values = new HashMap<>(typed);
    values.put("id", id.toString());
    return Typed.of(values);
  }

  private static OrganisationDraft draft(Map<String, String> typed, boolean isNew) {
    OrganisationId id = OrganisationId.read(typed.get("id"));
    String version = typed.getOrDefault("version", "");
    return new OrganisationDraft(
        id == null ? OrganisationId.next() : id,
        typed.getOrDefault("name", ""),
        typed.getOrDefault("kind", ""),
        typed.getOrDefault("creditCode", ""),
        typed.getOrDefault("division", ""),
        typed.getOrDefault("specialty", ""),
        typed.getOrDefault("phone", ""),
        isNew || typed.containsKey("active"),
        version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1);
  }
}
