package cn.nongchao.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs one contender for a while on several threads and measures it. */
final class Rounds {

  /**
   * @param rate loops closed a second
   * @param medianMillis of the time from open to closed
   */
  record Measured(long loops, double rate, double medianMillis, double p95Millis) {}

  private final int threads;

  Rounds(int threads) {
    this.threads = threads;
  }

  Measured run(Contender contender, Duration time) throws InterruptedException {
    long before = System.nanoTime();
    long end = before + time.toNanos();
    List<Future<long[]>> running = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        int thread = i;
        running.add(pool.submit(() -> times(contender, thread, end)));
      }
    }
    double seconds = (System.nanoTime() - before) / 1e9;
    long[] all = running.stream().map(Rounds::result).flatMapToLong(Arrays::stream).toArray();
    Arrays.sort(all);
    return new Measured(all.length, all.length / seconds, at(all, 0.5), at(all, 0.95));
  }

  /** A loop begun before the end is closed and counted, and its time as well. */
  private static long[] times(Contender contender, int thread, long end) throws Exception {
    long[] times = new long[1024];
    int n = 0;
    long begun = System.nanoTime();
    while (begun - end < 0) {
      contender.closeOne(thread);
      long done = System.nanoTime();
      if (n == times.length) times = Arrays.copyOf(times, 2 * n);
      times[n++] = done - begun;
      begun = done;
    }
    return Arrays.copyOf(times, n);
  }

  private static long[] result(Future<long[]> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a loop could not be closed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static double at(long[] sorted, double share) {
    if (sorted.length == 0) return Double.NaN;
    return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
  }
}
