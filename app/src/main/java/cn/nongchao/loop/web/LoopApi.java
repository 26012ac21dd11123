package cn.nongchao.loop.web;

import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.web.KindOpening.Parts;
import cn.nongchao.loop.web.LoopJson.EntryJson;
import cn.nongchao.loop.web.LoopJson.MoveJson;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Loops for programs: what the inbox and the general page do. */
@Needs
@RestController
@RequestMapping("/api/v1/loops")
class LoopApi {

  private final Parts parts;
  private final LifeCycles lives;
  private final Clock clock;

  LoopApi(Parts parts, LifeCycles lives, Clock clock) {
    this.parts = parts;
    this.lives = lives;
    this.clock = clock;
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "One loop, its entries, and the moves the caller may make",
      description =
          "Citizens read the entries they made; see /events/{id}/told for what they are told.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LoopJson.Whole.class)))
  ResponseEntity<?> one(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
    return find(id, viewer)
        .<ResponseEntity<?>>map(loop -> ResponseEntity.ok(whole(loop, viewer)))
        .orElseGet(() -> Problems.of(NONE, request));
  }

  @PostMapping("/{id}/moves")
  @Operation(
      summary = "Move a loop of any kind",
      description =
          "Carries the id of the entry to be and the version seen: sent twice, done once;"
              + " overtaken, refused with 409. It takes the same as the address of the loop's"
              + " kind.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LoopJson.Whole.class)))
  ResponseEntity<?> move(@PathVariable String id, Viewer viewer, HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    Loop loop = find(id, viewer).orElse(null);
    if (loop == null) return Problems.of(NONE, request);
    LifeCycle life = lives.of(loop);
    Outcome<Loop> moved =
        parts
            .bodies()
            .read(request)
            .then(given ->
                parts.door().program(life, loop.id(), given.part("move").text(), given, viewer));
    return switch (moved) {
      case Outcome.Done<Loop>(Loop after) -> ResponseEntity.ok(whole(after, viewer));
      case Outcome.Refused<Loop>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }

  private static final Refusal NONE = KindDoor.NONE;

  private LoopJson.Whole whole(Loop loop, Viewer viewer) {
    List<MoveJson> moves =
        parts.loops().possible(loop, Actor.of(viewer)).stream()
            .map(edge ->
                new MoveJson(
                    edge.move().name(),
                    edge.to() == null ? null : edge.to().name(),
                    edge.needs().stream()
                        .map(n -> n.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList(),
                    true))
            .toList();
    return new LoopJson.Whole(
        json(loop),
        parts.loops().entries(loop.id(), viewer).stream().map(EntryJson::of).toList(),
        moves);
  }

  private LoopJson json(Loop loop) {
    return LoopJson.of(loop, lives.of(loop), clock.instant(), parts.pages().path(loop));
  }

  private Optional<Loop> find(String text, Viewer viewer) {
    LoopId id = LoopId.read(text);
    return id == null ? Optional.empty() : parts.loops().find(id, viewer);
  }
}
