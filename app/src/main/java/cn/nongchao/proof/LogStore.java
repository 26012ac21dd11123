package cn.nongchao.proof;

import cn.nongchao.platform.Position;
import cn.nongchao.proof.Gathering.Aside;
import cn.nongchao.proof.Gathering.Placed;
import cn.nongchao.proof.Gathering.Subject;
import cn.nongchao.seal.tlog.TileData;
import cn.nongchao.seal.tlog.TileId;
import cn.nongchao.seal.tlog.Tiles;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
   */
  record State(String origin, long size, byte[] root, String checkpoint, Instant sealedAt) {}

  private static final String COLUMNS =
      "select origin, size, root, checkpoint, sealed_at from proof.log_state";

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
                row.getTimestamp(5).toInstant()))
        .optional();
  }

  /** Does nothing where a log exists: of two nodes starting at once, one founds it. */
  void found(State state, boolean trial) {
    jdbc.sql(
            "insert into proof.log_state (origin, size, root, checkpoint, sealed_at, trial)"
                + " values (?, ?, ?, ?, ?, ?) on conflict do nothing")
        .params(
            state.origin(),
            state.size(),
            state.root(),
            state.checkpoint(),
            Timestamp.from(state.sealedAt()),
            trial)
        .update();
  }

  /** Whether it was begun before anybody had said under which address people come. */
  boolean isTrial() {
    return jdbc.sql("select trial from proof.log_state").query(Boolean.class).single();
  }

  void advance(State state) {
    jdbc.sql("update proof.log_state set size = ?, root = ?, checkpoint = ?, sealed_at = ?")
        .params(state.size(), state.root(), state.checkpoint(), Timestamp.from(state.sealedAt()))
        .update();
  }

  /** What witnesses signed was of another name. */
  void rename(String origin) {
    jdbc.sql("update proof.log_state set origin = ?, trial = false").param(origin).update();
    jdbc.sql("delete from proof.witnessed").update();
  }

  /** The database refuses it but for a trial. */
  void clear() {
    for (String table : List.of("witnessed", "set_aside", "leaves", "positions", "tiles")) {
      jdbc.sql("delete from proof." + table).update();
    }
    jdbc.sql("delete from proof.log_state").update();
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

  /** How far a source has been read. */
  Position position(String source) {
    return jdbc.sql("select txid, seq from proof.positions where source = ?")
        .param(source)
        .query((row, n) -> new Position(row.getLong(1), row.getLong(2)))
        .optional()
        .orElse(Position.START);
  }

  void advance(String source, Position position) {
    jdbc.sql(
            "insert into proof.positions (source, txid, seq) values (?, ?, ?)"
                + " on conflict (source) do update set txid = excluded.txid, seq = excluded.seq")
        .params(source, position.txid(), position.seq())
        .update();
  }

  /** Those of a source's pieces that lie in the log already, themselves or as a marker. */
  Set<UUID> known(String source, List<UUID> ids) {
    UUID[] all = ids.toArray(UUID[]::new);
    return jdbc.sql(
            "select subject from proof.leaves where subject = any(?) and source = ? union all"
                + " select subject from proof.set_aside where subject = any(?) and source = ?")
        .params(all, source, all, source)
        .query(UUID.class)
        .set();
  }

  void place(List<Placed> placed) {
    jdbc.sql(
            "insert into proof.leaves (subject, source, index)"
                + " select * from unnest(?::uuid[], ?::text[], ?::bigint[])")
        .params(
            placed.stream().map(one -> one.subject().id()).toArray(UUID[]::new),
            placed.stream().map(one -> one.subject().source()).toArray(String[]::new),
            placed.stream().map(Placed::index).toArray(Long[]::new))
        .update();
  }

  /** What lies at these places, from the first to before the end. */
  List<Placed> placed(long first, long end) {
    return jdbc.sql(
            "select subject, source, index from proof.leaves where index >= ? and index < ?")
        .params(first, end)
        .query((row, n) ->
            new Placed(new Subject(row.getString(2), row.getObject(1, UUID.class)), row.getLong(3)))
        .list();
  }

  /** The markers at these places. */
  List<Aside> aside(long first, long end) {
    return jdbc.sql(
            "select index, source, subject, reason, digest, salt from proof.set_aside"
                + " where index >= ? and index < ?")
        .params(first, end)
        .query((row, n) ->
            new Aside(
                new Subject(row.getString(2), row.getObject(3, UUID.class)),
                row.getLong(1),
                row.getString(4),
                row.getString(5),
                row.getBytes(6)))
        .list();
  }

  void setAside(List<Aside> all, Instant at) {
    for (Aside one : all) {
      jdbc.sql(
              "insert into proof.set_aside (index, source, subject, reason, digest, salt, at)"
                  + " values (?, ?, ?, ?, ?, ?, ?)")
          .params(
              one.index(),
              one.subject().source(),
              one.subject().id(),
              one.reason(),
              one.digest(),
              one.salt(),
              Timestamp.from(at))
          .update();
    }
  }

  /** What still stands aside, the oldest first. */
  List<Subject> waiting() {
    return jdbc.sql(
            "select source, subject from proof.set_aside where sealed_at is null order by index")
        .query((row, n) -> new Subject(row.getString(1), row.getObject(2, UUID.class)))
        .list();
  }

  void noLongerAside(Subject subject, Instant at) {
    jdbc.sql(
            "update proof.set_aside set sealed_at = ? where source = ? and subject = ?"
                + " and sealed_at is null")
        .params(Timestamp.from(at), subject.source(), subject.id())
        .update();
  }

  boolean isAside(Subject subject) {
    return jdbc.sql(
            "select exists (select 1 from proof.set_aside where source = ? and subject = ?"
                + " and sealed_at is null)")
        .params(subject.source(), subject.id())
        .query(Boolean.class)
        .single();
  }

  Optional<Long> index(Subject subject) {
    return jdbc.sql("select index from proof.leaves where subject = ? and source = ?")
        .params(subject.id(), subject.source())
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
