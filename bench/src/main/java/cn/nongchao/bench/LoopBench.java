package cn.nongchao.bench;

import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.launch.Database;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench loop}: event loops closed a second, ours beside Flowable and beside what plain SQL
 * could do at best, in turns within one run, on one PostgreSQL with fsync and synchronous_commit.
 */
@Command(
    name = "loop",
    description =
        "Close event loops (open and five moves, each a durable commit) beside Flowable 8.0.0 and"
            + " plain SQL, in turns on one PostgreSQL.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
final class LoopBench implements Callable<Integer> {

  private static final PrintStream OUT = System.out;

  @Option(names = "--rounds", defaultValue = "3", description = "Turns for each side.")
  int rounds;

  @Option(names = "--seconds", defaultValue = "8", description = "Length of a turn.")
  int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "20",
      description = "Seconds each side runs uncounted first, for the compiler of the JVM.")
  int warmUp;

  @Option(names = "--threads", defaultValue = "8", description = "Threads that close loops.")
  int threads;

  @Option(
      names = "--side",
      split = ",",
      defaultValue = "plain,flowable,ours",
      description = "Sides to run: plain, flowable, ours.")
  List<String> sides = List.of();

  @Option(
      names = "--db-url",
      description = "Use this empty PostgreSQL database; by default a new one is started.")
  @Nullable String dbUrl;

  @Override
  public Integer call() throws Exception {
    Path data = Files.createTempDirectory("nongchao-bench");
    try (AppSession session = AppSession.open(DataOptions.of(data, dbUrl, 0))) {
      compare(session.database(), session);
      return 0;
    } finally {
      delete(data);
    }
  }

  private void compare(Database database, AppSession session)
      throws SQLException, InterruptedException {
    OUT.printf(
        Locale.ROOT,
        "%d threads, %d rounds of %d s in turns; PostgreSQL with fsync=%s, synchronous_commit=%s%n",
        threads,
        rounds,
        seconds,
        setting(session, "fsync"),
        setting(session, "synchronous_commit"));
    List<Contender> contenders = contenders(database, session);
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    try {
      Rounds turns = new Rounds(threads);
      for (Contender one : contenders) turns.run(one, Duration.ofSeconds(warmUp));
      OUT.println("warmed up");
      for (int round = 1; round <= rounds; round++) {
        for (Contender one : contenders) {
          rates.computeIfAbsent(one.name(), name -> new ArrayList<>()).add(turn(turns, one, round));
        }
      }
    } finally {
      contenders.forEach(Contender::close);
    }
    report(rates);
  }

  private List<Contender> contenders(Database database, AppSession session) throws SQLException {
    List<Contender> found = new ArrayList<>();
    if (sides.contains("plain")) found.add(new PlainLoops(pool(database, "plain")));
    if (sides.contains("flowable")) {
      found.add(new FlowableLoops(pool(database, FlowableLoops.SCHEMA)));
    }
    if (sides.contains("ours")) found.add(new OurLoops(session));
    return found;
  }

  /** Counts in the database what was closed, so that nobody's word is taken for it. */
  private double turn(Rounds turns, Contender one, int round)
      throws SQLException, InterruptedException {
    long before = one.closed();
    Rounds.Measured measured = turns.run(one, Duration.ofSeconds(seconds));
    long stored = one.closed() - before;
    if (stored != measured.loops()) {
      throw new IllegalStateException(
          "%s says %d loops, the database has %d".formatted(one.name(), measured.loops(), stored));
    }
    OUT.printf(
        Locale.ROOT,
        "round %d  %-9s %8.1f loops/s  (%d closed, open to closed: median %.1f ms, 95%% %.1f ms)%n",
        round,
        one.name(),
        measured.rate(),
        measured.loops(),
        measured.medianMillis(),
        measured.p95Millis());
    return measured.rate();
  }

  private static void report(Map<String, List<Double>> rates) {
    double ours = mean(rates.get("ours"));
    double flowable = mean(rates.get("flowable"));
    double plain = mean(rates.get("plain"));
    OUT.printf(
        Locale.ROOT,
        "result: ours=%.1f flowable=%.1f plain=%.1f ours/flowable=%.2f ours/plain=%.2f%n",
        ours,
        flowable,
        plain,
        ours / flowable,
        ours / plain);
  }

  private static double mean(@Nullable List<Double> values) {
    return values == null
        ? Double.NaN
        : values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private HikariDataSource pool(Database database, String schema) {
    HikariConfig config = new HikariConfig();
    String url = database.jdbcUrl();
    config.setJdbcUrl(url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema);
    if (!database.username().isEmpty()) {
      config.setUsername(database.username());
      config.setPassword(database.password());
    }
    config.setMaximumPoolSize(3 * threads);
    return new HikariDataSource(config);
  }

  private static String setting(AppSession session, String name) {
    return session
        .get(org.springframework.jdbc.core.simple.JdbcClient.class)
        .sql("select current_setting(?)")
        .param(name)
        .query(String.class)
        .single();
  }

  private static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      System.err.println("Left behind: " + directory + " (" + e.getMessage() + ")");
    }
  }
}
