package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.FactorRecovery;
import cn.nongchao.people.access.SecondFactor;
import cn.nongchao.people.access.Tokens;
import cn.nongchao.people.register.PersonLists;
import cn.nongchao.people.register.PersonLists.Sheet;
import cn.nongchao.people.register.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Persons and their files. */
@Controller
@Needs(PeopleRoles.ADMINISTRATOR)
class PersonsController {

  private final PersonLists lists;
  private final Scopes scopes;
  private final Tokens tokens;
  private final SecondFactor secondFactor;
  private final FactorRecovery recovery;
  private final Clock clock;

  PersonsController(
      PersonLists lists,
      Scopes scopes,
      Tokens tokens,
      SecondFactor secondFactor,
      FactorRecovery recovery,
      Clock clock) {
    this.secondFactor = secondFactor;
    this.recovery = recovery;
    this.lists = lists;
    this.tokens = tokens;
    this.scopes = scopes;
    this.clock = clock;
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

  @GetMapping("/people/{id}/move")
  String moveForm(@PathVariable String id, Viewer viewer, Model model) {
    Sheet sheet = sheet(id, viewer);
    if (!sheet.reachable()) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    model.addAttribute("page", new PersonFormPage(sheet));
    return "people/person-move";
  }

  @GetMapping("/people/{id}")
  String file(@PathVariable String id, Viewer viewer, Model model) {
    Sheet sheet = sheet(id, viewer);
    model.addAttribute(
        "page",
        new PersonPage(
            sheet,
            scopes.names(sheet.grants()),
            scopes.roles(),
            sheet.reachable() ? tokens.of(sheet.id()) : List.of(),
            secondFactor.state(sheet.id()).isSet(),
            recovery.open(sheet.id()).orElse(null),
            LocalDate.now(clock)));
    return "people/person";
  }

  private Sheet sheet(String id, Viewer viewer) {
    return Optional.ofNullable(PersonId.read(id))
        .flatMap(known -> lists.sheet(known, Scope.of(viewer)))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
