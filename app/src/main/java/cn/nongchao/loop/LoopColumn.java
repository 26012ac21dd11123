package cn.nongchao.loop;

import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column of {@code loop.loops} and what a loop has there: the one list from which openings, moves
 * and lives taken in are written. The number is not among them, since the database gives it.
 */
enum LoopColumn {
  ID("uuid", held -> held.loop().id().value()),
  KIND("text", held -> held.loop().kind()),
  TITLE("text", held -> held.loop().title()),
  STAGE("text", held -> held.loop().stage()),
  VERSION("integer", held -> held.loop().version()),
  DIVISION("text", held -> held.loop().division().value()),
  LAT("double precision", held -> held.loop().lat()),
  LON("double precision", held -> held.loop().lon()),
  HANDLER("uuid", held -> value(held.loop().handler())),
  ASSIGNEE("uuid", held -> value(held.loop().assignee())),
  OPENED_BY("uuid", held -> value(held.loop().openedBy())),
  OPENED_AT("timestamptz", held -> held.loop().openedAt()),
  STAGE_SINCE("timestamptz", held -> held.loop().stageSince()),
  STAGE_DUE("timestamptz", held -> held.deadlines().stageDue()),
  DUE("timestamptz", held -> held.deadlines().due()),
  PAUSED_AT("timestamptz", held -> held.deadlines().pausedAt()),
  PAUSED_FROM("text", held -> held.deadlines().pausedFrom()),
  PAUSED_STAGE_DUE("timestamptz", held -> held.deadlines().pausedStageDue()),
  PAUSED_DUE("timestamptz", held -> held.deadlines().pausedDue()),
  CLOSED_AT("timestamptz", held -> held.deadlines().closedAt()),
  TOTAL_MINUTES("integer", held -> minutes(held.deadlines().total())),
  TOTAL_WORKING("boolean", held -> working(held.deadlines().total())),
  COUNTED_FROM("timestamptz", held -> held.deadlines().countedFrom()),
  ESCALATION("integer", held -> held.loop().escalation()),
  ESCALATED_AT("timestamptz", held -> held.escalatedAt()),
  RANK("bigint", held -> Rank.of(held.loop())),
  TOUCHED_AT("timestamptz", held -> held.touchedAt()),
  FACTS("jsonb", held -> held.loop().facts().isEmpty() ? null : held.loop().facts()),
  ABOUT("uuid", held -> held.loop().about() == null ? null : held.loop().about().value()),
  AWAITS("uuid[]", held -> asked(held.loop().awaits())),
  LEAD("uuid", held -> value(held.loop().lead()));

  private static final List<LoopColumn> ALL = List.of(values());

  private final String sql = name().toLowerCase(Locale.ROOT);
  private final String type;
  private final Function<Held, @Nullable Object> of;

  LoopColumn(String type, Function<Held, @Nullable Object> of) {
    this.type = type;
    this.of = of;
  }

  String sql() {
    return sql;
  }

  /** As a column of a record set: name and type. */
  String typed() {
    return sql + " " + type;
  }

  /** A parameter for it. */
  String placeholder() {
    return type.equals("jsonb") || type.endsWith("[]") ? "?::" + type : "?";
  }

  @Nullable Object of(Held held) {
    return of.apply(held);
  }

  /** The value in a row, as {@link #of} gives it of a loop. */
  @Nullable Object of(ResultSet row) throws SQLException {
    return switch (type) {
      case "timestamptz" -> Rows.instant(row, sql);
      case "uuid[]" -> row.getString(sql); // as it is written
      case "jsonb" -> row.getString(sql) == null ? null : Rows.facts(row.getString(sql));
      default -> row.getObject(sql);
    };
  }

  /** Which columns a move writes. */
  static List<LoopColumn> changed(Held before, Held after) {
    List<LoopColumn> changed = new ArrayList<>();
    for (LoopColumn column : ALL) {
      if (!Objects.equals(column.of(before), column.of(after))) changed.add(column);
    }
    return changed;
  }

  static String each(Function<LoopColumn, String> words) {
    return ALL.stream().map(words).collect(Collectors.joining(", "));
  }

  private static @Nullable UUID value(@Nullable PersonId id) {
    return id == null ? null : id.value();
  }

  private static @Nullable UUID value(@Nullable OrganisationId id) {
    return id == null ? null : id.value();
  }

  private static @Nullable String asked(List<PersonId> persons) {
    return persons.isEmpty() ? null : Rows.array(persons);
  }

  private static @Nullable Integer minutes(@Nullable Allowance total) {
    return total == null ? null : (int) total.time().toMinutes();
  }

  private static boolean working(@Nullable Allowance total) {
    return total == null || total.working();
  }
}
