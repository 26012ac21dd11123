package cn.nongchao.proof;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Keeps the sealer going, off everybody's path; stops it for good when the log is broken. */
@Component
public class Sealing {

  private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

  private final Sealer sealer;
  private final Alerts alerts;
  private volatile boolean ready;
  private volatile boolean broken;

  Sealing(Sealer sealer, Alerts alerts) {
    this.sealer = sealer;
    this.alerts = alerts;
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    sealer.found();
    int again = sealer.sealAside();
    if (again > 0) LOG.info("{} entries that stood aside are sealed now", again);
    ready = true;
  }

  /**
   * Seals whatever waits now; on a server this happens by itself.
   *
   * @return how many entries and records were sealed
   */
  public long sealAll() {
    sealer.found();
    long sealed = 0;
    Sealer.Done batch;
    do {
      batch = sealer.sealBatch();
      sealed += batch.sealed();
    } while (batch.more());
    return sealed;
  }

  @Scheduled(fixedDelayString = "${nongchao.seal-delay:PT0.3S}")
  void seal() {
    if (!ready || broken) return;
    try {
      while (sealer.sealBatch().more()) {
        // more is waiting
      }
    } catch (LogBroken | DataIntegrityViolationException e) {
      broken = true;
      LOG.error("sealing has stopped: {}", e.getMessage());
      alerts.raise("log-broken", String.valueOf(e.getMessage()));
    } catch (KeysUnusable e) {
      LOG.error("sealing waits for its keys: {}", e.getMessage());
      alerts.raise("keys-unusable", String.valueOf(e.getMessage()));
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("sealing will be tried again: {}", e.getMessage());
    }
  }

  boolean isBroken() {
    return broken;
  }
}
