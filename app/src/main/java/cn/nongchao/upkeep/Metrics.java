package cn.nongchao.upkeep;

import cn.nongchao.platform.Figure;
import cn.nongchao.platform.Room;
import cn.nongchao.platform.Settings;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** All that is counted, as Prometheus reads it: requests, the pool, the machine, the figures. */
@Component
class Metrics {

  private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);
  private static final String OURS = "nongchao.";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Figure, MultiGauge> figures = new LinkedHashMap<>();
  private final Health health;

  Metrics(
      List<Figure> figures,
      Health health,
      DataSource database,
      Room room,
      Settings settings,
      Clock clock) {
    this.health = health;
    for (Figure figure : figures) {
      this.figures.put(
          figure,
          MultiGauge.builder(OURS + figure.name()).description(figure.help()).register(registry));
    }
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    countPool(database);
    Gauge.builder(OURS + "room_bytes", room, Room::left)
        .description("Bytes free on the fullest of the disks with data.")
        .register(registry);
    Gauge.builder(OURS + "backup_age_seconds", () -> backupAge(settings, clock))
        .description("Seconds since the last backup that was made here; NaN where there is none.")
        .register(registry);
  }

  private void countPool(DataSource database) {
    try {
      if (!database.isWrapperFor(HikariDataSource.class)) return;
      database
          .unwrap(HikariDataSource.class)
          .setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
    } catch (SQLException e) {
      LOG.warn("the pool is not counted: {}", e.getMessage());
    }
  }

  private static double backupAge(Settings settings, Clock clock) {
    return LastBackup.in(settings.data())
        .map(last -> (double) Duration.between(last.at(), clock.instant()).toSeconds())
        .orElse(Double.NaN);
  }

  /** A request that was answered; by the pattern of its address, never by the address. */
  void answered(String method, String route, int status, Duration took) {
    registry
        .timer(OURS + "requests", "method", method, "route", route, "status", status / 100 + "xx")
        .record(took);
  }

  String text() {
    if (health.databaseAnswers()) figures.forEach(Metrics::ask);
    return registry.scrape();
  }

  private static void ask(Figure figure, MultiGauge gauge) {
    try {
      List<MultiGauge.Row<?>> rows = new ArrayList<>();
      figure
          .now()
          .get()
          .forEach((of, value) -> {
            Tags tags = figure.label().isEmpty() ? Tags.empty() : Tags.of(figure.label(), of);
            rows.add(MultiGauge.Row.of(tags, value));
          });
      gauge.register(rows, true);
    } catch (DataAccessException away) {
      LOG.warn("{} cannot be counted now: {}", figure.name(), away.getMessage());
    }
  }
}
