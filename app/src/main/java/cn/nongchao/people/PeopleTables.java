package cn.nongchao.people;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the ledger keeps of people. */
@Component
public class PeopleTables implements LedgerTables {

  public static final LedgerTable PERSONS =
      LedgerTable.of("people.persons", "t.id", "uuid").without("sought", "sort_key");
  public static final LedgerTable GRANTS = LedgerTable.of("people.grants", "t.id", "uuid");
  public static final LedgerTable POSTS = LedgerTable.of("people.posts", "t.id", "uuid");
  public static final LedgerTable QUALIFICATIONS =
      LedgerTable.of("people.qualifications", "t.id", "uuid");
  public static final LedgerTable ORGANISATIONS =
      LedgerTable.of("people.organisations", "t.id", "uuid").without("sought", "sort_key");
  public static final LedgerTable TRANSFERS =
      new LedgerTable("people.transfers", "t.id", "uuid", "true", Set.of(), 2);
  public static final LedgerTable FORMER_NAMES =
      LedgerTable.of("people.former_names", "t.number", "integer");
  public static final LedgerTable CLOSED_PLACES =
      LedgerTable.of("people.closed_places", "t.code", "text");
  public static final LedgerTable DIVISIONS =
      LedgerTable.of("people.divisions", "t.code", "text").without("sought");

  @Override
  public List<LedgerTable> all() {
    return List.of(
        PERSONS,
        GRANTS,
        POSTS,
        QUALIFICATIONS,
        ORGANISATIONS,
        TRANSFERS,
        FORMER_NAMES,
        CLOSED_PLACES,
        DIVISIONS);
  }
}
