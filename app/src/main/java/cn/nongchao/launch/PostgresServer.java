package cn.nongchao.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL on a data directory of ours: made by initdb on first use, started and stopped with
 * pg_ctl (which puts it in a process group of its own, so a Ctrl-C in the terminal reaches only
 * us). Listens on 127.0.0.1 alone and asks for a password that is kept in the directory.
 */
final class PostgresServer implements AutoCloseable {

  static final String SUPERUSER = "postgres";

  // On the command line, so that no file in the directory and no ALTER SYSTEM can undo them.
  private static final List<String> DURABLE =
      List.of("fsync=on", "synchronous_commit=on", "full_page_writes=on");
  private static final List<String> TUNED =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "max_connections=120",
          "shared_buffers=256MB",
          "effective_cache_size=1GB",
          "work_mem=16MB",
          "maintenance_work_mem=128MB",
          "max_wal_size=2GB",
          "random_page_cost=1.1",
          "jit=off",
          "logging_collector=on",
          "log_filename=postgres-%a.log",
          "log_truncate_on_rotation=on",
          "log_rotation_age=1d",
          "log_rotation_size=0",
          "log_min_duration_statement=2000",
          // What people wrote stays in their rows: the log has statements without their values.
          "log_parameter_max_length=0",
          "log_parameter_max_length_on_error=0",
          "log_error_verbosity=terse");
  private static final long STOP_SECONDS = 60;
  private static final long RECOVERY_SECONDS = 4 * 3600;
  private static final int PORT_TRIES = 5;
  private static final int REVIVAL_SECONDS = 3;

  private final DataDirectory directory;
  private final Path files;
  private final Path home;
  private final RunAs runAs;
  private final Reserve reserve;
  private final PrintStream notes;
  private volatile boolean closing;
  private volatile int port;

  private PostgresServer(DataDirectory directory, Path home, RunAs runAs, PrintStream notes) {
    this.directory = directory;
    this.files = directory.root().resolve("postgres");
    this.home = home;
    this.runAs = runAs;
    this.reserve = new Reserve(directory.root());
    this.notes = notes;
  }

  /**
   * Starts PostgreSQL on the directory, after stopping one that an earlier, killed run left behind.
   *
   * @param fixedPort TCP port, or 0 for any free one
   * @param notes told what takes long or is unusual, a line each
   */
  static PostgresServer start(DataDirectory directory, int fixedPort, PrintStream notes)
      throws CannotStart {
    RunAs runAs = RunAs.find();
    Path home = Programs.unpackedIn(runAs.cache());
    PostgresServer server = new PostgresServer(directory, home, runAs, notes);
    try {
      server.prepare();
      server.start(fixedPort);
      server.watch();
      return server;
    } catch (IOException e) {
      throw Reasons.directory(directory.root(), e);
    }
  }

  private void prepare() throws IOException, CannotStart {
    if (Files.isDirectory(files)) {
      checkVersion();
      runAs.handOver(files);
      new Leftover(files).stop(this::stopFast, notes);
    } else {
      create();
    }
  }

  // PostgreSQL may be killed under us (out of memory, by hand): it is started again where it was,
  // and recovers; whoever waits for a connection meanwhile gets one or a plain failure.
  private boolean watch() throws IOException {
    Optional<ProcessHandle> running = new Leftover(files).process();
    running.ifPresent(one -> one.onExit().thenRun(this::revive));
    return running.isPresent();
  }

  private synchronized void revive() {
    if (closing) {
      return;
    }
    notes.println(
        Console.words(
            "PostgreSQL 意外退出，正在重新启动。", "PostgreSQL ended unexpectedly; starting it again."));
    String told = "";
    while (!closing) {
      try {
        prepare();
        start(port);
        // Killed before it could be watched it would be missed for good.
        if (!watch()) throw new IOException("PostgreSQL ended as it began");
        return;
      } catch (IOException | CannotStart e) {
        // A disk that was full may have room in a moment: nobody should have to come and start us.
        if (!told.equals(e.toString())) {
          notes.println(e);
          notes.println(Console.words("将继续重试，直到成功。", "It is tried again until it succeeds."));
        }
        told = e.toString();
      }
      if (!Pause.seconds(REVIVAL_SECONDS)) return;
    }
  }

  private void checkVersion() throws IOException, CannotStart {
    Path versionFile = files.resolve("PG_VERSION");
    if (!Files.isRegularFile(versionFile)) {
      throw Reasons.notADatabase(files);
    }
    String found = Files.readString(versionFile).strip();
    if (!found.equals(Programs.MAJOR)) {
      throw Reasons.wrongVersion(files, found, Programs.MAJOR);
    }
  }

  // Made beside its place and moved there, so a half-made directory is never mistaken for a whole.
  private void create() throws IOException, CannotStart {
    notes.println(Console.words("正在 %s 创建数据库", "Creating the database in %s", files));
    Path draft = directory.root().resolve("postgres.new");
    Programs.delete(draft);
    DataDirectory.makePrivate(draft);
    runAs.handOver(draft);
    // A copy, since the user PostgreSQL runs as may not read our secrets.
    Path once = directory.root().resolve("initdb");
    Programs.delete(once);
    DataDirectory.makePrivate(once);
    Path secret = once.resolve("password");
    DataDirectory.writePrivately(secret, password(SUPERUSER));
    runAs.handOver(once);
    Path log = directory.logs().resolve("initdb.log");
    ProcessBuilder initdb =
        runAs.command(
            List.of(
                program("initdb"),
                "--pgdata=" + draft,
                "--username=" + SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + secret,
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions"));
    boolean made = run(initdb, log, RECOVERY_SECONDS) == 0;
    Programs.delete(once);
    if (!made) {
      throw Reasons.startFailed(directory.root(), log, Files.readString(log));
    }
    Files.move(draft, files);
  }

  private void start(int fixedPort) throws IOException, CannotStart {
    Path logs = Files.createDirectories(directory.logs().resolve("postgres"));
    runAs.handOver(logs);
    Path output = directory.logs().resolve("pg_ctl.log");
    for (int attempt = 1; ; attempt++) {
      port = fixedPort == 0 ? freePort() : fixedPort;
      LogTail log = new LogTail(logs);
      if (run(startCommand(logs), output, RECOVERY_SECONDS) == 0) {
        return;
      }
      String said = log.since() + Files.readString(output);
      boolean portTaken = said.contains("could not create any TCP/IP sockets");
      boolean stillEnding = said.contains("shared memory block");
      boolean roomMade = FullDisk.isMeantBy(said) && reserve.spend();
      if (portTaken && fixedPort != 0) {
        throw CannotStart.because(
            "端口 %s 已被占用，数据库无法使用它。请用 --db-port 指定另一个端口，或不指定。",
            "Port %s is taken, so the database cannot use it. Choose another with --db-port,"
                + " or leave it out.",
            port);
      }
      if (!(portTaken || stillEnding || roomMade) || attempt == PORT_TRIES) {
        throw Reasons.startFailed(directory.root(), logs, said);
      }
      Pause.oneSecond(); // processes of a killed PostgreSQL notice its death within a moment
    }
  }

  private ProcessBuilder startCommand(Path logs) {
    List<String> settings = new ArrayList<>(DURABLE);
    settings.addAll(TUNED);
    settings.add("port=" + port);
    settings.add("log_directory=" + logs);
    StringBuilder options = new StringBuilder();
    settings.forEach(s -> options.append(" -c ").append(quoted(s)));
    return runAs.command(
        List.of(
            program("pg_ctl"),
            "start",
            "--silent",
            "--wait",
            "--timeout=" + RECOVERY_SECONDS,
            "--pgdata=" + files,
            "--log=" + logs.resolve("start.log"),
            "--options=" + options));
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  int port() {
    return port;
  }

  /** The password of one of the two database users, made where there is none yet. */
  String password(String user) throws CannotStart {
    Path file = passwordFile(user);
    try {
      if (!Files.exists(file)) {
        DataDirectory.makePrivate(Objects.requireNonNull(file.getParent()));
        DataDirectory.writePrivately(file, newPassword());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw Reasons.directory(directory.root(), e);
    }
  }

  private Path passwordFile(String user) {
    return passwordFile(directory.root(), user);
  }

  static Path passwordFile(Path root, String user) {
    return root.resolve("secrets").resolve(user + ".password");
  }

  private static String newPassword() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  /** Stops at once: sessions are ended, everything is written out. */
  @Override
  public void close() {
    closing = true;
    stop();
  }

  private synchronized void stop() {
    try {
      if (!stopFast()) {
        notes.println(
            Console.words(
                "PostgreSQL 没有按时停止，下次启动时会自行恢复。",
                "PostgreSQL did not stop in time; it will recover at the next start."));
      }
    } catch (IOException e) {
      notes.println(
          Console.words(
              "无法通知 PostgreSQL 停止：%s",
              "PostgreSQL could not be told to stop: %s", String.valueOf(e.getMessage())));
    }
  }

  private boolean stopFast() throws IOException {
    ProcessBuilder stop =
        runAs.command(
            List.of(
                program("pg_ctl"),
                "stop",
                "--silent",
                "--wait",
                "--mode=fast",
                "--timeout=" + STOP_SECONDS,
                "--pgdata=" + files));
    return run(stop, directory.logs().resolve("pg_ctl.log"), STOP_SECONDS + 5) == 0;
  }

  private int run(ProcessBuilder builder, Path log, long seconds) throws IOException {
    // To a file: PostgreSQL inherits the output, and a pipe would stay open as long as it runs.
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(Math.min(5, seconds), TimeUnit.SECONDS)) {
        notes.println(
            Console.words(
                "仍在等待 PostgreSQL（首次启动要建库，异常退出后要先恢复）…",
                "Still waiting for PostgreSQL (the first start makes it; after a crash it"
                    + " recovers first)…"));
      }
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
