package cn.nongchao;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseTest {

  @Test
  void everyDatabaseIsItsOwnAndACopyHasWhatWasThere() {
    TestDatabase first = TestDatabase.empty();
    JdbcClient.create(first.dataSource()).sql("create table t as select 1 as n").update();
    TestDatabase copy = TestDatabase.copyOf(first);
    assertThat(count(copy, "t")).isEqualTo(1);
    assertThat(count(TestDatabase.empty(), "t")).isZero();
    assertThat(first.directory()).isEmptyDirectory().isNotEqualTo(copy.directory());
  }

  private static int count(TestDatabase database, String table) {
    return JdbcClient.create(database.dataSource())
        .sql("select count(*) from information_schema.tables where table_name = ?")
        .param(table)
        .query(Integer.class)
        .single();
  }
}
