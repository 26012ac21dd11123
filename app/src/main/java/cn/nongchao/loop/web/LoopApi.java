package cn.nongchao.loop.web;

import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopPages;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.MoveOrder;
import cn.nongchao.loop.web.LoopJson.EntryJson;
import cn.nongchao.loop.web.LoopJson.MoveJson;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.platform.web.UiOfRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Loops for programs: what the inbox and the general page do. */
@Needs
@RestController
@RequestMapping("/api/v1/loops")
class LoopApi {

  private final Loops loops;
  private final LoopPages pages;
  private final LifeCycles lives;
  private final Clock clock;

  LoopApi(Loops loops, LoopPages pages, LifeCycles lives, Clock clock) {
    this.loops = loops;
    this.pages = pages;
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
      summary = "Move a loop",
      description =
          "Carries the id of the entry to be and the version seen: sent twice, done once;"
              + " overtaken, refused with 409. Moves that carry more than a note and files have an"
              + " address of their kind.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LoopJson.Whole.class)))
  ResponseEntity<?> move(
      @PathVariable String id,
      @RequestBody LoopJson.Order wish,
      Viewer viewer,
      HttpServletRequest request) {
    Lang lang = UiOfRequest.lang(request);
    Loop loop = find(id, viewer).orElse(null);
    if (loop == null) return Problems.of(List.of(NONE), lang);
    return switch (order(loop, wish).then(order -> loops.move(order, Actor.of(viewer)))) {
      case Outcome.Done<Loop>(Loop after) -> ResponseEntity.ok(whole(after, viewer));
      case Outcome.Refused<Loop>(List<Refusal> reasons) -> Problems.of(reasons, lang);
    };
  }

  private static final Refusal NONE = Refusal.of("not-found", "没有这件事项", "there is no such loop");

  private Outcome<MoveOrder> order(Loop loop, LoopJson.Order wish) {
    List<Refusal> wrong = new ArrayList<>();
    UUID entry = Ids.read(wish.entry());
    if (entry == null) wrong.add(Refusal.field("entry", "需要 UUIDv7", "a UUIDv7 is needed"));
    Integer version = wish.version();
    if (version == null) wrong.add(Refusal.field("version", "需要版本号", "the version seen"));
    String name = Objects.requireNonNullElse(wish.move(), "").toUpperCase(Locale.ROOT);
    Edge edge =
        lives.of(loop).edges().stream()
            .filter(e -> e.move().name().equals(name))
            .findFirst()
            .orElse(null);
    if (edge == null) {
      wrong.add(Refusal.field("move", "没有这种办理动作", "this kind of loop has no such move"));
    }
    List<UUID> files =
        Objects.requireNonNullElse(wish.evidence(), List.<String>of()).stream()
            .map(Ids::read)
            .filter(Objects::nonNull)
            .toList();
    if (files.size() < Objects.requireNonNullElse(wish.evidence(), List.of()).size()) {
      wrong.add(Refusal.field("evidence", "附件编号不是 UUID", "an id of evidence is no UUID"));
    }
    if (edge == null || entry == null || version == null || !wrong.isEmpty()) {
      return Outcome.refused(wrong);
    }
    if (!pages.isPlain(loop, edge.move())) {
      return Outcome.refused(
          Refusal.of("not-here", "这一步请用该类事项自己的接口", "this move has an address of its kind"));
    }
    return Outcome.done(
        MoveOrder.of(
                entry, loop.id(), version, edge.move(), Objects.requireNonNullElse(wish.note(), ""))
            .showing(files)
            .to(OrganisationId.read(wish.handler()), PersonId.read(wish.assignee())));
  }

  private LoopJson.Whole whole(Loop loop, Viewer viewer) {
    List<MoveJson> moves =
        loops.possible(loop, Actor.of(viewer)).stream()
            .map(edge ->
                new MoveJson(
                    edge.move().name(),
                    edge.to() == null ? null : edge.to().name(),
                    edge.needs().stream()
                        .map(n -> n.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList(),
                    pages.isPlain(loop, edge.move())))
            .toList();
    return new LoopJson.Whole(
        json(loop), loops.entries(loop.id(), viewer).stream().map(EntryJson::of).toList(), moves);
  }

  private LoopJson json(Loop loop) {
    return LoopJson.of(loop, lives.of(loop), clock.instant(), pages.path(loop));
  }

  private Optional<Loop> find(String text, Viewer viewer) {
    LoopId id = LoopId.read(text);
    return id == null ? Optional.empty() : loops.find(id, viewer);
  }
}
