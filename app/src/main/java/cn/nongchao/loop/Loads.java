package cn.nongchao.loop;

import cn.nongchao.loop.LoopQuery.State;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How busy organisations and people are, for whoever sends them somewhere. */
@Component
@Transactional(readOnly = true)
public class Loads {

  private static final String LOADS =
      "select %1$s as who, count(*) as open,"
          + " (array_agg(division order by stage_since desc, id))[1] as place,"
          + " max(stage_since) as since"
          + " from loop.loops l where "
          + Rank.sql(State.OPEN)
          + " and %1$s = any(?) group by %1$s";

  private final JdbcClient jdbc;

  Loads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param open loops in hand
   * @param place of the loop that came into its stage last: where they most likely are or go next
   */
  public record Load(int open, DivisionCode place, Instant since) {}

  /** Those with nothing in hand are not in the answer. */
  public Map<OrganisationId, Load> organisations(Collection<OrganisationId> ids) {
    return loads("handler", ids.stream().map(OrganisationId::value).toList(), OrganisationId::new);
  }

  /** Those with nothing in hand are not in the answer. */
  public Map<PersonId, Load> persons(Collection<PersonId> ids) {
    return loads("assignee", ids.stream().map(PersonId::value).toList(), PersonId::new);
  }

  private <T> Map<T, Load> loads(String column, Collection<UUID> ids, Function<UUID, T> id) {
    Map<T, Load> found = new HashMap<>();
    jdbc.sql(LOADS.formatted(column))
        .param(ids.toArray(UUID[]::new))
        .query(row -> {
          DivisionCode place = DivisionCode.read(row.getString("place"));
          found.put(
              id.apply(row.getObject("who", UUID.class)),
              new Load(
                  row.getInt("open"),
                  place == null ? DivisionCode.ALL : place,
                  row.getTimestamp("since").toInstant()));
        });
    return found;
  }
}
