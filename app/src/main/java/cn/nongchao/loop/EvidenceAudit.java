package cn.nongchao.loop;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether files are those their entries were sealed with. */
@Component
class EvidenceAudit implements Audited {

  /** Entries from before the hashes were sealed have none. */
  private static final String ROWS =
      """
      select u.id || ' of entry ' || e.id from loop.entries e
      cross join lateral unnest(e.evidence) with ordinality u (id, n)
      left join loop.evidence v on v.id = u.id
      where jsonb_exists(e.data, '%1$s')
        and v.sha256 is distinct from e.data -> '%1$s' ->> (u.n - 1)::int
      """
          .formatted(Attachments.HASHES);

  private final JdbcClient jdbc;

  EvidenceAudit(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void differing(Consumer<String> told) {
    try (Stream<String> rows = jdbc.sql(ROWS).query(String.class).stream()) {
      rows.forEach(row -> told.accept("file " + row + " is not the one that was sealed"));
    }
  }
}
