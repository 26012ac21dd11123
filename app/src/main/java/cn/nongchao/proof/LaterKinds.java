package cn.nongchao.proof;

import cn.nongchao.platform.Text;
import jakarta.annotation.PostConstruct;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Kinds of act that came after the first ones: written by the application, since the ledger keeps
 * them and would name a row that a migration put there.
 */
@Component
class LaterKinds {

  private final CodeStore store;
  private final TransactionOperations transactions;

  LaterKinds(CodeStore store, TransactionOperations transactions) {
    this.store = store;
    this.transactions = transactions;
  }

  @PostConstruct
  void add() {
    transactions.executeWithoutResult(status ->
        store.addKind(
            ActRecord.NOTICE,
            Text.of("整改通知", "notice to mend"),
            Text.of(
                "请在期限内整改并答复，发出通知的单位将复查。本通知不是行政处罚，也不是责令改正决定。",
                "Put it right within the time given and answer; whoever gave the notice will look"
                    + " again. It is no penalty and no order of law.")));
  }
}
