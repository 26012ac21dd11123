package cn.nongchao.proof.web;

import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.proof.Ratings;
import cn.nongchao.proof.web.ScanPages.Visit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a scan opens, for programs, with or without an account. */
@Anyone
@RestController
@RequestMapping("/api/v1/scans")
class ScanApi {

  private static final Refusal NONE = Refusal.of("not-found", "没有这个码", "there is no such code");

  private final ScanPages pages;
  private final Ratings ratings;

  ScanApi(ScanPages pages, Ratings ratings) {
    this.pages = pages;
    this.ratings = ratings;
  }

  /**
   * What a scan shows.
   *
   * @param seal {@code valid}, {@code corrected}, {@code revoked}, {@code suspended}, {@code
   *     unknown} or {@code forged}
   * @param verdict the seal in words
   * @param meaning what that means for the reader
   * @param act what was done, as far as the caller may read it; null where nothing is known
   */
  record ScanJson(String seal, String spoken, Text verdict, Text meaning, @Nullable Act act) {
    static ScanJson of(ScanPage page) {
      return new ScanJson(
          page.seal(), page.spoken(), page.verdict(), page.meaning(), Act.of(page.act()));
    }
  }

  /**
   * An act.
   *
   * @param next what comes next for whoever was acted upon
   * @param reason why it is no longer simply valid; empty while it is
   * @param correctedTo path of the page of the code that took its place
   * @param loop path of the loop's page, for those who may see it; else empty
   * @param scanned how often it was scanned; -1 where that is not told
   */
  record Act(
      String shortId,
      Text title,
      Instant issuedAt,
      List<String> licences,
      List<Fact> facts,
      Text next,
      String reason,
      @Nullable Instant statusAt,
      @Nullable String correctedTo,
      String loop,
      long scanned) {
    Act {
      licences = List.copyOf(licences);
      facts = List.copyOf(facts);
    }

    static @Nullable Act of(ScanPage.@Nullable ShownAct act) {
      return act == null
          ? null
          : new Act(
              act.shortId(),
              act.title(),
              act.issuedAt(),
              act.licences(),
              act.facts(),
              act.next(),
              act.reason(),
              act.statusAt(),
              act.correctedTo(),
              act.loop(),
              act.scanned());
    }
  }

  /**
   * A rating of an act.
   *
   * @param id a UUIDv7 made by the caller: sent twice, counted once
   * @param stars 1 to 5
   * @param words 500 characters at most
   */
  record Wish(@Nullable UUID id, @Nullable Integer stars, @Nullable String words) {}

  /** A rating as it was taken. */
  record Rated(UUID id, Instant at, int stars, String words) {}

  @GetMapping("/{shortId}")
  @Operation(
      summary = "What a short id stands for",
      description = "As typed by a person. An id nothing was issued under has the seal unknown.")
  ScanJson typed(
      @PathVariable String shortId, @Nullable Viewer viewer, HttpServletRequest request) {
    return ScanJson.of(pages.typed(shortId, visit(viewer, request)));
  }

  @GetMapping("/{shortId}/{token}")
  @Operation(
      summary = "What a scanned code stands for",
      description = "The two last parts of the address in the QR; checked as the page checks them.")
  ScanJson scanned(
      @PathVariable String shortId,
      @PathVariable String token,
      @Nullable Viewer viewer,
      HttpServletRequest request) {
    return ScanJson.of(pages.scanned(shortId, token, visit(viewer, request)));
  }

  private static Visit visit(@Nullable Viewer viewer, HttpServletRequest request) {
    return new Visit(viewer, request.getRemoteAddr(), true);
  }

  @PostMapping("/{shortId}/rating")
  @Operation(
      summary = "Rate an act whose code was scanned",
      description =
          "Nobody is named. One network has one voice on an act, the last one counts; sent twice"
              + " with one id, it counts once.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Rated.class)))
  ResponseEntity<?> rate(
      @PathVariable String shortId, @RequestBody Wish wish, HttpServletRequest request) {
    IssuedCode code = pages.named(shortId).orElse(null);
    if (code == null) return Problems.of(NONE, request);
    UUID id = wish.id();
    if (id == null) {
      return Problems.of(List.of(Refusal.field("id", "缺少编号", "an id is needed")), request);
    }
    String stars = wish.stars() == null ? "" : wish.stars().toString();
    String words = Objects.requireNonNullElse(wish.words(), "");
    return switch (ratings.rate(code, id, stars, words, request.getRemoteAddr())) {
      case Outcome.Done<Ratings.Rating>(Ratings.Rating it) ->
          ResponseEntity.ok(new Rated(id, it.at(), it.stars(), it.words()));
      case Outcome.Refused<Ratings.Rating>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }
}
