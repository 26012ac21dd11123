package cn.nongchao.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.RunningApp;
import cn.nongchao.TestDatabase;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.PersonalData;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** An installation with reporters in clear goes on after the upgrade, with none. */
class SealedReportersTest {

  private final String name = "欧阳婉莹";
  private final String place = "望潮路 4021 号";

  /** The database as the release before left it, brought up to date as a start does. */
  @Test
  void aReportOfAnOlderReleaseIsSealedBeforeAnythingIsServed() {
    DataSource older = TestDatabase.empty().dataSource();
    JdbcClient jdbc = JdbcClient.create(older);
    FluentConfiguration cases =
        Flyway.configure()
            .dataSource(older)
            .schemas("cases")
            .locations("classpath:db/migration/cases")
            .table("migrations");
    cases.target("4").load().migrate();
    LoopId id = LoopId.next();
    jdbc.sql(
            "insert into cases.events (id, channel, words, address, division, reported_at,"
                + " reporter_name, phone_tail) values (?, 'HOTLINE', 'x', ?, '330114003200', now(),"
                + " ?, '4321')")
        .params(id.value(), place, name)
        .update();
    cases.target("latest").load().migrate();
    PersonalData personal = RunningApp.bean(PersonalData.class);
    var once = new TransactionTemplate(new DataSourceTransactionManager(older));
    TransactionOperations cutOff =
        new TransactionTemplate(new DataSourceTransactionManager(older)) {
          @Override
          public <T> T execute(TransactionCallback<T> action) {
            super.execute(status -> {
              status.setRollbackOnly();
              return action.doInTransaction(status);
            });
            throw new IllegalStateException("the power is gone");
          }
        };
    assertThatThrownBy(() -> new SealedReporters(jdbc, personal, cutOff).afterPropertiesSet())
        .hasMessage("the power is gone");
    new SealedReporters(jdbc, personal, once).afterPropertiesSet();
    new SealedReporters(jdbc, personal, once).afterPropertiesSet();

    EventStore store = new EventStore(jdbc, RunningApp.bean(Ledger.class), personal);
    assertThat(store.reporter(id)).isEqualTo(new Reporter(name, ""));
    EventFacts facts = store.facts(id).orElseThrow();
    assertThat(facts.address()).isEqualTo(place);
    assertThat(facts.reporter()).isEqualTo("欧**");
    String rest =
        jdbc.sql("select (to_jsonb(e) - 'reporter' - 'address')::text from cases.events e")
            .query(String.class)
            .single();
    assertThat(rest).doesNotContain("欧阳", "望潮路", "4321");
    assertThat(
            jdbc.sql("select to_regclass('cases.clear_reporters') is null")
                .query(Boolean.class)
                .single())
        .isTrue();
  }
}
