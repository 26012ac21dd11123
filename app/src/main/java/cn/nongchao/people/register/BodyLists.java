package cn.nongchao.people.register;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.Text;
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

  /** What is looked for; empty text asks for nothing. */
  public record Query(String words, String kind, boolean inactive, String after) {}

  /**
   * An organisation in a list.
   *
   * @param staff how many active people belong to it
   */
  public record Row(
      OrganisationId id,
      String name,
      String kind,
      @Nullable String creditCode,
      DivisionCode division,
      @Nullable String specialty,
      @Nullable String phone,
      boolean active,
      int version,
      int staff) {}

  private static final String ROWS =
      """
      select o.*, (select count(*) from people.persons p
        where p.organisation = o.id and p.active) as staff
      from people.organisations o where (:whole or o.division like any(:patterns))
      """;

  private final JdbcClient jdbc;

  BodyLists(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Slice<Row> list(Query query, Scope scope) {
    StringBuilder sql = new StringBuilder(ROWS).append(" and o.active = :active");
    Map<String, Object> params = new HashMap<>();
    params.put("whole", scope.isWhole());
    params.put("patterns", scope.patterns());
    params.put("active", !query.inactive());
    if (!query.words().isBlank()) {
      sql.append(" and (o.name like :like or o.credit_code like :code)");
      params.put("like", ListKey.containing(query.words().strip()));
      params.put(
          "code", ListKey.containing(query.words().strip().toUpperCase(java.util.Locale.ROOT)));
    }
    if (!query.kind().isEmpty()) {
      sql.append(" and o.kind = :kind");
      params.put("kind", query.kind());
    }
    ListKey after = ListKey.read(query.after());
    if (after != null) {
      sql.append(" and (o.name, o.id) > (:afterName, :afterId)");
      params.put("afterName", after.name());
      params.put("afterId", after.id());
    }
    sql.append(" order by o.name, o.id limit ").append(PersonLists.PAGE + 1);
    List<Row> rows = jdbc.sql(sql.toString()).params(params).query(BodyLists::row).list();
    return Slice.of(
        rows, PersonLists.PAGE, row -> new ListKey(row.name(), row.id().value()).text());
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
            "select id, name from people.organisations o where active"
                + " and (:whole or o.division like any(:patterns))"
                + " order by kind = 'firm', kind, name, id limit 1000")
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

  private static Row row(ResultSet row, int index) throws SQLException {
    return new Row(
        new OrganisationId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("kind"),
        row.getString("credit_code"),
        new DivisionCode(row.getString("division")),
        row.getString("specialty"),
        row.getString("phone"),
        row.getBoolean("active"),
        row.getInt("version"),
        row.getInt("staff"));
  }
}
