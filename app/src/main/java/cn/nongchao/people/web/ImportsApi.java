package cn.nongchao.people.web;

import cn.nongchao.form.Repeats;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.imports.Imports;
import cn.nongchao.people.imports.LongImports;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.platform.web.TakesFiles;
import cn.nongchao.platform.web.UiOfRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/**
 * Files of people, organisations, places and outlines for programs: upload, preview, confirm. The
 * outlines that one address gives out, the same address takes back.
 */
@RestController
@Needs(PeopleRoles.ADMINISTRATOR)
class ImportsApi {

  /** As much as a form may carry; a document sent as it is has no other bound. */
  static final int MOST_BYTES = 30 << 20;

  private final Imports imports;
  private final LongImports longImports;
  private final Repeats repeats;

  ImportsApi(Imports imports, LongImports longImports, Repeats repeats) {
    this.imports = imports;
    this.longImports = longImports;
    this.repeats = repeats;
  }

  @Operation(
      summary = "What a file may hold: its columns",
      description =
          "kind: people, organisations, divisions, grids, outlines, responsibility, calendar or"
              + " grants.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ImportJson.Format.class)))
  @GetMapping("/api/v1/imports/{kind}")
  ResponseEntity<?> format(@PathVariable String kind, HttpServletRequest request) {
    Optional<Text> title = imports.title(kind);
    return title.isPresent()
        ? ResponseEntity.ok(new ImportJson.Format(kind, title.get(), imports.columns(kind)))
        : Problems.of(NONE, request);
  }

  @Operation(summary = "A table to fill in, for kinds that are tables")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = "string", format = "binary")))
  @GetMapping("/api/v1/imports/{kind}/template.xlsx")
  ResponseEntity<byte[]> template(@PathVariable String kind, HttpServletRequest request) {
    return ImportsController.template(imports, kind, UiOfRequest.lang(request));
  }

  /** A file as a form sends it. */
  record Form(
      @Schema(type = "string", format = "binary") String file,
      @Schema(description = "UUIDv7 made by the caller") UUID id) {}

  /**
   * Outlines as a form sends them.
   *
   * @param datum in which coordinates they are; needed unless each feature says it
   * @param schematic SURVEYED or SCHEMATIC; needed unless each feature says it
   */
  record OutlineForm(
      @Schema(type = "string", format = "binary") String file,
      @Schema(description = "UUIDv7 made by the caller") UUID id,
      @Schema(allowableValues = {"WGS84", "GCJ02", "BD09"}) String datum,
      @Schema(allowableValues = {"SURVEYED", "SCHEMATIC"}) String schematic) {}

  @Operation(
      summary = "Read and check a file; writes nothing until it is confirmed",
      description =
          "kind: as CSV (UTF-8 or GB 18030) or Excel .xlsx of 30 MB at most; outlines as GeoJSON."
              + " Answers every bad row with what is wrong,"
              + " 500 at a time. Sent twice with one id, it is read once. What is not confirmed is"
              + " thrown away after seven days.",
      requestBody =
          @RequestBody(
              content =
                  @Content(
                      mediaType = "multipart/form-data",
                      schema = @Schema(implementation = Form.class))))
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = ImportJson.Preview.class)))
  @TakesFiles(most = Imports.MOST_OF_TABLE)
  @PostMapping("/api/v1/imports/{kind}")
  ResponseEntity<?> upload(
      @PathVariable String kind,
      @Parameter(hidden = true) @RequestParam(required = false) @Nullable MultipartFile file,
      @Parameter(hidden = true) @RequestParam(defaultValue = "") String id,
      Viewer viewer,
      HttpServletRequest request)
      throws IOException {
    if (file == null || ImportsController.isUnchosen(file)) {
      return Problems.of(ImportsController.NO_FILE, request);
    }
    String name = ImportsController.name(file);
    return previewed(id, kind, name, file.getBytes(), viewer, request);
  }

  @Operation(
      summary = "The same for outlines, as a file of 30 MB at most",
      description =
          "In which coordinates a file is and whether it was surveyed is never assumed: what the"
              + " features do not say is said with the file, or named by `columns` later; until"
              + " then the answer's `asked` names it and nothing can be confirmed.",
      requestBody =
          @RequestBody(
              content =
                  @Content(
                      mediaType = "multipart/form-data",
                      schema = @Schema(implementation = OutlineForm.class))))
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = ImportJson.Preview.class)))
  @TakesFiles(most = MOST_BYTES)
  @PostMapping("/api/v1/imports/outlines")
  ResponseEntity<?> outlineFile(
      @Parameter(hidden = true) @RequestParam(required = false) @Nullable MultipartFile file,
      @Parameter(hidden = true) @RequestParam(defaultValue = "") String id,
      Viewer viewer,
      HttpServletRequest request)
      throws IOException {
    return upload("outlines", file, id, viewer, request);
  }

  @Operation(
      summary = "Read and check outlines (GeoJSON, RFC 7946); writes nothing until confirmed",
      description =
          "A FeatureCollection as GET gives it: a feature's property `code` says whose outline it"
              + " is, `datum` (WGS84, GCJ02, BD09) and `schematic` how it is meant, else the"
              + " parameters of these names. Confirm it at /imports/outlines/{id}/confirm. Sent"
              + " twice with one id, it is read once.",
      requestBody =
          @RequestBody(
              content =
                  @Content(
                      mediaType = DivisionsController.GEO_JSON,
                      schema = @Schema(type = "object"))))
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = ImportJson.Preview.class)))
  @PostMapping("/api/v1/divisions/outlines")
  ResponseEntity<?> outlines(
      @Parameter(description = "UUIDv7 made by the caller") @RequestParam(defaultValue = "")
          String id,
      @RequestParam(defaultValue = "outlines.geojson") String fileName,
      @Parameter(description = "WGS84, GCJ02 or BD09") @RequestParam(defaultValue = "")
          String datum,
      @Parameter(description = "SURVEYED or SCHEMATIC") @RequestParam(defaultValue = "")
          String schematic,
      Viewer viewer,
      HttpServletRequest request)
      throws IOException {
    String type = Objects.requireNonNullElse(request.getContentType(), "");
    if (!type.startsWith(DivisionsController.GEO_JSON) && !type.startsWith("application/json")) {
      throw new ResponseStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }
    byte[] content = request.getInputStream().readNBytes(MOST_BYTES + 1);
    return content.length > MOST_BYTES
        ? Problems.of(TOO_LARGE, request)
        : previewed(id, "outlines", fileName, content, viewer, request);
  }

  private ResponseEntity<?> previewed(
      String id,
      String kind,
      String name,
      byte[] content,
      Viewer viewer,
      HttpServletRequest request) {
    UUID given = Ids.read(id);
    if (given == null) return Problems.of(NO_ID, request);
    if (imports.find(given, viewer.id()).isEmpty()) {
      Refusal taken = repeats.claim(given, "id", "import " + kind + " " + viewer.id());
      if (taken != null) return Problems.of(taken, request);
    }
    Map<String, String> said = ImportsController.said(imports, kind, request);
    Outcome<UUID> kept = imports.preview(given, kind, name, content, said, Scope.of(viewer));
    if (!(kept instanceof Outcome.Done<UUID>(UUID made))) return Problems.of(kept, request);
    Imports.Preview preview = imports.find(made, viewer.id()).orElseThrow();
    return ResponseEntity.created(URI.create("/api/v1/imports/" + kind + "/" + made))
        .body(ImportJson.of(preview, null, 0, UiOfRequest.lang(request)));
  }

  @Operation(
      summary = "A file you sent, with its bad rows",
      description = "after: the `nextBad` of the answer before, for the bad rows that follow.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ImportJson.Preview.class)))
  @GetMapping("/api/v1/imports/{kind}/{id}")
  ResponseEntity<?> preview(
      @PathVariable String kind,
      @PathVariable String id,
      @RequestParam(defaultValue = "0") String after,
      Viewer viewer,
      HttpServletRequest request) {
    Imports.Preview found = find(kind, id, viewer);
    if (found == null) return Problems.of(NONE, request);
    if (!after.matches("\\d{1,9}")) return Problems.of(NO_LINE, request);
    return ResponseEntity.ok(
        ImportJson.of(
            found,
            longImports.progress(found.id(), viewer.id()).orElse(null),
            Integer.parseInt(after),
            UiOfRequest.lang(request)));
  }

  @Operation(summary = "The bad rows of a file you sent, with the reason before each, to be mended")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = "string", format = "binary")))
  @GetMapping("/api/v1/imports/{kind}/{id}/bad.xlsx")
  ResponseEntity<?> bad(
      @PathVariable String kind,
      @PathVariable String id,
      Viewer viewer,
      HttpServletRequest request) {
    Imports.Preview found = find(kind, id, viewer);
    return found == null
        ? Problems.of(NONE, request)
        : ImportsController.bad(found, UiOfRequest.lang(request));
  }

  private Imports.@Nullable Preview find(String kind, String id, Viewer viewer) {
    return Optional.ofNullable(Ids.read(id))
        .flatMap(known -> imports.find(known, viewer.id()))
        .filter(preview -> preview.kind().equals(kind))
        .orElse(null);
  }

  private static final List<Refusal> NONE = List.of(Imports.UNKNOWN);

  private static final List<Refusal> NO_ID =
      List.of(Refusal.field("id", "缺少编号", "an id is needed"));

  private static final List<Refusal> NO_LINE =
      List.of(Refusal.field("after", "应为上一次回答中的 nextBad", "the nextBad of the answer before"));

  private static final List<Refusal> TOO_LARGE =
      List.of(
          Refusal.of(
              "too-large",
              "文件超过 " + (MOST_BYTES >> 20) + " MB",
              "the file is over " + (MOST_BYTES >> 20) + " MB"));
}
