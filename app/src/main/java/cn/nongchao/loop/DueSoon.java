package cn.nongchao.loop;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open loops whose next deadline lies ahead. */
@Component
public class DueSoon {

  private final JdbcClient jdbc;

  DueSoon(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those due after one moment and until another, soonest first. */
  public List<Loop> between(Instant after, Instant until, Set<String> kinds, int limit) {
    return jdbc.sql(
            "select "
                + Rows.LOOP
                + " from loop.loops l where l.rank > ? and l.rank <= ? and l.kind = any(?)"
                + " order by l.rank, l.id limit ?")
        .params(Rank.at(after), Rank.at(until), kinds.toArray(String[]::new), limit)
        .query((row, n) -> Rows.loop(row))
        .list();
  }
}
