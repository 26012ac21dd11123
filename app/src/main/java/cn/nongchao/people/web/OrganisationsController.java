package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.people.register.Handing;
import cn.nongchao.people.register.Scope;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Organisations. */
@Controller
@Needs(PeopleRoles.ADMINISTRATOR)
class OrganisationsController {

  private final BodyLists lists;
  private final Handing handing;

  OrganisationsController(BodyLists lists, Handing handing) {
    this.handing = handing;
    this.lists = lists;
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
    model.addAttribute("page", OrganisationFormPage.of(row, handing.on(row.id())));
    return "people/organisation-form";
  }
}
