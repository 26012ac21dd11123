package cn.nongchao.loop;

import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Keyed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

  private static final String ENTRY =
      """
      insert into loop.entries (id, loop, kind, version, move, from_stage, to_stage, at, person,
        by_label, note, data, evidence, late, due, salt)
      select ?, id, kind, version, ?, ?, ?, ?, ?, ?, ?, ?::jsonb%s, ?::uuid[], ?, ?, ?
      from written
      """;

  private static final String PARTIES =
      """
      party as (
        insert into loop.parties (loop, party, organisation)
        select w.id, t.party, t.organisation
        from written w, unnest(?::uuid[], ?::boolean[]) as t (party, organisation)
        on conflict do nothing)
      """;

  private static final String OPEN =
      """
      with written as (
        insert into loop.loops (number, %s)
        values (? || loop.next_number(), %s)
        on conflict (id) do nothing
        returning id, kind, version, number),
      entry as (%s),
      %s
      select number from written
      """
          .formatted(
              LoopColumn.each(LoopColumn::sql),
              LoopColumn.each(LoopColumn::placeholder),
              ENTRY.formatted(" || jsonb_build_object('" + LoopSeals.NUMBER + "', number)"),
              PARTIES);

  private static final String MOVED = ENTRY.formatted("");

  private static final String NOT_ENTERED =
      " and not exists (select 1 from loop.entries where id = ?)";

  private final JdbcClient jdbc;
  private final Recent recent;
  private final LoopSeals seals;
  private final Salts salts = new Salts();

  /** The statements of moves so far: there are some dozens of forms. */
  private final Map<Form, String> moves = new ConcurrentHashMap<>();

  Store(JdbcClient jdbc, Recent recent, Keyed key) {
    this.jdbc = jdbc;
    this.recent = recent;
    this.seals = new LoopSeals(key);
  }

  /** The loop at this version, where this node knows it without reading. */
  @Nullable Held remembered(LoopId id, int version) {
    return recent.at(id, version);
  }

  void remember(Held held) {
    recent.keep(held);
  }

  /** Whether one of the units is a party to it, or the person did more than report it. */
  boolean hasHandIn(LoopId loop, PersonId person, Collection<OrganisationId> units) {
    return jdbc.sql(
            "select exists (select 1 from loop.parties where loop = :loop and party = any(:units))"
                + " or exists (select 1 from loop.entries where loop = :loop and person = :person"
                + " and from_stage is not null and to_stage <> from_stage)")
        .param("loop", loop.value())
        .param("units", units.stream().map(OrganisationId::value).toArray(UUID[]::new))
        .param("person", person.value())
        .query(Boolean.class)
        .single();
  }

  Optional<Held> hold(LoopId id) {
    return jdbc.sql("select l.*, " + LoopSeals.OF_ROW + " from loop.loops l where l.id = ?")
        .param(id.value())
        .query((row, n) -> {
          Loop loop = Rows.loop(row);
          String sealed = row.getString("sealed");
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
          return new Held(
              loop,
              deadlines,
              Rows.instant(row, "escalated_at"),
              Rows.moment(row, "touched_at"),
              Set.of(),
              sealed != null && !sealed.equals(seals.row(row)));
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
    Held held = decided.held();
    Parties parties = new Parties();
    parties.add(decided.entry().by());
    parties.add(held.loop().assignee());
    parties.add(held.loop().handler());
    List<@Nullable Object> params = new ArrayList<>(48);
    params.add(numberPrefix);
    for (LoopColumn column : LoopColumn.values()) params.add(Rows.param(column.of(held)));
    addEntry(params, seals.sealed(decided, false));
    addParties(params, parties);
    return jdbc.sql(OPEN)
        .params(params)
        .query(String.class)
        .optional()
        .map(number -> held.numbered(number).with(parties));
  }

  /**
   * Writes what the move changes of the row, and its entry.
   *
   * @param before the loop the move was decided on
   * @return empty where the loop is no longer at that version, or the entry exists
   */
  Optional<Held> move(Held before, Rules.Decided decided, MoveOrder order) {
    Entry entry = decided.entry();
    Parties parties = new Parties();
    parties.add(entry.by());
    parties.add(order.assignee());
    parties.add(order.handler());
    order.sharers().forEach(parties::add);
    parties.add(order.lead());
    if (order.awaits() != null) order.awaits().forEach(parties::add);
    parties.leaveOut(before.parties());
    // Within a transaction an entry that exists must be seen before it is written twice, since the
    // failure would undo the whole; alone, the key of entries is enough.
    boolean within = TransactionSynchronizationManager.isActualTransactionActive();
    List<LoopColumn> changed = LoopColumn.changed(before, decided.held());
    List<@Nullable Object> params = new ArrayList<>(32);
    for (LoopColumn column : changed) params.add(Rows.param(column.of(decided.held())));
    params.add(before.loop().id().value());
    params.add(before.loop().version());
    if (within) params.add(entry.id());
    if (!parties.isEmpty()) addParties(params, parties);
    addEntry(params, seals.sealed(decided, before.altered()));
    Form form = new Form(changed, within, !parties.isEmpty());
    try {
      int written = jdbc.sql(moves.computeIfAbsent(form, Store::move)).params(params).update();
      return written == 1 ? Optional.of(decided.held().with(parties)) : Optional.empty();
    } catch (DuplicateKeyException entered) {
      if (within) throw entered;
      return Optional.empty();
    }
  }

  private record Form(List<LoopColumn> changed, boolean within, boolean joined) {}

  private static String move(Form form) {
    StringBuilder sql = new StringBuilder(1000);
    sql.append("with written as (update loop.loops set ");
    for (LoopColumn column : form.changed()) {
      sql.append(column.sql()).append(" = ").append(column.placeholder()).append(", ");
    }
    sql.setLength(sql.length() - 2);
    sql.append(" where id = ? and version = ?");
    if (form.within()) sql.append(NOT_ENTERED);
    sql.append(" returning id, kind, version)");
    if (form.joined()) sql.append(", ").append(PARTIES);
    return sql.append(' ').append(MOVED).toString();
  }

  private void addEntry(List<@Nullable Object> params, Entry entry) {
    params.add(entry.id());
    params.add(entry.move());
    params.add(entry.from());
    params.add(entry.to());
    params.add(Rows.param(entry.at()));
    params.add(entry.by() == null ? null : entry.by().value());
    params.add(entry.byLabel());
    params.add(entry.note());
    params.add(Rows.json(entry.data()));
    params.add(Rows.array(entry.evidence()));
    params.add(entry.late());
    params.add(Rows.param(entry.due()));
    params.add(salts.next());
  }

  private static void addParties(List<@Nullable Object> params, Parties parties) {
    params.add(Rows.array(parties.ids()));
    params.add(Rows.array(parties.kinds()));
  }

  /** Writes whole lives in one statement; gives the ids of those that were not here yet. */
  Set<LoopId> takeIn(List<Life> lives, Function<Life, String> numberPrefix) {
    if (lives.isEmpty()) return Set.of();
    var rows = new LifeRows(numberPrefix);
    for (Life life : lives) rows.add(life, salts(life.steps().size()), seals);
    return jdbc.sql(LifeRows.TAKE_IN)
        .params(rows.loops(), rows.entries(), rows.parties())
        .query((row, n) -> new LoopId(row.getObject(1, UUID.class)))
        .set();
  }

  private List<byte[]> salts(int count) {
    return Stream.generate(salts::next).limit(count).toList();
  }

  Optional<LoopId> numbered(String number) {
    return jdbc.sql("select id from loop.loops where number = ?")
        .param(number)
        .query((row, n) -> new LoopId(row.getObject(1, UUID.class)))
        .optional();
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
}
