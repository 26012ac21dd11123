package cn.nongchao.people.access;

import cn.nongchao.platform.Network;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Computes the hashes of passwords, which cost 19 MB and some ten milliseconds of a processor each:
 * on half of the processors at most, on threads of their own, so that requests go on beside them.
 * Who asks takes a seat first; where all are taken the answer is {@code busy} and costs nothing.
 */
class Hashing implements AutoCloseable {

  private static final Refusal BUSY =
      Refusal.of(
          "busy",
          "正在登录的人太多，请几秒后再试",
          "too many are signing in just now; try again in a few seconds");

  /** How many hashes are computed at a time, how many may wait, and how many of one network. */
  record Bounds(int atOnce, int seats, int share) {

    /** Sixteen for each thread are waited for within about a second. */
    static Bounds of(int processors) {
      int atOnce = Math.max(1, processors / 2);
      return new Bounds(atOnce, 16 * atOnce, 8 * atOnce);
    }
  }

  private final PasswordEncoder encoder;
  private final Bounds bounds;
  private final ExecutorService threads;
  private final Map<String, Integer> seated = new HashMap<>();
  private int taken;

  Hashing(PasswordEncoder encoder, Bounds bounds) {
    this.encoder = encoder;
    this.bounds = bounds;
    this.threads =
        Executors.newFixedThreadPool(
            bounds.atOnce(), Thread.ofPlatform().daemon().name("hashing-", 0).factory());
  }

  /**
   * Does what needs a hash for somebody who is not proven yet, or answers {@code busy} before
   * anything is looked at or counted.
   *
   * @param from the network address, or whatever tells one who asks from another
   */
  <T> Outcome<T> seated(String from, Supplier<Outcome<T>> work) {
    String network = Network.of(from);
    if (!sit(network)) return Outcome.refused(BUSY);
    try {
      return work.get();
    } finally {
      rise(network);
    }
  }

  private synchronized boolean sit(String network) {
    int own = seated.getOrDefault(network, 0);
    if (taken >= bounds.seats() || own >= bounds.share()) return false;
    taken++;
    seated.put(network, own + 1);
    return true;
  }

  private synchronized void rise(String network) {
    taken--;
    seated.computeIfPresent(network, (known, own) -> own == 1 ? null : own - 1);
  }

  /** Whether a password is the one the hash was made of. Half a character is nobody's password. */
  boolean matches(String password, String hash) {
    boolean isText = StandardCharsets.UTF_8.newEncoder().canEncode(password);
    return computed(() -> encoder.matches(isText ? password : "", hash)) && isText;
  }

  String encode(String password) {
    return computed(() -> String.valueOf(encoder.encode(password)));
  }

  private <T> T computed(Callable<T> hash) {
    Future<T> asked = threads.submit(hash);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return asked.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("a password could not be hashed", e.getCause());
        }
      }
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
