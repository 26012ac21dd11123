package cn.nongchao.loop.web;

import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Life cycles for programs: the graphs that are drawn on pages, from the object enforced. */
@Needs
@RestController
class LifeApi {

  private static final Refusal NONE = Refusal.of("not-found", "没有这件事项", "there is no such loop");

  private final LifeCycles lives;
  private final Loops loops;

  LifeApi(LifeCycles lives, Loops loops) {
    this.lives = lives;
    this.loops = loops;
  }

  @GetMapping("/api/v1/life-cycles")
  @Operation(
      summary = "The life cycle of each kind of loop",
      description = "Its stages, the moves between them, who may make each and what it must carry.")
  LifeJson.All all() {
    return new LifeJson.All(lives.all().stream().map(LifeJson::of).toList());
  }

  @GetMapping("/api/v1/loops/{id}/graph")
  @Operation(summary = "The life cycle of a loop, where it stands and which way it came")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LifeJson.Stand.class)))
  ResponseEntity<?> graph(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
    LoopId asked = LoopId.read(id);
    Loop loop = asked == null ? null : loops.find(asked, viewer).orElse(null);
    if (loop == null) return Problems.of(NONE, request);
    return ResponseEntity.ok(LifeJson.Stand.of(lives.of(loop), loop, loops.entries(loop.id())));
  }
}
