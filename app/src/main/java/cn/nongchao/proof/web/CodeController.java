package cn.nongchao.proof.web;

import cn.nongchao.loop.Loops;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.Typed;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.Forms;
import cn.nongchao.platform.web.UiOfRequest;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact.Audience;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.proof.Ratings;
import cn.nongchao.proof.Scans;
import cn.nongchao.proof.Scans.Way;
import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.text.ShortId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a scan opens, for anyone; and what checkers without a network fetch beforehand. */
@Anyone
@Controller
class CodeController {

  private static final MediaType CWT = MediaType.parseMediaType("application/statuslist+cwt");

  private final Codes codes;
  private final Scans scans;
  private final Loops loops;
  private final SubjectOf subjects;
  private final Ratings ratings;

  CodeController(Codes codes, Scans scans, Loops loops, SubjectOf subjects, Ratings ratings) {
    this.ratings = ratings;
    this.codes = codes;
    this.scans = scans;
    this.loops = loops;
    this.subjects = subjects;
  }

  /** A code scanned: short id and token. */
  @GetMapping("/c/{shortId:[0-9A-Z]{12}}/{token}")
  String scanned(
      @PathVariable String shortId,
      @PathVariable String token,
      @Nullable Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String link = codes.site() + "/" + shortId + "/" + token;
    return switch (codes.check(link)) {
      case Outcome.Refused<Codes.Checked>(var reason) ->
          show(model, response, ScanPage.forged(shortId, reason.zh(), reason.en()));
      case Outcome.Got<Codes.Checked>(Codes.Checked(var code, var verdict)) ->
          switch (verdict) {
            case Verdict.Genuine genuine -> {
              IssuedCode issued = codes.find(code.claims().act()).orElse(null);
              yield issued == null
                  ? show(model, response, ScanPage.unknown(shortId))
                  : show(issued, Way.QR, viewer, request, response, model);
            }
            case Verdict.NotGenuine(var reason) ->
                show(model, response, ScanPage.forged(shortId, reason.zh(), reason.en()));
            case Verdict.CouldNotCheck(var reason) ->
                show(model, response, ScanPage.forged(shortId, reason.zh(), reason.en()));
          };
    };
  }

  /** A short id typed, or a link that lost its token. */
  @GetMapping("/c/{shortId:[0-9A-Za-z-]{1,40}}")
  String typed(
      @PathVariable String shortId,
      @Nullable Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (!(ShortId.read(shortId) instanceof Outcome.Got<ShortId>(ShortId id))) {
      return show(model, response, ScanPage.unknown(shortId));
    }
    List<IssuedCode> found = codes.byShortId(id.text());
    return found.size() == 1
        ? show(found.getFirst(), Way.TYPED, viewer, request, response, model)
        : show(model, response, ScanPage.unknown(id.text()));
  }

  /** What whoever scanned it thinks of an act. */
  @PostMapping("/c/{shortId:[0-9A-Z]{12}}/rating")
  String rate(
      @PathVariable String shortId,
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "") String stars,
      @RequestParam(defaultValue = "") String words,
      @Nullable Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    List<IssuedCode> found = codes.byShortId(shortId);
    if (found.size() != 1) return show(model, response, ScanPage.unknown(shortId));
    IssuedCode code = found.getFirst();
    UUID rating = Ids.read(id);
    return switch (ratings.rate(
        code, rating == null ? Ids.next() : rating, stars, words, request.getRemoteAddr())) {
      case cn.nongchao.platform.Outcome.Done<Ratings.Rating> done -> {
        UiOfRequest.flash(
            request,
            response,
            Text.of("谢谢，您的评价已送达监督人员。", "Thank you. Your rating reached supervision."));
        yield "redirect:/c/" + shortId + "?rated";
      }
      case cn.nongchao.platform.Outcome.Refused<Ratings.Rating>(List<Refusal> reasons) -> {
        response.setStatus(Forms.status(reasons));
        yield show(code, Typed.of(request.getParameterMap(), reasons), viewer, response, model);
      }
    };
  }

  /** Where a short id is typed by hand. */
  @GetMapping("/code")
  String form(
      @RequestParam(defaultValue = "") String id, HttpServletResponse response, Model model) {
    if (id.isBlank()) {
      model.addAttribute("page", new TypeCodePage("", null));
      return "proof/type-code";
    }
    return switch (ShortId.read(id)) {
      case Outcome.Got<ShortId>(ShortId read) -> "redirect:/c/" + read.text();
      case Outcome.Refused<ShortId>(var reason) -> {
        response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
        var text = Text.of(reason.zh(), reason.en());
        model.addAttribute("page", new TypeCodePage(id, text));
        yield "proof/type-code";
      }
    };
  }

  /** The signed list of statuses (docs/formats/status-list.md). */
  @GetMapping("/c/status/{number:[0-9]{1,4}}")
  ResponseEntity<byte[]> statusList(@PathVariable long number) {
    if (number > 4095) return ResponseEntity.notFound().build();
    return ResponseEntity.ok()
        .contentType(CWT)
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePublic())
        .body(codes.statusList(number));
  }

  /** The public keys that sign codes, a line each (docs/formats/code.md). */
  @GetMapping("/c/keys")
  ResponseEntity<byte[]> keys() {
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
        .cacheControl(CacheControl.noCache())
        .body(codes.keys().getBytes(StandardCharsets.UTF_8));
  }

  private String show(
      IssuedCode code,
      Way way,
      @Nullable Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    // coming back from the form below is no scan
    if (request.getParameter("rated") == null) scans.record(code, way, request.getRemoteAddr());
    return show(code, Typed.nothing(), viewer, response, model);
  }

  private String show(
      IssuedCode code,
      Typed typed,
      @Nullable Viewer viewer,
      HttpServletResponse response,
      Model model) {
    IssuedCode next =
        code.correctedBy() == null ? null : codes.find(code.correctedBy()).orElse(null);
    Audience audience = audience(code, viewer);
    long scanned = audience == Audience.OFFICIAL ? scans.count(code.act()) : -1;
    return show(model, response, ScanPage.of(code, next, audience, scanned, typed));
  }

  private Audience audience(IssuedCode code, @Nullable Viewer viewer) {
    if (viewer == null) return Audience.PUBLIC;
    if (loops.find(code.loop(), viewer).isPresent()) return Audience.OFFICIAL;
    boolean own = !code.subject().isEmpty() && subjects.worksFor(viewer, code.subject());
    return own ? Audience.SUBJECT : Audience.PUBLIC;
  }

  private static String show(Model model, HttpServletResponse response, ScanPage page) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    model.addAttribute("page", page);
    return "proof/scan";
  }
}
