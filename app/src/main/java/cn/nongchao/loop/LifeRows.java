package cn.nongchao.loop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Whole lives as the three arguments of one statement; they travel as JSON, a row an object. */
final class LifeRows {

  static final String TAKE_IN =
      """
      with opened as (
        insert into loop.loops (number, %s)
        select number || loop.next_number(), %s
        from jsonb_to_recordset(?::jsonb) as l (number text, %s)
        on conflict (id) do nothing
        returning id, number),
      entry as (
        insert into loop.entries (id, loop, kind, version, move, from_stage, to_stage, at, person,
          by_label, note, data, evidence, late, due, salt)
        select e.id, e.loop, e.kind, e.version, e.move, e.from_stage, e.to_stage, e.at, e.person,
          e.by_label, e.note, e.data || case when e.version = 1
            then jsonb_build_object('%s', o.number) else '{}'::jsonb end, e.evidence, e.late, e.due,
          decode(e.salt, 'hex')
        from jsonb_to_recordset(?::jsonb) as e (id uuid, loop uuid, kind text, version integer,
          move text, from_stage text, to_stage text, at timestamptz, person uuid, by_label text,
          note text, data jsonb, evidence uuid[], late boolean, due timestamptz, salt text)
        join opened o on o.id = e.loop
        order by e.at, e.version),
      party as (
        insert into loop.parties (loop, party, organisation)
        select p.loop, p.party, p.organisation
        from jsonb_to_recordset(?::jsonb) as p (loop uuid, party uuid, organisation boolean)
        join opened o on o.id = p.loop
        on conflict do nothing)
      select id from opened
      """
          .formatted(
              LoopColumn.each(LoopColumn::sql),
              LoopColumn.each(LoopColumn::sql),
              LoopColumn.each(LoopColumn::typed),
              LoopSeals.NUMBER);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Function<Life, String> numberPrefix;
  private final List<Map<String, @Nullable Object>> loops = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> entries = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> parties = new ArrayList<>();

  LifeRows(Function<Life, String> numberPrefix) {
    this.numberPrefix = numberPrefix;
  }

  void add(Life life, List<byte[]> salts, LoopSeals seals) {
    loops.add(loop(life));
    for (int i = 0; i < life.steps().size(); i++) {
      Rules.Decided step = life.steps().get(i);
      entries.add(entry(seals.sealed(step, false), salts.get(i)));
      party(step.loop(), step.entry().by() == null ? null : step.entry().by().value(), false);
      party(
          step.loop(), step.loop().handler() == null ? null : step.loop().handler().value(), true);
    }
  }

  private Map<String, @Nullable Object> loop(Life life) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("number", numberPrefix.apply(life));
    for (LoopColumn column : LoopColumn.values()) {
      Object value = column.of(life.held());
      row.put(column.sql(), value instanceof Instant at ? text(at) : value);
    }
    return row;
  }

  private static Map<String, @Nullable Object> entry(Entry e, byte[] salt) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("id", e.id());
    row.put("loop", e.loop().value());
    row.put("kind", e.kind());
    row.put("version", e.version());
    row.put("move", e.move());
    row.put("from_stage", e.from());
    row.put("to_stage", e.to());
    row.put("at", text(e.at()));
    row.put("person", e.by() == null ? null : e.by().value());
    row.put("by_label", e.byLabel());
    row.put("note", e.note());
    row.put("data", e.data());
    row.put("evidence", e.evidence());
    row.put("late", e.late());
    row.put("due", text(e.due()));
    row.put("salt", HexFormat.of().formatHex(salt));
    return row;
  }

  private void party(Loop loop, @Nullable UUID party, boolean organisation) {
    if (party == null) return;
    parties.add(Map.of("loop", loop.id().value(), "party", party, "organisation", organisation));
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  String loops() {
    return JSON.writeValueAsString(loops);
  }

  String entries() {
    return JSON.writeValueAsString(entries);
  }

  String parties() {
    return JSON.writeValueAsString(parties);
  }
}
