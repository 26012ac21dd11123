package cn.nongchao.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application, up on its database, for as long as a command needs it. Closing it, or ending the
 * process by Ctrl-C or SIGTERM, closes the application first and then the database.
 */
public final class AppSession implements AutoCloseable {

  // By name: it stands above the modules, whose commands open a session through this class.
  private static final String APPLICATION = "cn.nongchao.NongchaoApplication";

  private final Database database;
  private final Thread hook = new Thread(this::closeAll, "closing");
  private volatile @Nullable ConfigurableApplicationContext context;
  private boolean closed;

  private AppSession(Database database) {
    this.database = database;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * The application without its web server. Where a server is running on the same directory, its
   * database is used beside it, and a line on stderr says so.
   */
  public static AppSession open(DataOptions options) throws CannotStart {
    Database database = Database.openOrBeside(options, System.err);
    int port =
        RunningServer.on(database.directory()).map(RunningServer::port).orElse(Serve.DEFAULT_PORT);
    return start(database, WebApplicationType.NONE, port, List.of());
  }

  /**
   * @param port where pages are served; unless {@code nongchao.origin} is set, it makes the address
   *     in codes and in the log's name
   */
  static AppSession start(
      Database database, WebApplicationType kind, int port, List<String> properties)
      throws CannotStart {
    return start(database, kind, port, properties, Belonging.Said.NOTHING);
  }

  /**
   * @param said what this is, where it is a copy
   */
  static AppSession start(
      Database database,
      WebApplicationType kind,
      int port,
      List<String> properties,
      Belonging.Said said)
      throws CannotStart {
    AppSession session = new AppSession(database);
    try {
      Belonging belonging = new Belonging(database);
      boolean serves = kind == WebApplicationType.SERVLET;
      Belonging.Kind is = serves ? belonging.checkServer(said) : belonging.checkCommand();
      if (serves && database.isHeld()) forgetUploads(database);
      List<String> all = new ArrayList<>(properties);
      all.add("--nongchao.trial=" + (is == Belonging.Kind.TRIAL));
      all.add("--nongchao.taken-over=" + (is == Belonging.Kind.TAKEN_OVER));
      session.context = run(database, kind, port, all);
      if (database.isHeld() && is != Belonging.Kind.TRIAL) belonging.remember();
      return session;
    } catch (CannotStart e) {
      session.close();
      throw e;
    } catch (RuntimeException | Error e) {
      session.close();
      throw StartFailures.explained(e, database.directory());
    }
  }

  /** Parts of uploads lie here while they come; those of a run that was killed came to nothing. */
  private static void forgetUploads(Database database) throws CannotStart {
    try {
      Programs.delete(database.directory().resolve("spool"));
    } catch (IOException e) {
      throw Reasons.directory(database.directory(), e);
    }
  }

  private static ConfigurableApplicationContext run(
      Database database, WebApplicationType kind, int port, List<String> properties) {
    SpringApplication application = new SpringApplication();
    application.setSources(Set.of(APPLICATION));
    application.setWebApplicationType(kind);
    application.setRegisterShutdownHook(false); // ours closes the database after it
    List<String> all = new ArrayList<>(List.of("--spring.main.banner-mode=off"));
    all.add("--spring.datasource.url=" + database.jdbcUrl());
    if (!database.username().isEmpty()) {
      all.add("--spring.datasource.username=" + database.username());
      all.add("--spring.datasource.password=" + database.password());
    }
    all.add("--nongchao.data=" + database.directory());
    all.add("--nongchao.background=" + (kind != WebApplicationType.NONE));
    all.add("--logging.threshold.console=WARN");
    all.add("--logging.file.name=" + database.directory().resolve(logName(kind)));
    if (kind == WebApplicationType.SERVLET) {
      all.add("--server.tomcat.basedir=" + database.directory().resolve("spool"));
    }
    all.add("--spring.lifecycle.timeout-per-shutdown-phase=2s");
    all.addAll(properties);
    application.setDefaultProperties(Map.of("nongchao.origin", "http://localhost:" + port));
    return application.run(all.toArray(String[]::new));
  }

  // Two processes must not roll over the same file.
  private static String logName(WebApplicationType kind) {
    return kind == WebApplicationType.NONE ? "logs/command.log" : "logs/nongchao.log";
  }

  /** For a command that signs: a copy would sign in the name of its original. */
  public void refuseInCopy() throws CannotStart {
    if (context().getEnvironment().getRequiredProperty("nongchao.trial", Boolean.class)) {
      throw CannotStart.because(
          "此处是副本，不签名。由此处接替原件时，请先以 serve --this-is-the-original 启动一次。",
          "This is a copy, in which nothing is signed. If it takes the place of the original, start"
              + " it once with serve --this-is-the-original.");
    }
  }

  /** A bean of the application, by its type. */
  public <T> T get(Class<T> type) {
    return context().getBean(type);
  }

  public ConfigurableApplicationContext context() {
    ConfigurableApplicationContext open = context;
    if (open == null) {
      throw new IllegalStateException("the application is not up");
    }
    return open;
  }

  public Database database() {
    return database;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // the hook is closing everything; wait for it below
    }
    closeAll();
  }

  private synchronized void closeAll() {
    if (closed) {
      return;
    }
    closed = true;
    ConfigurableApplicationContext open = context;
    try {
      if (open != null) {
        open.close();
      }
    } finally {
      if (database.isHeld()) {
        forgetServer();
      }
      database.close();
    }
  }

  private void forgetServer() {
    try {
      Files.deleteIfExists(RunningServer.file(database.directory()));
    } catch (IOException e) {
      // its process number tells the next reader that it is gone
    }
  }
}
