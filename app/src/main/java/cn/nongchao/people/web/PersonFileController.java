package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.Grants;
import cn.nongchao.people.register.Grants.GrantDraft;
import cn.nongchao.people.register.Papers;
import cn.nongchao.people.register.Papers.QualificationDraft;
import cn.nongchao.people.register.PasswordReset;
import cn.nongchao.people.register.Scope;
import cn.nongchao.people.register.Unmasking;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Typed;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** A person's file: grants, posts, qualifications, a new password, showing what is masked. */
@Controller
@Needs(PeopleRoles.ADMINISTRATOR)
class PersonFileController {

  private final PersonFiles files;
  private final Grants grants;
  private final Papers papers;
  private final Unmasking unmasking;
  private final PasswordReset passwordReset;

  PersonFileController(
      PersonFiles files,
      Grants grants,
      Papers papers,
      Unmasking unmasking,
      PasswordReset passwordReset) {
    this.files = files;
    this.grants = grants;
    this.papers = papers;
    this.unmasking = unmasking;
    this.passwordReset = passwordReset;
  }

  @GetMapping("/people/{id}")
  String file(@PathVariable String id, Viewer viewer, Model model) {
    return files.show(known(id), Scope.of(viewer), PersonFiles.Parts.NONE, model);
  }

  @Needs(value = PeopleRoles.ADMINISTRATOR, inPerson = true)
  @PostMapping("/people/{id}/unmask")
  String unmask(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      Viewer viewer,
      HttpServletResponse response,
      Model model) {
    Scope scope = Scope.of(viewer);
    response.setHeader("Cache-Control", "no-store");
    PersonFiles.Parts parts =
        switch (unmasking.show(known(id), reason, scope)) {
          case Outcome.Done<Unmasking.Shown>(Unmasking.Shown shown) ->
              PersonFiles.Parts.NONE.showing(shown);
          case Outcome.Refused<Unmasking.Shown>(List<Refusal> reasons) -> {
            response.setStatus(422);
            yield PersonFiles.Parts.NONE.with(
                "mask", Typed.of(Map.of("reason", reason)).refused(reasons));
          }
        };
    return files.show(known(id), scope, parts, model);
  }

  // Or a token could make itself another administrator, and outlive its own end.
  @Needs(value = PeopleRoles.ADMINISTRATOR, inPerson = true)
  @PostMapping("/people/{id}/password")
  String resetPassword(
      @PathVariable String id, Viewer viewer, HttpServletResponse response, Model model) {
    Scope scope = Scope.of(viewer);
    response.setHeader("Cache-Control", "no-store");
    PersonFiles.Parts parts =
        switch (passwordReset.reset(known(id), scope)) {
          case Outcome.Done<String>(String password) ->
              PersonFiles.Parts.NONE.withPassword(password);
          case Outcome.Refused<String>(List<Refusal> reasons) -> {
            response.setStatus(422);
            yield PersonFiles.Parts.NONE.with("mask", Typed.empty().refused(reasons));
          }
        };
    return files.show(known(id), scope, parts, model);
  }

  @PostMapping("/people/{id}/grants")
  String grant(
      @PathVariable String id,
      @RequestParam Map<String, String> typed,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    PersonId person = known(id);
    GrantDraft draft =
        new GrantDraft(
            entry(typed),
            person,
            typed.getOrDefault("role", ""),
            typed.getOrDefault("division", ""),
            typed.getOrDefault("organisation", ""),
            typed.getOrDefault("from", ""),
            typed.getOrDefault("to", ""));
    Scope scope = Scope.of(viewer);
    Outcome<UUID> outcome = grants.give(draft, scope);
    return answer(outcome, "grant", typed, person, scope, request, response, model);
  }

  @PostMapping("/people/{id}/grants/{grant}/end")
  String endGrant(
      @PathVariable String id,
      @PathVariable UUID grant,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    PersonId person = known(id);
    Scope scope = Scope.of(viewer);
    return answer(
        grants.end(grant, scope), "mask", Map.of(), person, scope, request, response, model);
  }

  @PostMapping("/people/{id}/qualifications")
  String qualification(
      @PathVariable String id,
      @RequestParam Map<String, String> typed,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    PersonId person = known(id);
    QualificationDraft draft =
        new QualificationDraft(
            entry(typed),
            person,
            typed.getOrDefault("kind", ""),
            typed.getOrDefault("number", ""),
            typed.getOrDefault("issuer", ""),
            typed.getOrDefault("fields", ""),
            typed.getOrDefault("from", ""),
            typed.getOrDefault("to", ""));
    Scope scope = Scope.of(viewer);
    Outcome<UUID> outcome = papers.add(draft, scope);
    return answer(outcome, "paper", typed, person, scope, request, response, model);
  }

  @PostMapping("/people/{id}/qualifications/{paper}/remove")
  String removeQualification(
      @PathVariable String id,
      @PathVariable UUID paper,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    PersonId person = known(id);
    Scope scope = Scope.of(viewer);
    Outcome<PersonId> outcome = papers.removeQualification(paper, scope);
    return answer(outcome, "mask", Map.of(), person, scope, request, response, model);
  }

  /** Back to the file, or the file with the form as typed and what is wrong with it. */
  private <T> String answer(
      Outcome<T> outcome,
      String form,
      Map<String, String> typed,
      PersonId person,
      Scope scope,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (outcome instanceof Outcome.Refused<T>(List<Refusal> reasons)) {
      response.setStatus(422);
      Typed shown = Typed.of(typed).refused(reasons);
      return files.show(person, scope, PersonFiles.Parts.NONE.with(form, shown), model);
    }
    UiOfRequest.flash(request, response, Text.of("已保存", "Saved"));
    return "redirect:/people/" + person;
  }

  private static UUID entry(Map<String, String> typed) {
    UUID given = Ids.read(typed.get("entry"));
    return given == null ? Ids.next() : given;
  }

  private static PersonId known(String id) {
    PersonId person = PersonId.read(id);
    if (person == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    return Objects.requireNonNull(person);
  }
}
