package cn.nongchao.form.web;

import cn.nongchao.platform.StatementTime;
import cn.nongchao.platform.web.Anyone;
import cn.nongchao.platform.web.Costly;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Addresses of the tests' own whose answers take long. */
@Anyone
@RestController
@Profile("lending")
class SlowPages {

  static final Semaphore BEGUN = new Semaphore(0);
  static final CountDownLatch END = new CountDownLatch(1);

  private final JdbcClient jdbc;

  SlowPages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How much time its statements have, in the database's words. */
  @GetMapping({"/of-tests/time", "/api/of-tests/time"})
  String time() {
    return jdbc.sql("show statement_timeout").query(String.class).single();
  }

  @Costly
  @GetMapping("/of-tests/costly-time")
  String costlyTime() {
    return time();
  }

  /** A statement that does not end in its time. */
  @GetMapping({"/of-tests/slow", "/api/of-tests/slow"})
  String slow() {
    StatementTime.set(Duration.ofMillis(20));
    return jdbc.sql("select pg_sleep(60)::text").query(String.class).single();
  }

  @Costly
  @GetMapping("/api/of-tests/costly")
  String costly() throws InterruptedException {
    BEGUN.release();
    END.await();
    return "done";
  }
}
