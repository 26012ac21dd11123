package cn.nongchao.proof.web;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Doors;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Listing;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Page;
import cn.nongchao.form.Reach;
import cn.nongchao.form.Write;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.proof.Alerts;
import cn.nongchao.proof.Alerts.Alert;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What supervision must look at: a broken log, codes scanned where they surprise. */
@Doors
class AlertDoors {

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
      about = "Unseen alerts first, then the latest.",
      emptyZh = "没有预警。公开日志一致，也没有扫描异常的码。",
      emptyEn =
          "Nothing to look at: the log is consistent and no code is scanned where it surprises.",
      row = "proof/alert-seen")
  Listed<Alert> list(Alerts.Query query, Page<Alert> page) {
    return alerts.list(query, page);
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

  /** Alerts lie in no place: whoever holds one of the roles anywhere deals with them. */
  @Component
  static class AlertReach implements Reach<Alert> {

    private static final Refusal NONE =
        Refusal.of("not-found", "没有这条预警", "there is no such alert");

    private final Alerts alerts;

    AlertReach(Alerts alerts) {
      this.alerts = alerts;
    }

    @Override
    public Class<Alert> type() {
      return Alert.class;
    }

    @Override
    public Outcome<Alert> find(String text, Caller caller, Collection<String> roles) {
      return Optional.ofNullable(Ids.read(text))
          .flatMap(alerts::find)
          .map(Outcome::done)
          .orElse(Outcome.refused(NONE));
    }

    @Override
    public Outcome<Alert> reaches(Alert thing, Caller caller, Collection<String> roles) {
      return Outcome.done(thing);
    }
  }
}
