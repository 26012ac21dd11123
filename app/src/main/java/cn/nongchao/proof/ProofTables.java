package cn.nongchao.proof;

import cn.nongchao.people.LedgerTable;
import cn.nongchao.people.LedgerTables;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What the ledger keeps of codes, of where they lead, of what people say of them, and of what
 * supervision is told.
 */
@Component
class ProofTables implements LedgerTables {

  static final LedgerTable CODES = LedgerTable.of("proof.codes", "t.act", "uuid");
  static final LedgerTable KINDS = LedgerTable.of("proof.act_kinds", "t.kind", "text");
  static final LedgerTable RATINGS = LedgerTable.of("proof.ratings", "t.id", "uuid");
  static final LedgerTable ISSUERS = LedgerTable.of("proof.issuers", "t.number", "integer");
  static final LedgerTable ADDRESSES = LedgerTable.of("proof.addresses", "t.number", "integer");
  static final LedgerTable BEGINNINGS = LedgerTable.of("proof.beginnings", "t.number", "integer");
  static final LedgerTable ALERTS = LedgerTable.of("proof.alerts", "t.id", "uuid");

  @Override
  public List<LedgerTable> all() {
    return List.of(CODES, KINDS, RATINGS, ISSUERS, ADDRESSES, BEGINNINGS, ALERTS);
  }
}
