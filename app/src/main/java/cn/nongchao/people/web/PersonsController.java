package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Roles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.people.register.PersonDraft;
import cn.nongchao.people.register.PersonLists;
import cn.nongchao.people.register.PersonLists.Sheet;
import cn.nongchao.people.register.Persons;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Lists, creates and changes persons; the rest of a file is {@link PersonFileController}'s. */
@Controller
@Needs(PeopleRoles.ADMINISTRATOR)
class PersonsController {

  private final PersonLists lists;
  private final Persons persons;
  private final BodyLists bodies;
  private final Roles roles;

  PersonsController(PersonLists lists, Persons persons, BodyLists bodies, Roles roles) {
    this.lists = lists;
    this.persons = persons;
    this.bodies = bodies;
    this.roles = roles;
  }

  @GetMapping("/people")
  String list(
      @RequestParam(defaultValue = "") String words,
      @RequestParam(defaultValue = "") String organisation,
      @RequestParam(defaultValue = "") String role,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String after,
      Viewer viewer,
      Model model) {
    Scope scope = Scope.of(viewer);
    boolean disabled = state.equals("disabled");
    Slice<PersonLists.Row> rows =
        lists.list(new PersonLists.Query(words, organisation, role, disabled, after), scope);
    Typed filter =
        Typed.of(
            Map.of("words", words, "organisation", organisation, "role", role, "state", state));
    String next =
        Links.of("/people")
            .with("words", words)
            .with("organisation", organisation)
            .with("role", role)
            .with("state", state)
            .with("after", rows.next())
            .toString();
    model.addAttribute(
        "page", new PersonsPage(rows, filter, roles.titles(), bodies.choices(scope), next));
    return "people/persons";
  }

  @GetMapping("/people/new")
  String newForm(Viewer viewer, Model model) {
    Typed form = Typed.of(Map.of("id", PersonId.next(), "active", "yes", "version", "0"));
    return form(form, null, Scope.of(viewer), model);
  }

  @PostMapping("/people")
  String create(
      @RequestParam Map<String, String> typed,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Scope scope = Scope.of(viewer);
    PersonDraft draft = draft(typed, true);
    Outcome<PersonId> outcome = persons.create(draft, scope);
    return switch (outcome) {
      case Outcome.Done<PersonId>(PersonId id) -> {
        UiOfRequest.flash(
            request,
            response,
            Text.of("已建立人员档案，接着可授权、登记资格", "The file is made: add grants and qualifications next"));
        yield "redirect:/people/" + id;
      }
      case Outcome.Refused<PersonId>(List<Refusal> reasons) -> {
        Typed form = withId(typed, draft.id()).refused(reasons);
        response.setStatus(422);
        yield form(form, null, scope, model);
      }
    };
  }

  @GetMapping("/people/{id}/edit")
  String editForm(@PathVariable String id, Viewer viewer, Model model) {
    Scope scope = Scope.of(viewer);
    Sheet sheet = sheet(id, scope);
    if (!sheet.reachable()) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", sheet.id());
    values.put("name", sheet.name());
    values.put("login", sheet.login());
    values.put("organisation", sheet.organisation());
    values.put("active", sheet.active() ? "yes" : "");
    values.put("version", sheet.version());
    return form(Typed.of(values), sheet, scope, model);
  }

  @PostMapping("/people/{id}/edit")
  String change(
      @PathVariable String id,
      @RequestParam Map<String, String> typed,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Scope scope = Scope.of(viewer);
    Sheet sheet = sheet(id, scope);
    Map<String, String> values = new HashMap<>(typed);
    values.put("id", id);
    Outcome<PersonId> outcome = persons.change(draft(values, false), scope);
    if (outcome instanceof Outcome.Refused<PersonId>(List<Refusal> reasons)) {
      Typed form = withId(typed, sheet.id()).refused(reasons);
      response.setStatus(form.status() == 409 ? 409 : 422);
      return form(form, sheet, scope, model);
    }
    UiOfRequest.flash(request, response, Text.of("已保存", "Saved"));
    return "redirect:/people/" + id;
  }

  private Sheet sheet(String id, Scope scope) {
    PersonId person = PersonId.read(id);
    return java.util.Optional.ofNullable(person)
        .flatMap(known -> lists.sheet(known, scope))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private String form(Typed form, @Nullable Sheet sheet, Scope scope, Model model) {
    boolean isNew = sheet == null;
    String path = sheet == null ? "/people" : "/people/" + sheet.id() + "/edit";
    String number = sheet == null ? "" : sheet.nationalId();
    String phone = sheet == null ? "" : sheet.phone();
    model.addAttribute(
        "page", new PersonFormPage(path, isNew, form, bodies.choices(scope), number, phone));
    return "people/person-form";
  }

  private static Typed withId(Map<String, String> typed, PersonId id) {
    Map<String, String> values = new HashMap<>(typed);
    values.put("id", id.toString());
    return Typed.of(values);
  }

  private static PersonDraft draft(Map<String, String> typed, boolean isNew) {
    PersonId id = PersonId.read(typed.get("id"));
    String version = typed.getOrDefault("version", "");
    return new PersonDraft(
        id == null ? PersonId.next() : id,
        typed.getOrDefault("name", ""),
        typed.getOrDefault("login", ""),
        typed.getOrDefault("nationalId", ""),
        typed.getOrDefault("phone", ""),
        OrganisationId.read(typed.get("organisation")),
        isNew || typed.containsKey("active"),
        version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1);
  }
}
