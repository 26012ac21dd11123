package cn.nongchao;

import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is final waits for the oldest transaction of the whole PostgreSQL, and the applications of
 * other tests share it: whoever seals by hand waits for them first.
 */
public final class Settled {

  private Settled() {}

  /** Returns once all that was committed until now is final. */
  public static void wait(JdbcClient jdbc) {
    String now = jdbc.sql("select pg_current_xact_id()::text").query(String.class).single();
    Awaitility.await()
        .until(() ->
            jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot()) > ?::xid8")
                .param(now)
                .query(Boolean.class)
                .single());
  }
}
