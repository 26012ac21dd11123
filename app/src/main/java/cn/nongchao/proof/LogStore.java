package cn.nongchao.proof;

import cn.nongchao.loop.EntryTail.Position;
import cn.nongchao.seal.tlog.TileData;
import cn.nongchao.seal.tlog.TileId;
import cn.nongchao.seal.tlog.Tiles;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The log's rows: how far it is, its tiles, where each subject lies. */
@Component
class LogStore implements Tiles {

  /**
   * How far the log has been sealed.
   *
   * @param checkpoint the signed note as served
   * @param entries how far loop entries were read
   * @param records how far other records were read
   */
  record State(
      String origin,
      long size,
      byte[] root,
      String checkpoint,
      Position entries,
      Position records,
      Instant sealedAt) {}

  private static final String COLUMNS =
      "select origin, size, root, checkpoint, entry_txid, entry_seq, record_txid, record_seq,"
          + " sealed_at from proof.log_state";

  private final JdbcClient jdbc;
  private final JdbcTemplate batch;

  LogStore(JdbcClient jdbc, JdbcTemplate batch) {
    this.jdbc = jdbc;
    this.batch = batch;
  }

  Optional<State> state() {
    return read(COLUMNS);
  }

  /** The state, if nobody else is sealing; holds its lock until the transaction ends. */
  Optional<State> lock() {
    return read(COLUMNS + " for update skip locked");
  }

  /** The state, once nobody else is sealing; holds its lock until the transaction ends. */
  Optional<State> await() {
    return read(COLUMNS + " for update");
  }

  private Optional<State> read(String sql) {
    return jdbc.sql(sql)
        .query((row, n) ->
            new State(
                row.getString(1),
                row.getLong(2),
                row.getBytes(3),
                row.getString(4),
                new Position(row.getLong(5), row.getLong(6)),
                new Position(row.getLong(7), row.getLong(8)),
                row.getTimestamp(9).toInstant()))
        .optional();
  }

  /** Does nothing where a log exists: of two nodes starting at once, one founds it. */
  void found(State state) {
    jdbc.sql(
            "insert into proof.log_state (origin, size, root, checkpoint, entry_txid, entry_seq,"
                + " record_txid, record_seq, sealed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict do nothing")
        .params(
            state.origin(),
            state.size(),
            state.root(),
            state.checkpoint(),
            state.entries().txid(),
            state.entries().seq(),
            state.records().txid(),
            state.records().seq(),
            Timestamp.from(state.sealedAt()))
        .update();
  }

  void advance(State state) {
    jdbc.sql(
            "update proof.log_state set size = ?, root = ?, checkpoint = ?, entry_txid = ?,"
                + " entry_seq = ?, record_txid = ?, record_seq = ?, sealed_at = ?")
        .params(
            state.size(),
            state.root(),
            state.checkpoint(),
            state.entries().txid(),
            state.entries().seq(),
            state.records().txid(),
            state.records().seq(),
            Timestamp.from(state.sealedAt()))
        .update();
  }

  void write(List<TileData> tiles) {
    batch.batchUpdate(
        "insert into proof.tiles (level, index, width, bytes) values (?, ?, ?, ?)"
            + " on conflict (level, index) do update"
            + " set width = excluded.width, bytes = excluded.bytes",
        tiles,
        100,
        (statement, tile) -> {
          statement.setInt(1, tile.id().level());
          statement.setLong(2, tile.id().index());
          statement.setInt(3, tile.id().width());
          statement.setBytes(4, tile.bytes());
        });
  }

  void place(List<UUID> subjects, long first) {
    jdbc.sql(
            "insert into proof.leaves (subject, index)"
                + " select s, ? + n - 1 from unnest(?::uuid[]) with ordinality as t (s, n)")
        .params(first, subjects.toArray(UUID[]::new))
        .update();
  }

  Optional<Long> index(UUID subject) {
    return jdbc.sql("select index from proof.leaves where subject = ?")
        .param(subject)
        .query(Long.class)
        .optional();
  }

  @Override
  public byte @Nullable [] read(TileId tile) {
    return jdbc.sql("select bytes from proof.tiles where level = ? and index = ? and width >= ?")
        .params(tile.level(), tile.index(), tile.width())
        .query((row, n) -> row.getBytes(1))
        .optional()
        .orElse(null);
  }
}
