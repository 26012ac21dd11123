package cn.nongchao.portal.web;

import cn.nongchao.cases.Events;
import cn.nongchao.cases.PublicReports;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Step;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.proof.Codes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Following a report by its code, for programs. The code comes in the body, never in an address;
 * wrong ones are counted as on the page.
 */
@Anyone
@RestController
@RequestMapping("/api/v1/track")
class TrackApi {

  private final PublicReports reports;
  private final Events events;
  private final Tracking tracking;
  private final Codes codes;

  TrackApi(PublicReports reports, Events events, Tracking tracking, Codes codes) {
    this.reports = reports;
    this.events = events;
    this.tracking = tracking;
    this.codes = codes;
  }

  /** Which report. */
  record Asked(@Nullable String code) {}

  /**
   * A wish of whoever reported.
   *
   * @param code the tracking code
   * @param entry id of the entry to be, a UUIDv7 made by the caller: sent twice, done once
   * @param version of the event the caller saw
   * @param rating to rate: 1 to 5
   * @param note to have it handled again: why
   */
  record Wish(
      @Nullable String code,
      @Nullable UUID entry,
      @Nullable Integer version,
      @Nullable Integer rating,
      @Nullable String note) {

    List<Refusal> wrong() {
      List<Refusal> wrong = new ArrayList<>();
      if (entry == null) wrong.add(Refusal.field("entry", "缺少记录编号", "an entry id is needed"));
      if (version == null) {
        wrong.add(Refusal.field("version", "缺少版本号", "the version you saw is needed"));
      }
      return wrong;
    }

    Step step(LoopId id) {
      return new Step(
          Objects.requireNonNull(entry),
          id,
          Objects.requireNonNull(version),
          Objects.requireNonNullElse(note, ""),
          List.of());
    }
  }

  @PostMapping
  @Operation(
      summary = "What became of a report",
      description = "For whoever holds its tracking code. Wrong codes are counted and limited.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = TrackJson.class)))
  ResponseEntity<?> track(@RequestBody Asked asked, HttpServletRequest request) {
    return switch (find(asked.code(), request)) {
      case Outcome.Done<LoopId>(LoopId id) -> shown(id);
      case Outcome.Refused<LoopId>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }

  @PostMapping("/rate")
  @Operation(
      summary = "Rate what became of a report",
      description = "Once it is closed. Sent twice with one entry id, it is done once.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = TrackJson.class)))
  ResponseEntity<?> rate(@RequestBody Wish wish, HttpServletRequest request) {
    int rating = Objects.requireNonNullElse(wish.rating(), 0);
    return made(wish, request, (step, actor) -> events.rate(step, rating, actor));
  }

  @PostMapping("/reopen")
  @Operation(
      summary = "Have a report handled again",
      description = "Within the time told by reopenUntil. Sent twice, it is done once.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = TrackJson.class)))
  ResponseEntity<?> reopen(@RequestBody Wish wish, HttpServletRequest request) {
    return made(wish, request, events::reopen);
  }

  private interface Move {
    Outcome<Loop> make(Step step, Actor actor);
  }

  private ResponseEntity<?> made(Wish wish, HttpServletRequest request, Move move) {
    Outcome<Loop> outcome =
        find(wish.code(), request)
            .then(id -> {
              List<Refusal> wrong = wish.wrong();
              return wrong.isEmpty()
                  ? move.make(wish.step(id), new Actor.CodeHolder(id))
                  : Outcome.refused(wrong);
            });
    return switch (outcome) {
      case Outcome.Done<Loop>(Loop loop) -> shown(loop.id());
      case Outcome.Refused<Loop>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }

  private Outcome<LoopId> find(@Nullable String code, HttpServletRequest request) {
    return reports.track(Objects.requireNonNullElse(code, ""), request.getRemoteAddr());
  }

  private ResponseEntity<?> shown(LoopId id) {
    return ResponseEntity.ok(TrackJson.of(tracking.of(id), codes.ofLoop(id)));
  }
}
