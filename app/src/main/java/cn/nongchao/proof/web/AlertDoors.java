package cn.nongchao.proof.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Listing;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Page;
import cn.nongchao.form.Write;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.proof.Alerts;
import cn.nongchao.proof.Alerts.Alert;
import java.util.Set;

/** What supervision must look at: a broken log, codes scanned where they surprise. */
@Doors
class AlertDoors {

  private static final String[] WATCHERS = {LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR};

  private final Alerts alerts;

  AlertDoors(Alerts alerts) {
    this.alerts = alerts;
  }

  @Needs({LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR})
  @Listing(
      name = "alerts",
      zh = "监督预警",
      en = "Alerts",
      page = "/alerts",
      api = "/api/v1/alerts",
      summary = "What supervision must look at",
      about = "Unseen alerts first, and of them the graver; then the latest.",
      emptyZh = "没有这样的预警。",
      emptyEn = "No such alerts.",
      aside = "proof/alerts-unseen",
      row = "proof/alert-seen")
  Listed<Alert> list(Alerts.Query query, Page<Alert> page, Viewer viewer) {
    return alerts.list(query, page, viewer.places(Set.of(WATCHERS)));
  }

  @Write(
      name = "alert-seen",
      zh = "标为已查看",
      en = "Mark as seen",
      page = "/alerts/{id}",
      back = "/alerts",
      api = "POST /api/v1/alerts/{id}/seen",
      by = {LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR},
      over = Over.SUBJECT,
      about = "The first to say so is kept. Sent twice, it is done once.")
  Outcome<Alert> seen(@On Alert id, Viewer viewer) {
    alerts.seen(id.id(), viewer.id());
    return Outcome.done(alerts.find(id.id()).orElseThrow());
  }
}
