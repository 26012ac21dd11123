package cn.nongchao.people.web;

import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Reading;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.Tokens;
import cn.nongchao.people.access.Tokens.Token;
import cn.nongchao.people.register.AuditLog;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.people.register.PersonLists;
import cn.nongchao.people.register.PersonLists.Sheet;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The register as JSON, within the scope of whoever asks; numbers are masked. */
@RestController
@RequestMapping("/api/v1")
@Needs(reading = Reading.REGISTER)
class RegisterApi {

  /** A place as JSON. */
  public record Place(
      String code,
      String name,
      String level,
      @Nullable Double lat,
      @Nullable Double lon,
      boolean schematic,
      int version) {}

  /** A kind of act the audit log tells of. */
  record Action(String name, Text title) {}

  static final Refusal NONE =
      Refusal.of("not-found", "没有找到，或不在您的管辖范围内", "not found, or outside your scope");

  private final PersonLists persons;
  private final BodyLists bodies;
  private final Divisions divisions;
  private final AuditLog log;
  private final Tokens tokens;

  RegisterApi(
      PersonLists persons, Tokens tokens, BodyLists bodies, Divisions divisions, AuditLog log) {
    this.log = log;
    this.tokens = tokens;
    this.persons = persons;
    this.bodies = bodies;
    this.divisions = divisions;
  }

  @Operation(summary = "One person: grants, posts, qualifications; numbers masked")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Sheet.class)))
  @GetMapping("/persons/{id}")
  ResponseEntity<?> person(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
    Optional<Sheet> found =
        Optional.ofNullable(PersonId.read(id))
            .flatMap(known -> persons.sheet(known, reading(viewer), Scope.of(viewer)));
    return found.isPresent() ? ResponseEntity.ok(found.get()) : Problems.of(NONE, request);
  }

  @Operation(
      summary = "A person's tokens for machines, the newest first, 100 at most; without secrets")
  @ApiResponse(
      responseCode = "200",
      content = @Content(array = @ArraySchema(schema = @Schema(implementation = Token.class))))
  @Needs(PeopleRoles.ADMINISTRATOR)
  @GetMapping("/persons/{id}/tokens")
  ResponseEntity<?> tokens(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
    Optional<List<Token>> found =
        Optional.ofNullable(PersonId.read(id))
            .flatMap(known -> persons.sheet(known, Scope.of(viewer)))
            .filter(Sheet::reachable)
            .map(sheet -> tokens.of(sheet.id()));
    return found.isPresent() ? ResponseEntity.ok(found.get()) : Problems.of(NONE, request);
  }

  @Operation(summary = "One organisation")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = BodyLists.Row.class)))
  @GetMapping("/organisations/{id}")
  ResponseEntity<?> organisation(
      @PathVariable String id, Viewer viewer, HttpServletRequest request) {
    Optional<BodyLists.Row> found =
        Optional.ofNullable(OrganisationId.read(id))
            .flatMap(known -> bodies.find(known, reading(viewer)));
    return found.isPresent() ? ResponseEntity.ok(found.get()) : Problems.of(NONE, request);
  }

  @Operation(summary = "Every action that ever happened, for the filter, with its words")
  @Needs(reading = Reading.AUDIT)
  @GetMapping("/audit/actions")
  List<Action> actions() {
    return log.actions().stream()
        .map(one -> new Action(one.name(), AuditWords.of(one.name())))
        .toList();
  }

  @Operation(summary = "Places directly below one; without `at`, the provinces")
  @ApiResponse(
      responseCode = "200",
      content = @Content(array = @ArraySchema(schema = @Schema(implementation = Place.class))))
  @Needs
  @GetMapping("/divisions")
  ResponseEntity<?> divisions(
      @RequestParam(defaultValue = "") String at, HttpServletRequest request) {
    DivisionCode code = DivisionCode.read(at);
    if (code == null) return Problems.of(NONE, request);
    List<Place> places = divisions.children(code).stream().map(RegisterApi::place).toList();
    return ResponseEntity.ok(places);
  }

  @Operation(summary = "One place by its code")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Place.class)))
  @Needs
  @GetMapping("/divisions/{code}")
  ResponseEntity<?> division(@PathVariable String code, HttpServletRequest request) {
    Optional<Place> found =
        Optional.ofNullable(DivisionCode.read(code))
            .flatMap(divisions::find)
            .map(RegisterApi::place);
    return found.isPresent() ? ResponseEntity.ok(found.get()) : Problems.of(NONE, request);
  }

  private static Scope reading(Viewer viewer) {
    return Scope.reading(viewer, Reading.REGISTER);
  }

  static Place place(Division division) {
    return new Place(
        division.code().value(),
        division.name(),
        division.level().word(),
        division.lat(),
        division.lon(),
        division.schematic(),
        division.version());
  }
}
