package cn.nongchao.loop;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets files that no step has named within two days, or hours where they came from outside:
 * forms given up, mistakes, abuse.
 */
@Component
class LooseEvidence {

  private static final Logger LOG = LoggerFactory.getLogger(LooseEvidence.class);
  private static final Duration KEPT = Duration.ofDays(2);

  /** From outside: long enough to go on with a form after a meal. */
  private static final Duration STRANGERS = Duration.ofHours(6);

  private final Attachments rows;
  private final EvidenceStore store;
  private final Clock clock;

  LooseEvidence(Attachments rows, EvidenceStore store, Clock clock) {
    this.rows = rows;
    this.store = store;
    this.clock = clock;
  }

  @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
  void forget() {
    try {
      store.sweep();
    } catch (IOException e) {
      LOG.error("half uploads could not be deleted", e);
    }
    Instant now = clock.instant();
    for (String hash : rows.dropLoose(now.minus(KEPT), now.minus(STRANGERS))) {
      if (rows.isUsed(hash)) continue;
      try {
        store.delete(hash);
      } catch (IOException e) {
        LOG.error("loose evidence {} could not be deleted", hash, e);
      }
    }
  }
}
