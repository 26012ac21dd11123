package cn.nongchao.cases.web;

import cn.nongchao.cases.Events;
import cn.nongchao.cases.PublicTimeline;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.platform.web.UiOfRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What whoever reported an event is told of it, for programs of theirs and of those at work. */
@RestController
class ToldApi {

  private final Loops loops;
  private final PublicTimeline timeline;
  private final Names names;

  ToldApi(Loops loops, PublicTimeline timeline, Names names) {
    this.loops = loops;
    this.timeline = timeline;
    this.names = names;
  }

  /** Latest first; photos are ids of evidence. */
  record Told(List<PublicTimeline.Line> lines) {
    Told {
      lines = List.copyOf(lines);
    }
  }

  @Needs
  @GetMapping("/api/v1/events/{id}/told")
  @Operation(summary = "What became of an event, as its reporter is told")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Told.class)))
  ResponseEntity<?> told(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
    LoopId loop = LoopId.read(id);
    if (loop == null || loops.find(loop, viewer).isEmpty()) {
      return Problems.of(List.of(Events.NONE), UiOfRequest.lang(request));
    }
    return ResponseEntity.ok(new Told(timeline.of(loops.entries(loop), names::of).reversed()));
  }
}
