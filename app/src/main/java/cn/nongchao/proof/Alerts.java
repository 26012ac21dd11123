package cn.nongchao.proof;

import cn.nongchao.platform.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What supervision must look at. Raised once while unseen. */
@Component
class Alerts {

  private final JdbcClient jdbc;
  private final Clock clock;

  Alerts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void raise(String kind, String detail) {
    jdbc.sql(
            "insert into proof.alerts (id, at, kind, detail) select ?, ?, ?, ? where not exists"
                + " (select 1 from proof.alerts where kind = ? and detail = ? and seen_at is null)")
        .params(Ids.next(), Timestamp.from(clock.instant()), kind, detail, kind, detail)
        .update();
  }
}
