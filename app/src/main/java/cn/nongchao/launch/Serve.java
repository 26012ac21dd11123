package cn.nongchao.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: the web application, until the process is told to end. */
@Command(
    name = "serve",
    description = "Start the web application and its database; stop it with Ctrl-C.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Serve implements Callable<Integer> {

  static final int DEFAULT_PORT = 8080;

  @Mixin DataOptions data = new DataOptions();

  @Option(
      names = "--demo",
      description = "Fill a new data directory with the demo district; on this machine only.")
  boolean demo;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Play the service requests of a CSV file live (docs/import.md).")
  java.nio.file.@Nullable Path replay;

  @Option(
      names = "--speed",
      paramLabel = "TIMES",
      defaultValue = "3600",
      description = "How much faster than life --replay goes. Default: ${DEFAULT-VALUE}")
  double speed = 3600;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "HTTP port. Default: ${DEFAULT-VALUE}")
  int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on. Default: ${DEFAULT-VALUE}, this machine only; 0.0.0.0 for all"
              + " networks, behind a proxy that speaks HTTPS.")
  String bind = "127.0.0.1";

  @Option(
      names = "--this-is-the-original",
      description =
          "A restored or moved installation takes the place of the original, which is gone: seal"
              + " and sign here from now on. Needed once.")
  boolean original;

  @Option(
      names = "--as-trial",
      description = "A copy for trial: nothing is sealed and no code is signed.")
  boolean trial;

  @Option(
      names = "--running-database",
      paramLabel = "URL",
      hidden = true,
      description = "The database of DIR, kept running by serve --watch from start to start.")
  @Nullable String runningDatabase;

  @Override
  public Integer call() throws CannotStart {
    checkDemo();
    checkPort();
    checkReplay();
    Belonging.Said said = said();
    Database database =
        runningDatabase == null
            ? Database.open(data, System.err)
            : Database.at(data.directory(), runningDatabase);
    AppSession session =
        AppSession.start(database, WebApplicationType.SERVLET, port, properties(), said);
    try (session) {
      announce(database);
      session.context().getBeansOfType(FirstWords.class).values().stream()
          .flatMap(words -> words.take().stream())
          .forEach(System.out::println);
      System.out.println("Nongchao ready: http://localhost:" + port);
      System.out.flush();
      new CountDownLatch(1).await(); // until the shutdown hook has closed the session
    } catch (InterruptedException told) {
      // by serve --watch, to start anew
    }
    return 0;
  }

  private Belonging.Said said() throws CannotStart {
    if (original && trial) {
      throw CannotStart.because(
          "--this-is-the-original 与 --as-trial 只能选一个。",
          "Give --this-is-the-original or --as-trial, not both.");
    }
    if (original) return Belonging.Said.ORIGINAL;
    return trial ? Belonging.Said.TRIAL : Belonging.Said.NOTHING;
  }

  private void announce(Database database) throws CannotStart {
    try {
      new RunningServer(
              ProcessHandle.current().pid(),
              port,
              database.jdbcUrl(),
              database.username(),
              database.isOwn() || runningDatabase != null)
          .write(database.directory());
    } catch (IOException e) {
      throw Reasons.directory(database.directory(), e);
    }
  }

  private List<String> properties() {
    List<String> all = new ArrayList<>();
    all.add("--server.port=" + port);
    all.add("--server.address=" + bind);
    all.add("--nongchao.demo=" + demo);
    all.add("--nongchao.described-at-start=true");
    if (replay != null) {
      all.add("--nongchao.replay.file=" + replay.toAbsolutePath());
      all.add("--nongchao.replay.speed=" + speed);
    }
    return all;
  }

  private void checkReplay() throws CannotStart {
    if (replay != null && !Files.isReadable(replay)) {
      throw CannotStart.because(
          "--replay 没有这个文件：%s", "--replay: there is no such file: %s", replay);
    }
    if (!(speed > 0) || speed > 1e9) {
      throw CannotStart.because(
          "--speed 应大于 0，而不是 %s。", "--speed must be more than 0, not %s.", speed);
    }
  }

  /** Every account of a demo has the same public password, the administrator's too. */
  private void checkDemo() throws CannotStart {
    if (demo && !isThisMachineOnly()) {
      throw CannotStart.because(
          "--demo 只能在本机使用：演示账号（包括管理员）的密码是公开的。请去掉 --bind %s。",
          "--demo is for this machine only: its accounts, the administrator's included, have public"
              + " passwords. Leave out --bind %s.",
          bind);
    }
  }

  private boolean isThisMachineOnly() throws CannotStart {
    try {
      return InetAddress.getByName(bind).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw notOurAddress();
    }
  }

  // Before the database is started: a taken port is the commonest slip and should cost no wait.
  private void checkPort() throws CannotStart {
    if (port < 1 || port > 65535) {
      throw CannotStart.because(
          "--port 应在 1 到 65535 之间，而不是 %s。", "--port must be from 1 to 65535, not %s.", port);
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
    } catch (UnknownHostException e) {
      throw notOurAddress();
    } catch (IOException e) {
      String said = String.valueOf(e.getMessage());
      if (said.contains("assign")) {
        throw notOurAddress();
      }
      if (said.contains("ermission")) {
        throw CannotStart.because(
            "没有权限使用端口 %s。请用 --port 指定 1024 以上的端口。",
            "No permission to use port %s. Choose one above 1023 with --port.", port);
      }
      throw StartFailures.portTaken(port);
    }
  }

  private CannotStart notOurAddress() {
    return CannotStart.because(
        "--bind 不是本机的地址：%s", "--bind is not an address of this machine: %s", bind);
  }
}
