package cn.nongchao.people.register;

import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Outcome;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Moves persons on the day it was ordered for; one that cannot be holds up no other. */
@Component
class TransferDays {

  private static final Logger LOG = LoggerFactory.getLogger(TransferDays.class);

  private final Transfers transfers;

  TransferDays(Transfers transfers) {
    this.transfers = transfers;
  }

  @Scheduled(fixedDelayString = "${nongchao.transfers-delay:PT1M}")
  void move() {
    for (UUID id : transfers.due()) {
      try {
        if (transfers.onItsDay(id) instanceof Outcome.Refused<PersonId> refused) {
          LOG.warn("the move {} waits: {}", id, refused.reasons());
        }
      } catch (RuntimeException e) { // this one waits, the others are moved
        LOG.error("the move {} could not be made", id, e);
      }
    }
  }
}
