package cn.nongchao.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database a command works on: the PostgreSQL kept in the data directory, or any server from
 * version 15 on. Open means: started, reachable, and checked to write durably (fsync,
 * synchronous_commit and full_page_writes on), so that a confirmed write survives a power cut.
 * Closing it stops a PostgreSQL that was started here, cleanly, and lets go of the directory.
 */
public final class Database implements AutoCloseable {

  static final String NAME = "nongchao";

  private final Path directory;
  private final DatabaseUrl url;
  private final @Nullable DataDirectory held;
  private final @Nullable PostgresServer server;

  private Database(
      Path directory,
      DatabaseUrl url,
      @Nullable DataDirectory held,
      @Nullable PostgresServer server) {
    this.directory = directory;
    this.url = url;
    this.held = held;
    this.server = server;
  }

  /**
   * Takes hold of the data directory and opens its database, or the one at {@code --db-url}.
   *
   * @param notes told what takes long or is unusual, a line each
   * @throws CannotStart where another process holds the directory, or the database does not start,
   *     is of the wrong version, or does not write durably
   */
  public static Database open(DataOptions options, PrintStream notes) throws CannotStart {
    DatabaseUrl outside = outside(options);
    Stead.check(options.directory(), outside);
    return opened(DataDirectory.hold(options.directory()), outside, options.dbPort, notes);
  }

  private static @Nullable DatabaseUrl outside(DataOptions options) throws CannotStart {
    return options.dbUrl == null ? null : DatabaseUrl.parse(options.dbUrl);
  }

  /**
   * The same for a restore: into a directory that holds nothing yet, or what one that was broken
   * off left there. Until {@link Restoring#end(Path)} nothing else opens it.
   */
  public static Database toRestore(DataOptions options, PrintStream notes) throws CannotStart {
    DatabaseUrl outside = outside(options);
    DataDirectory held = DataDirectory.hold(options.directory());
    try {
      Restoring.begin(held);
    } catch (CannotStart | RuntimeException e) {
      held.close();
      throw e;
    }
    return opened(held, outside, options.dbPort, notes);
  }

  /**
   * The same for a command that may work beside a running server: where one holds the directory,
   * its database is used; where a URL is given, the directory is not held at all.
   */
  public static Database openOrBeside(DataOptions options, PrintStream notes) throws CannotStart {
    Path directory = options.directory();
    Stead.check(directory, outside(options));
    if (options.dbUrl != null) {
      return at(directory, options.dbUrl);
    }
    Optional<DataDirectory> held = DataDirectory.tryHold(directory);
    if (held.isPresent()) {
      notes.println(Console.words("正在启动 %s 中的数据库", "Starting the database in %s", directory));
      return opened(held.get(), null, options.dbPort, notes);
    }
    RunningServer server =
        RunningServer.on(directory).orElseThrow(() -> DataDirectory.held(directory));
    notes.println(
        Console.words(
            "%2$s 上有服务正在运行（进程 %1$d），使用它的数据库。",
            "A server (process %d) is running on %s: using its database.",
            server.pid(),
            directory));
    DatabaseUrl url = server.database(directory);
    url.check();
    return new Database(directory, url, null, null);
  }

  private static Database opened(
      DataDirectory held, @Nullable DatabaseUrl outside, int port, PrintStream notes)
      throws CannotStart {
    PostgresServer server = null;
    try {
      shut(held, notes);
      if (outside != null) {
        outside.check();
        return new Database(held.root(), outside, held, null);
      }
      server = PostgresServer.start(held, port, notes);
      DatabaseUrl url = prepare(server);
      url.check();
      return new Database(held.root(), url, held, server);
    } catch (CannotStart | RuntimeException e) {
      if (server != null) {
        server.close();
      }
      held.close();
      throw e;
    }
  }

  private static void shut(DataDirectory held, PrintStream notes) throws CannotStart {
    try {
      if (held.shut()) {
        notes.println(
            Console.words(
                "数据目录 %s 此前其他用户也可进入，现已改为仅所有者可用。",
                "Others could enter the data directory %s: now only its owner can.", held.root()));
      }
    } catch (IOException e) {
      throw Reasons.directory(held.root(), e);
    }
  }

  /** A server elsewhere, by its URL; nothing is started, held or stopped. */
  public static Database at(Path directory, String url) throws CannotStart {
    DatabaseUrl parsed = DatabaseUrl.parse(url);
    parsed.check();
    return new Database(directory, parsed, null, null);
  }

  // The application's user owns its database and nothing else: it is not a superuser, so what the
  // schema forbids (changing an entry) stays forbidden to it.
  private static DatabaseUrl prepare(PostgresServer server) throws CannotStart {
    String base = "jdbc:postgresql://127.0.0.1:" + server.port() + "/";
    String password = server.password(NAME);
    try (Connection admin =
            DriverManager.getConnection(
                base + "postgres",
                PostgresServer.SUPERUSER,
                server.password(PostgresServer.SUPERUSER));
        Statement sql = admin.createStatement()) {
      if (!sql.executeQuery("select from pg_roles where rolname = '" + NAME + "'").next()) {
        sql.execute("create role " + NAME + " login");
      }
      sql.execute("alter role " + NAME + " password '" + password + "'");
      if (!sql.executeQuery("select from pg_database where datname = '" + NAME + "'").next()) {
        sql.execute("create database " + NAME + " owner " + NAME);
      }
    } catch (SQLException e) {
      throw CannotStart.because(
              "数据库已启动但无法准备：%s",
              "The database started but could not be prepared: %s", String.valueOf(e.getMessage()))
          .after(e);
    }
    return new DatabaseUrl(base + NAME, NAME, password);
  }

  DatabaseUrl url() {
    return url;
  }

  /** A connection of its own, in auto-commit. */
  public Connection connect() throws SQLException {
    return url.connect();
  }

  /** For JDBC, without user and password. */
  public String jdbcUrl() {
    return url.jdbc();
  }

  public String username() {
    return url.username();
  }

  public String password() {
    return url.password();
  }

  /** The data directory: absolute, and there except beside a database given by URL alone. */
  public Path directory() {
    return directory;
  }

  /** True where this process holds the data directory; false beside a running server. */
  boolean isHeld() {
    return held != null;
  }

  /** True where PostgreSQL was started here, from the data directory. */
  boolean isOwn() {
    return server != null;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    if (held != null) {
      held.close();
    }
  }
}
