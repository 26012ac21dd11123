package cn.nongchao.people;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Whether something is being written: then what it names must stay as it is until that is done. */
final class Written {

  private Written() {}

  static boolean isBeing() {
    return TransactionSynchronizationManager.isActualTransactionActive()
        && !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
  }
}
