package cn.nongchao.launch;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the data is: options that every command with a database takes (a picocli mixin). */
public final class DataOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Data directory: database, evidence, keys, logs. Default: $$NONGCHAO_DATA, else ./data")
  @Nullable Path data;

  @Option(
      names = "--db-url",
      paramLabel = "URL",
      description =
          "Use this PostgreSQL 15+ instead of the one kept in DIR:"
              + " postgres://user:password@host/name or jdbc:postgresql://… ."
              + " The password may also come from $$PGPASSWORD.")
  @Nullable String dbUrl;

  @Option(
      names = "--db-port",
      paramLabel = "PORT",
      description = "Port of the PostgreSQL kept in DIR, on 127.0.0.1. Default: any free one")
  int dbPort;

  /** The same options without a command line, for tests. A port of 0 means any free one. */
  public static DataOptions of(Path data, @Nullable String dbUrl, int dbPort) {
    DataOptions options = new DataOptions();
    options.data = data;
    options.dbUrl = dbUrl;
    options.dbPort = dbPort;
    return options;
  }

  /** Whether the directory is said on the command line. */
  public boolean isSaid() {
    return data != null;
  }

  /** Whether a database elsewhere was named. */
  public boolean isElsewhere() {
    return dbUrl != null;
  }

  /** Absolute path of the data directory; it need not exist. */
  public Path directory() {
    String fromEnvironment = System.getenv("NONGCHAO_DATA");
    Path chosen =
        data != null
            ? data
            : Path.of(
                fromEnvironment == null || fromEnvironment.isBlank() ? "data" : fromEnvironment);
    return chosen.toAbsolutePath().normalize();
  }
}
