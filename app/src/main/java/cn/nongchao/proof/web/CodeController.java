package cn.nongchao.proof.web;

import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.Comers;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.web.ScanPages.Visit;
import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.text.ShortId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What a scan opens, for anyone; and what checkers without a network fetch beforehand. */
@Anyone
@Controller
class CodeController {

  private static final MediaType CWT = MediaType.parseMediaType("application/statuslist+cwt");

  private final Codes codes;
  private final ScanPages pages;
  private final Comers comers;

  CodeController(Codes codes, ScanPages pages, Comers comers) {
    this.codes = codes;
    this.pages = pages;
    this.comers = comers;
  }

  /** A code scanned: short id and token. */
  @GetMapping({"/c/{shortId:.{12,60}}/{token}", "/C/{shortId:.{12,60}}/{token}"})
  String scanned(
      @PathVariable String shortId,
      @PathVariable String token,
      @Nullable Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    CodeLink link = CodeLink.read(shortId + "/" + token);
    var visit = visit(viewer, request);
    // What cannot be mended is judged as it came.
    return show(
        model,
        response,
        link.token().isEmpty()
            ? pages.scanned(shortId, token, visit)
            : pages.scanned(link.shortId().replace("-", ""), link.token(), visit));
  }

  /** A short id typed, or a link that lost its token; or one whose slash was encoded twice. */
  @GetMapping({"/c/{shortId:.{1,2000}}", "/C/{shortId:.{1,2000}}"})
  String typed(
      @PathVariable String shortId,
      @Nullable Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    CodeLink link = CodeLink.read(shortId);
    Visit visit = visit(viewer, request);
    return show(
        model,
        response,
        link.token().isEmpty()
            ? pages.typed(link.shortId(), visit)
            : pages.scanned(link.shortId().replace("-", ""), link.token(), visit));
  }

  /** Where a short id is typed by hand. */
  @GetMapping("/code")
  String form(
      @RequestParam(defaultValue = "") String id, HttpServletResponse response, Model model) {
    if (id.isBlank()) {
      model.addAttribute("page", new TypeCodePage("", null));
      return "proof/type-code";
    }
    CodeLink link = CodeLink.read(id);
    return switch (ShortId.read(link.shortId())) {
      case Outcome.Got<ShortId>(ShortId read) ->
          "redirect:" + new CodeLink(read.text(), link.token()).path();
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
    if (!codes.isReady()) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
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

  private Visit visit(@Nullable Viewer viewer, HttpServletRequest request) {
    // coming back from the form below is no scan
    boolean counts = request.getParameter("rated") == null;
    return new Visit(viewer, request.getRemoteAddr(), comers.of(request), counts);
  }

  private static String show(Model model, HttpServletResponse response, ScanPage page) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    model.addAttribute("page", page);
    return "proof/scan";
  }
}
