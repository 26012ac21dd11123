package cn.nongchao.proof;

import cn.nongchao.loop.FileAudit;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Audits the log every night, and some of the files; what differs is an alert for supervision. */
@Component
class NightlyAudit {

  private static final Logger LOG = LoggerFactory.getLogger(NightlyAudit.class);

  private final LogAudit audit;
  private final FileAudit files;
  private final Alerts alerts;
  private final Clock clock;

  NightlyAudit(LogAudit audit, FileAudit files, Alerts alerts, Clock clock) {
    this.audit = audit;
    this.files = files;
    this.alerts = alerts;
    this.clock = clock;
  }

  @Scheduled(cron = "${nongchao.log.audit:0 30 3 * * *}", zone = "${nongchao.zone:Asia/Shanghai}")
  void run() {
    AuditFindings found = audit.run(leaves -> {});
    files.ofDay(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay(), found::add);
    if (found.count() == 0) {
      LOG.info("the log was audited: {} leaves, nothing differs", found.leaves());
      return;
    }
    LOG.error("the log was audited: {} things differ: {}", found.count(), found.first());
    alerts.raise(AlertKind.RECORD_ALTERED, found.count() + ": " + found.first().getFirst());
  }
}
