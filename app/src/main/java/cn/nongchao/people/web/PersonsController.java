package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Roles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.people.register.PersonLists;
import cn.nongchao.people.register.PersonLists.Sheet;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.web.Typed;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Persons and their files. */
@Controller
@Needs(PeopleRoles.ADMINISTRATOR)
class PersonsController {

  private final PersonLists lists;
  private final BodyLists bodies;
  private final Roles roles;
  private final Scopes scopes;
  private final Clock clock;

  PersonsController(PersonLists lists, BodyLists bodies, Roles roles, Scopes scopes, Clock clock) {
    this.lists = lists;
    this.bodies = bodies;
    this.roles = roles;
    this.scopes = scopes;
    this.clock = clock;
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
  String newForm(Model model) {
    model.addAttribute("page", new PersonFormPage(null));
    return "people/person-form";
  }

  @GetMapping("/people/{id}/edit")
  String editForm(@PathVariable String id, Viewer viewer, Model model) {
    Sheet sheet = sheet(id, viewer);
    if (!sheet.reachable()) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    model.addAttribute("page", new PersonFormPage(sheet));
    return "people/person-form";
  }

  @GetMapping("/people/{id}")
  String file(@PathVariable String id, Viewer viewer, Model model) {
    Sheet sheet = sheet(id, viewer);
    model.addAttribute(
        "page",
        new PersonPage(sheet, scopes.names(sheet.grants()), scopes.roles(), LocalDate.now(clock)));
    return "people/person";
  }

  private Sheet sheet(String id, Viewer viewer) {
    return Optional.ofNullable(PersonId.read(id))
        .flatMap(known -> lists.sheet(known, Scope.of(viewer)))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
