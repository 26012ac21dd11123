package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.Grants;
import cn.nongchao.people.register.Papers;
import cn.nongchao.people.register.PersonDraft;
import cn.nongchao.people.register.PersonLists;
import cn.nongchao.people.register.PersonLists.Sheet;
import cn.nongchao.people.register.Persons;
import cn.nongchao.people.register.Scope;
import cn.nongchao.people.web.RegisterJson.GrantWish;
import cn.nongchao.people.web.RegisterJson.PersonWish;
import cn.nongchao.people.web.RegisterJson.QualificationWish;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Writes persons and their files for programs, as the pages do; answers the file, masked. */
@RestController
@RequestMapping("/api/v1/persons")
@Needs(PeopleRoles.ADMINISTRATOR)
class PersonWritesApi {

  private final Persons persons;
  private final Grants grants;
  private final Papers papers;
  private final PersonLists lists;

  PersonWritesApi(Persons persons, Grants grants, Papers papers, PersonLists lists) {
    this.persons = persons;
    this.grants = grants;
    this.papers = papers;
    this.lists = lists;
  }

  @Operation(
      summary = "Make a person's file",
      description = "Sent twice with one id, it is made once. Numbers come back masked.")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = Sheet.class)))
  @PostMapping
  ResponseEntity<?> create(
      @RequestBody PersonWish wish, Viewer viewer, HttpServletRequest request) {
    if (wish.id() == null) return Problems.of(Answers.NO_ID, request);
    PersonId id = new PersonId(wish.id());
    PersonDraft draft = wish.draft(id);
    Scope scope = Scope.of(viewer);
    Outcome<PersonId> outcome = persons.create(draft, scope);
    if (outcome instanceof Outcome.Refused<PersonId>(List<Refusal> reasons)) {
      return Problems.of(reasons, request);
    }
    Optional<Sheet> made = lists.sheet(id, scope).filter(sheet -> says(sheet, draft));
    return made.isPresent()
        ? ResponseEntity.created(URI.create("/api/v1/persons/" + id)).body(made.get())
        : Problems.of(Answers.TAKEN, request);
  }

  /** Whether a file made under the same id before is of the same person. */
  private static boolean says(Sheet sheet, PersonDraft draft) {
    String login = draft.login().strip().toLowerCase(Locale.ROOT);
    return sheet.name().equals(draft.name().strip())
        && Objects.equals(sheet.login(), login.isEmpty() ? null : login)
        && Objects.equals(sheet.organisation(), draft.organisation());
  }

  @Operation(
      summary = "Change, disable or enable a person",
      description =
          "Takes the whole record; numbers left out stay as they are. Name the version you saw; 409"
              + " says that it was changed since, by yourself where you send it twice.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Sheet.class)))
  @PutMapping("/{id}")
  ResponseEntity<?> change(
      @PathVariable String id,
      @RequestBody PersonWish wish,
      Viewer viewer,
      HttpServletRequest request) {
    Scope scope = Scope.of(viewer);
    PersonId person = known(id, scope);
    if (person == null) return Problems.of(Answers.NONE, request);
    if (wish.version() == null) return Problems.of(Answers.NO_VERSION, request);
    if (wish.active() == null) return Problems.of(Answers.NO_STATE, request);
    return answer(persons.change(wish.draft(person), scope), person, scope, request);
  }

  @Operation(
      summary = "Give a person a role over a place or an organisation",
      description = "Sent twice with one id, it is given once.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Sheet.class)))
  @PostMapping("/{id}/grants")
  ResponseEntity<?> grant(
      @PathVariable String id,
      @RequestBody GrantWish wish,
      Viewer viewer,
      HttpServletRequest request) {
    Scope scope = Scope.of(viewer);
    return added(
        id,
        wish.id(),
        (entry, person) -> grants.give(wish.draft(entry, person), scope),
        PersonWritesApi::grantsOf,
        scope,
        request);
  }

  @Operation(summary = "End a grant now; ended before, it stays as it is")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Sheet.class)))
  @PostMapping("/{id}/grants/{grant}/end")
  ResponseEntity<?> endGrant(
      @PathVariable String id,
      @PathVariable String grant,
      Viewer viewer,
      HttpServletRequest request) {
    Scope scope = Scope.of(viewer);
    return ended(
        id, grant, PersonWritesApi::grantsOf, held -> grants.end(held, scope), scope, request);
  }

  @Operation(
      summary = "Enter a qualification of a person",
      description = "Sent twice with one id, it is entered once.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Sheet.class)))
  @PostMapping("/{id}/qualifications")
  ResponseEntity<?> qualification(
      @PathVariable String id,
      @RequestBody QualificationWish wish,
      Viewer viewer,
      HttpServletRequest request) {
    Scope scope = Scope.of(viewer);
    return added(
        id,
        wish.id(),
        (entry, person) -> papers.add(wish.draft(entry, person), scope),
        PersonWritesApi::papersOf,
        scope,
        request);
  }

  @Operation(
      summary = "Remove a qualification entered by mistake",
      description = "What it was stays in the audit log. Removed before, it is not found.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Sheet.class)))
  @PostMapping("/{id}/qualifications/{paper}/remove")
  ResponseEntity<?> removeQualification(
      @PathVariable String id,
      @PathVariable String paper,
      Viewer viewer,
      HttpServletRequest request) {
    Scope scope = Scope.of(viewer);
    return ended(
        id,
        paper,
        PersonWritesApi::papersOf,
        held -> papers.removeQualification(held, scope),
        scope,
        request);
  }

  private static List<UUID> grantsOf(Sheet sheet) {
    return sheet.grants().stream().map(PersonLists.HeldGrant::id).toList();
  }

  private static List<UUID> papersOf(Sheet sheet) {
    return sheet.qualifications().stream().map(paper -> paper.id()).toList();
  }

  private interface Adding {
    Outcome<UUID> add(UUID entry, PersonId person);
  }

  /** Adds to a file; an id that stands in another one is taken. */
  private ResponseEntity<?> added(
      String id,
      @Nullable UUID entry,
      Adding adding,
      Function<Sheet, List<UUID>> held,
      Scope scope,
      HttpServletRequest request) {
    PersonId person = known(id, scope);
    if (person == null) return Problems.of(Answers.NONE, request);
    if (entry == null) return Problems.of(Answers.NO_ID, request);
    Outcome<UUID> outcome = adding.add(entry, person);
    return outcome.isDone() && !holds(person, scope, file -> held.apply(file).contains(entry))
        ? Problems.of(Answers.TAKEN, request)
        : answer(outcome, person, scope, request);
  }

  /** Ends what stands in the file that the address names, and in no other. */
  private ResponseEntity<?> ended(
      String id,
      String entry,
      Function<Sheet, List<UUID>> held,
      Function<UUID, Outcome<PersonId>> ending,
      Scope scope,
      HttpServletRequest request) {
    PersonId person = known(id, scope);
    UUID what = Ids.read(entry);
    if (person == null
        || what == null
        || !holds(person, scope, file -> held.apply(file).contains(what))) {
      return Problems.of(Answers.NONE, request);
    }
    return answer(ending.apply(what), person, scope, request);
  }

  private boolean holds(PersonId person, Scope scope, Predicate<Sheet> condition) {
    return lists.sheet(person, scope).filter(condition).isPresent();
  }

  private @Nullable PersonId known(String id, Scope scope) {
    PersonId person = PersonId.read(id);
    return person != null && holds(person, scope, file -> true) ? person : null;
  }

  private <T> ResponseEntity<?> answer(
      Outcome<T> outcome, PersonId person, Scope scope, HttpServletRequest request) {
    if (outcome instanceof Outcome.Refused<T>(List<Refusal> reasons)) {
      return Problems.of(reasons, request);
    }
    Optional<Sheet> sheet = lists.sheet(person, scope);
    return sheet.isPresent() ? ResponseEntity.ok(sheet.get()) : Problems.of(Answers.NONE, request);
  }
}
