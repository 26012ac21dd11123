package cn.nongchao.proof;

import cn.nongchao.people.Ledger;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of what a trial signed; the database lets them go only while it is one. */
@Component
class TrialRows {

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Clock clock;

  TrialRows(JdbcClient jdbc, Ledger ledger, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.clock = clock;
  }

  Trial.Extent extent() {
    return new Trial.Extent(
        count("select count(*) from proof.codes"),
        count("select coalesce(max(size), 0) from proof.log_state"));
  }

  private long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  /** Codes, what was said of them, and what was sealed of them. */
  void clear() {
    // Until the transaction ends; or the database keeps what it has.
    jdbc.sql("select set_config('nongchao.begun_again', 'yes', true)").query(String.class).single();
    List<UUID> ratings = ids("select id from proof.ratings");
    List<UUID> codes = ids("select act from proof.codes");
    for (String table : List.of("ratings", "scans", "codes")) {
      jdbc.sql("delete from proof." + table).update();
    }
    ledger.wrote(ProofTables.RATINGS, ratings);
    ledger.wrote(ProofTables.CODES, codes);
    jdbc.sql("delete from proof.records where type in ('code.issued', 'code.status')").update();
  }

  /** The name for a log: with a number where one that ended was called so, or it would be two. */
  String unused(String name) {
    List<String> ended = jdbc.sql("select log from proof.beginnings").query(String.class).list();
    return ended.contains(name) ? name + "-" + (ended.size() + 1) : name;
  }

  /** Writes down that it is begun again. */
  void begun(String log, Trial.Extent went) {
    int number =
        jdbc.sql(
                "insert into proof.beginnings (at, log, leaves, codes) values (?, ?, ?, ?)"
                    + " returning number")
            .params(Timestamp.from(clock.instant()), log, went.leaves(), went.codes())
            .query(Integer.class)
            .single();
    ledger.wrote(ProofTables.BEGINNINGS, number);
  }

  private List<UUID> ids(String sql) {
    return jdbc.sql(sql).query(UUID.class).list();
  }
}
