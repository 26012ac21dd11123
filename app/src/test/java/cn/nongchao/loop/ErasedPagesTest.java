package cn.nongchao.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import java.sql.Timestamp;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the day's erasures left in the tables' files is cleared at night. */
class ErasedPagesTest {

  @Test
  void everyTableThatWordsAreErasedFromIsCleared() {
    JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
    ErasedPages pages = RunningApp.bean(ErasedPages.class);
    Timestamp before = jdbc.sql("select clock_timestamp()").query(Timestamp.class).single();
    pages.clear();
    assertThat(pages.tables())
        .contains("loop.entries", "cases.events", "proof.ratings", "command.calls")
        .allSatisfy(table ->
            assertThat(
                    jdbc.sql("select pg_stat_get_last_vacuum_time(?::regclass)")
                        .param(table)
                        .query(Timestamp.class)
                        .single())
                .isAfter(before));
  }
}
