package cn.nongchao.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Answers kept for a while, for questions asked on every page about things that seldom change. Each
 * node keeps its own, so an answer may be as old as {@code fresh} on nodes that did not write.
 */
public final class Remembered<K, V> {

  private record Answer<V>(V value, Instant until) {}

  private final Clock clock;
  private final Duration fresh;
  private final int most;
  private final Function<K, V> ask;
  private final ConcurrentHashMap<K, Answer<V>> answers = new ConcurrentHashMap<>();

  /**
   * @param most how many to keep; beyond it all are forgotten, which is simpler than the oldest
   */
  public Remembered(Clock clock, Duration fresh, int most, Function<K, V> ask) {
    this.clock = clock;
    this.fresh = fresh;
    this.most = most;
    this.ask = ask;
  }

  public V get(K key) {
    Instant now = clock.instant();
    Answer<V> known = answers.get(key);
    if (known != null && now.isBefore(known.until())) return known.value();
    V value = ask.apply(key);
    if (answers.size() >= most) answers.clear();
    answers.put(key, new Answer<>(value, now.plus(fresh)));
    return value;
  }

  public void forget() {
    answers.clear();
  }
}
