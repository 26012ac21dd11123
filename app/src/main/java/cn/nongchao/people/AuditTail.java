package cn.nongchao.people;

import cn.nongchao.platform.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Lines of the audit log in the order in which they became final, for the public log. */
@Component
public class AuditTail {

  /**
   * @param by null where the system acted
   * @param salt random bytes kept beside the line, for its hash in the public log
   */
  public record Line(
      Position position,
      UUID id,
      Instant at,
      String action,
      @Nullable PersonId by,
      String subject,
      Map<String, String> detail,
      byte[] salt) {}

  private static final String SELECT =
      "select a.txid::text, a.seq, a.id, a.at, a.action, a.person, a.subject, a.detail::text,"
          + " a.salt from people.audit a ";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  AuditTail(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Where the first one after this stands, final or not. */
  public Optional<Position> next(Position after) {
    return jdbc.sql(
            "select a.txid::text, a.seq from people.audit a"
                + " where (a.txid, a.seq) > (?::text::xid8, ?)"
                + " order by a.txid, a.seq limit 1")
        .params(Long.toString(after.txid()), after.seq())
        .query((row, n) -> new Position(Long.parseLong(row.getString(1)), row.getLong(2)))
        .optional();
  }

  public List<Line> after(Position position, int limit) {
    return jdbc.sql(
            SELECT
                + "where (a.txid, a.seq) > (?::text::xid8, ?)"
                + " and a.txid < pg_snapshot_xmin(pg_current_snapshot())"
                + " order by a.txid, a.seq limit ?")
        .params(Long.toString(position.txid()), position.seq(), limit)
        .query(this::line)
        .list();
  }

  public List<Line> find(Collection<UUID> ids) {
    return jdbc.sql(SELECT + "where a.id = any(?)")
        .param(ids.toArray(UUID[]::new))
        .query(this::line)
        .list();
  }

  private Line line(ResultSet row, int number) throws SQLException {
    return new Line(
        new Position(Long.parseLong(row.getString(1)), row.getLong(2)),
        row.getObject(3, UUID.class),
        row.getTimestamp(4).toInstant(),
        row.getString(5),
        PersonId.of(row.getObject(6, UUID.class)),
        row.getString(7),
        json.readValue(row.getString(8), new TypeReference<TreeMap<String, String>>() {}),
        row.getBytes(9));
  }
}
