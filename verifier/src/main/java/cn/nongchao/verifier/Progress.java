package cn.nongchao.verifier;

import java.io.PrintStream;

/** One line that tells how far a long check has come; silent for short ones. */
final class Progress implements AutoCloseable {
  private static final long STEP_NANOS = 200_000_000L;

  private final PrintStream err;
  private final boolean shown;
  private final long total;
  private long last = System.nanoTime();
  private boolean drawn;

  Progress(PrintStream err, boolean shown, long total) {
    this.err = err;
    this.shown = shown;
    this.total = total;
  }

  void at(long done) {
    long now = System.nanoTime();
    if (shown && now - last > STEP_NANOS) {
      last = now;
      drawn = true;
      err.printf("\r%,d / %,d  %d%% ", done, total, done * 100 / Math.max(1, total));
      err.flush();
    }
  }

  @Override
  public void close() {
    if (drawn) {
      err.print("\r" + " ".repeat(60) + "\r");
      err.flush();
    }
  }
}
