package cn.nongchao.loop;

import cn.nongchao.platform.Keyed;
import cn.nongchao.platform.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Entries in the order in which they became final, for whoever must see each exactly once: live
 * pages, the public log. Reads only below the oldest transaction still running, so nothing that
 * commits late is skipped. Polled: a notification inside each transaction would make PostgreSQL
 * commit them one after another (docs/adr/0004).
 */
@Component
public class EntryTail {

  /**
   * @param salt random bytes kept beside the entry, for its hash in the public log
   */
  public record Final(Position position, Entry entry, byte[] salt) {}

  private final JdbcClient jdbc;
  private final LoopSeals seals;

  EntryTail(JdbcClient jdbc, Keyed key) {
    this.jdbc = jdbc;
    this.seals = new LoopSeals(key);
  }

  /**
   * Whether an entry stands as it was meant by whoever made it; of one from before that was kept,
   * whether it bears the name it was written with.
   */
  public boolean isAsMeant(Entry entry) {
    return seals.isAsMeant(entry);
  }

  /** Whether an entry says how it was meant; those of earlier versions, and erased ones, do not. */
  public boolean saysHowItWasMeant(Entry entry) {
    return entry.data().containsKey(LoopSeals.SAID);
  }

  /** The highest transaction that wrote an entry, final or not; 0 for none. */
  public long last() {
    return jdbc.sql("select coalesce(max(e.txid::text::bigint), 0) from loop.entries e")
        .query(Long.class)
        .single();
  }

  private static final String SELECT =
      "select e.txid::text as txid, e.seq, e.salt, " + Rows.ENTRY + " from loop.entries e where ";

  public List<Final> after(Position position, int limit) {
    return jdbc.sql(
            SELECT
                + "(e.txid, e.seq) > (?::text::xid8, ?)"
                + " and e.txid < pg_snapshot_xmin(pg_current_snapshot())"
                + " order by e.txid, e.seq limit ?")
        .params(Long.toString(position.txid()), position.seq(), limit)
        .query((row, n) -> read(row))
        .list();
  }

  /** Those of these entries that exist, with their salts, final or not, in any order. */
  public List<Final> find(Collection<UUID> ids) {
    return jdbc.sql(SELECT + "e.id = any(?)")
        .param(ids.toArray(UUID[]::new))
        .query((row, n) -> read(row))
        .list();
  }

  private static Final read(ResultSet row) throws SQLException {
    return new Final(
        new Position(Long.parseLong(row.getString("txid")), row.getLong("seq")),
        Rows.entry(row),
        row.getBytes("salt"));
  }

  /** The latest entries, newest first, for a page that has just been opened. */
  public List<Entry> latest(int limit) {
    return jdbc.sql(
            "select "
                + Rows.ENTRY
                + " from loop.entries e order by e.txid desc, e.seq desc limit ?")
        .param(limit)
        .query((row, n) -> Rows.entry(row))
        .list();
  }

  /** Where the first one after this stands, final or not. */
  public Optional<Position> next(Position after) {
    return jdbc.sql(
            "select e.txid::text, e.seq from loop.entries e"
                + " where (e.txid, e.seq) > (?::text::xid8, ?)"
                + " order by e.txid, e.seq limit 1")
        .params(Long.toString(after.txid()), after.seq())
        .query((row, n) -> new Position(Long.parseLong(row.getString(1)), row.getLong(2)))
        .optional();
  }

  /** Where the tail ends now: for whoever wants only what comes from here on. */
  public Position end() {
    return jdbc.sql(
            "select e.txid::text, e.seq from loop.entries e"
                + " where e.txid < pg_snapshot_xmin(pg_current_snapshot())"
                + " order by e.txid desc, e.seq desc limit 1")
        .query((row, n) -> new Position(Long.parseLong(row.getString(1)), row.getLong(2)))
        .optional()
        .orElse(Position.START);
  }
}
