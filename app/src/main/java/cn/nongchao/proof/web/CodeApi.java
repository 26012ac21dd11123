package cn.nongchao.proof.web;

import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.proof.Ratings;
import cn.nongchao.proof.Scans;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reading the codes of acts, for programs. */
@RestController
@RequestMapping("/api/v1/codes")
class CodeApi {

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
        ? Problems.of(Codes.NONE, request)
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
    return code == null ? Problems.of(Codes.NONE, request) : shown(code);
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
