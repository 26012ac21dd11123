package cn.nongchao.cases;

import cn.nongchao.people.LedgerTable;
import cn.nongchao.people.LedgerTables;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the ledger keeps of events and of who is responsible. */
@Component
class CasesTables implements LedgerTables {

  static final LedgerTable EVENTS =
      LedgerTable.of("cases.events", "t.id", "uuid")
          // Of the reporter, for whom there is an exit; the words have a digest of their own.
          .without("words", "reporter", "phone", "phone_digest", "call_back", "tracking_digest");
  static final LedgerTable VERSIONS = LedgerTable.of("cases.list_versions", "t.version", "integer");
  static final LedgerTable CATEGORIES =
      LedgerTable.of("cases.categories", "t.code || ' ' || t.since", "text");

  @Override
  public List<LedgerTable> all() {
    return List.of(EVENTS, VERSIONS, CATEGORIES);
  }
}
