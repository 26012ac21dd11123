package cn.nongchao.proof;

import cn.nongchao.platform.Position;
import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.entry.EntryFacts;
import cn.nongchao.seal.entry.SealedEntry;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is sealed beside loop entries: issued codes, later draws, certificates, trace events. */
@Component
@Order(2)
class Records implements Source {

  static final String NAME = "record";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JsonMapper json;

  Records(JdbcClient jdbc, Clock clock, JsonMapper json) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Queues a record for sealing, in the caller's transaction. Once for each id.
   *
   * @throws IllegalArgumentException where it could never be sealed; whoever makes records bounds
   *     what goes into them
   */
  void add(UUID id, EntryFacts facts) {
    try {
      facts.canonical();
    } catch (Malformed e) {
      throw new IllegalArgumentException("record " + id + ": " + e.reason().en(), e);
    }
    byte[] salt = new byte[32];
    RANDOM.nextBytes(salt);
    jdbc.sql(
            "insert into proof.records (id, type, facts, salt, at) values (?, ?, ?::jsonb, ?, ?)"
                + " on conflict (id) do nothing")
        .params(
            id,
            facts.type(),
            json.writeValueAsString(facts.facts()),
            salt,
            Timestamp.from(clock.instant()))
        .update();
  }

  // Named r, or they would be put in the order of the text made of txid: 1000 before 999.
  private static final String SELECT =
      "select r.txid::text as txid, r.seq, r.id, r.type, r.facts, r.salt from proof.records r where"
          + " ";

  @Override
  public List<Final> after(Position position, int limit) {
    return jdbc.sql(
            SELECT
                + "(r.txid, r.seq) > (?::text::xid8, ?)"
                + " and r.txid < pg_snapshot_xmin(pg_current_snapshot())"
                + " order by r.txid, r.seq limit ?")
        .params(Long.toString(position.txid()), position.seq(), limit)
        .query((row, n) -> piece(row))
        .list();
  }

  @Override
  public Optional<Position> next(Position after) {
    return jdbc.sql(
            "select r.txid::text, r.seq from proof.records r"
                + " where (r.txid, r.seq) > (?::text::xid8, ?)"
                + " order by r.txid, r.seq limit 1")
        .params(Long.toString(after.txid()), after.seq())
        .query((row, n) -> new Position(Long.parseLong(row.getString(1)), row.getLong(2)))
        .optional();
  }

  @Override
  public List<Final> all(Collection<UUID> ids) {
    return jdbc.sql(SELECT + "r.id = any(?)")
        .param(ids.toArray(UUID[]::new))
        .query((row, n) -> piece(row))
        .list();
  }

  /** A record as it is stored. */
  record Kept(UUID id, SealedEntry sealed) {}

  /** What is stored of the code of an act: its issuing and what became of it since, in order. */
  List<Kept> ofAct(UUID act) {
    return jdbc.sql(
            SELECT
                + "r.id = ? or (r.type = 'code.status' and r.facts ->> 'act' = ?)"
                + " order by r.txid, r.seq")
        .params(act, act.toString())
        .query((row, n) -> new Kept(row.getObject("id", UUID.class), sealed(row(row))))
        .list();
  }

  private Final piece(ResultSet row) throws SQLException {
    Row read = row(row);
    return new Final(
        new Position(Long.parseLong(row.getString("txid")), row.getLong("seq")),
        row.getObject("id", UUID.class),
        () -> sealed(read));
  }

  private record Row(String type, String facts, byte[] salt) {}

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getString("type"), row.getString("facts"), row.getBytes("salt"));
  }

  private SealedEntry sealed(Row row) {
    Map<String, Object> facts =
        json.readValue(row.facts(), new TypeReference<Map<String, Object>>() {});
    return new SealedEntry(new EntryFacts(row.type(), facts), row.salt());
  }
}
