package cn.nongchao.proof.web;

import cn.nongchao.loop.Entry;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.proof.Receipts;
import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.receipt.Receipt;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Receipts of entries the viewer may see (docs/formats/receipt.md). One asked for before its entry
 * is sealed, which takes up to two seconds, is promised: 503 with Retry-After, and a page that asks
 * again by itself.
 */
@Needs
@Controller
class ReceiptController {

  /** Seconds after which to ask again: within it whatever was committed is sealed. */
  private static final String SOON = "2";

  private static final Refusal NONE =
      Refusal.of("not-found", "没有这条记录，或您无权查看", "no such entry, or not yours to see");
  private static final Refusal NOT_YET =
      Refusal.of(
          "not-yet",
          "这条记录正在封存，通常不超过两秒，请稍后再取",
          "this entry is being sealed, which takes up to two seconds; ask again");

  private static final Refusal SET_ASIDE =
      Refusal.of(
          "set-aside",
          "这条记录无法封存，日志中以标记代替，监督人员已知悉",
          "this entry could not be sealed; a marker stands in its place, and supervision knows");
  private static final Refusal ALTERED =
      Refusal.of(
          "altered",
          "现存的记录与公开日志中封存的不一致，不能出具凭证，已报告监督人员",
          "what is stored is not what was sealed: no receipt is given, and supervision was told");

  private final Loops loops;
  private final Receipts receipts;
  private final Settings settings;

  ReceiptController(Loops loops, Receipts receipts, Settings settings) {
    this.settings = settings;
    this.loops = loops;
    this.receipts = receipts;
  }

  @GetMapping("/receipts/{entry}")
  Object download(
      @PathVariable String entry,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws Malformed {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    boolean person = accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
    Entry found = visible(entry, viewer);
    Receipt receipt = found == null ? null : receipts.of(found.id()).orElse(null);
    if (found != null && receipt != null) return file(found.id(), receipt);
    if (!person) return refused(found, request);
    if (found == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return "proof/no-act";
    }
    Receipts.Withheld why = receipts.withheld(found.id());
    if (why != Receipts.Withheld.NOT_YET) {
      response.setStatus(Problems.status(reason(why, found.id()).code()).value());
      model.addAttribute(
          "page", new NoReceiptPage("/loops/" + found.loop(), reason(why, found.id()).reason()));
      return "proof/no-receipt";
    }
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader(HttpHeaders.RETRY_AFTER, SOON);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    model.addAttribute("page", new SealingPage("/loops/" + found.loop()));
    return "proof/sealing";
  }

  /** A receipt as docs/formats/receipt.md says it, for its description alone. */
  @Schema(name = "Receipt")
  private record ReceiptFile(
      @Schema(allowableValues = Receipt.FORMAT) String format,
      SealedFacts entry,
      @Schema(description = "Base64") String salt,
      @Schema(description = "Text of c2sp.org/tlog-proof") String proof,
      @Schema(description = "Base64 of SHA-256 over the rest") String check) {}

  /** What was sealed: the entry's kind and facts. */
  @Schema(name = "SealedEntry")
  private record SealedFacts(String type, Map<String, Object> facts) {}

  @GetMapping("/api/v1/receipts/{entry}")
  @ResponseBody
  @Operation(
      summary = "The receipt of an entry",
      description =
          "What docs/formats/receipt.md says. 503 with Retry-After while the entry is being sealed,"
              + " which takes up to two seconds; 409 where it could not be sealed, or is stored"
              + " otherwise than it was sealed; 410 where its words were erased.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ReceiptFile.class)))
  ResponseEntity<?> receipt(@PathVariable String entry, Viewer viewer, HttpServletRequest request)
      throws Malformed {
    Entry found = visible(entry, viewer);
    Receipt receipt = found == null ? null : receipts.of(found.id()).orElse(null);
    return found != null && receipt != null ? file(found.id(), receipt) : refused(found, request);
  }

  private @Nullable Entry visible(String entry, Viewer viewer) {
    UUID id = Ids.read(entry);
    return id == null ? null : loops.entry(id, viewer).orElse(null);
  }

  private Refusal reason(Receipts.Withheld why, UUID entry) {
    return switch (why) {
      case NOT_YET -> NOT_YET;
      case SET_ASIDE -> SET_ASIDE;
      case ERASED -> erased(receipts.erasedAt(entry).orElseThrow());
      case ALTERED -> ALTERED;
    };
  }

  private Refusal erased(Instant at) {
    LocalDate day = at.atZone(settings.zone()).toLocalDate();
    return Refusal.of(
        "erased",
        "这条记录中的个人信息已于 " + day + " 依法删除，不再出具凭证；以前出具的凭证仍可核验",
        "the personal data in this entry was erased on "
            + day
            + ", as the law has it; no receipt is given any more, those given before stay good");
  }

  private ResponseEntity<?> refused(@Nullable Entry found, HttpServletRequest request) {
    if (found == null) return Problems.of(NONE, request);
    Receipts.Withheld why = receipts.withheld(found.id());
    if (why != Receipts.Withheld.NOT_YET) return Problems.of(reason(why, found.id()), request);
    var problem = Problems.of(NOT_YET, request);
    return ResponseEntity.status(problem.getStatusCode())
        .headers(problem.getHeaders())
        .header(HttpHeaders.RETRY_AFTER, SOON)
        .body(problem.getBody());
  }

  private static ResponseEntity<byte[]> file(UUID id, Receipt receipt) throws Malformed {
    String name = "nongchao-receipt-" + id + ".json";
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(receipt.bytes());
  }
}
