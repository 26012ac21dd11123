package cn.nongchao.loop.web;

import cn.nongchao.loop.Evidence;
import cn.nongchao.loop.EvidenceStore;
import cn.nongchao.loop.EvidenceStore.Shown;
import cn.nongchao.loop.EvidenceStore.Upload;
import cn.nongchao.loop.FileProof;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.PublicEvidence;
import cn.nongchao.loop.Uploads;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Network;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.platform.web.TakesFiles;
import cn.nongchao.platform.web.UiOfRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Evidence over HTTP. Sending is open to all, with a limit, because citizens report without an
 * account; what was sent is seen by its sender until a step names it, then by whoever may see the
 * loop.
 */
@RestController
class EvidenceController {

  private static final Refusal ALTERED =
      Refusal.of(
          "altered",
          "现存的附件与封存时的不一致，不予出示，已报告监督人员",
          "what is stored is not the file that was sealed: it is not shown, and supervision was"
              + " told");

  private final EvidenceStore store;
  private final Loops loops;
  private final Uploads uploads;
  private final FileProof proof;
  private final List<PublicEvidence> publicly;
  private final Settings settings;

  EvidenceController(
      EvidenceStore store,
      Loops loops,
      Uploads uploads,
      FileProof proof,
      ObjectProvider<PublicEvidence> publicly,
      Settings settings) {
    this.settings = settings;
    this.store = store;
    this.loops = loops;
    this.uploads = uploads;
    this.proof = proof;
    this.publicly = publicly.stream().toList();
  }

  @Anyone
  @PostMapping(
      path = {"/evidence", "/api/v1/evidence"},
      consumes = "multipart/form-data")
  @Operation(
      summary = "Send a file as evidence; name its id in the next opening or move",
      description =
          "Multipart: file (20 MB at most), id (UUIDv7, sent twice is kept once), sha256"
              + " (hexadecimal, reckoned on the device), capturedAt (ISO 8601), lat and lon (WGS"
              + " 84). Of these three, what cannot be so is left out: a clock or position that"
              + " stands wrong keeps no photo away.")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = EvidenceJson.class)))
  @TakesFiles(most = EvidenceStore.MOST_BYTES)
  ResponseEntity<?> take(
      @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> files,
      @RequestParam(required = false) @Nullable String id,
      @RequestParam(required = false) @Nullable String sha256,
      @RequestParam(required = false) @Nullable String capturedAt,
      @RequestParam(required = false) @Nullable Double lat,
      @RequestParam(required = false) @Nullable Double lon,
      @Nullable Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var lang = UiOfRequest.lang(request);
    if (files == null || files.isEmpty()) {
      return Problems.of(List.of(Refusal.field("file", "请选择文件", "choose a file")), lang);
    }
    if (files.size() > 1) {
      return Problems.of(
          List.of(Refusal.field("file", "一次只发一个文件", "send one file at a time")), lang);
    }
    MultipartFile file = files.getFirst();
    UUID given = Ids.read(id);
    if (id != null && given == null) {
      return Problems.of(List.of(Refusal.field("id", "编号不是 UUID", "the id is no UUID")), lang);
    }
    var upload =
        new Upload(
            given == null ? Ids.next() : given,
            String.valueOf(file.getOriginalFilename()),
            sha256 == null || sha256.isBlank() ? null : sha256.strip(),
            moment(capturedAt),
            within(lat, 90),
            within(lon, 180));
    return switch (uploads.take(
        upload, file, uploads.uploader(viewer, request, response), request)) {
      case Outcome.Done<Evidence>(Evidence evidence) ->
          ResponseEntity.status(HttpStatus.CREATED).body(EvidenceJson.of(evidence));
      case Outcome.Refused<Evidence>(List<Refusal> reasons) -> Problems.of(reasons, lang);
    };
  }

  /** What a device says of a photo is a help, not a condition: what cannot be read is left out. */
  private static @Nullable Instant moment(@Nullable String text) {
    if (text == null || text.isBlank()) return null;
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }

  private static @Nullable Double within(@Nullable Double degrees, int most) {
    return degrees == null || Double.isNaN(degrees) || Math.abs(degrees) > most ? null : degrees;
  }

  @Anyone
  @GetMapping({"/evidence/{id}", "/api/v1/evidence/{id}"})
  @Operation(
      summary = "The bytes of a piece of evidence",
      description =
          "Whoever has no account names in pass what they were given with the report they track,"
              + " and gets a photo drawn anew, without what the camera wrote beside it; no other"
              + " file.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = "string", format = "binary")))
  ResponseEntity<?> bytes(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String pass,
      @Nullable Viewer viewer,
      HttpServletRequest request)
      throws IOException {
    Evidence evidence = found(id);
    Sight sight = evidence == null ? Sight.NONE : sight(evidence, pass, viewer, request);
    if (evidence == null || sight == Sight.NONE) return notFound(request);
    if (evidence.erasedAt() != null) return Problems.of(erased(evidence.erasedAt()), request);
    if (!proof.holds(evidence)) return Problems.of(ALTERED, request);
    if (sight == Sight.WHOLE) {
      return answer(
          evidence, new Shown(store.file(evidence), evidence.mediaType(), evidence.name()));
    }
    String reader = viewer == null ? Network.of(request.getRemoteAddr()) : viewer.id().toString();
    return switch (store.shown(evidence, reader)) {
      case Outcome.Done<Shown>(Shown shown) -> answer(evidence, shown);
      case Outcome.Refused<Shown>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }

  @Anyone
  @GetMapping({"/evidence/{id}/thumb", "/api/v1/evidence/{id}/thumb"})
  @Operation(
      summary = "A small picture of a piece of evidence",
      description = "JPEG. Whoever has no account names in pass what came with the report.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")))
  ResponseEntity<?> thumb(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String pass,
      @Nullable Viewer viewer,
      HttpServletRequest request)
      throws IOException {
    Evidence evidence = found(id);
    if (evidence == null
        || !evidence.thumb() // an erased one has none
        || sight(evidence, pass, viewer, request) == Sight.NONE) {
      return notFound(request);
    }
    return proof.holds(evidence)
        ? answer(evidence, new Shown(store.thumbFile(evidence), "image/jpeg", "thumb.jpg"))
        : Problems.of(ALTERED, request);
  }

  /** Whether it is not there or not for this reader is not told. */
  private static ResponseEntity<?> notFound(HttpServletRequest request) {
    return Problems.of(
        List.of(Refusal.of("not-found", "没有这个附件", "there is no such file")),
        UiOfRequest.lang(request));
  }

  private Refusal erased(Instant at) {
    String day = at.atZone(settings.zone()).toLocalDate().toString();
    return Refusal.of(
        "erased",
        "这个文件已于 " + day + " 依法删除",
        "this file was erased on " + day + ", as the law has it");
  }

  private @Nullable Evidence found(String text) {
    UUID id = Ids.read(text);
    return id == null ? null : store.find(id).orElse(null);
  }

  /** How much of a file a reader gets. */
  private enum Sight {
    NONE,
    /** A photo drawn anew: the public never gets what a camera writes beside the pixels. */
    PICTURE,
    WHOLE
  }

  private Sight sight(
      Evidence evidence, @Nullable String pass, @Nullable Viewer viewer, HttpServletRequest rq) {
    var loop = evidence.loop();
    boolean isOwn = viewer != null && viewer.id().equals(evidence.by());
    if (loop == null) {
      if (isOwn) return Sight.WHOLE;
      if (!uploads.isOwn(evidence, viewer, rq)) return Sight.NONE;
      return evidence.isImage() ? Sight.PICTURE : Sight.WHOLE; // their own, sent just now
    }
    if (viewer != null && loops.find(loop, viewer).isPresent()) {
      if (isOwn || loops.findWhole(loop, viewer).isPresent()) return Sight.WHOLE;
      return publicly.stream().anyMatch(hook -> hook.isForReporter(loop, evidence))
          ? Sight.PICTURE
          : Sight.NONE;
    }
    return pass != null && publicly.stream().anyMatch(hook -> hook.shows(loop, evidence, pass))
        ? Sight.PICTURE
        : Sight.NONE;
  }

  private static ResponseEntity<Resource> answer(Evidence evidence, Shown given) {
    if (!Files.isRegularFile(given.file())) return ResponseEntity.notFound().build();
    // Pictures and sound are shown in the page; documents are saved, never run in our origin.
    boolean shown = evidence.isShownByBrowsers() || evidence.isAudio();
    ContentDisposition disposition =
        (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
            .filename(given.name(), StandardCharsets.UTF_8)
            .build();
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(given.mediaType()))
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .body(new FileSystemResource(given.file()));
  }
}
