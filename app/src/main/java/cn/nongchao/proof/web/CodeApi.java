package cn.nongchao.proof.web;

import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.proof.Ratings;
import cn.nongchao.proof.Scans;
import cn.nongchao.seal.status.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Codes of acts for programs; the same facade, rights and refusals as the pages. */
@RestController
@RequestMapping("/api/v1/codes")
class CodeApi {

  private static final Refusal NONE = Refusal.of("not-found", "没有这个码", "there is no such code");

  private final Codes codes;
  private final Scans scans;
  private final Ratings ratings;
  private final Loops loops;

  CodeApi(Codes codes, Scans scans, Ratings ratings, Loops loops) {
    this.ratings = ratings;
    this.codes = codes;
    this.scans = scans;
    this.loops = loops;
  }

  /** Codes of one loop. */
  record All(List<CodeJson> items) {
    All {
      items = List.copyOf(items);
    }
  }

  /** What the public says of an act, latest first, 100 at most. */
  record Said(List<Ratings.Rating> items) {
    Said {
      items = List.copyOf(items);
    }
  }

  @Needs
  @GetMapping
  @Operation(
      summary = "The codes of what was done in a loop",
      description =
          "loop: its id, for those who may read its record; whoever reported it looks codes up at"
              + " /scans.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = All.class)))
  ResponseEntity<?> ofLoop(
      @RequestParam(defaultValue = "") String loop, Viewer viewer, HttpServletRequest request) {
    LoopId id = LoopId.read(loop);
    if (id == null) {
      return Problems.of(
          List.of(Refusal.field("loop", "请给出事项编号", "the id of a loop is needed")), request);
    }
    if (loops.findWhole(id, viewer).isEmpty()) {
      return Problems.of(
          List.of(Refusal.of("not-found", "没有这件事项", "there is no such loop")), request);
    }
    return ResponseEntity.ok(
        new All(
            codes.ofLoop(id).stream()
                .map(code -> CodeJson.of(code, scans.count(code.act())))
                .toList()));
  }

  @Needs
  @GetMapping("/{act}/ratings")
  @Operation(summary = "What people who scanned the code of an act think of it")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Said.class)))
  ResponseEntity<?> said(@PathVariable String act, Viewer viewer, HttpServletRequest request) {
    IssuedCode code = visible(act, viewer);
    return code == null
        ? Problems.of(NONE, request)
        : ResponseEntity.ok(new Said(ratings.of(code.act())));
  }

  @Needs
  @GetMapping("/{act}")
  @Operation(summary = "The code of an act, for those who may see what it belongs to")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CodeJson.class)))
  ResponseEntity<?> one(
      @PathVariable String act,
      @Parameter(hidden = true) Viewer viewer,
      HttpServletRequest request) {
    IssuedCode code = visible(act, viewer);
    return code == null ? Problems.of(NONE, request) : shown(code);
  }

  @Needs({LoopRoles.SQUAD_LEADER, LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR})
  @PostMapping("/{act}/status")
  @Operation(
      summary = "Revoke, suspend, resume or correct a code",
      description =
          "Each change is sealed in the public log with its reason. A correction puts a new code in"
              + " its place, named by correctedBy. Sent twice, it is done once.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CodeJson.class)))
  ResponseEntity<?> change(
      @PathVariable String act,
      @RequestBody CodeJson.Wish wish,
      @Parameter(hidden = true) Viewer viewer,
      HttpServletRequest request) {
    IssuedCode code = visible(act, viewer);
    if (code == null) return Problems.of(NONE, request);
    CodeJson.Change change = wish.change();
    if (change == null) {
      return Problems.of(
          List.of(Refusal.field("change", "请选择一种变更", "choose one of the changes")), request);
    }
    String reason = wish.reason() == null ? "" : wish.reason();
    if (isDone(code, change, wish.correction(), reason)) return shown(code);
    Outcome<IssuedCode> outcome =
        switch (change) {
          case REVOKE -> codes.revoke(code.act(), reason, viewer);
          case SUSPEND -> codes.suspend(code.act(), reason, viewer);
          case RESUME -> codes.reinstate(code.act(), reason, viewer);
          case CORRECT -> correct(code, wish, reason, viewer);
        };
    return switch (outcome) {
      case Outcome.Done<IssuedCode>(IssuedCode changed) -> shown(changed);
      case Outcome.Refused<IssuedCode>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }

  /** Whether this very change was made before; what is settled would be refused otherwise. */
  private static boolean isDone(
      IssuedCode code, CodeJson.Change change, @Nullable UUID correction, String reason) {
    boolean sameReason = code.reason().equals(reason.strip());
    return switch (change) {
      case REVOKE -> code.status() == Status.REVOKED && sameReason;
      case CORRECT ->
          code.status() == Status.CORRECTED
              && sameReason
              && correction != null
              && correction.equals(code.correctedBy());
      case SUSPEND, RESUME -> false;
    };
  }

  private Outcome<IssuedCode> correct(
      IssuedCode code, CodeJson.Wish wish, String reason, Viewer viewer) {
    UUID by = wish.correction();
    if (by == null) {
      return Outcome.refused(Refusal.field("correction", "缺少更正码编号", "an id is needed"));
    }
    List<Fact> facts = wish.corrected(code.facts());
    if (wish.named() > code.facts().size()) {
      return Outcome.refused(
          Refusal.field("values", "多于原有内容的项数", "more values than there are facts"));
    }
    if (facts.equals(code.facts())) {
      return Outcome.refused(Refusal.field("values", "没有改动任何内容", "nothing was changed"));
    }
    return codes.correct(code.act(), by, facts, reason, viewer);
  }

  private @Nullable IssuedCode visible(String act, Viewer viewer) {
    UUID id = Ids.read(act);
    if (id == null) return null;
    return codes
        .find(id)
        .filter(code -> loops.findWhole(code.loop(), viewer).isPresent())
        .orElse(null);
  }

  private ResponseEntity<?> shown(IssuedCode code) {
    return ResponseEntity.ok(CodeJson.of(code, scans.count(code.act())));
  }
}
