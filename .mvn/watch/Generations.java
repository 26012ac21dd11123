import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The application started again and again, each time from the classes as they are then. */
final class Generations {

  private final Path classes;
  private final List<String> words;
  private final Path ready;
  private final boolean demo;
  private final AutoCloseable database;
  private final String url;
  private Thread serving;
  private boolean ended;

  private Generations(
      Path classes, List<String> words, Path directory, AutoCloseable database, String url) {
    this.classes = classes;
    this.words = words;
    this.ready = directory.resolve("server.json");
    this.demo = words.contains("--demo");
    this.database = database;
    this.url = url;
  }

  /** Opens the database with the classes as they were built; they stay as they are. */
  static Generations of(Path classes, Path built, List<String> words) throws Exception {
    ClassLoader first = loader(built);
    CommandLine line = commandLine(first);
    CommandLine.ParseResult read;
    try {
      read = line.parseArgs(words.toArray(String[]::new)).subcommand();
    } catch (CommandLine.ParameterException e) {
      read = null;
    }
    if (read == null || read.isUsageHelpRequested()) {
      System.exit(line.execute(words.toArray(String[]::new)));
    }
    String elsewhere = read.matchedOptionValue("--db-url", null);
    Path data = read.matchedOptionValue("--data", null);
    int port = read.matchedOptionValue("--db-port", 0);
    Class<?> kind = first.loadClass("cn.nongchao.launch.DataOptions");
    Object options =
        kind.getMethod("of", Path.class, String.class, int.class).invoke(null, data, null, port);
    Path directory = (Path) kind.getMethod("directory").invoke(options);
    if (elsewhere != null) return new Generations(classes, words, directory, () -> {}, elsewhere);
    Class<?> type = first.loadClass("cn.nongchao.launch.Database");
    Object database = null;
    try {
      database = type.getMethod("open", kind, PrintStream.class).invoke(null, options, System.err);
    } catch (InvocationTargetException e) {
      System.err.println(e.getCause());
      System.exit(1);
    }
    String url =
        said(database, "jdbcUrl")
            + "?user="
            + URLEncoder.encode(said(database, "username"), StandardCharsets.UTF_8)
            + "&password="
            + URLEncoder.encode(said(database, "password"), StandardCharsets.UTF_8);
    List<String> all = new ArrayList<>(words);
    all.add("--running-database=" + url);
    return new Generations(classes, all, directory, (AutoCloseable) database, url);
  }

  private static String said(Object database, String what) throws ReflectiveOperationException {
    return (String) database.getClass().getMethod(what).invoke(database);
  }

  private static URLClassLoader loader(Path classes) throws IOException {
    return new URLClassLoader(
        new URL[] {classes.toUri().toURL()}, ClassLoader.getSystemClassLoader());
  }

  private static CommandLine commandLine(ClassLoader loader) throws ReflectiveOperationException {
    Method made = loader.loadClass("cn.nongchao.Main").getDeclaredMethod("commandLine");
    made.setAccessible(true);
    return (CommandLine) made.invoke(null);
  }

  /** Ends the one that is served and starts the next; false where it does not start. */
  boolean next() throws IOException, InterruptedException {
    stop();
    Files.deleteIfExists(ready);
    Thread starting = new Thread(this::serve, "serving");
    synchronized (this) {
      if (ended) return false;
      serving = starting;
      starting.start();
    }
    while (starting.isAlive() && !Files.exists(ready)) Thread.sleep(20);
    return starting.isAlive();
  }

  private void serve() {
    try (URLClassLoader loader = loader(classes)) {
      Thread.currentThread().setContextClassLoader(loader);
      commandLine(loader).execute(words.toArray(String[]::new));
    } catch (IOException | ReflectiveOperationException | LinkageError e) {
      e.printStackTrace();
    }
  }

  private void stop() throws InterruptedException {
    Thread running;
    synchronized (this) {
      running = serving;
    }
    if (running == null) return;
    running.interrupt();
    running.join();
  }

  /**
   * Empties the database of the demo, since a step of its history was changed that it has gone
   * through. Other data is kept: then the change is not taken, which is told.
   */
  boolean begunAnew(Path changed) throws InterruptedException {
    if (!demo) {
      Watch.tell(
          changed.getFileName() + " is applied already and not taken: write a new migration, or"
              + " begin with another --data.");
      return false;
    }
    Watch.tell(changed.getFileName() + " was applied before: the demo is loaded anew.");
    stop();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      List<String> schemas = new ArrayList<>();
      try (ResultSet found =
          statement.executeQuery(
              "select quote_ident(nspname) from pg_namespace"
                  + " where pg_get_userbyid(nspowner) = current_user")) {
        while (found.next()) schemas.add(found.getString(1));
      }
      for (String schema : schemas) statement.execute("drop schema " + schema + " cascade");
    } catch (SQLException e) {
      Watch.tell("The database could not be emptied: " + e.getMessage());
      return false;
    }
    return true;
  }

  /** The application first, then its database. */
  void end() {
    synchronized (this) {
      ended = true;
    }
    try {
      stop();
      database.close();
    } catch (Exception e) {
      e.printStackTrace();
    }
  }
}
