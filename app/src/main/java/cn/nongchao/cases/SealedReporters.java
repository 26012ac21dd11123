package cn.nongchao.cases;

import cn.nongchao.people.PersonalData;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Seals what reports of older releases hold in clear, before anything is served. Each batch is
 * whole by itself, so a start that is cut off goes on with the next. At the end the tables are
 * written anew: what was in clear is not left in their files.
 */
@Component
class SealedReporters implements InitializingBean {

  private static final Logger LOG = LoggerFactory.getLogger(SealedReporters.class);
  private static final int BATCH = 1000;

  private final JdbcClient jdbc;
  private final PersonalData personal;
  private final TransactionOperations transactions;

  SealedReporters(JdbcClient jdbc, PersonalData personal, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.personal = personal;
    this.transactions = transactions;
  }

  private record Clear(UUID id, String reporter, String address) {}

  @Override
  public void afterPropertiesSet() {
    if (!isWaiting()) return;
    long sealed = 0;
    int done;
    while ((done = batch()) > 0) {
      sealed += done;
      LOG.info("{} reports of an older release are sealed", sealed);
    }
    if (sealed > 0) jdbc.sql("vacuum (full, analyze) cases.events").update();
    jdbc.sql("drop table if exists cases.clear_reporters").update();
  }

  private boolean isWaiting() {
    return jdbc.sql("select to_regclass('cases.clear_reporters') is not null")
        .query(Boolean.class)
        .single();
  }

  private int batch() {
    Integer done =
        transactions.execute(status -> {
          List<Clear> rows =
              jdbc.sql(
                      "delete from cases.clear_reporters where id in (select id from"
                          + " cases.clear_reporters order by id limit ? for update skip locked)"
                          + " returning id, reporter, address")
                  .param(BATCH)
                  .query(Clear.class)
                  .list();
          rows.forEach(this::seal);
          return rows.size();
        });
    return done == null ? 0 : done;
  }

  private void seal(Clear row) {
    jdbc.sql("update cases.events set reporter = ?, address = ? where id = ?")
        .params(sealed(personal, row.reporter()), sealed(personal, row.address()), row.id())
        .update();
  }

  /** Of no words none: {@code null} for what was left empty. */
  static byte @org.jspecify.annotations.Nullable [] sealed(PersonalData personal, String words) {
    return words.isBlank() ? null : personal.seal(words.strip());
  }
}
