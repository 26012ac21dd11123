package cn.nongchao.proof;

import cn.nongchao.loop.EntryTail.Position;
import cn.nongchao.seal.entry.EntryFacts;
import cn.nongchao.seal.entry.SealedEntry;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is sealed beside loop entries: issued codes, later draws, certificates, trace events. */
@Component
class Records {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** A record that can no longer change or be preceded by another. */
  record Final(Position position, UUID id, SealedEntry sealed) {}

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JsonMapper json;

  Records(JdbcClient jdbc, Clock clock, JsonMapper json) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.json = json;
  }

  /** Queues a record for sealing, in the caller's transaction. Once for each id. */
  void add(UUID id, EntryFacts facts) {
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

  List<Final> after(Position position, int limit) {
    return jdbc.sql(
            // Named r, or they would be put in the order of the text made of txid: 1000 before 999.
            "select r.txid::text as txid, r.seq, r.id, r.type, r.facts, r.salt"
                + " from proof.records r where (r.txid, r.seq) > (?::text::xid8, ?)"
                + " and r.txid < pg_snapshot_xmin(pg_current_snapshot())"
                + " order by r.txid, r.seq limit ?")
        .params(Long.toString(position.txid()), position.seq(), limit)
        .query((row, n) ->
            new Final(
                new Position(Long.parseLong(row.getString("txid")), row.getLong("seq")),
                row.getObject("id", UUID.class),
                sealed(row)))
        .list();
  }

  Optional<SealedEntry> find(UUID id) {
    return jdbc.sql("select type, facts, salt from proof.records where id = ?")
        .param(id)
        .query((row, n) -> sealed(row))
        .optional();
  }

  private SealedEntry sealed(ResultSet row) throws SQLException {
    Map<String, Object> facts =
        json.readValue(row.getString("facts"), new TypeReference<Map<String, Object>>() {});
    return new SealedEntry(new EntryFacts(row.getString("type"), facts), row.getBytes("salt"));
  }
}
