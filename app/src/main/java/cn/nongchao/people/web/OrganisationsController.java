package cn.nongchao.people.web;

import cn.nongchao.people.Divisions;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.web.Typed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Organisations. */
@Controller
@Needs(PeopleRoles.ADMINISTRATOR)
class OrganisationsController {

  private final BodyLists lists;
  private final Divisions divisions;

  OrganisationsController(BodyLists lists, Divisions divisions) {
    this.lists = lists;
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
    model.addAttribute("page", OrganisationFormPage.of(Scope.of(viewer)));
    return "people/organisation-form";
  }

  @GetMapping("/organisations/{id}/edit")
  String editForm(@PathVariable String id, Viewer viewer, Model model) {
    BodyLists.Row row =
        Optional.ofNullable(OrganisationId.read(id))
            .flatMap(known -> lists.find(known, Scope.of(viewer)))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("page", OrganisationFormPage.of(row));
    return "people/organisation-form";
  }
}
