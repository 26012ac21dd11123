package cn.nongchao.people.register;

import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the audit log. Who watches only a part sees what people of that part did or underwent. */
@Component
public class AuditLog {

  static final int PAGE = 50;

  private static final String KEY = "\\d{1,18}";

  /**
   * What is looked for; empty text asks for nothing.
   *
   * @param person part of the name of whoever acted, or an id of whoever acted or underwent it
   * @param from first day, as 2026-01-31
   * @param to last day
   */
  public record Query(String action, String person, String from, String to, String after) {

    /** What cannot be looked for, which the page leaves out. */
    public List<Refusal> wrong() {
      List<Refusal> wrong = new ArrayList<>();
      checkDay("from", from, wrong);
      checkDay("to", to, wrong);
      if (!after.isEmpty() && !after.matches(KEY)) {
        wrong.add(Refusal.field("after", "应为上一页给出的 next", "what the page before gave as next"));
      }
      return wrong;
    }

    private static void checkDay(String field, String day, List<Refusal> wrong) {
      if (day.isBlank() || date(day) != null) return;
      wrong.add(Refusal.field(field, "日期应写作 2026-01-31", "a day is written as 2026-01-31"));
    }
  }

  /** One entry; names are those people bear today. */
  public record Row(
      long seq,
      Instant at,
      String action,
      @Nullable PersonId by,
      @Nullable String byName,
      String subject,
      @Nullable String subjectName,
      Map<String, String> detail) {}

  private static final String ROWS =
      """
      select a.seq, a.at, a.action, a.person, p.name as by_name, a.subject,
        a.detail::text as detail,
        coalesce(s.name, b.name) as subject_name
      from people.audit a
      left join people.persons p on p.id = a.person
      left join people.organisations po on po.id = p.organisation
      left join people.persons s on s.id::text = a.subject
      left join people.organisations so on so.id = s.organisation
      left join people.organisations b on b.id::text = a.subject
      where (:whole or po.division like any(:patterns) or so.division like any(:patterns)
        or b.division like any(:patterns))
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Settings settings;

  AuditLog(JdbcClient jdbc, JsonMapper json, Settings settings) {
    this.jdbc = jdbc;
    this.json = json;
    this.settings = settings;
  }

  public Slice<Row> list(Query query, Scope scope) {
    StringBuilder sql = new StringBuilder(ROWS);
    Map<String, Object> params = new HashMap<>();
    params.put("whole", scope.isWhole());
    params.put("patterns", scope.patterns());
    if (!query.action().isEmpty()) {
      sql.append(" and a.action = :action");
      params.put("action", query.action());
    }
    addPerson(query.person().strip(), sql, params);
    LocalDate from = date(query.from());
    if (from != null) {
      sql.append(" and a.at >= :from");
      params.put("from", midnight(from));
    }
    LocalDate to = date(query.to());
    if (to != null) {
      sql.append(" and a.at < :to");
      params.put("to", midnight(to.plusDays(1)));
    }
    if (query.after().matches(KEY)) {
      sql.append(" and a.seq < :after");
      params.put("after", Long.parseLong(query.after()));
    }
    sql.append(" order by a.seq desc limit ").append(PAGE + 1);
    List<Row> rows = jdbc.sql(sql.toString()).params(params).query(this::row).list();
    return Slice.of(rows, PAGE, row -> Long.toString(row.seq()));
  }

  private static void addPerson(String person, StringBuilder sql, Map<String, Object> params) {
    if (person.isEmpty()) return;
    PersonId id = PersonId.read(person);
    if (id != null) {
      sql.append(" and (a.person = :person or a.subject = :subject)");
      params.put("person", id.value());
      params.put("subject", id.toString());
    } else {
      sql.append(" and p.name like :name");
      params.put("name", ListKey.containing(person));
    }
  }

  /** Every action that ever happened, for the filter. */
  public List<String> actions() {
    // Steps through the index from one action to the next instead of reading every entry.
    return jdbc.sql(
            """
            with recursive steps as (
              (select action from people.audit order by action limit 1)
              union all
              select (select a.action from people.audit a where a.action > s.action
                order by a.action limit 1) from steps s where s.action is not null)
            select action from steps where action is not null
            """)
        .query(String.class)
        .list();
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return text.isBlank() ? null : LocalDate.parse(text.strip());
    } catch (DateTimeParseException notADate) {
      return null;
    }
  }

  private Timestamp midnight(LocalDate day) {
    return Timestamp.from(day.atStartOfDay(settings.zone()).toInstant());
  }

  private Row row(ResultSet row, int index) throws SQLException {
    Map<String, String> detail =
        json.readValue(row.getString("detail"), new TypeReference<TreeMap<String, String>>() {});
    return new Row(
        row.getLong("seq"),
        row.getTimestamp("at").toInstant(),
        row.getString("action"),
        PersonId.of(row.getObject("person", UUID.class)),
        row.getString("by_name"),
        row.getString("subject"),
        row.getString("subject_name"),
        detail);
  }
}
