package cn.nongchao.proof;

import cn.nongchao.platform.Settings;
import cn.nongchao.proof.LogStore.State;
import java.io.IOException;
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
  private final LogStore store;
  private final LogMemory memory;
  private final Alerts alerts;
  private final boolean trial;
  private volatile boolean ready;
  private volatile boolean broken;

  Sealing(Sealer sealer, LogStore store, LogMemory memory, Alerts alerts, Settings settings) {
    this.sealer = sealer;
    this.store = store;
    this.memory = memory;
    this.alerts = alerts;
    this.trial = settings.trial();
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() throws IOException {
    if (trial) {
      LOG.info("a copy for trial: nothing is sealed");
      return;
    }
    sealer.found();
    State state = store.state().orElseThrow();
    String contradiction = memory.contradicts(state).orElse(null);
    broken = contradiction != null;
    if (contradiction != null) {
      LOG.error("nothing is sealed, the log went back: {}; docs/operating.md", contradiction);
      alerts.raise(AlertKind.LOG_WENT_BACK, contradiction);
      return;
    }
    int again = sealer.sealAside();
    if (again > 0) LOG.info("{} entries that stood aside are sealed now", again);
    ready = true;
  }

  /** Whether this server seals what waits; not where the log is broken, nor in a copy for trial. */
  public boolean isGoingOn() {
    return ready && !broken;
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
      Sealer.Done batch;
      do {
        batch = sealer.sealBatch();
        if (batch.sealed() > 0) memory.remember(store.state().orElseThrow());
      } while (batch.more());
    } catch (LogBroken | DataIntegrityViolationException e) {
      broken = true;
      LOG.error("sealing has stopped: {}", e.getMessage());
      alerts.raise(AlertKind.LOG_BROKEN, String.valueOf(e.getMessage()));
    } catch (KeysUnusable e) {
      LOG.error("sealing waits for its keys: {}", e.getMessage());
      alerts.raise(AlertKind.KEYS_UNUSABLE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      LOG.error("what was signed cannot be kept beside the database", e);
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("sealing will be tried again: {}", e.getMessage());
    }
  }
}
