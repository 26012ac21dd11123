package cn.nongchao.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which bodies there are, and where. */
@Component
public class Organisations {

  private static final String SELECT =
      "select o.id, o.name, o.kind, o.credit_code, o.division, o.specialty, o.active,"
          + " u.organisation is not null as imported from people.organisations o"
          + " left join people.imported_units u on u.organisation = o.id ";

  private final JdbcClient jdbc;

  Organisations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Organisation> find(OrganisationId id) {
    return jdbc.sql(SELECT + "where o.id = ?")
        .param(id.value())
        .query(Organisations::row)
        .optional();
  }

  /** The same, which stays as it is until what is being written is: nobody retires it meanwhile. */
  public Optional<Organisation> named(OrganisationId id) {
    if (!Written.isBeing()) return find(id);
    return jdbc.sql(SELECT + "where id = ? for key share of o")
        .param(id.value())
        .query(Organisations::row)
        .optional();
  }

  /** The name, also of one no longer active; a dash for an id that is nobody's. */
  public String name(OrganisationId id) {
    return names(List.of(id)).getOrDefault(id, "—");
  }

  /** Names of all that exist among the given, in one query. */
  public Map<OrganisationId, String> names(Collection<OrganisationId> ids) {
    Map<OrganisationId, String> names = new HashMap<>();
    if (ids.isEmpty()) return names;
    jdbc.sql("select id, name from people.organisations where id = any(?)")
        .param(ids.stream().map(OrganisationId::value).distinct().toArray(UUID[]::new))
        .query(
            (RowCallbackHandler)
                row ->
                    names.put(new OrganisationId(row.getObject(1, UUID.class)), row.getString(2)));
    return names;
  }

  /**
   * Active ones of these kinds that are seated within the place, by kind and name; last those that
   * only a file of another system named.
   */
  public List<Organisation> ofKinds(Set<String> kinds, DivisionCode within) {
    return jdbc.sql(
            SELECT
                + "where o.active and o.kind = any(?) and o.division like ?"
                + " order by imported, o.kind, o.name, o.id")
        .params(kinds.toArray(String[]::new), within.value() + "%")
        .query(Organisations::row)
        .list();
  }

  static Organisation row(ResultSet row, int index) throws SQLException {
    return new Organisation(
        new OrganisationId(Objects.requireNonNull(row.getObject("id", UUID.class))),
        row.getString("name"),
        row.getString("kind"),
        row.getString("credit_code"),
        new DivisionCode(row.getString("division")),
        row.getString("specialty"),
        row.getBoolean("active"),
        row.getBoolean("imported"));
  }
}
