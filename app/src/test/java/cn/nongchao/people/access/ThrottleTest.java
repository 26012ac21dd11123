package cn.nongchao.people.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.people.PersonalData;
import cn.nongchao.platform.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Guessing slows down, per account and per address, on a clock of the test's own. */
class ThrottleTest {

  private Instant now = Instant.parse("2026-11-22T01:00:00Z");
  private final String login = "guess-" + Ids.next();
  private final String address = "10." + Ids.next();

  private final Throttle throttle =
      new Throttle(
          RunningApp.bean(JdbcClient.class),
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneId.of("Asia/Shanghai");
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          },
          RunningApp.bean(PersonalData.class));

  private final TransactionTemplate transaction = RunningApp.bean(TransactionTemplate.class);

  private Duration attempt() {
    return transaction.execute(status -> throttle.attempt(login, address));
  }

  @Test
  void fiveAreFreeThenEachWaitIsTwiceAsLong() {
    for (int i = 0; i < 5; i++) assertThat(attempt()).isNull();
    assertThat(attempt()).isEqualTo(Duration.ofSeconds(30));
    now = now.plusSeconds(29);
    assertThat(attempt()).isEqualTo(Duration.ofSeconds(1));
    now = now.plusSeconds(1);
    assertThat(attempt()).isNull();
    assertThat(attempt()).isEqualTo(Duration.ofSeconds(60));
    now = now.plus(Throttle.WINDOW).plusSeconds(1);
    assertThat(attempt()).isNull();
  }

  @Test
  void theRightPasswordForgives() {
    for (int i = 0; i < 5; i++) attempt();
    throttle.forgive(login, address);
    for (int i = 0; i < 5; i++) assertThat(attempt()).isNull();
  }

  @Test
  void manyNamesFromOneAddressAreSlowedToo() {
    for (int i = 0; i < Throttle.Kind.ADDRESS.free; i++) {
      String other = "name-" + i + login;
      assertThat(transaction.<Duration>execute(s -> throttle.attempt(other, address))).isNull();
    }
    assertThat(attempt()).isNotNull();
    Duration elsewhere = transaction.execute(s -> throttle.attempt(login, "11." + address));
    assertThat(elsewhere).isNull();
  }

  @Test
  void aHundredAtOnceAreCountedOneByOne() throws Exception {
    List<Callable<Boolean>> guesses = new ArrayList<>();
    for (int i = 0; i < 100; i++) guesses.add(() -> attempt() == null);
    int let = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> guess : threads.invokeAll(guesses)) if (guess.get()) let++;
    }
    assertThat(let).isEqualTo(5);
  }
}
