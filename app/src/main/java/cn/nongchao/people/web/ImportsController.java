package cn.nongchao.people.web;

import cn.nongchao.people.ImportKind;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Roles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.imports.Column;
import cn.nongchao.people.imports.Imports;
import cn.nongchao.people.imports.Imports.Preview;
import cn.nongchao.people.imports.LongImports;
import cn.nongchao.people.imports.MendingFile;
import cn.nongchao.people.imports.OutlinePreview;
import cn.nongchao.people.imports.PasswordSlips;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.TakesFiles;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Files as offices keep them: upload, preview, say what is not known, confirm. */
@Controller
@Needs(PeopleRoles.ADMINISTRATOR)
class ImportsController {

  private static final String WORKBOOK =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  static final List<Refusal> NO_FILE = List.of(Refusal.field("file", "请选择文件", "choose a file"));

  private final Imports imports;
  private final OutlinePreview drawn;
  private final PasswordSlips passwords;
  private final LongImports longImports;
  private final Roles roles;

  ImportsController(
      Imports imports,
      OutlinePreview drawn,
      PasswordSlips passwords,
      LongImports longImports,
      Roles roles) {
    this.longImports = longImports;
    this.passwords = passwords;
    this.drawn = drawn;
    this.imports = imports;
    this.roles = roles;
  }

  @GetMapping("/imports/{kind}")
  String form(@PathVariable String kind, Model model) {
    return show(kind, List.of(), null, model);
  }

  @GetMapping("/imports/{kind}/template.xlsx")
  ResponseEntity<byte[]> template(@PathVariable String kind, HttpServletRequest request) {
    return template(imports, kind, UiOfRequest.lang(request));
  }

  /** The file to fill in, for pages and programs alike. */
  static ResponseEntity<byte[]> template(Imports imports, String kind, Lang lang) {
    return workbook(
        kind,
        imports
            .template(kind, lang)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
  }

  private static ResponseEntity<byte[]> workbook(String name, byte[] content) {
    return ResponseEntity.ok()
        .header("Content-Type", WORKBOOK)
        .header("Content-Disposition", "attachment; filename=\"" + name + ".xlsx\"")
        .body(content);
  }

  /** The rows that cannot be taken in, to be mended and sent again. */
  @GetMapping("/imports/{kind}/{id}/bad.xlsx")
  ResponseEntity<byte[]> bad(
      @PathVariable String kind, @PathVariable UUID id, Viewer viewer, HttpServletRequest request) {
    return bad(find(id, viewer), UiOfRequest.lang(request));
  }

  static ResponseEntity<byte[]> bad(Preview preview, Lang lang) {
    return workbook(preview.kind() + "-bad", MendingFile.of(preview, lang));
  }

  @TakesFiles(most = ImportsApi.MOST_BYTES)
  @PostMapping("/imports/outlines")
  String outlines(
      @RequestParam @Nullable MultipartFile file,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    return upload("outlines", file, viewer, request, response, model);
  }

  @TakesFiles(most = Imports.MOST_OF_TABLE)
  @PostMapping("/imports/{kind}")
  String upload(
      @PathVariable String kind,
      @RequestParam @Nullable MultipartFile file,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if (file == null || isUnchosen(file)) {
      return refuse(kind, NO_FILE, response, model);
    }
    String name = name(file);
    Outcome<UUID> outcome =
        imports.preview(
            Ids.next(),
            kind,
            name,
            file.getBytes(),
            said(imports, kind, request),
            Scope.of(viewer));
    return switch (outcome) {
      case Outcome.Done<UUID>(UUID id) -> "redirect:/imports/" + kind + "/" + id;
      case Outcome.Refused<UUID>(List<Refusal> reasons) -> refuse(kind, reasons, response, model);
    };
  }

  /** What is said of a file with it: of what is never assumed, by column. */
  static Map<String, String> said(Imports imports, String kind, HttpServletRequest request) {
    Map<String, String> said = new HashMap<>();
    for (Column column : imports.asked(kind)) {
      String value = request.getParameter(column.name());
      if (value != null && !value.isBlank()) said.put(column.name(), value.strip());
    }
    return said;
  }

  /** A form without a choice sends a file without a name; an empty file has one. */
  static boolean isUnchosen(MultipartFile file) {
    return file.isEmpty() && name(file).isEmpty();
  }

  static String name(MultipartFile file) {
    return Objects.requireNonNullElse(file.getOriginalFilename(), "");
  }

  private String refuse(
      String kind, List<Refusal> reasons, HttpServletResponse response, Model model) {
    response.setStatus(422);
    return show(kind, reasons, null, model);
  }

  @GetMapping("/imports/{kind}/{id}")
  String preview(
      @PathVariable String kind,
      @PathVariable UUID id,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    LongImports.Progress progress = longImports.progress(id, viewer.id()).orElse(null);
    if (progress != null && progress.isRunning()) {
      model.addAttribute("page", new ImportProgressPage(kind, id, progress));
      return "people/import-progress";
    }
    if (request.getHeader("HX-Request") != null) response.setHeader("HX-Refresh", "true");
    if (progress != null && progress.refused() != null) {
      return show(
          kind, List.of(new Refusal("refused", null, progress.refused())), find(id, viewer), model);
    }
    return show(kind, List.of(), find(id, viewer), model);
  }

  /** Outlines of a file as they will be, beside those there are. */
  @GetMapping("/imports/outlines/{id}/drawn")
  ResponseEntity<String> drawn(@PathVariable UUID id, Viewer viewer) {
    Preview preview = find(id, viewer);
    if (!preview.kind().equals("outlines")) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    return ResponseEntity.ok()
        .header("Content-Type", DivisionsController.GEO_JSON)
        .header("Cache-Control", "private, no-store")
        .body(drawn.geoJson(preview, Scope.of(viewer)));
  }

  private Preview find(UUID id, Viewer viewer) {
    return imports
        .find(id, viewer.id())
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private String show(String kind, List<Refusal> refusals, @Nullable Preview preview, Model model) {
    Text title =
        imports.title(kind).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    List<Column> columns = imports.columns(kind);
    boolean grants = columns.stream().anyMatch(column -> column.name().equals("role"));
    model.addAttribute(
        "page",
        new ImportPage(
            kind,
            title,
            imports.titles(),
            preview == null ? columns : preview.columns(),
            imports.kind(kind).map(ImportKind::list).orElse("/"),
            grants ? List.copyOf(roles.all()) : List.of(),
            imports.asked(kind),
            preview == null || !kind.equals("people") ? 0 : passwords.waiting(preview),
            refusals,
            preview));
    return "people/import";
  }
}
