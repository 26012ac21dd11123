package cn.nongchao.people.register;

import cn.nongchao.form.Field;
import cn.nongchao.form.Key;
import cn.nongchao.form.Link;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Page;
import cn.nongchao.form.Selection;
import cn.nongchao.form.Sortable;
import cn.nongchao.people.CreditCode;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.KindOf;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Phone;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Sought;
import cn.nongchao.platform.Text;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds organisations within an administrator's scope. */
@Component
public class BodyLists {

  /** What is looked for; {@code inactive} lists those instead of the active ones. */
  public record Query(
      @Field(zh = "名称或信用代码", en = "Name or credit code") @Size(max = 60) String words,
      @Field(zh = "类别", en = "Kind") @KindOf(Organisation.class) String kind,
      @Field(zh = "只看已停用的", en = "Inactive ones only") boolean inactive,
      @Field(zh = "只看随文件导入、尚未核对的", en = "Only imported ones nobody has looked at")
          boolean imported) {}

  /**
   * An organisation in a list.
   *
   * @param staff how many active people belong to it
   * @param imported the system whose file named it, until somebody looks at it; else null
   */
  public record Row(
      @Key("o.id") OrganisationId id,
      @Field(zh = "名称", en = "Name")
          @Link("/organisations/{id}/edit")
          @Sortable(value = "o.sort_key", by = "sortKey")
          String name,
      @Field(zh = "类别", en = "Kind") @KindOf(Organisation.class) String kind,
      @Field(zh = "专业", en = "Specialty") @Nullable String specialty,
      @Field(zh = "统一社会信用代码", en = "Credit code") @Nullable String creditCode,
      @Field(zh = "所在地", en = "Seat") @Sortable("o.division") DivisionCode division,
      @Field(zh = "人数", en = "Staff") @Link("/people?organisation={id}") int staff,
      @Nullable String phone,
      boolean active,
      int version,
      @Nullable String imported,
      @JsonIgnore String sortKey) {}

  private static final String ROWS =
      """
      select o.*, u.source as imported, (select count(*) from people.persons p
        where p.organisation = o.id and p.active) as staff
      from people.organisations o
      left join people.imported_units u on u.organisation = o.id and u.merged_into is null
      where (:whole or o.division like any(:patterns))
      """;

  private final JdbcClient jdbc;

  BodyLists(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Listed<Row> list(Query query, Page<Row> page, Scope scope) {
    Selection which =
        Selection.of(ROWS)
            .with("whole", scope.isWhole())
            .with("patterns", scope.patterns())
            .where("o.active = :active", !query.inactive())
            .with("sought", Sought.within(query.words()))
            .where("(not :only or u.source is not null)", query.imported())
            .where(
                "(o.name like :words or o.sought like :sought or o.credit_code like upper(:words))",
                Selection.containing(query.words()))
            .where("o.kind = :kind", query.kind());
    return page.list(jdbc, which, BodyLists::row);
  }

  public Optional<Row> find(OrganisationId id, Scope scope) {
    return jdbc.sql(ROWS + " and o.id = :id")
        .param("whole", scope.isWhole())
        .param("patterns", scope.patterns())
        .param("id", id.value())
        .query(BodyLists::row)
        .optional();
  }

  /** Active ones to choose from, by id; at most a thousand. */
  public Map<String, Text> choices(Scope scope) {
    Map<String, Text> choices = new LinkedHashMap<>();
    jdbc.sql(
            "select id, name from people.organisations o left join people.imported_units u on"
                + " u.organisation = o.id where active and (:whole or o.division like"
                + " any(:patterns)) order by u.source is not null, kind = 'firm', kind, sort_key,"
                + " name, id limit 1000")
        .param("whole", scope.isWhole())
        .param("patterns", scope.patterns())
        .query(
            (RowCallbackHandler)
                row -> choices.put(row.getString("id"), Text.same(row.getString("name"))));
    return choices;
  }

  /** Active ones within the scope by name or credit code; several may bear one name. */
  public Map<String, List<OrganisationId>> byName(Set<String> names, Scope scope) {
    Map<String, List<OrganisationId>> found = new HashMap<>();
    jdbc.sql(
            "select n.name, o.id from unnest(:names) as n (name) join people.organisations o"
                + " on o.active and (o.name = n.name or o.credit_code = n.name)"
                + " where (:whole or o.division like any(:patterns))")
        .param("names", names.toArray(String[]::new))
        .param("whole", scope.isWhole())
        .param("patterns", scope.patterns())
        .query(
            (RowCallbackHandler)
                row ->
                    found
                        .computeIfAbsent(row.getString("name"), name -> new ArrayList<>())
                        .add(new OrganisationId(row.getObject("id", UUID.class))));
    return found;
  }

  /** Those within the scope that bear one of the names or credit codes, active ones first. */
  public List<Row> alike(Set<String> names, Set<String> codes, Scope scope) {
    return jdbc.sql(
            ROWS
                + " and (o.name = any(:names) or o.credit_code = any(:codes))"
                + " order by o.active desc, o.id")
        .param("whole", scope.isWhole())
        .param("patterns", scope.patterns())
        .param("names", names.toArray(String[]::new))
        .param("codes", codes.toArray(String[]::new))
        .query(BodyLists::row)
        .list();
  }

  /** The credit code as a form has it. */
  public static @Nullable CreditCode creditCode(Row row) {
    return row.creditCode() == null ? null : CreditCode.read(row.creditCode()).orThrow();
  }

  /** The phone as a form has it; what was kept before there were rules for it is left alone. */
  public static @Nullable Phone phone(Row row) {
    return row.phone() != null && Phone.read(row.phone()) instanceof Outcome.Done<Phone>(Phone one)
        ? one
        : null;
  }

  private static Row row(ResultSet row, int index) throws SQLException {
    return new Row(
        new OrganisationId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("kind"),
        row.getString("specialty"),
        row.getString("credit_code"),
        new DivisionCode(row.getString("division")),
        row.getInt("staff"),
        row.getString("phone"),
        row.getBoolean("active"),
        row.getInt("version"),
        row.getString("imported"),
        row.getString("sort_key"));
  }
}
