package cn.nongchao.people;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives every row that has no line in the ledger its first one, some at a time, off everybody's
 * path: at the first start, and at the first after an upgrade.
 */
@Component
public class LedgerBeginning {

  private final Ledger ledger;

  LedgerBeginning(Ledger ledger) {
    this.ledger = ledger;
  }

  @Scheduled(initialDelayString = "${nongchao.ledger-delay:PT1S}", fixedDelayString = "PT1H")
  public void begin() {
    for (LedgerTable table : ledger.tables()) {
      boolean more;
      do {
        more = ledger.begin(table);
      } while (more);
    }
  }
}
