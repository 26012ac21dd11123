package cn.nongchao.proof;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Audits the log every night; what differs is an alert for supervision. */
@Component
class NightlyAudit {

  private static final Logger LOG = LoggerFactory.getLogger(NightlyAudit.class);

  private final LogAudit audit;
  private final Alerts alerts;

  NightlyAudit(LogAudit audit, Alerts alerts) {
    this.audit = audit;
    this.alerts = alerts;
  }

  @Scheduled(cron = "${nongchao.log.audit:0 30 3 * * *}", zone = "${nongchao.zone:Asia/Shanghai}")
  void run() {
    AuditFindings found = audit.run(leaves -> {});
    if (found.count() == 0) {
      LOG.info("the log was audited: {} leaves, nothing differs", found.leaves());
      return;
    }
    LOG.error("the log was audited: {} things differ: {}", found.count(), found.first());
    alerts.raise(AlertKind.RECORD_ALTERED, found.count() + ": " + found.first().getFirst());
  }
}
