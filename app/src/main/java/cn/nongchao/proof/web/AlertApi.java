package cn.nongchao.proof.web;

import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.Alerts;
import cn.nongchao.proof.Alerts.Alert;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What supervision must look at, for programs. */
@Needs({LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR})
@RestController
@RequestMapping("/api/v1/alerts")
class AlertApi {

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
}
