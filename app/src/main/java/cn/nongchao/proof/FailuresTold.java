package cn.nongchao.proof;

import cn.nongchao.loop.EscalationFailed;
import cn.nongchao.loop.FileAltered;
import cn.nongchao.loop.FoundAdrift;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What failed beside everybody's path is told to supervision. */
@Component
class FailuresTold {

  private final Alerts alerts;

  FailuresTold(Alerts alerts) {
    this.alerts = alerts;
  }

  @EventListener
  void told(EscalationFailed failed) {
    alerts.raise(AlertKind.ESCALATION_FAILED, failed.number());
  }

  @EventListener
  void told(FoundAdrift found) {
    alerts.adrift(found.number(), found.link(), found.place());
  }

  @EventListener
  void told(FileAltered altered) {
    alerts.raise(AlertKind.RECORD_ALTERED, "file " + altered.evidence());
  }
}
