package cn.nongchao.people.register;

import cn.nongchao.form.Field;
import cn.nongchao.form.Key;
import cn.nongchao.form.Link;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Page;
import cn.nongchao.form.Selection;
import cn.nongchao.form.Sortable;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.KindOf;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Role;
import cn.nongchao.platform.Settings;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may do what, and where, of those active: one grant a line, in the columns of its import. */
@Component
public class GrantLists {

  public record Query(
      @Field(zh = "姓名或账号", en = "Name or account") @Size(max = 60) String words,
      @Field(zh = "角色", en = "Role") @KindOf(Role.class) String role,
      @Field(zh = "只看已结束的", en = "Ended ones only") boolean over) {}

  /** A grant, with whose it is. */
  public record Row(
      @Key("g.id") UUID id,
      UUID person,
      @Field(zh = "姓名", en = "Name") @Link("/people/{person}") @Sortable("p.name") String name,
      @Field(zh = "账号", en = "Login") @Nullable String login,
      @Field(zh = "角色", en = "Role")
          @KindOf(Role.class)
          @Sortable("g.role")
          @Schema(format = cn.nongchao.people.Roles.FORMAT)
          String role,
      @Field(zh = "授权区划", en = "Granted place") @Nullable DivisionCode division,
      @Field(zh = "授权单位", en = "Granted organisation") @Nullable OrganisationId organisation,
      @Field(zh = "起", en = "From") LocalDate from,
      @Field(zh = "止", en = "To") @Nullable LocalDate to) {}

  private static final String ROWS =
      """
      select g.*, p.name, p.login from people.grants g
        join people.persons p on p.id = g.person and p.active
        left join people.organisations o on o.id = g.organisation
      where (:whole or coalesce(g.division, o.division) like any(:patterns))
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Settings settings;

  GrantLists(JdbcClient jdbc, Clock clock, Settings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
  }

  public Listed<Row> list(Query query, Page<Row> page, Scope scope) {
    String over = query.over() ? "g.valid_to <= :now" : "(g.valid_to is null or g.valid_to > :now)";
    Selection which =
        Selection.of(ROWS)
            .with("whole", scope.isWhole())
            .with("patterns", scope.patterns())
            .where(over, Timestamp.from(clock.instant()))
            .where("(p.name like :words or p.login like :words)", words(query))
            .where("g.role = :role", query.role());
    return page.list(jdbc, which, this::row);
  }

  private static @Nullable String words(Query query) {
    return Selection.containing(query.words());
  }

  private Row row(ResultSet row, int index) throws SQLException {
    String place = row.getString("division");
    return new Row(
        row.getObject("id", UUID.class),
        row.getObject("person", UUID.class),
        row.getString("name"),
        row.getString("login"),
        row.getString("role"),
        place == null ? null : new DivisionCode(place),
        OrganisationId.of(row.getObject("organisation", UUID.class)),
        day(row.getTimestamp("valid_from")),
        row.getTimestamp("valid_to") == null ? null : lastDay(row.getTimestamp("valid_to")));
  }

  private LocalDate day(Timestamp at) {
    return LocalDate.ofInstant(at.toInstant(), settings.zone());
  }

  /** The last on which it still holds. */
  private LocalDate lastDay(Timestamp to) {
    return LocalDate.ofInstant(to.toInstant().minusNanos(1000), settings.zone());
  }
}
