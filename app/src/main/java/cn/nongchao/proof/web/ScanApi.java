package cn.nongchao.proof.web;

import cn.nongchao.people.Viewer;
import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.Comers;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.web.ScanPages.Visit;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a scan opens, for programs, with or without an account. */
@Anyone
@RestController
@RequestMapping("/api/v1/scans")
class ScanApi {

  private final ScanPages pages;
  private final Comers comers;
  private final PublicAddress address;

  ScanApi(ScanPages pages, Comers comers, PublicAddress address) {
    this.address = address;
    this.pages = pages;
    this.comers = comers;
  }

  /**
   * What a scan shows.
   *
   * @param seal {@code valid}, {@code corrected}, {@code revoked}, {@code suspended}, {@code
   *     unknown}, {@code altered} or {@code forged}
   * @param verdict the seal in words
   * @param meaning what that means for the reader
   * @param trial whether codes are for trying here and prove nothing: no public address is set
   * @param act what was done, as far as the caller may read it; null where nothing is known
   */
  record ScanJson(
      String seal, String spoken, Text verdict, Text meaning, boolean trial, @Nullable Act act) {}

  private ScanJson said(ScanPage page) {
    return new ScanJson(
        page.seal(),
        page.spoken(),
        page.verdict(),
        page.meaning(),
        address.isTrial(),
        Act.of(page.act()));
  }

  /**
   * An act.
   *
   * @param organ that answers for the act; empty where none is known
   * @param unit that acted; empty where that is not known
   * @param next what comes next for whoever was acted upon
   * @param reason why it is no longer simply valid; empty while it is
   * @param correctedTo path of the page of the code that took its place
   * @param loop path of the loop's page, for those who may see it; else empty
   * @param scanned how often it was scanned; -1 where that is not told
   */
  record Act(
      String shortId,
      Text title,
      String organ,
      String unit,
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
              act.organ(),
              act.unit(),
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

  @GetMapping("/{shortId}")
  @Operation(
      summary = "What a short id stands for",
      description = "As typed by a person. An id nothing was issued under has the seal unknown.")
  ScanJson typed(
      @PathVariable String shortId, @Nullable Viewer viewer, HttpServletRequest request) {
    return said(pages.typed(shortId, visit(viewer, request)));
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
    return said(pages.scanned(shortId, token, visit(viewer, request)));
  }

  private Visit visit(@Nullable Viewer viewer, HttpServletRequest request) {
    return new Visit(viewer, request.getRemoteAddr(), comers.of(request), true);
  }
}
