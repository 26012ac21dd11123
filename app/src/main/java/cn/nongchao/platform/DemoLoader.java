package cn.nongchao.platform;

import cn.nongchao.launch.Console;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/**
 * Loads the demo district into a new data directory, step by step, each in one transaction with the
 * note that it was loaded: killed half-way, the next start goes on where this one stopped. A
 * directory that began as a real installation is never filled with demo people.
 */
@Component
class DemoLoader implements SmartLifecycle {

  private final Settings settings;
  private final List<DemoStep> steps;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ApplicationContext context;
  private volatile boolean running;

  DemoLoader(
      Settings settings,
      List<DemoStep> steps,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Clock clock,
      ApplicationContext context) {
    this.context = context;
    this.settings = settings;
    this.steps = steps.stream().sorted(Comparator.comparingInt(DemoStep::order)).toList();
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Early in the life of the context: listeners are up, the web server does not answer yet. */
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public void start() {
    running = true;
    if (!isDemo()) return;
    Set<String> loaded =
        new HashSet<>(jdbc.sql("select name from platform.demo_steps").query(String.class).list());
    List<DemoStep> missing = steps.stream().filter(s -> !loaded.contains(s.name())).toList();
    int done = 0;
    for (DemoStep step : missing) {
      done++;
      Console.note(
          "正在载入演示街道：%d/%d " + step.title().zh(),
          "Loading the demo district: %d/%d " + step.title().en(),
          done,
          missing.size());
      load(step);
    }
  }

  /** What this directory is was settled by the first start of a server on it, and stays. */
  private boolean isDemo() {
    boolean isCommand = !(context instanceof WebApplicationContext);
    if (isCommand && !settings.demo()) return false;
    String kind = settings.demo() ? "demo" : "real";
    jdbc.sql(
            "insert into platform.installation (single, kind, begun_at) values (true, ?, ?)"
                + " on conflict do nothing")
        .params(kind, Timestamp.from(clock.instant()))
        .update();
    String began = jdbc.sql("select kind from platform.installation").query(String.class).single();
    if (settings.demo() && !began.equals("demo")) {
      throw new NotADemo();
    }
    if (!settings.demo() && began.equals("demo")) {
      throw new OnlyADemo();
    }
    return settings.demo();
  }

  private void load(DemoStep step) {
    transaction.executeWithoutResult(status -> {
      int first =
          jdbc.sql(
                  "insert into platform.demo_steps (name, loaded_at) values (?, ?)"
                      + " on conflict do nothing")
              .params(step.name(), Timestamp.from(clock.instant()))
              .update();
      if (first == 1) step.load();
    });
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
