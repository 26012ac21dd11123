package cn.nongchao.crash;

import cn.nongchao.Java;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server in a process of its own, as {@code nongchao serve} starts it, to be killed or worked
 * beside.
 */
public final class Server implements AutoCloseable {

  private final Process process;
  private final Path data;
  private final int port;

  private Server(Process process, Path data, int port) {
    this.process = process;
    this.data = data;
    this.port = port;
  }

  /** Returns once it says that it is ready. */
  public static Server start(Path data) throws IOException {
    int port = freePort();
    List<String> command = Java.running("cn.nongchao.Main");
    command.addAll(List.of("serve", "--demo", "--port", Integer.toString(port)));
    command.addAll(List.of("--data", data.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> said = new ArrayList<>();
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.add(line);
      if (line.startsWith("Nongchao ready")) {
        Thread.ofVirtual().start(() -> drain(out));
        return new Server(process, data, port);
      }
    }
    throw new IllegalStateException("the server did not start:\n" + String.join("\n", said));
  }

  private static void drain(BufferedReader out) {
    try {
      while (out.readLine() != null) {}
    } catch (IOException ended) {
      // killed
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public String url(String path) {
    return "http://localhost:" + port + path;
  }

  /** Kills the server, the database and all its processes, with no chance to tidy up. */
  void kill(boolean databaseFirst) throws IOException, InterruptedException {
    String pid = Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip();
    ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    List<ProcessHandle> database = new ArrayList<>(postmaster.children().toList());
    database.add(postmaster);
    if (databaseFirst) database.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    if (!databaseFirst) database.forEach(ProcessHandle::destroyForcibly);
    database.forEach(handle -> handle.onExit().join());
  }

  /** A connection to its database, as the application's own user. */
  public Connection database() throws SQLException {
    try {
      JsonNode server =
          JsonMapper.builder().build().readTree(Files.readString(data.resolve("server.json")));
      String user = server.path("username").asString("");
      String password = Files.readString(data.resolve("secrets").resolve(user + ".password"));
      return DriverManager.getConnection(
          server.path("jdbcUrl").asString(""), user, password.strip());
    } catch (IOException e) {
      throw new SQLException("server.json cannot be read", e);
    }
  }

  @Override
  public void close() {
    process.destroy(); // as Ctrl-C would; nothing happens where it was killed before
    process.onExit().join();
  }
}
