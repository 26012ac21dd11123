package cn.nongchao.loop;

import cn.nongchao.people.LedgerTable;
import cn.nongchao.people.LedgerTables;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the ledger keeps beside loops, whose entries keep themselves. */
@Component
class LoopTables implements LedgerTables {

  static final LedgerTable CALENDAR = LedgerTable.of("loop.calendar_days", "t.day", "date");
  static final LedgerTable HOURS = LedgerTable.of("loop.office_hours", "t.since", "date");
  static final LedgerTable EVIDENCE =
      LedgerTable.of("loop.evidence", "t.id", "uuid").where("t.loop is not null");

  @Override
  public List<LedgerTable> all() {
    return List.of(CALENDAR, HOURS, EVIDENCE);
  }
}
