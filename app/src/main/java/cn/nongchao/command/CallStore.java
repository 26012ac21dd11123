package cn.nongchao.command;

import cn.nongchao.loop.Erases;
import cn.nongchao.loop.Erasing;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Calls, who was called by them, and how they reported in. */
@Component
class CallStore implements Erases {

  private static final String SELECT =
      "select c.*, array(select d.organisation from command.called d where d.call = c.id"
          + " order by d.loop) as units from command.calls c ";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Ledger ledger;

  CallStore(JdbcClient jdbc, Clock clock, Ledger ledger) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.ledger = ledger;
  }

  /** False where a call of this id exists already. */
  boolean insert(Call call, PersonId by) {
    int added =
        jdbc.sql(
                "insert into command.calls (id, title, note, division, lat, lon, radius, minutes,"
                    + " about, called_by, called_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (id) do nothing")
            .params(
                call.id(),
                call.title().strip(),
                call.note().strip(),
                call.division().value(),
                call.lat(),
                call.lon(),
                call.radius(),
                call.minutes(),
                call.about() == null ? null : call.about().value(),
                by.value(),
                Timestamp.from(clock.instant()))
            .update();
    if (added == 1) ledger.wrote(CommandTables.CALLS, call.id());
    return added == 1;
  }

  /** A call says in its own words what it is called for. */
  @Override
  public void erase(LoopId loop, Instant at) {
    List<UUID> calls =
        jdbc.sql(
                "select id from command.calls where about = :loop"
                    + " or id in (select call from command.called where loop = :loop)")
            .param("loop", loop.value())
            .query(UUID.class)
            .list();
    for (UUID call : calls) {
      ledger.change(
          CommandTables.CALLS,
          call,
          () ->
              jdbc.sql(
                      "update command.calls set title = ?, note = '', lat = null, lon = null"
                          + " where id = ?")
                  .params(Erasing.TITLE, call)
                  .update());
    }
  }

  @Override
  public List<String> tables() {
    return List.of("command.calls");
  }

  void addUnit(UUID call, LoopId loop, OrganisationId unit) {
    jdbc.sql("insert into command.called (call, loop, organisation) values (?, ?, ?)")
        .params(call, loop.value(), unit.value())
        .update();
    ledger.wrote(CommandTables.CALLED, loop);
  }

  boolean isBy(UUID call, PersonId person) {
    return jdbc.sql("select count(*) from command.calls where id = ? and called_by = ?")
            .params(call, person.value())
            .query(Integer.class)
            .single()
        == 1;
  }

  Optional<Call> find(UUID call) {
    return jdbc.sql(SELECT + "where c.id = ?").param(call).query((r, n) -> call(r)).optional();
  }

  Optional<Call> callOf(LoopId whistle) {
    return jdbc.sql(SELECT + "join command.called w on w.call = c.id where w.loop = ?")
        .param(whistle.value())
        .query((row, n) -> call(row))
        .optional();
  }

  /** Until the end of the transaction nobody else's call of this person goes on. */
  void oneAtATime(PersonId caller) {
    jdbc.sql("select pg_advisory_xact_lock(?) is null")
        .param(caller.value().getLeastSignificantBits())
        .query(Boolean.class)
        .single();
  }

  /** To how many calls these whistles belong. */
  int calls(List<LoopId> whistles) {
    return jdbc.sql("select count(distinct call) from command.called where loop = any(?)")
        .param(whistles.stream().map(LoopId::value).toArray(UUID[]::new))
        .query(Integer.class)
        .single();
  }

  List<Call> about(LoopId loop) {
    return jdbc.sql(SELECT + "where c.about = ? order by c.called_at desc, c.id desc limit 20")
        .param(loop.value())
        .query((row, n) -> call(row))
        .list();
  }

  List<LoopId> whistles(UUID call) {
    return jdbc.sql("select loop from command.called where call = ?")
        .param(call)
        .query((row, n) -> new LoopId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Kept as it was last: a unit sent back reports in again. */
  void arrived(LoopId loop, Arrival arrival, Instant at, @Nullable PersonId by) {
    ledger.change(
        CommandTables.ARRIVALS,
        loop,
        () ->
            jdbc.sql(
                    "insert into command.arrivals (loop, at, person, lat, lon, accuracy, grid,"
                        + " metres, inside) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (loop)"
                        + " do update set at = excluded.at, person = excluded.person, lat ="
                        + " excluded.lat, lon = excluded.lon, accuracy = excluded.accuracy, grid ="
                        + " excluded.grid, metres = excluded.metres, inside = excluded.inside where"
                        + " arrivals.at < excluded.at")
                .params(
                    loop.value(),
                    Timestamp.from(at),
                    by == null ? null : by.value(),
                    arrival.lat(),
                    arrival.lon(),
                    arrival.accuracy(),
                    arrival.grid(),
                    arrival.metres(),
                    arrival.inside())
                .update());
  }

  Map<LoopId, Arrival> arrivals(UUID call) {
    Map<LoopId, Arrival> found = new HashMap<>();
    jdbc.sql(
            "select a.* from command.arrivals a join command.called d on d.loop = a.loop"
                + " where d.call = ?")
        .param(call)
        .query(
            (RowCallbackHandler)
                row ->
                    found.put(
                        new LoopId(row.getObject("loop", UUID.class)),
                        new Arrival(
                            row.getTimestamp("at").toInstant(),
                            row.getObject("lat", Double.class),
                            row.getObject("lon", Double.class),
                            row.getObject("accuracy", Integer.class),
                            row.getString("grid"),
                            row.getObject("metres", Integer.class),
                            row.getObject("inside", Boolean.class))));
    return found;
  }

  private static Call call(ResultSet row) throws SQLException {
    @Nullable UUID about = row.getObject("about", UUID.class);
    return new Call(
        row.getObject("id", UUID.class),
        row.getString("title"),
        row.getString("note"),
        new DivisionCode(row.getString("division")),
        row.getObject("lat", Double.class),
        row.getObject("lon", Double.class),
        row.getInt("radius"),
        row.getInt("minutes"),
        about == null ? null : new LoopId(about),
        List.of((UUID[]) row.getArray("units").getArray()).stream()
            .map(OrganisationId::new)
            .toList());
  }
}
