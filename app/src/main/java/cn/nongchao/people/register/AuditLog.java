package cn.nongchao.people.register;

import cn.nongchao.form.Field;
import cn.nongchao.form.Key;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Page;
import cn.nongchao.form.Selection;
import cn.nongchao.form.Sortable;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Text;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
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

  /** A kind of act, by its name; {@code AuditWords} has the words. */
  public record Action(@JsonValue String name) {}

  /** What else an entry tells, by name. */
  public record Detail(@JsonValue Map<String, String> parts) {}

  /**
   * What is looked for.
   *
   * @param person part of the name of whoever acted, or an id of whoever acted or underwent it
   * @param from first day
   * @param to last day
   */
  public record Query(
      @Field(zh = "动作", en = "Action") @Nullable Action action,
      @Field(zh = "操作人姓名，或人员编号", en = "Who acted, or a person's id") @Size(max = 60) String person,
      @Field(zh = "起", en = "From") @Nullable LocalDate from,
      @Field(zh = "止", en = "To") @Nullable LocalDate to) {}

  /**
   * One entry; names are those people bear today.
   *
   * @param actor in words: the system where nobody acted
   * @param object in words: its name, where it has one
   */
  public record Row(
      @Key("a.seq") long seq,
      @Field(zh = "时间", en = "When") @Sortable(value = "a.at", descending = true) Instant at,
      @Field(zh = "动作", en = "Action") Action action,
      @Field(zh = "操作人", en = "Who acted") @JsonIgnore Text actor,
      @Field(zh = "对象", en = "On what") @JsonIgnore String object,
      @Field(zh = "详情", en = "Detail") Detail detail,
      @Nullable PersonId by,
      @Nullable String byName,
      String subject,
      @Nullable String subjectName) {}

  // What is no id is cast to none, so that the names are found by their keys: comparing text with
  // text would read all persons for every page.
  private static final String ROWS =
      """
      select a.seq, a.at, a.action, a.person, p.name as by_name, a.subject,
        a.detail::text as detail,
        coalesce(s.name, b.name, place.name) as subject_name
      from people.audit a
      left join people.persons p on p.id = a.person
      left join people.organisations po on po.id = p.organisation
      cross join lateral (select case
        when a.subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        then cast(a.subject as uuid) end as id) named
      left join people.persons s on s.id = named.id
      left join people.organisations so on so.id = s.organisation
      left join people.organisations b on b.id = named.id
      left join people.divisions place on place.code = a.subject
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

  public Listed<Row> list(Query query, Page<Row> page, Scope scope) {
    PersonId id = PersonId.read(query.person());
    Selection which =
        Selection.of(ROWS)
            .with("whole", scope.isWhole())
            .with("patterns", scope.patterns())
            .where("a.action = :action", query.action())
            .where("(a.person = :person or a.subject = cast(:person as text))", id)
            .where("p.name like :name", id == null ? Selection.containing(query.person()) : null)
            .where("a.at >= :from", query.from() == null ? null : midnight(query.from()))
            .where("a.at < :to", query.to() == null ? null : midnight(query.to().plusDays(1)));
    return page.list(jdbc, which, this::row);
  }

  /** Every action that ever happened, for the filter. */
  public List<Action> actions() {
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
        .query((row, index) -> new Action(row.getString("action")))
        .list();
  }

  private Timestamp midnight(LocalDate day) {
    return Timestamp.from(day.atStartOfDay(settings.zone()).toInstant());
  }

  private Row row(ResultSet row, int index) throws SQLException {
    Map<String, String> detail =
        json.readValue(row.getString("detail"), new TypeReference<TreeMap<String, String>>() {});
    String by = row.getString("by_name");
    String subject = row.getString("subject");
    String subjectName = row.getString("subject_name");
    return new Row(
        row.getLong("seq"),
        row.getTimestamp("at").toInstant(),
        new Action(row.getString("action")),
        by == null ? Text.of("系统", "system") : Text.same(by),
        subjectName == null ? subject : subjectName,
        new Detail(detail),
        PersonId.of(row.getObject("person", UUID.class)),
        by,
        subject,
        subjectName);
  }
}
