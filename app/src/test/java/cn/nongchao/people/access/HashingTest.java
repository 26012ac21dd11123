package cn.nongchao.people.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.nongchao.platform.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A flood of guesses: few are computed at a time, some wait, the rest is told at once. */
class HashingTest {

  private static final Hashing.Bounds BOUNDS = new Hashing.Bounds(2, 10, 6);

  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch reached = new CountDownLatch(BOUNDS.atOnce());
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  /** Takes as long as the test likes, and counts. */
  private final PasswordEncoder slow =
      new PasswordEncoder() {
        @Override
        public String encode(CharSequence password) {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          reached.countDown();
          try {
            held.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          now.decrementAndGet();
          return "hash of " + password;
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
          return encode(password).equals(hash);
        }
      };

  /** Or a test that fails would wait for what it holds. */
  private AutoCloseable released() {
    return held::countDown;
  }

  @Test
  void ofAHundredAndFiftyGuessesFewRunSomeWaitAndTheRestIsTurnedAway() throws Exception {
    List<Future<Outcome<Boolean>>> guesses = new ArrayList<>();
    try (Hashing hashing = new Hashing(slow, BOUNDS);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable release = released()) {
      List<Future<Outcome<Boolean>>> first = new ArrayList<>();
      for (int i = 0; i < BOUNDS.atOnce(); i++) first.add(guess(hashing, threads, "192.0.2." + i));
      reached.await();
      for (int i = first.size(); i < 150; i++) {
        guesses.add(guess(hashing, threads, "198.51.100." + i));
      }
      await().until(() -> turnedAway(guesses) == 150 - BOUNDS.seats());
      held.countDown();
      int busy = 0;
      guesses.addAll(first);
      for (Future<Outcome<Boolean>> guess : guesses) if (!guess.get().isDone()) busy++;
      assertThat(busy).isEqualTo(150 - BOUNDS.seats());
      assertThat(most).as("computed at a time").hasValue(BOUNDS.atOnce());
      assertThat(guess(hashing, threads, "192.0.2.1").get().isDone()).as("seats are free").isTrue();
    }
  }

  @Test
  void oneNetworkTakesItsShareOnly() throws Exception {
    try (Hashing hashing = new Hashing(slow, BOUNDS);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable release = released()) {
      List<Future<Outcome<Boolean>>> flood = new ArrayList<>();
      for (int i = 0; i < 40; i++) flood.add(guess(hashing, threads, "2001:db8::" + i));
      await().until(() -> turnedAway(flood) == 40 - BOUNDS.share());
      Future<Outcome<Boolean>> neighbour = guess(hashing, threads, "192.0.2.9");
      held.countDown();
      assertThat(neighbour.get().isDone()).isTrue();
    }
  }

  private static long turnedAway(List<Future<Outcome<Boolean>>> guesses) {
    return guesses.stream().filter(Future::isDone).count();
  }

  private static Future<Outcome<Boolean>> guess(
      Hashing hashing, ExecutorService threads, String from) {
    return threads.submit(
        () -> hashing.seated(from, () -> Outcome.done(hashing.matches("x", "hash of y"))));
  }

  @Test
  void halfOfTheProcessorsAtMost() {
    assertThat(Hashing.Bounds.of(1).atOnce()).isEqualTo(1);
    assertThat(Hashing.Bounds.of(2).atOnce()).isEqualTo(1);
    assertThat(Hashing.Bounds.of(16).atOnce()).isEqualTo(8);
  }
}
