package cn.nongchao.command;

import cn.nongchao.people.LedgerTable;
import cn.nongchao.people.LedgerTables;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the ledger keeps of calls. */
@Component
class CommandTables implements LedgerTables {

  static final LedgerTable CALLS = LedgerTable.of("command.calls", "t.id", "uuid");
  static final LedgerTable CALLED = LedgerTable.of("command.called", "t.loop", "uuid");
  static final LedgerTable ARRIVALS = LedgerTable.of("command.arrivals", "t.loop", "uuid");

  @Override
  public List<LedgerTable> all() {
    return List.of(CALLS, CALLED, ARRIVALS);
  }
}
