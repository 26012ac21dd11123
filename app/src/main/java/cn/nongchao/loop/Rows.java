package cn.nongchao.loop;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** How rows become values. */
final class Rows {

  static final String LOOP =
      "l.id, l.kind, l.number, l.title, l.stage, l.version, l.division, l.lat, l.lon, l.handler,"
          + " l.assignee, l.opened_by, l.opened_at, l.stage_since, l.stage_due, l.due,"
          + " l.paused_at, l.paused_from, l.closed_at, l.escalation, l.facts, l.about,"
          + " l.awaits, l.lead";

  static final String ENTRY =
      "e.id, e.loop, e.kind, e.version, e.move, e.from_stage, e.to_stage, e.at, e.person,"
          + " e.by_label, e.note, e.data, e.evidence, e.late, e.due";

  private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ObjectWriter WRITER = JSON.writerFor(FACTS);

  private Rows() {}

  static Loop loop(ResultSet row) throws SQLException {
    DivisionCode division = DivisionCode.read(row.getString("division"));
    UUID about = row.getObject("about", UUID.class);
    return new Loop(
        new LoopId(row.getObject("id", UUID.class)),
        row.getString("kind"),
        row.getString("number"),
        row.getString("title"),
        row.getString("stage"),
        row.getInt("version"),
        division == null ? DivisionCode.ALL : division,
        row.getObject("lat", Double.class),
        row.getObject("lon", Double.class),
        OrganisationId.of(row.getObject("handler", UUID.class)),
        PersonId.of(row.getObject("assignee", UUID.class)),
        PersonId.of(row.getObject("opened_by", UUID.class)),
        moment(row, "opened_at"),
        moment(row, "stage_since"),
        instant(row, "stage_due"),
        instant(row, "due"),
        instant(row, "paused_at"),
        row.getString("paused_from"),
        instant(row, "closed_at"),
        row.getInt("escalation"),
        facts(row.getString("facts")),
        about == null ? null : new LoopId(about),
        uuids(row.getArray("awaits")).stream().map(PersonId::new).toList(),
        OrganisationId.of(row.getObject("lead", UUID.class)));
  }

  static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getObject("id", UUID.class),
        new LoopId(row.getObject("loop", UUID.class)),
        row.getString("kind"),
        row.getInt("version"),
        row.getString("move"),
        row.getString("from_stage"),
        row.getString("to_stage"),
        moment(row, "at"),
        PersonId.of(row.getObject("person", UUID.class)),
        row.getString("by_label"),
        row.getString("note"),
        facts(row.getString("data")),
        uuids(row.getArray("evidence")),
        row.getBoolean("late"),
        instant(row, "due"));
  }

  static Map<String, Object> facts(@Nullable String json) {
    return json == null || json.equals("{}") ? Map.of() : JSON.readValue(json, FACTS);
  }

  static String json(Map<String, ?> facts) {
    return facts.isEmpty() ? "{}" : WRITER.writeValueAsString(facts);
  }

  private static List<UUID> uuids(@Nullable Array array) throws SQLException {
    return array == null ? List.of() : List.of((UUID[]) array.getArray());
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  static Instant moment(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  static @Nullable OffsetDateTime stamp(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  /** A column's value as the driver takes it. */
  static @Nullable Object param(@Nullable Object value) {
    if (value instanceof Map<?, ?> facts) return JSON.writeValueAsString(facts);
    return value instanceof Instant at ? stamp(at) : value;
  }

  /**
   * An array as PostgreSQL writes one, of values whose words hold no commas, quotes or braces. The
   * driver's own arrays cost several times as much.
   */
  static String array(Collection<?> values) {
    if (values.isEmpty()) return "{}";
    StringBuilder array = new StringBuilder(40 * values.size());
    for (Object value : values) array.append(array.isEmpty() ? '{' : ',').append(value);
    return array.append('}').toString();
  }
}
