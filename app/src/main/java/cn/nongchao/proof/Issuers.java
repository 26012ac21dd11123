package cn.nongchao.proof;

import cn.nongchao.people.Audit;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Remembered;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The organ that signs codes (签发机关), and those before it. An organ is followed by another, never
 * altered: a key belongs to the one in whose time it was made, so that what was handed out stays
 * genuine.
 */
@Component
@Transactional
public class Issuers {

  /**
   * An organ.
   *
   * @param since from when it signs
   * @param code of the place it answers for
   */
  public record Issuer(Instant since, String code, String name) {}

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Audit audit;
  private final Clock clock;
  private final Remembered<Boolean, List<Issuer>> remembered;

  Issuers(JdbcClient jdbc, Ledger ledger, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.audit = audit;
    this.clock = clock;
    this.remembered = new Remembered<>(clock, Duration.ofSeconds(5), 1, all -> read());
  }

  /** Who signs now; empty where nobody may yet. */
  public Optional<Issuer> now() {
    List<Issuer> all = all();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /** Who signed with a key made then; the first of all for a key from before. */
  Issuer at(Instant made) {
    List<Issuer> all = all();
    return all.reversed().stream()
        .filter(issuer -> !issuer.since().isAfter(made))
        .findFirst()
        .orElse(all.getFirst());
  }

  /** What an organ is called, by the code it signs with. */
  public Optional<String> name(String code) {
    return all().reversed().stream()
        .filter(issuer -> issuer.code().equals(code))
        .map(Issuer::name)
        .findFirst();
  }

  /** Another organ signs from now on. */
  public void add(String code, String name, @Nullable PersonId by) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    int number =
        jdbc.sql("insert into proof.issuers (since, code, name) values (?, ?, ?) returning number")
            .params(Timestamp.from(now), code, name)
            .query(Integer.class)
            .single();
    ledger.wrote(ProofTables.ISSUERS, number);
    remembered.forget();
    if (by != null) audit.record("issuer-set", by, code, Map.of("name", name));
  }

  private List<Issuer> all() {
    return remembered.get(true);
  }

  private List<Issuer> read() {
    return jdbc.sql("select since, code, name from proof.issuers order by number")
        .query((row, n) ->
            new Issuer(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3)))
        .list();
  }
}
