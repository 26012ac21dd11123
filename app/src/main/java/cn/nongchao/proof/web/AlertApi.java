package cn.nongchao.proof.web;

import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.proof.Alerts;
import cn.nongchao.proof.Alerts.Alert;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What supervision must look at, for programs. */
@Needs({LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR})
@RestController
@RequestMapping("/api/v1/alerts")
class AlertApi {

  private static final Refusal NONE = Refusal.of("not-found", "没有这条预警", "there is no such alert");

  private final Alerts alerts;

  AlertApi(Alerts alerts) {
    this.alerts = alerts;
  }

  /** Unseen ones first, then the latest, 200 at most. */
  record Page(List<AlertJson> items) {
    Page {
      items = List.copyOf(items);
    }
  }

  /**
   * One alert.
   *
   * @param words what a kind of alert means
   * @param link path of where to look further; empty where there is nothing further
   * @param seen whether somebody has dealt with it
   */
  record AlertJson(
      UUID id, Instant at, String kind, Text words, String detail, String link, boolean seen) {
    static AlertJson of(Alert one) {
      return new AlertJson(
          one.id(),
          one.at(),
          one.kind(),
          AlertsPage.words(one.kind()),
          one.detail(),
          one.link(),
          one.seen());
    }
  }

  @GetMapping
  @Operation(
      summary = "What supervision must look at",
      description = "Unseen alerts first, then the latest, 200 at most.")
  Page list() {
    return new Page(alerts.latest().stream().map(AlertJson::of).toList());
  }

  @PostMapping("/{id}/seen")
  @Operation(
      summary = "Say that an alert has been looked at",
      description = "The first to say so is kept. Sent twice, it is done once.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AlertJson.class)))
  ResponseEntity<?> seen(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
    UUID alert = Ids.read(id);
    if (alert != null) alerts.seen(alert, viewer.id());
    Alert now = alert == null ? null : alerts.find(alert).orElse(null);
    return now == null ? Problems.of(NONE, request) : ResponseEntity.ok(AlertJson.of(now));
  }
}
