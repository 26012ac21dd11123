package cn.nongchao.launch;

import java.util.concurrent.TimeUnit;

/** Waiting between two looks at something outside. */
final class Pause {

  private Pause() {}

  static void oneSecond() throws CannotStart {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CannotStart.because("启动被中断。", "Starting was interrupted.");
    }
  }
}
