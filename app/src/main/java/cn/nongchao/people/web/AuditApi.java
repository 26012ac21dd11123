package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.Reading;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.AuditLog;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log as JSON, within the scope of whoever asks. */
@RestController
@RequestMapping("/api/v1/audit")
@Needs(reading = Reading.AUDIT)
class AuditApi {

  /** Kinds of act the log tells of. */
  record Action(String name, Text title) {}

  /** A page of entries. */
  record Entries(List<AuditLog.Row> items, @Nullable String next) {}

  private final AuditLog log;

  AuditApi(AuditLog log) {
    this.log = log;
  }

  @Operation(
      summary = "The audit log, the latest first, 50 at a time; `next` goes into `after`",
      description =
          "action: a name of /audit/actions; person: part of the name of whoever acted, or an id of"
              + " whoever acted or underwent it; from, to: first and last day, as 2026-01-31.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Entries.class)))
  @GetMapping
  ResponseEntity<?> list(
      @RequestParam(defaultValue = "") String action,
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String after,
      Viewer viewer,
      HttpServletRequest request) {
    AuditLog.Query query = new AuditLog.Query(action, person, from, to, after);
    List<Refusal> wrong = query.wrong();
    if (!wrong.isEmpty()) return Problems.of(wrong, request);
    Slice<AuditLog.Row> found = log.list(query, Scope.reading(viewer, Reading.AUDIT));
    return ResponseEntity.ok(new Entries(found.items(), found.next()));
  }

  @Operation(summary = "Every action that ever happened, for the filter, with its words")
  @GetMapping("/actions")
  List<Action> actions() {
    return log.actions().stream().map(name -> new Action(name, AuditWords.of(name))).toList();
  }
}
