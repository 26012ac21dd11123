package cn.nongchao.people.register;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many active persons hold which role now. */
@Component
public class GrantCounts {

  private final JdbcClient jdbc;
  private final Clock clock;

  GrantCounts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** By the role's name; a role that nobody holds is not among them. */
  public Map<String, Integer> holders() {
    Timestamp now = Timestamp.from(clock.instant());
    Map<String, Integer> held = new HashMap<>();
    jdbc.sql(
            """
            select role, count(distinct person) from people.grants
            join people.persons on persons.id = grants.person and persons.active
            where valid_from <= ? and (valid_to is null or valid_to > ?) group by role
            """)
        .params(now, now)
        .query((RowCallbackHandler) row -> held.put(row.getString(1), row.getInt(2)));
    return held;
  }
}
