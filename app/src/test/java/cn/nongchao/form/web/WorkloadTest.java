package cn.nongchao.form.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.LendingApp;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.platform.StatementTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What works the database long ends in its time, and there are few of it together. */
class WorkloadTest extends LendingApp {

  private final JdbcClient jdbc = RunningApp.bean(JdbcClient.class);

  @AfterEach
  void without() {
    StatementTime.set(null);
  }

  private String time() {
    return jdbc.sql("show statement_timeout").query(String.class).single();
  }

  @Test
  void aStatementEndsInTheTimeOfItsThreadAndNoOther() {
    StatementTime.set(Duration.ofMillis(20));
    assertThatThrownBy(() -> jdbc.sql("select pg_sleep(60)").query().listOfRows())
        .isInstanceOf(QueryTimeoutException.class);
    StatementTime.set(null);
    // Whatever connection it gets, one that was hurried before too.
    for (int i = 0; i < 40; i++) assertThat(time()).isEqualTo("0");
  }

  @Test
  void eachKindOfRequestHasItsTime() {
    Visitor anybody = Visitor.anonymous();
    assertThat(anybody.get("/of-tests/time").body()).isEqualTo("15s");
    assertThat(anybody.get("/of-tests/costly-time").body()).isEqualTo("1min");
    assertThat(anybody.get("/of-tests/time").body()).isEqualTo("15s");
  }

  @Test
  void whatTakesTooLongSaysSoInWords() {
    Program program = Program.nobody("203.0.113.91");
    Answer slow = program.get("/api/of-tests/slow");
    Program.problem(slow, 503, "busy");
    assertThat(slow.header("retry-after")).isEqualTo("10");
    assertThat(slow.body()).contains("ask for less");
    Answer page = Visitor.anonymous().get("/of-tests/slow");
    assertThat(page.status()).isEqualTo(503);
    assertThat(page.body()).contains("系统繁忙").doesNotContain("系统出错", "pg_sleep");
  }

  @Test
  void fewCostlyOnesAreServedTogetherAndOfOneFewerStill() throws Exception {
    String costly = "/api/of-tests/costly";
    List<Future<Answer>> served = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (String network : List.of("1", "1", "2", "2", "3", "3")) {
          Program program = Program.nobody("203.0.113.9" + network);
          served.add(threads.submit(() -> program.get(costly)));
          SlowPages.BEGUN.acquire();
          if (served.size() == 2) {
            Answer third = Program.nobody("203.0.113.91").get(costly);
            Program.problem(third, 503, "busy");
            assertThat(third.header("retry-after")).isEqualTo("10");
          }
        }
        Program.problem(Program.nobody("203.0.113.94").get(costly), 503, "busy");
        assertThat(Visitor.anonymous().get("/of-tests/time").status()).isEqualTo(200);
      } finally {
        SlowPages.END.countDown();
      }
      for (Future<Answer> one : served) assertThat(one.get().status()).isEqualTo(200);
    }
    assertThat(Program.nobody("203.0.113.91").get(costly).status()).isEqualTo(200);
  }
}
