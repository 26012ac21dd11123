package cn.nongchao.bench.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A data directory of the bench's own, on a small disk of its own where the system lets us. */
final class Site implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SIZE = "1500m";
  private static final String VERIFIER = "nongchao.verifier";

  private final Path root;
  private final boolean mounted;

  private Site(Path root, boolean mounted) {
    this.root = root;
    this.mounted = mounted;
  }

  static Site make() throws IOException, InterruptedException {
    Path root = Files.createTempDirectory("nongchao-chaos");
    Path disk = Files.createDirectory(root.resolve("disk"));
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + SIZE + ",mode=0700", "chaos", disk.toString());
    Site site = new Site(root, mounted);
    site.unpack();
    Files.createDirectories(site.spool());
    site.clock(Duration.ZERO);
    return site;
  }

  /** Out of the bench's own jar: many servers are started, and a build may replace it meanwhile. */
  private void unpack() throws IOException, InterruptedException {
    Path jar = Path.of(classPath());
    if (!Files.isRegularFile(jar)) return; // it runs from classes
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String into = root.resolve("app").toString();
    String failure =
        failure(
            List.of(
                java, "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", into),
            root.resolve("unpack.log"));
    if (!failure.isEmpty()) throw new IOException(failure);
    String verifier = System.getProperty(VERIFIER, "");
    if (!verifier.isEmpty()) Files.copy(Path.of(verifier), root.resolve("verifier.jar"));
  }

  /** Of this bench, and with it of the application. */
  String classPath() {
    String path = System.getProperty("java.class.path");
    Path unpacked = root.resolve("app").resolve(String.valueOf(Path.of(path).getFileName()));
    return Files.exists(unpacked) ? unpacked.toString() : path;
  }

  /** The jar of the verifier, as outsiders have it; none where the launcher told of none. */
  Optional<Path> verifier() {
    return Optional.of(root.resolve("verifier.jar")).filter(Files::exists);
  }

  private static boolean run(String... words) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  /** Whether its disk can be made full without harm to anybody else. */
  boolean hasOwnDisk() {
    return mounted;
  }

  Path data() {
    return root.resolve("disk/data");
  }

  Path evidence() {
    return data().resolve("evidence");
  }

  Path log() {
    return root.resolve("server.log");
  }

  Path scratch(String name) {
    return root.resolve(name);
  }

  private Path spool() {
    return root.resolve("disk/tmp");
  }

  /** What servers here are told: to look often, and that little room is a lot. */
  String[] properties() {
    return new String[] {
      "-D" + ClockShift.FILE + "=" + root.resolve("clock"),
      "-Djava.io.tmpdir=" + spool(),
      "-Dnongchao.clock-watch-delay=PT0.5S",
      "-Dnongchao.disk-watch-delay=PT0.5S",
      "-Dnongchao.room.alarm=400MB",
      "-Dnongchao.room.least=150MB"
    };
  }

  void clock(Duration shift) {
    ClockShift.set(root.resolve("clock"), shift);
  }

  /** Fills the disk, but for so many bytes. */
  void fill(long left) throws IOException {
    byte[] piece = new byte[1 << 16];
    try (OutputStream out =
        Files.newOutputStream(balloon(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (data().toFile().getUsableSpace() > left) out.write(piece);
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space")) throw full;
    }
  }

  void empty() throws IOException {
    Files.deleteIfExists(balloon());
  }

  private Path balloon() {
    return root.resolve("disk/balloon");
  }

  /** The process of PostgreSQL that starts the others, and those. */
  List<ProcessHandle> database() throws IOException {
    String pid = Files.readAllLines(data().resolve("postgres/postmaster.pid")).getFirst().strip();
    ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
    all.addAll(postmaster.children().toList());
    return all;
  }

  Connection connect() throws SQLException {
    try {
      JsonNode server = JSON.readTree(Files.readString(data().resolve("server.json")));
      String user = server.path("username").asString("");
      String password = Files.readString(data().resolve("secrets").resolve(user + ".password"));
      return DriverManager.getConnection(
          server.path("jdbcUrl").asString(""), user, password.strip());
    } catch (IOException e) {
      throw new SQLException("server.json cannot be read", e);
    }
  }

  /** Runs a program to its end; empty where that was good, else what it said. */
  static String failure(List<String> words, Path log) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) process.destroyForcibly().waitFor();
    int exit = process.exitValue();
    return exit == 0 ? "" : "ended with " + exit + ": " + Files.readString(log).strip();
  }

  /** Leaves nothing behind. */
  @Override
  public void close() {
    try {
      if (mounted) run("umount", "-l", root.resolve("disk").toString());
      try (Stream<Path> all = Files.walk(root)) {
        all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    } catch (IOException e) {
      System.err.println("Left behind: " + root + " (" + e.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
