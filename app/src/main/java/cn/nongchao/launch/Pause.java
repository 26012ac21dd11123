package cn.nongchao.launch;

import java.util.concurrent.TimeUnit;

/** Waiting between two looks at something outside. */
final class Pause {

  private Pause() {}

  static void oneSecond() throws CannotStart {
    if (!seconds(1)) {
      throw CannotStart.because("启动被中断。", "Starting was interrupted.");
    }
  }

  /** False where this thread is told to end. */
  static boolean seconds(long many) {
    try {
      TimeUnit.SECONDS.sleep(many);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
