package cn.nongchao.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a ready server writes into its data directory ({@code server.json}), so that a command
 * started beside it can use the same database. Holds no password.
 *
 * @param pid its process
 * @param port where it answers HTTP
 * @param jdbcUrl its database
 * @param username the database user
 * @param own whether PostgreSQL runs from the data directory
 */
record RunningServer(long pid, int port, String jdbcUrl, String username, boolean own) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Path file(Path directory) {
    return directory.resolve("server.json");
  }

  void write(Path directory) throws IOException {
    DataDirectory.writePrivately(file(directory), JSON.writeValueAsString(this) + "\n");
  }

  /** The server on the directory, where there is one and it is alive. */
  static Optional<RunningServer> on(Path directory) {
    try {
      RunningServer found = JSON.readValue(Files.readString(file(directory)), RunningServer.class);
      return ProcessHandle.of(found.pid()).map(alive -> found);
    } catch (IOException | JacksonException none) {
      return Optional.empty();
    }
  }

  /** How to sign in to its database. */
  DatabaseUrl database(Path directory) throws CannotStart {
    if (!own) {
      throw CannotStart.because(
          "数据目录 %s 上的服务器使用外部数据库 %s。请为此命令加上同样的 --db-url。",
          "The server on %s uses the database %s. Give this command the same --db-url.",
          directory,
          jdbcUrl);
    }
    try {
      String password = Files.readString(PostgresServer.passwordFile(directory, username)).strip();
      return new DatabaseUrl(jdbcUrl, username, password);
    } catch (IOException e) {
      throw Reasons.directory(directory, e);
    }
  }
}
