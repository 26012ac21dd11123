package cn.nongchao.proof;

import cn.nongchao.platform.Position;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells when what was written is not sealed for a minute. Sealing waits for every transaction that
 * began before, whoever's it is: one kept open with the database's password keeps all that is
 * written meanwhile out of the log, where it could be altered before anybody has a copy.
 */
@Component
@ConditionalOnProperty(name = "nongchao.trial", havingValue = "false", matchIfMissing = true)
class SealWatch {

  private static final Logger LOG = LoggerFactory.getLogger(SealWatch.class);

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private record Waiting(Position first, Instant since) {}

  private final List<Source> sources;
  private final LogStore store;
  private final Alerts alerts;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Map<String, Waiting> seen = new HashMap<>();

  SealWatch(List<Source> sources, LogStore store, Alerts alerts, JdbcClient jdbc, Clock clock) {
    this.sources = sources;
    this.store = store;
    this.alerts = alerts;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${nongchao.seal-watch-delay:PT20S}")
  synchronized void look() {
    for (Source source : sources) look(source);
  }

  private void look(Source source) {
    Position first = source.next(store.position(source.name())).orElse(null);
    Waiting before = first == null ? null : seen.get(source.name());
    Instant now = clock.instant();
    if (first == null) {
      seen.remove(source.name());
    } else if (before == null || !before.first().equals(first)) {
      seen.put(source.name(), new Waiting(first, now));
    } else if (Duration.between(before.since(), now).compareTo(LONGEST) >= 0) {
      String told = source.name() + ", " + oldest();
      LOG.error("nothing of {} was sealed since {}", told, before.since());
      alerts.raise(AlertKind.SEALING_STANDS, told);
    }
  }

  /** Who keeps what was written from being final, as far as the database tells. */
  private String oldest() {
    return jdbc.sql(
            "select format('process %s of %s from %s, since %s', pid, usename,"
                + " coalesce(nullif(application_name, ''), host(client_addr), 'here'),"
                + " to_char(xact_start, 'YYYY-MM-DD HH24:MI:SS')) from pg_stat_activity"
                + " where backend_xid is not null and pid <> pg_backend_pid()"
                + " order by age(backend_xid) desc limit 1")
        .query(String.class)
        .optional()
        .orElse("no transaction is to be seen");
  }
}
