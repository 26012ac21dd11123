package cn.nongchao.launch;

import java.nio.file.Path;
import org.springframework.boot.web.server.PortInUseException;

/** Finds, in what the application threw while starting, a reason that has words of its own. */
final class StartFailures {

  private StartFailures() {}

  /** The reason to show; a surprise of ours is thrown on as it is. */
  static CannotStart explained(Throwable thrown, Path directory) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (FullDisk.isMeantBy(String.valueOf(cause.getMessage()))) return Reasons.full(directory);
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException taken) {
        return portTaken(taken.getPort());
      }
      if (cause instanceof StartRefused refused) {
        return refused.explained();
      }
      if (cause.getClass().getName().startsWith("org.flywaydb.core.api.FlywayException")
          || cause.getClass().getName().contains("FlywayValidateException")) {
        return CannotStart.because(
                "数据库结构与本版程序不符：%s 数据未被改动。请使用写入该数据的版本或更新的版本。",
                "The database schema does not fit this release: %s Use the release that wrote"
                    + " the data, or a newer one.",
                String.valueOf(cause.getMessage()))
            .after(thrown);
      }
    }
    if (thrown instanceof RuntimeException surprise) {
      throw surprise;
    }
    throw (Error) thrown;
  }

  static CannotStart portTaken(int port) {
    return CannotStart.because(
        "端口 %s 已被其他程序占用。请用 --port 指定另一个端口。",
        "Port %s is taken by another program. Choose another with --port.", port);
  }
}
