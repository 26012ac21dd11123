package cn.nongchao.people;

import cn.nongchao.platform.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The record of sensitive acts that are no step of a loop: sign-ins, unmasking, grants, settings.
 * Appended only; the database refuses change. Action names are listed in docs/audit-events.md.
 */
@Component
public class Audit {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JsonMapper json;

  Audit(JdbcClient jdbc, Clock clock, JsonMapper json) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.json = json;
  }

  /**
   * @param action what happened, kebab-case
   * @param subject the thing it happened to: an id or a code, never personal data
   */
  public void record(
      String action, @Nullable PersonId by, String subject, Map<String, String> detail) {
    jdbc.sql(
            "insert into people.audit (id, at, action, person, subject, detail)"
                + " values (?, ?, ?, ?, ?, ?::jsonb)")
        .params(
            Ids.next(),
            Timestamp.from(clock.instant()),
            action,
            by == null ? null : by.value(),
            subject,
            json.writeValueAsString(detail))
        .update();
  }
}
