package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.imports.Imports;
import cn.nongchao.people.imports.Imports.Preview;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.TakesFiles;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

/** Files of people, organisations, places and outlines: upload, preview, confirm. */
@Controller
@Needs(PeopleRoles.ADMINISTRATOR)
class ImportsController {

  /** The page that lists what a file of this kind is full of. */
  static String list(String kind) {
    return kind.equals("outlines") ? "divisions" : kind;
  }

  static final List<Refusal> NO_FILE = List.of(Refusal.field("file", "请选择文件", "choose a file"));

  private final Imports imports;

  ImportsController(Imports imports) {
    this.imports = imports;
  }

  @GetMapping("/imports/{kind}")
  String form(@PathVariable String kind, Model model) {
    return show(kind, List.of(), null, model);
  }

  @GetMapping("/imports/{kind}/template.csv")
  ResponseEntity<byte[]> template(@PathVariable String kind) {
    return template(imports, kind);
  }

  /** The file to fill in, for pages and programs alike. */
  static ResponseEntity<byte[]> template(Imports imports, String kind) {
    String csv =
        imports.template(kind).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return ResponseEntity.ok()
        .header("Content-Type", "text/csv;charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"" + kind + ".csv\"")
        .body(csv.getBytes(StandardCharsets.UTF_8));
  }

  @TakesFiles(most = ImportsApi.MOST_BYTES)
  @PostMapping("/imports/outlines")
  String outlines(
      @RequestParam @Nullable MultipartFile file,
      Viewer viewer,
      HttpServletResponse response,
      Model model)
      throws IOException {
    return upload("outlines", file, viewer, response, model);
  }

  @TakesFiles(most = Imports.MOST_OF_TABLE)
  @PostMapping("/imports/{kind}")
  String upload(
      @PathVariable String kind,
      @RequestParam @Nullable MultipartFile file,
      Viewer viewer,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if (file == null || isUnchosen(file)) {
      return refuse(kind, NO_FILE, response, model);
    }
    String name = name(file);
    Outcome<UUID> outcome =
        imports.preview(Ids.next(), kind, name, file.getBytes(), Scope.of(viewer));
    return switch (outcome) {
      case Outcome.Done<UUID>(UUID id) -> "redirect:/imports/" + kind + "/" + id;
      case Outcome.Refused<UUID>(List<Refusal> reasons) -> refuse(kind, reasons, response, model);
    };
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
  String preview(@PathVariable String kind, @PathVariable UUID id, Viewer viewer, Model model) {
    return show(kind, List.of(), find(id, viewer), model);
  }

  private Preview find(UUID id, Viewer viewer) {
    return imports
        .find(id, viewer.id())
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private String show(String kind, List<Refusal> refusals, @Nullable Preview preview, Model model) {
    Text title =
        imports.title(kind).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute(
        "page",
        new ImportPage(kind, title, imports.columns(kind), "/" + list(kind), refusals, preview));
    return "people/import";
  }
}
