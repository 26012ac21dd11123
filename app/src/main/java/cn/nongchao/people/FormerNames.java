package cn.nongchao.people;

import cn.nongchao.platform.Remembered;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What units and places were called before: what is closed, signed or out of force keeps the name
 * of its time. There are few of them, so that all are kept in memory.
 */
@Component
public class FormerNames {

  /** By key, the names by when each ended. */
  private record Known(Map<String, TreeMap<Instant, String>> names) {}

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Clock clock;
  private final Remembered<Boolean, Known> remembered;

  FormerNames(JdbcClient jdbc, Ledger ledger, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.clock = clock;
    this.remembered = new Remembered<>(clock, Duration.ofMinutes(1), 1, all -> read());
  }

  public void renamed(OrganisationId unit, String before) {
    add(unit.toString(), before);
  }

  public void renamed(DivisionCode place, String before) {
    add(place.value(), before);
  }

  private void add(String key, String before) {
    int number =
        jdbc.sql(
                "insert into people.former_names (key, name, until) values (?, ?, ?)"
                    + " returning number")
            .params(key, before, Timestamp.from(clock.instant()))
            .query(Integer.class)
            .single();
    ledger.wrote(PeopleTables.FORMER_NAMES, number);
    remembered.forget();
  }

  /** What it was called at the moment that is asked about ({@link AsOf}), or is called now. */
  String then(OrganisationId unit, String now) {
    return then(unit.toString(), now);
  }

  String then(DivisionCode place, String now) {
    return then(place.value(), now);
  }

  private String then(String key, String now) {
    Instant moment = AsOf.moment();
    TreeMap<Instant, String> names = moment == null ? null : remembered.get(true).names().get(key);
    Map.Entry<Instant, String> ended = names == null ? null : names.higherEntry(moment);
    return ended == null ? now : ended.getValue();
  }

  private record Row(String key, String name, Timestamp until) {}

  private Known read() {
    Map<String, TreeMap<Instant, String>> names = new HashMap<>();
    List<Row> rows =
        jdbc.sql("select key, name, until from people.former_names").query(Row.class).list();
    for (Row row : rows) {
      names
          .computeIfAbsent(row.key(), key -> new TreeMap<>())
          .put(row.until().toInstant(), row.name());
    }
    return new Known(names);
  }
}
