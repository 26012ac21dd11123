package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.Bodies;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.people.register.OrganisationDraft;
import cn.nongchao.people.register.Scope;
import cn.nongchao.people.web.RegisterJson.OrganisationWish;
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
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Writes organisations for programs, as the pages do. */
@RestController
@RequestMapping("/api/v1/organisations")
@Needs(PeopleRoles.ADMINISTRATOR)
class OrganisationWritesApi {

  private final Bodies bodies;
  private final BodyLists lists;

  OrganisationWritesApi(Bodies bodies, BodyLists lists) {
    this.bodies = bodies;
    this.lists = lists;
  }

  @Operation(
      summary = "Make an organisation",
      description = "Sent twice with one id, it is made once.")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = BodyLists.Row.class)))
  @PostMapping
  ResponseEntity<?> create(
      @RequestBody OrganisationWish wish, Viewer viewer, HttpServletRequest request) {
    if (wish.id() == null) return Problems.of(Answers.NO_ID, request);
    OrganisationId id = new OrganisationId(wish.id());
    OrganisationDraft draft = wish.draft(id);
    Scope scope = Scope.of(viewer);
    Outcome<OrganisationId> outcome = bodies.create(draft, scope);
    if (outcome instanceof Outcome.Refused<OrganisationId>(List<Refusal> reasons)) {
      return Problems.of(reasons, request);
    }
    Optional<BodyLists.Row> made = lists.find(id, scope).filter(row -> says(row, draft));
    return made.isPresent()
        ? ResponseEntity.created(URI.create("/api/v1/organisations/" + id)).body(made.get())
        : Problems.of(Answers.TAKEN, request);
  }

  /** Whether one made under the same id before is the same. */
  private static boolean says(BodyLists.Row row, OrganisationDraft draft) {
    return row.name().equals(draft.name().strip())
        && row.kind().equals(draft.kind())
        && row.division().value().equals(draft.division().strip());
  }

  @Operation(
      summary = "Change an organisation",
      description =
          "Takes the whole record. Name the version you saw; 409 says that it was changed since, by"
              + " yourself where you send it twice.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = BodyLists.Row.class)))
  @PutMapping("/{id}")
  ResponseEntity<?> change(
      @PathVariable String id,
      @RequestBody OrganisationWish wish,
      Viewer viewer,
      HttpServletRequest request) {
    Scope scope = Scope.of(viewer);
    OrganisationId body = OrganisationId.read(id);
    if (body == null || lists.find(body, scope).isEmpty()) return Problems.of(NONE, request);
    if (wish.version() == null) return Problems.of(Answers.NO_VERSION, request);
    if (wish.active() == null) return Problems.of(Answers.NO_STATE, request);
    Outcome<OrganisationId> outcome = bodies.change(wish.draft(body), scope);
    if (outcome instanceof Outcome.Refused<OrganisationId>(List<Refusal> reasons)) {
      return Problems.of(reasons, request);
    }
    Optional<BodyLists.Row> row = lists.find(body, scope);
    return row.isPresent() ? ResponseEntity.ok(row.get()) : Problems.of(NONE, request);
  }

  private static final List<Refusal> NONE =
      List.of(
          Refusal.of(
              "not-found",
              "没有这个单位，或不在您的管辖范围内",
              "there is no such organisation, or it is outside your scope"));
}
