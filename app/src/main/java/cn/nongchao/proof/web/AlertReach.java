package cn.nongchao.proof.web;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Reach;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.proof.Alerts;
import cn.nongchao.proof.Alerts.Alert;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * An alert is looked at by those over its place; one of the whole installation by those over it.
 */
@Component
class AlertReach implements Reach<Alert> {

  private static final Refusal NONE =
      Refusal.of("not-found", "没有这条预警，或不在您的范围内", "there is no such alert, or not in your places");

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
    UUID id = Ids.read(text);
    Alert alert = id == null ? null : alerts.find(id).orElse(null);
    return alert == null ? Outcome.refused(NONE) : reaches(alert, caller, roles);
  }

  @Override
  public Outcome<Alert> reaches(Alert alert, Caller caller, Collection<String> roles) {
    DivisionCode place = alert.division() == null ? DivisionCode.ALL : alert.division();
    boolean within = ((Viewer) caller).places(roles).stream().anyMatch(own -> own.contains(place));
    if (within) return Outcome.done(alert);
    return alert.division() != null
        ? Outcome.refused(NONE)
        : Outcome.refused(
            Refusal.of(
                "not-allowed",
                "这条预警事关整个系统，须由管辖全域的人处理",
                "this concerns the whole installation: for those who answer for all of it"));
  }
}
