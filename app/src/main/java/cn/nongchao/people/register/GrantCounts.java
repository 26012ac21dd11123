package cn.nongchao.people.register;

import cn.nongchao.platform.Preparation;
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

  /**
   * By the role's name; a role that nobody holds is not among them. Over some places: within them,
   * or over what holds them.
   */
  public Map<String, Integer> holders(Preparation.Within within) {
    Timestamp now = Timestamp.from(clock.instant());
    Map<String, Integer> held = new HashMap<>();
    jdbc.sql(
            """
            select role, count(distinct person) from people.grants
            join people.persons on persons.id = grants.person and persons.active
            left join people.organisations on organisations.id = grants.organisation
            where valid_from <= :now and (valid_to is null or valid_to > :now)
              and exists (select 1 from unnest(:places) as own (code)
                where coalesce(grants.division, organisations.division) like own.code || '%'
                or own.code like coalesce(grants.division, organisations.division) || '%')
            group by role
            """)
        .param("now", now)
        .param("places", within.codes().toArray(String[]::new))
        .query((RowCallbackHandler) row -> held.put(row.getString(1), row.getInt(2)));
    return held;
  }
}
