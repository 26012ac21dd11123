package cn.nongchao.proof;

import cn.nongchao.people.PersonalData;
import cn.nongchao.platform.Ids;
import cn.nongchao.seal.entry.EntryFacts;
import cn.nongchao.seal.entry.LoopFacts;
import cn.nongchao.seal.entry.SealedEntry;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What tells a lawful erasure from an alteration: a record, itself sealed, of which leaf an entry
 * had and what is left of it. Marked with a key that is kept outside the database, so whoever has
 * the database's password cannot write one.
 */
@Component
class ErasureProof {

  private static final String TYPE = "entry.erased";

  private final JdbcClient jdbc;
  private final Records records;
  private final PersonalData personal;

  ErasureProof(JdbcClient jdbc, Records records, PersonalData personal) {
    this.jdbc = jdbc;
    this.records = records;
    this.personal = personal;
  }

  /**
   * @param was what the log holds of the entry: its commitment, or the digest of one set aside
   * @param left the entry as it is from now on
   */
  void record(UUID entry, String was, Supplier<SealedEntry> left, Instant at) {
    String remains = Gathering.digest(left);
    Map<String, Object> facts =
        Map.of(
            "entry", entry.toString(),
            "was", was,
            "left", remains,
            "at", LoopFacts.time(at),
            "mark", mark(entry, was, remains));
    records.add(Ids.next(), new EntryFacts(TYPE, facts));
  }

  /** Whether an entry that is not what its leaf says was made so by an erasure, and by it alone. */
  boolean isLawful(UUID entry, String was, Supplier<SealedEntry> now) {
    String left = Gathering.digest(now);
    return jdbc.sql(
            "select exists (select 1 from proof.records where type = 'entry.erased'"
                + " and facts ->> 'entry' = ? and facts ->> 'was' = ? and facts ->> 'left' = ?"
                + " and facts ->> 'mark' = ?)")
        .params(entry.toString(), was, left, mark(entry, was, left))
        .query(Boolean.class)
        .single();
  }

  private record Said(String was, String mark, String at) {}

  /** When it was erased, if what is left is what its record says; empty where it was not. */
  Optional<Instant> at(UUID entry, Supplier<SealedEntry> now) {
    String left = Gathering.digest(now);
    return jdbc
        .sql(
            "select facts ->> 'was' as was, facts ->> 'mark' as mark, facts ->> 'at' as at"
                + " from proof.records where type = 'entry.erased' and facts ->> 'entry' = ?")
        .param(entry.toString())
        .query(Said.class)
        .list()
        .stream()
        .filter(said -> mark(entry, said.was(), left).equals(said.mark()))
        .map(said -> Instant.parse(said.at()))
        .findFirst();
  }

  private String mark(UUID entry, String was, String left) {
    return HexFormat.of().formatHex(personal.digest("erased " + entry + " " + was + " " + left));
  }
}
