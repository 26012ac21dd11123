package cn.nongchao.loop;

import static cn.nongchao.loop.Rows.stamp;

import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes loops and entries. Opening and moving are one statement each: the row, the entry and the
 * parties together, so that a move costs one round trip beside reading the loop.
 */
@Component
class Store {

  private static final String OPEN =
      """
      with opened as (
        insert into loop.loops (id, kind, number, title, stage, version, division, lat, lon,
          handler, assignee, opened_by, opened_at, stage_since, stage_due, due, closed_at,
          total_minutes, total_working, counted_from)
        values (?, ?, ? || lpad(nextval('loop.numbers')::text, 6, '0'), ?, ?, 1, ?, ?, ?,
          ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (id) do nothing
        returning id, kind, number),
      entry as (
        insert into loop.entries (id, loop, kind, version, move, from_stage, to_stage, at, person,
          by_label, note, data, evidence, late, due, salt)
        select ?, id, kind, 1, 'OPENED', null, ?, ?, ?, ?, ?, ?::jsonb, ?, false, ?, ?
        from opened),
      party as (
        insert into loop.parties (loop, party, organisation)
        select o.id, t.party, t.organisation
        from opened o, unnest(?::uuid[], ?::boolean[]) as t (party, organisation)
        on conflict do nothing)
      select number from opened
      """;

  private static final String MOVE =
      """
      with moved as (
        update loop.loops set stage = ?, version = version + 1, handler = ?, assignee = ?,
          stage_since = ?, stage_due = ?, due = ?, paused_at = ?, paused_from = ?,
          paused_stage_due = ?, paused_due = ?, closed_at = ?, total_minutes = ?,
          total_working = ?, counted_from = ?, escalation = ?, escalated_at = ?
        where id = ? and version = ? and not exists (select 1 from loop.entries where id = ?)
        returning id, kind, version),
      entry as (
        insert into loop.entries (id, loop, kind, version, move, from_stage, to_stage, at, person,
          by_label, note, data, evidence, late, due, salt)
        select ?, id, kind, version, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?
        from moved),
      party as (
        insert into loop.parties (loop, party, organisation)
        select m.id, t.party, t.organisation
        from moved m, unnest(?::uuid[], ?::boolean[]) as t (party, organisation)
        on conflict do nothing)
      select count(*) from moved
      """;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;

  Store(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A loop with its whole clock. */
  record Held(Loop loop, Deadlines deadlines, @Nullable Instant escalatedAt) {}

  Optional<Held> hold(LoopId id) {
    return jdbc.sql(
            "select "
                + Rows.LOOP
                + ", l.paused_stage_due, l.paused_due, l.total_minutes, l.total_working,"
                + " l.counted_from, l.escalated_at from loop.loops l where l.id = ?")
        .param(id.value())
        .query((row, n) -> {
          Loop loop = Rows.loop(row);
          var total =
              Deadlines.allowance(
                  row.getObject("total_minutes", Integer.class), row.getBoolean("total_working"));
          var deadlines =
              new Deadlines(
                  total,
                  Rows.moment(row, "counted_from"),
                  loop.stageDue(),
                  loop.due(),
                  loop.pausedAt(),
                  loop.pausedFrom(),
                  Rows.instant(row, "paused_stage_due"),
                  Rows.instant(row, "paused_due"),
                  loop.closedAt());
          return new Held(loop, deadlines, Rows.instant(row, "escalated_at"));
        })
        .optional();
  }

  Optional<Loop> find(LoopId id, Sight sight) {
    List<Object> params = new ArrayList<>(List.of(id.value()));
    params.addAll(sight.params());
    return jdbc.sql("select " + Rows.LOOP + " from loop.loops l where l.id = ? and " + sight.sql())
        .params(params)
        .query((row, n) -> Rows.loop(row))
        .optional();
  }

  /** The number given to it; empty where a loop of this id exists already. */
  Optional<String> open(Rules.Decided decided, String numberPrefix) {
    Loop loop = decided.loop();
    Deadlines deadlines = decided.held().deadlines();
    Entry entry = decided.entry();
    Parties parties = new Parties();
    parties.add(entry.by());
    parties.add(loop.assignee());
    parties.add(loop.handler());
    Allowance total = deadlines.total();
    return jdbc.sql(OPEN)
        .params(
            loop.id().value(),
            loop.kind(),
            numberPrefix,
            loop.title(),
            loop.stage(),
            loop.division().value(),
            loop.lat(),
            loop.lon(),
            value(loop.handler()),
            value(loop.assignee()),
            value(loop.openedBy()),
            stamp(loop.openedAt()),
            stamp(loop.stageSince()),
            stamp(loop.stageDue()),
            stamp(loop.due()),
            stamp(loop.closedAt()),
            total == null ? null : (int) total.time().toMinutes(),
            total == null || total.working(),
            stamp(deadlines.countedFrom()),
            entry.id(),
            entry.to(),
            stamp(entry.at()),
            value(entry.by()),
            entry.byLabel(),
            entry.note(),
            Rows.json(entry.data()),
            entry.evidence().toArray(UUID[]::new),
            stamp(entry.due()),
            salt(),
            parties.ids(),
            parties.kinds())
        .query(String.class)
        .optional();
  }

  /** False where the loop is no longer at the version before the entry's, or the entry exists. */
  boolean move(Rules.Decided decided, MoveOrder order) {
    Loop after = decided.loop();
    Deadlines deadlines = decided.held().deadlines();
    Entry entry = decided.entry();
    Parties parties = new Parties();
    parties.add(entry.by());
    parties.add(order.assignee());
    parties.add(order.handler());
    order.sharers().forEach(parties::add);
    Allowance total = deadlines.total();
    Long written =
        jdbc.sql(MOVE)
            .params(
                after.stage(),
                value(after.handler()),
                value(after.assignee()),
                stamp(after.stageSince()),
                stamp(deadlines.stageDue()),
                stamp(deadlines.due()),
                stamp(deadlines.pausedAt()),
                deadlines.pausedFrom(),
                stamp(deadlines.pausedStageDue()),
                stamp(deadlines.pausedDue()),
                stamp(deadlines.closedAt()),
                total == null ? null : (int) total.time().toMinutes(),
                total == null || total.working(),
                stamp(deadlines.countedFrom()),
                after.escalation(),
                stamp(decided.held().escalatedAt()),
                after.id().value(),
                after.version() - 1,
                entry.id(),
                entry.id(),
                entry.move(),
                entry.from(),
                entry.to(),
                stamp(entry.at()),
                value(entry.by()),
                entry.byLabel(),
                entry.note(),
                Rows.json(entry.data()),
                entry.evidence().toArray(UUID[]::new),
                entry.late(),
                stamp(entry.due()),
                salt(),
                parties.ids(),
                parties.kinds())
            .query(Long.class)
            .single();
    return written == 1;
  }

  /** Writes whole lives in one statement; gives the ids of those that were not here yet. */
  Set<LoopId> takeIn(List<Life> lives, Function<Life, String> numberPrefix) {
    if (lives.isEmpty()) return Set.of();
    var rows = new LifeRows(numberPrefix);
    for (Life life : lives) rows.add(life, salts(life.steps().size()));
    return jdbc.sql(LifeRows.TAKE_IN)
        .params(rows.loops(), rows.entries(), rows.parties())
        .query((row, n) -> new LoopId(row.getObject(1, UUID.class)))
        .set();
  }

  private static List<byte[]> salts(int count) {
    return Stream.generate(Store::salt).limit(count).toList();
  }

  Optional<Entry> entry(UUID id) {
    return jdbc.sql("select " + Rows.ENTRY + " from loop.entries e where e.id = ?")
        .param(id)
        .query((row, n) -> Rows.entry(row))
        .optional();
  }

  List<Entry> entries(LoopId loop) {
    return jdbc.sql(
            "select " + Rows.ENTRY + " from loop.entries e where e.loop = ? order by e.version")
        .param(loop.value())
        .query((row, n) -> Rows.entry(row))
        .list();
  }

  /** Random, so that the public log's hash of an entry cannot be guessed from its few facts. */
  private static byte[] salt() {
    byte[] salt = new byte[32];
    RANDOM.nextBytes(salt);
    return salt;
  }

  private static @Nullable UUID value(@Nullable PersonId id) {
    return id == null ? null : id.value();
  }

  private static @Nullable UUID value(@Nullable OrganisationId id) {
    return id == null ? null : id.value();
  }

  /** Who from now on may read the loop because they took part. */
  private static final class Parties {

    private final Set<UUID> persons = new LinkedHashSet<>();
    private final Set<UUID> organisations = new LinkedHashSet<>();

    void add(@Nullable PersonId person) {
      if (person != null) persons.add(person.value());
    }

    void add(@Nullable OrganisationId organisation) {
      if (organisation != null) organisations.add(organisation.value());
    }

    UUID[] ids() {
      Set<UUID> all = new LinkedHashSet<>(persons);
      all.addAll(organisations);
      return all.toArray(UUID[]::new);
    }

    Boolean[] kinds() {
      Set<UUID> all = new LinkedHashSet<>(persons);
      all.addAll(organisations);
      return all.stream().map(organisations::contains).toArray(Boolean[]::new);
    }
  }
}
