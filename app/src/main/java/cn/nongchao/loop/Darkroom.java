package cn.nongchao.loop;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Where photos are decoded: two at a time, on threads of their own. Decoding never leaves the
 * processor, and the virtual threads of requests have as many carriers as there are processors:
 * four photos decoded on them would stand in the way of every page.
 */
@Component
class Darkroom implements DisposableBean {

  private static final int AT_ONCE = 2;
  private static final int WAITING = 16;
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
  private final Duration patience;

  Darkroom() {
    this(AT_ONCE, WAITING, PATIENCE);
  }

  Darkroom(int atOnce, int waiting, Duration patience) {
    this.patience = patience;
    this.bench =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name("darkroom-", 0).daemon().factory());
    bench.allowCoreThreadTimeOut(true);
  }

  /**
   * An upright JPEG of a photo, with nothing in it but pixels.
   *
   * @param side of at most this many pixels
   * @return false where it cannot be decoded, or not in time
   */
  Outcome<Boolean> develop(Path photo, String mediaType, int side, Path to) throws IOException {
    PhotoLook look = PhotoLook.at(photo, mediaType);
    if (look == null || look.tooMuch(mediaType).isPresent()) return Outcome.done(false);
    return run(new Thumbnails(photo, mediaType, look, side, to));
  }

  Outcome<Boolean> run(Development development) throws IOException {
    AtomicBoolean begun = new AtomicBoolean();
    FutureTask<Boolean> task =
        new FutureTask<>(() -> {
          begun.set(true);
          return development.develop();
        });
    try {
      bench.execute(task);
      return Outcome.done(task.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException full) {
      return Outcome.refused(BUSY);
    } catch (TimeoutException late) {
      task.cancel(false);
      bench.remove(task);
      development.stop();
      return begun.get() ? Outcome.done(false) : Outcome.refused(BUSY);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException io) throw io;
      throw new IllegalStateException("a photo could not be decoded", failed.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      development.stop();
      return Outcome.refused(BUSY);
    }
  }

  /** How many wait. */
  int waiting() {
    return bench.getQueue().size();
  }

  @Override
  public void destroy() {
    bench.shutdownNow();
  }
}
