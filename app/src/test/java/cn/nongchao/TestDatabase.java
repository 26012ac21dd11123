package cn.nongchao;

import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.launch.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A database of its own for a test class, on one real PostgreSQL that starts with the first test of
 * the JVM and ends with it. In a Spring test:
 *
 * <pre>{@code
 * @DynamicPropertySource
 * static void database(DynamicPropertyRegistry registry) {
 *   TestDatabase.empty().register(registry);
 * }
 * }</pre>
 *
 * Elsewhere use {@link #dataSource()}. The database user is the application's own: no superuser.
 */
public final class TestDatabase {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;
  private final Path directory;

  private TestDatabase(String name) {
    this.name = name;
    this.directory = Server.ROOT.resolve("of-" + name);
  }

  /** A new database without tables; the application migrates it when its context starts. */
  public static TestDatabase empty() {
    return create("");
  }

  /** A copy of a database no one is connected to now: what is in it need not be made again. */
  public static TestDatabase copyOf(TestDatabase template) {
    return create(" template " + template.name);
  }

  private static TestDatabase create(String template) {
    TestDatabase made = new TestDatabase("test_" + COUNT.incrementAndGet());
    Server.execute(
        "create database " + made.name + " owner " + Server.RUNNING.username() + template);
    return made;
  }

  /** Sets the data source and an empty data directory for a Spring test. */
  public void register(DynamicPropertyRegistry registry) {
    settings().forEach((key, value) -> registry.add(key, () -> value));
    registry.add("nongchao.codes.issuer", () -> "330114003"); // or nothing is signed
    // What is sealed is what a test writes, not what lines of before bring in meanwhile.
    registry.add("nongchao.ledger-delay", () -> "PT10H");
    registry.add("nongchao.seal-watch-delay", () -> "PT10H");
    registry.add("nongchao.notify.fresh", () -> "0s");
  }

  /** The same as {@link #register} in the form of command-line words for SpringApplication. */
  public String[] arguments() {
    return settings().entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toArray(String[]::new);
  }

  // Spring keeps the contexts of past test classes alive: their pools must let go of connections,
  // or the server runs out of them before the last class.
  private Map<String, String> settings() {
    return Map.of(
        "spring.datasource.url",
        hastyUrl(),
        "spring.datasource.username",
        username(),
        "spring.datasource.password",
        password(),
        "spring.datasource.hikari.maximum-pool-size",
        "12",
        "spring.datasource.hikari.minimum-idle",
        "0",
        "spring.datasource.hikari.idle-timeout",
        "10000",
        // At the end of the JVM the server may be gone before the last context is.
        "spring.datasource.hikari.connection-timeout",
        "10000",
        "nongchao.data",
        directory().toString());
  }

  public String jdbcUrl() {
    return Server.at(name);
  }

  // What a test wrote need not survive a power cut.
  private String hastyUrl() {
    return jdbcUrl() + "?options=-c%20synchronous_commit=off";
  }

  public String username() {
    return Server.RUNNING.username();
  }

  public String password() {
    return Server.RUNNING.password();
  }

  /** A data directory for this database alone; deleted when the JVM ends. */
  public Path directory() {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection per use, each with its own transaction. */
  public DataSource dataSource() {
    return new DriverManagerDataSource(hastyUrl(), username(), password());
  }

  private static final class Server {

    private static final Path ALL = Path.of("target", "test-data").toAbsolutePath();
    static final Path ROOT = ALL.resolve(Long.toString(ProcessHandle.current().pid()));
    static final Database RUNNING = start();

    private static Database start() {
      try {
        Files.createDirectories(ALL);
        sweep();
        Database database = Database.open(DataOptions.of(ROOT, null, 0), System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(database)));
        return database;
      } catch (CannotStart e) {
        throw new IllegalStateException(e.getMessage(), e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void end(Database database) {
      database.close();
      delete(ROOT);
    }

    // A test run that was killed leaves its directory, and a PostgreSQL on it.
    private static void sweep() throws IOException {
      List<Path> old;
      try (Stream<Path> found = Files.list(ALL)) {
        old = found.filter(Server::isAbandoned).toList();
      }
      for (Path directory : old) {
        try {
          Database.open(DataOptions.of(directory, null, 0), System.err).close();
        } catch (CannotStart unusable) {
          System.err.println("An earlier test's database cannot be stopped: " + unusable);
        }
        delete(directory);
      }
    }

    private static boolean isAbandoned(Path directory) {
      String name = directory.getFileName().toString();
      return name.matches("\\d{1,10}") && ProcessHandle.of(Long.parseLong(name)).isEmpty();
    }

    private static void delete(Path tree) {
      try (Stream<Path> all = Files.walk(tree)) {
        all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      } catch (IOException | UncheckedIOException e) { // another test run sweeps too
        System.err.println("Left behind: " + tree + " (" + e.getMessage() + ")");
      }
    }

    static String at(String name) {
      return RUNNING.jdbcUrl().replaceFirst("/[^/]*$", "/" + name);
    }

    static synchronized void execute(String sql) {
      try (Connection admin =
              DriverManager.getConnection(
                  at("postgres"),
                  "postgres",
                  Files.readString(ROOT.resolve("secrets/postgres.password")).strip());
          Statement statement = admin.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
