package cn.nongchao.loop;

import static cn.nongchao.loop.Rows.stamp;

import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes loops and entries. Opening and moving are one statement each: the row, the entry and the
 * parties together, so that each is whole by itself and costs one round trip.
 */
@Component
class Store {

  private static final String OPEN =
      """
      with opened as (
        insert into loop.loops (id, kind, number, title, stage, version, division, lat, lon,
          handler, assignee, opened_by, opened_at, stage_since, stage_due, due, closed_at,
          total_minutes, total_working, counted_from, rank, touched_at)
        values (?, ?, ? || lpad(nextval('loop.numbers')::text, 6, '0'), ?, ?, 1, ?, ?, ?,
          ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
          total_working = ?, counted_from = ?, escalation = ?, escalated_at = ?, rank = ?,
          touched_at = ?
        where id = ? and version = ?%s
        returning id, kind, version)
      """;

  private static final String MOVE_ALONE = MOVE.formatted("");
  private static final String MOVE_WITHIN =
      MOVE.formatted(" and not exists (select 1 from loop.entries where id = ?)");

  private static final String PARTIES =
      """
      , party as (
        insert into loop.parties (loop, party, organisation)
        select m.id, t.party, t.organisation
        from moved m, unnest(?::uuid[], ?::boolean[]) as t (party, organisation)
        on conflict do nothing)
      """;

  private static final String ENTRY =
      """
      insert into loop.entries (id, loop, kind, version, move, from_stage, to_stage, at, person,
        by_label, note, data, evidence, late, due, salt)
      select ?, id, kind, version, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?
      from moved
      """;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;

  Store(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A loop with its whole clock.
   *
   * @param parties some of those written down as having taken part, perhaps none of them
   */
  record Held(Loop loop, Deadlines deadlines, @Nullable Instant escalatedAt, Set<UUID> parties) {

    Held {
      parties = Set.copyOf(parties);
    }

    Held with(Parties more) {
      return more.isEmpty() ? this : new Held(loop, deadlines, escalatedAt, more.and(parties));
    }
  }

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
          return new Held(loop, deadlines, Rows.instant(row, "escalated_at"), Set.of());
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

  /** The loop with the number given to it; empty where one of this id exists already. */
  Optional<Held> open(Rules.Decided decided, String numberPrefix) {
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
            Rank.of(loop),
            stamp(entry.at()),
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
        .optional()
        .map(number -> new Held(loop.numbered(number), deadlines, null, Set.of()).with(parties));
  }

  /** Empty where the loop is no longer at the version before the entry's, or the entry exists. */
  Optional<Held> move(Rules.Decided decided, MoveOrder order) {
    Entry entry = decided.entry();
    Parties parties = new Parties();
    parties.add(entry.by());
    parties.add(order.assignee());
    parties.add(order.handler());
    order.sharers().forEach(parties::add);
    parties.leaveOut(decided.held().parties());
    // Within a transaction an entry that exists must be seen before it is written twice, since the
    // failure would undo the whole; alone, the key of entries is enough.
    boolean within = TransactionSynchronizationManager.isActualTransactionActive();
    List<@Nullable Object> params = new ArrayList<>(36);
    addRow(params, decided);
    if (within) params.add(entry.id());
    if (!parties.isEmpty()) {
      params.add(parties.ids());
      params.add(parties.kinds());
    }
    addEntry(params, entry);
    String move = within ? MOVE_WITHIN : MOVE_ALONE;
    try {
      int written =
          jdbc.sql(parties.isEmpty() ? move + ENTRY : move + PARTIES + ENTRY)
              .params(params)
              .update();
      return written == 1 ? Optional.of(decided.held().with(parties)) : Optional.empty();
    } catch (DuplicateKeyException entered) {
      if (within) throw entered;
      return Optional.empty();
    }
  }

  private static void addRow(List<@Nullable Object> params, Rules.Decided decided) {
    Loop after = decided.loop();
    Deadlines deadlines = decided.held().deadlines();
    Allowance total = deadlines.total();
    params.add(after.stage());
    params.add(value(after.handler()));
    params.add(value(after.assignee()));
    params.add(stamp(after.stageSince()));
    params.add(stamp(deadlines.stageDue()));
    params.add(stamp(deadlines.due()));
    params.add(stamp(deadlines.pausedAt()));
    params.add(deadlines.pausedFrom());
    params.add(stamp(deadlines.pausedStageDue()));
    params.add(stamp(deadlines.pausedDue()));
    params.add(stamp(deadlines.closedAt()));
    params.add(total == null ? null : (int) total.time().toMinutes());
    params.add(total == null || total.working());
    params.add(stamp(deadlines.countedFrom()));
    params.add(after.escalation());
    params.add(stamp(decided.held().escalatedAt()));
    params.add(Rank.of(after));
    params.add(stamp(decided.entry().at()));
    params.add(after.id().value());
    params.add(after.version() - 1);
  }

  private static void addEntry(List<@Nullable Object> params, Entry entry) {
    params.add(entry.id());
    params.add(entry.move());
    params.add(entry.from());
    params.add(entry.to());
    params.add(stamp(entry.at()));
    params.add(value(entry.by()));
    params.add(entry.byLabel());
    params.add(entry.note());
    params.add(Rows.json(entry.data()));
    params.add(entry.evidence().toArray(UUID[]::new));
    params.add(entry.late());
    params.add(stamp(entry.due()));
    params.add(salt());
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
}
