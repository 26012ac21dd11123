package cn.nongchao.loop;

import cn.nongchao.people.LedgerAudit;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Whether rows that are no loop's are as the ledger keeps them. */
@Component
class RowAudit implements Audited {

  private final LedgerAudit ledger;

  RowAudit(LedgerAudit ledger) {
    this.ledger = ledger;
  }

  @Override
  public void differing(Consumer<String> told) {
    ledger.differing(told);
  }
}
