package cn.nongchao.loop;

import cn.nongchao.people.DivisionCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What entries say about each loop as it stood at a past moment. Only entries before that moment
 * count, never the row as it is now, so the answer about a past period does not change with what
 * happens later. (Place and visibility alone come from the row; a place never changes.)
 */
@Component
public class LoopFacts {

  /**
   * Something to be found for each loop from its entries.
   *
   * @param moves names of the moves that count; empty for all
   * @param key the fact wanted, for {@link Kind#LAST}; empty otherwise
   * @param within whether only entries within the period count
   */
  public record Measure(String name, Kind kind, List<String> moves, String key, boolean within) {

    public Measure {
      moves = List.copyOf(moves);
    }

    /** How many such entries there are. */
    public static Measure count(String name, Move... moves) {
      return new Measure(name, Kind.COUNT, names(moves), "", false);
    }

    /** When the first such entry was made; see {@link Fact#at}. */
    public static Measure first(String name, Move... moves) {
      return new Measure(name, Kind.FIRST, names(moves), "", false);
    }

    /** The newest value of a fact. */
    public static Measure last(String name, String key) {
      return new Measure(name, Kind.LAST, List.of(), key, false);
    }

    public Measure withinPeriod() {
      return new Measure(name, kind, moves, key, true);
    }

    private static List<String> names(Move... moves) {
      return Arrays.stream(moves).map(Move::name).toList();
    }
  }

  /** What a measure takes from entries. */
  public enum Kind {
    COUNT,
    FIRST,
    LAST
  }

  /**
   * @param from beginning of the period
   * @param to its end, no longer in it
   * @param asOf only what happened before counts
   */
  public record Question(
      String kind,
      DivisionCode division,
      Instant from,
      Instant to,
      Instant asOf,
      List<Measure> measures) {

    public Question {
      measures = List.copyOf(measures);
    }
  }

  /**
   * One loop as it stood.
   *
   * @param since when it came into the stage
   * @param due the total deadline then in force; null without, and while the clock stood still
   * @param found the measures by name; absent where there was nothing
   */
  public record Fact(
      LoopId loop,
      DivisionCode division,
      Instant opened,
      String stage,
      Instant since,
      @Nullable Instant due,
      Map<String, String> found) {

    public Fact {
      found = Map.copyOf(found);
    }

    public @Nullable String text(String measure) {
      return found.get(measure);
    }

    public int count(String measure) {
      String count = found.get(measure);
      return count == null ? 0 : Integer.parseInt(count);
    }

    /** Of a {@link Kind#FIRST}. */
    public @Nullable Instant at(String measure) {
      String micros = found.get(measure);
      return micros == null ? null : instant(Long.parseLong(micros));
    }
  }

  /** When the first of some loops was opened, and when anything last happened to one. */
  public record Span(Instant first, Instant last, long loops) {}

  private static final int FETCH = 5000;

  private final JdbcClient jdbc;

  LoopFacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Hands out, one by one and in no order, each loop within sight that the period concerns: that
   * was open or due within it, or moved since it began.
   */
  @Transactional(readOnly = true)
  public void each(Question question, Sight sight, Consumer<Fact> reader) {
    List<Object> params = new ArrayList<>();
    StringBuilder columns = new StringBuilder();
    for (Measure measure : question.measures()) {
      columns.append(", ").append(column(measure, question, params));
    }
    Timestamp from = Timestamp.from(question.from());
    Timestamp to = Timestamp.from(question.to());
    Timestamp asOf = Timestamp.from(question.asOf());
    params.addAll(List.of(question.kind(), asOf, question.division().value() + "%"));
    params.addAll(sight.params());
    params.addAll(List.of(to, from, from, from, to, from, from));
    // Else PostgreSQL would rather walk a long list of loops for each one than hash it.
    jdbc.sql("set local work_mem = '128MB'").update();
    jdbc.sql(sql(columns.toString(), sight))
        .params(params)
        .withFetchSize(FETCH)
        .query((RowCallbackHandler) row -> reader.accept(fact(row, question)));
  }

  /**
   * Between which moments loops of a kind were opened and last moved; empty where there are none.
   */
  @Transactional(readOnly = true)
  public Optional<Span> span(String kind, DivisionCode division) {
    return jdbc.sql(
            "select min(opened_at), max(touched_at), count(*) from loop.loops"
                + " where kind = ? and division like ? having count(*) > 0")
        .params(kind, division.value() + "%")
        .query((row, index) ->
            new Span(
                row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant(), row.getLong(3)))
        .optional();
  }

  // The value belonging to the highest version: arrays compare element by element, so the maximum
  // of {version, value} is the newest value, found in one pass without sorting.
  //
  // The rows are looked at only to leave out loops that cannot be concerned: closed for good
  // before the period with a deadline before it, and without an entry since (as a rating). Whatever
  // such a row says was said before the period and still
  // holds, so nothing that counts is left out.
  private static String sql(String columns, Sight sight) {
    String due = "(max(array[e.version::float8, extract(epoch from e.due)::float8]))[2]";
    return "select l.id as loop, l.division, min(e.at) as opened,"
        + " (max(array[lpad(e.version::text, 9, '0'), e.to_stage]))[2] as stage,"
        + " max(e.at) filter (where e.to_stage is distinct from e.from_stage) as since, "
        + due
        + " as due"
        + columns
        + " from loop.entries e join loop.loops l on l.id = e.loop"
        + " where e.kind = ? and e.at < ? and l.division like ? and "
        + sight.sql()
        + " and l.opened_at < ? and (l.closed_at is null or l.closed_at >= ? or l.due >= ?"
        + " or l.touched_at >= ?)"
        + " group by l.id"
        + " having min(e.at) < ? and (max(e.at) >= ? or "
        + due
        + " >= extract(epoch from ?::timestamptz))";
  }

  private static String column(Measure measure, Question question, List<Object> params) {
    List<String> conditions = new ArrayList<>();
    List<Object> inFilter = new ArrayList<>();
    if (measure.kind() == Kind.LAST) {
      params.add(measure.key());
      conditions.add("jsonb_exists(e.data, ?)");
      inFilter.add(measure.key());
    }
    if (!measure.moves().isEmpty()) {
      conditions.add("e.move = any(?)");
      inFilter.add(measure.moves().toArray(String[]::new));
    }
    if (measure.within()) {
      conditions.add("e.at >= ? and e.at < ?");
      inFilter.add(Timestamp.from(question.from()));
      inFilter.add(Timestamp.from(question.to()));
    }
    params.addAll(inFilter);
    String filter =
        conditions.isEmpty() ? "" : " filter (where " + String.join(" and ", conditions) + ")";
    String value =
        switch (measure.kind()) {
          case COUNT -> "nullif(count(*)" + filter + ", 0)::text";
          case FIRST -> "(extract(epoch from min(e.at)" + filter + ") * 1000000)::bigint::text";
          case LAST -> "(max(array[lpad(e.version::text, 9, '0'), e.data ->> ?])" + filter + ")[2]";
        };
    return value + " as " + measure.name();
  }

  private static Fact fact(ResultSet row, Question question) throws SQLException {
    Map<String, String> found = new HashMap<>();
    for (Measure measure : question.measures()) {
      String value = row.getString(measure.name());
      if (value != null) found.put(measure.name(), value);
    }
    DivisionCode division = DivisionCode.read(row.getString("division"));
    double due = row.getDouble("due");
    boolean without = row.wasNull();
    return new Fact(
        new LoopId(row.getObject("loop", UUID.class)),
        division == null ? DivisionCode.ALL : division,
        row.getTimestamp("opened").toInstant(),
        row.getString("stage"),
        row.getTimestamp("since").toInstant(),
        without ? null : instant(Math.round(due * 1e6)),
        found);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
