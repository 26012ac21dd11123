package cn.nongchao.people;

import cn.nongchao.platform.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lines of the ledger in the order in which they became final, for the public log. */
@Component
public class LedgerTail {

  /**
   * @param version counts the lines about a row
   * @param salt random bytes kept beside the line, for its hash in the public log
   */
  public record Line(
      Position position,
      UUID id,
      String table,
      String row,
      int version,
      String digest,
      boolean gone,
      boolean altered,
      byte[] salt) {}

  private static final String SELECT =
      "select l.txid::text, l.seq, l.id, l.name, l.key, l.version, l.digest, l.gone, l.altered,"
          + " l.salt from people.ledger l ";

  private final JdbcClient jdbc;

  LedgerTail(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Where the first one after this stands, final or not. */
  public Optional<Position> next(Position after) {
    return jdbc.sql(
            "select l.txid::text, l.seq from people.ledger l"
                + " where (l.txid, l.seq) > (?::text::xid8, ?)"
                + " order by l.txid, l.seq limit 1")
        .params(Long.toString(after.txid()), after.seq())
        .query((row, n) -> new Position(Long.parseLong(row.getString(1)), row.getLong(2)))
        .optional();
  }

  public List<Line> after(Position position, int limit) {
    return jdbc.sql(
            SELECT
                + "where (l.txid, l.seq) > (?::text::xid8, ?)"
                + " and l.txid < pg_snapshot_xmin(pg_current_snapshot())"
                + " order by l.txid, l.seq limit ?")
        .params(Long.toString(position.txid()), position.seq(), limit)
        .query(LedgerTail::line)
        .list();
  }

  public List<Line> find(Collection<UUID> ids) {
    return jdbc.sql(SELECT + "where l.id = any(?)")
        .param(ids.toArray(UUID[]::new))
        .query(LedgerTail::line)
        .list();
  }

  private static Line line(ResultSet row, int number) throws SQLException {
    return new Line(
        new Position(Long.parseLong(row.getString(1)), row.getLong(2)),
        row.getObject(3, UUID.class),
        row.getString(4),
        row.getString(5),
        row.getInt(6),
        row.getString(7),
        row.getBoolean(8),
        row.getBoolean(9),
        row.getBytes(10));
  }
}
