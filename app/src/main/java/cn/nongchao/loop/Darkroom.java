package cn.nongchao.loop;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Where photos are decoded: two at a time, on threads of their own. Decoding never leaves the
 * processor, and the virtual threads of requests have as many carriers as there are processors:
 * four photos decoded on them would stand in the way of every page.
 *
 * <p>Of one sender one is decoded at a time and few wait, and senders take turns: whoever sends
 * twenty heavy ones waits for their own.
 */
@Component
class Darkroom implements DisposableBean {

  private static final int AT_ONCE = 2;
  private static final int WAITING = 32;
  private static final int WAITING_OF_ONE = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static final Refusal BUSY =
      Refusal.of(
          "busy",
          "正在处理的照片太多，请稍后再试",
          "too many photos are being handled just now: try again shortly");

  /** Makes one picture of another; told to stop, it ends as soon as it can. */
  interface Development {
    boolean develop() throws IOException;

    void stop();
  }

  private final ThreadPoolExecutor bench;
  private final Lines lines;
  private final Duration patience;

  Darkroom() {
    this(AT_ONCE, WAITING, PATIENCE);
  }

  Darkroom(int atOnce, int waiting, Duration patience) {
    this.patience = patience;
    this.lines = new Lines(atOnce, waiting, Math.min(waiting, WAITING_OF_ONE));
    this.bench =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("darkroom-", 0).daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy()); // where it is closing
    bench.allowCoreThreadTimeOut(true);
  }

  /** Who waits, a line for each sender, and whose photo is decoded. */
  private static final class Lines {

    private final int atOnce;
    private final int most;
    private final int mostOfOne;
    private final Map<String, Deque<FutureTask<Boolean>>> waiting = new LinkedHashMap<>();
    private final Set<String> working = new HashSet<>();
    private int count;

    Lines(int atOnce, int most, int mostOfOne) {
      this.atOnce = atOnce;
      this.most = most;
      this.mostOfOne = mostOfOne;
    }

    /** False where there is no room to wait. */
    synchronized boolean join(String sender, FutureTask<Boolean> task) {
      boolean begins = working.size() < atOnce && !working.contains(sender);
      Deque<FutureTask<Boolean>> line = waiting.get(sender);
      boolean full = count >= most || line != null && line.size() >= mostOfOne;
      if (full && !(begins && line == null)) return false;
      waiting.computeIfAbsent(sender, one -> new ArrayDeque<>()).add(task);
      count++;
      return true;
    }

    record Turn(String sender, FutureTask<Boolean> task) {}

    /** The next to be decoded: of whoever has waited longest and has none in work. */
    synchronized @Nullable Turn next() {
      if (working.size() >= atOnce) return null;
      Iterator<Map.Entry<String, Deque<FutureTask<Boolean>>>> all = waiting.entrySet().iterator();
      while (all.hasNext()) {
        Map.Entry<String, Deque<FutureTask<Boolean>>> one = all.next();
        String sender = one.getKey();
        if (working.contains(sender)) continue;
        Deque<FutureTask<Boolean>> line = one.getValue();
        FutureTask<Boolean> task = line.remove();
        all.remove();
        if (!line.isEmpty()) waiting.put(sender, line); // at the end of all
        count--;
        working.add(sender);
        return new Turn(sender, task);
      }
      return null;
    }

    synchronized void done(String sender) {
      working.remove(sender);
    }

    synchronized void leave(String sender, FutureTask<Boolean> task) {
      Deque<FutureTask<Boolean>> line = waiting.get(sender);
      if (line == null || !line.remove(task)) return;
      if (line.isEmpty()) waiting.remove(sender);
      count--;
    }

    synchronized int waiting() {
      return count;
    }
  }

  /**
   * An upright JPEG of a photo, with nothing in it but pixels.
   *
   * @param sender whom it is done for: a person, or a network of somebody unknown
   * @param side of at most this many pixels
   * @return false where it cannot be decoded, or not in time
   */
  Outcome<Boolean> develop(String sender, Path photo, String mediaType, int side, Path to)
      throws IOException {
    PhotoLook look = PhotoLook.at(photo, mediaType);
    if (look == null || look.tooMuch(mediaType).isPresent()) return Outcome.done(false);
    return run(sender, new Thumbnails(photo, mediaType, look, side, to));
  }

  Outcome<Boolean> run(String sender, Development development) throws IOException {
    AtomicBoolean begun = new AtomicBoolean();
    FutureTask<Boolean> task =
        new FutureTask<>(() -> {
          begun.set(true);
          return development.develop();
        });
    if (!lines.join(sender, task)) return Outcome.refused(BUSY);
    begin();
    try {
      return Outcome.done(task.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      task.cancel(false);
      lines.leave(sender, task);
      development.stop();
      return begun.get() ? Outcome.done(false) : Outcome.refused(BUSY);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException io) throw io;
      throw new IllegalStateException("a photo could not be decoded", failed.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      task.cancel(false);
      lines.leave(sender, task);
      development.stop();
      return Outcome.refused(BUSY);
    }
  }

  /** Whoever's turn it is goes to a thread that is free. */
  private void begin() {
    for (Lines.Turn turn = lines.next(); turn != null; turn = lines.next()) {
      Lines.Turn now = turn;
      bench.execute(() -> {
        try {
          now.task().run();
        } finally {
          lines.done(now.sender());
          begin();
        }
      });
    }
  }

  /** How many wait. */
  int waiting() {
    return lines.waiting();
  }

  @Override
  public void destroy() {
    bench.shutdownNow();
  }
}
