package cn.nongchao.proof;

import cn.nongchao.people.Ledger;
import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.PublicAddress.Kept;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Keeps the addresses under which this installation was reached: what was printed names them. */
@Component
@DependsOn("migrations")
class Addresses implements InitializingBean {

  private static final Logger LOG = LoggerFactory.getLogger(Addresses.class);

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final PublicAddress address;
  private final Clock clock;

  Addresses(JdbcClient jdbc, Ledger ledger, PublicAddress address, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.address = address;
    this.clock = clock;
  }

  /** One given at the start is kept with the others, for whatever is printed under it. */
  @Override
  public void afterPropertiesSet() {
    read();
    if (!address.isGiven()) return;
    List<Kept> all = all();
    boolean same = !all.isEmpty() && all.getLast().address().equals(address.now());
    if (!same) add(address.now(), true);
  }

  void add(String fresh, boolean bySetting) {
    write(fresh, clock.instant().truncatedTo(ChronoUnit.SECONDS), bySetting);
  }

  /** Codes of a trial lead there and stay genuine. */
  void tried(String before) {
    write(before, Instant.EPOCH, false);
  }

  private void write(String fresh, Instant since, boolean bySetting) {
    int number =
        jdbc.sql(
                "insert into proof.addresses (since, address, by_setting) values (?, ?, ?)"
                    + " returning number")
            .params(Timestamp.from(since), fresh, bySetting)
            .query(Integer.class)
            .single();
    ledger.wrote(ProofTables.ADDRESSES, number);
    onceCommitted(this::read);
  }

  /** Runs at once where there is no transaction. */
  static void onceCommitted(Runnable what) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      what.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            what.run();
          }
        });
  }

  /** Another node may have written one. */
  @Scheduled(fixedDelayString = "${nongchao.addresses-delay:PT5S}")
  void follow() {
    try {
      read();
    } catch (DataAccessException e) { // what was read last holds on
      LOG.warn("addresses are read again later: {}", e.getMessage());
    }
  }

  private void read() {
    address.hold(all());
  }

  /** The oldest first. */
  private List<Kept> all() {
    return jdbc.sql("select since, address from proof.addresses order by number")
        .query((row, n) -> new Kept(row.getTimestamp(1).toInstant(), row.getString(2)))
        .list();
  }
}
