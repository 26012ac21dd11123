package cn.nongchao.people;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Those who worked here and do not now: whatever is still with them is with nobody. */
@Component
public class Gone {

  private static final String AT_WORK =
      "exists (select 1 from people.grants g where g.person = p.id and g.role = any(:work)"
          + " and g.valid_from <= :now and (g.valid_to is null or g.valid_to > :now))";

  private final JdbcClient jdbc;
  private final Roles roles;
  private final Clock clock;

  Gone(JdbcClient jdbc, Roles roles, Clock clock) {
    this.jdbc = jdbc;
    this.roles = roles;
    this.clock = clock;
  }

  /** Disabled, or without any role of work any more. */
  public List<UUID> persons() {
    return ids(
        "select p.id from people.persons p where not (p.active and "
            + AT_WORK
            + ") and exists (select 1 from people.grants g where g.person = p.id"
            + " and g.role = any(:work))");
  }

  /** Inactive, or without anybody at work; a firm has no staff here. */
  public List<UUID> units() {
    return ids(
        "select o.id from people.organisations o where not o.active or o.kind <> :firm"
            + " and not exists (select 1 from people.persons p where p.organisation = o.id"
            + " and p.active and "
            + AT_WORK
            + ") and not exists (select 1 from people.grants h join people.persons p"
            + " on p.id = h.person where h.organisation = o.id and h.role = any(:work) and p.active"
            + " and h.valid_from <= :now and (h.valid_to is null or h.valid_to > :now))");
  }

  private List<UUID> ids(String sql) {
    return jdbc.sql(sql)
        .param("work", roles.names(Role::works).toArray(String[]::new))
        .param("firm", Organisation.FIRM)
        .param("now", Timestamp.from(clock.instant()))
        .query(UUID.class)
        .list();
  }
}
