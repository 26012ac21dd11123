package cn.nongchao.loop;

import cn.nongchao.form.Listed;
import cn.nongchao.form.Page;
import cn.nongchao.loop.LoopQuery.State;
import cn.nongchao.loop.LoopQuery.Turn;
import cn.nongchao.loop.Sight.Arm;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Slice;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lists and counts of loops. All pass through {@link Sight}. Each arm of it is read by its own
 * index, in the order of {@link Rank}, up to a page; the pages are merged here.
 */
@Component
@Transactional(readOnly = true)
public class LoopLists {

  /** Counting for a tab stops here: nobody reads the difference between 100 and 1,000. */
  private static final int ENOUGH = 100;

  // PostgreSQL orders ids by their digits; UUID.compareTo would take the first half as signed.
  private static final Comparator<Loop> BY_RANK =
      Comparator.<Loop>comparingLong(Rank::of).thenComparing(loop -> loop.id().toString());

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Settings settings;
  private final Readership readership;

  LoopLists(JdbcClient jdbc, Clock clock, Settings settings, Readership readership) {
    this.readership = readership;
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
  }

  public Slice<Loop> list(LoopQuery query, Viewer viewer) {
    Slice<Loop> found = list(query, Sight.of(viewer, query.box()));
    return new Slice<>(
        found.items().stream().map(loop -> readership.shown(viewer, loop)).toList(), found.next());
  }

  /** Loops that hang on another, of those the viewer may see; latest opened last. */
  public List<Loop> about(LoopId id, Viewer viewer) {
    Sight sight = Sight.of(viewer);
    List<Object> params = new ArrayList<>(List.of(id.value()));
    params.addAll(sight.params());
    return jdbc.sql(
            "select "
                + Rows.LOOP
                + " from loop.loops l where l.about = ? and "
                + sight.sql()
                + " order by l.opened_at, l.id limit 100")
        .params(params)
        .query((row, n) -> readership.shown(viewer, Rows.loop(row)))
        .list();
  }

  /** The same for a declared list; what is no end of a page before is refused. */
  public <R> Outcome<Listed<R>> list(
      LoopQuery query, Page<R> page, Viewer viewer, Function<Loop, R> row) {
    LoopQuery from = query.page(page.limit(), page.after());
    if (!begins(from)) return Outcome.refused(Page.UNREAD);
    Slice<Loop> found = list(from, viewer);
    return Outcome.done(page.answer(found.items().stream().map(row).toList(), found.next()));
  }

  /** Whether it begins anew, or where a page of the same query ended. */
  public boolean begins(LoopQuery query) {
    return query.after() == null || Cursor.read(query).isPresent();
  }

  /** For lists that belong to nobody in particular; the query's box is not looked at. */
  public Slice<Loop> list(LoopQuery query, Sight sight) {
    Optional<Cursor> after = Cursor.read(query);
    Map<LoopId, Loop> found = new LinkedHashMap<>();
    sight.arms().stream()
        .flatMap(arm -> read(query, arm, after).stream())
        .sorted(BY_RANK)
        .forEach(loop -> found.putIfAbsent(loop.id(), loop));
    List<Loop> few = found.values().stream().limit(query.limit() + 1L).toList();
    return Slice.of(few, query.limit(), loop -> Cursor.of(loop, query).text());
  }

  private List<Loop> read(LoopQuery query, Arm arm, Optional<Cursor> after) {
    var where = new Where(arm, query.state());
    filter(where, query);
    after.ifPresent(
        cursor -> where.and("(l.rank, l.id) > (?, ?)", cursor.rank(), cursor.id().value()));
    return jdbc.sql(
            "select "
                + Rows.LOOP
                + " from loop.loops l where "
                + where.sql()
                + " order by l.rank, l.id limit "
                + (query.limit() + 1))
        .params(where.params())
        .query((row, n) -> Rows.loop(row))
        .list();
  }

  private void filter(Where where, LoopQuery query) {
    Instant now = clock.instant();
    if (!query.kinds().isEmpty()) {
      where.and("l.kind = any(?)", (Object) query.kinds().toArray(String[]::new));
    }
    if (!query.stages().isEmpty()) {
      where.and(
          "l.kind || '/' || l.stage = any(?)", (Object) query.stages().toArray(String[]::new));
    }
    if (query.turn() != null) turn(where, query.turn());
    if (query.late()) where.and("l.rank < ?", Rank.at(now));
    if (query.dueToday()) {
      where.and("l.rank >= ? and l.rank < ?", Rank.at(now), Rank.at(midnight(now)));
    }
    DivisionCode division = query.division();
    if (division != null) where.and("l.division like ?", division.value() + "%");
    if (query.handler() != null) where.and("l.handler = ?", query.handler().value());
    if (!query.text().isEmpty()) {
      String words = "%" + escaped(query.text()) + "%";
      where.and("(l.title ilike ? or l.number ilike ?)", words, words);
    }
  }

  private static void turn(Where where, Turn turn) {
    String stage = "l.kind || '/' || l.stage = any(?)";
    where.and(
        "(l.awaits is null and " + stage + " or l.awaits @> array[?::uuid] and " + stage + ")",
        turn.stages().toArray(String[]::new),
        turn.person().value(),
        turn.asked().toArray(String[]::new));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private Instant midnight(Instant now) {
    LocalDate today = now.atZone(settings.zone()).toLocalDate();
    return today.plusDays(1).atStartOfDay(settings.zone()).toInstant();
  }

  /** How many a box holds under the query's filters, counted up to 100. */
  public int count(LoopQuery query, Viewer viewer) {
    int sum = 0;
    for (Arm arm : Sight.of(viewer, query.box()).arms()) {
      var where = new Where(arm, query.state());
      filter(where, query);
      sum +=
          jdbc.sql(
                  "select count(*) from (select 1 from loop.loops l where "
                      + where.sql()
                      + " limit "
                      + ENOUGH
                      + ") few")
              .params(where.params())
              .query(Integer.class)
              .single();
    }
    return Math.min(sum, ENOUGH);
  }

  /**
   * Open loops by kind, stage and place.
   *
   * @param within where to count
   * @param digits length of the codes places are told apart by: 9 streets, 12 villages, 15 grids
   */
  public LoopCounts counts(Sight sight, DivisionCode within, int digits) {
    Instant now = clock.instant();
    List<Object> params = new ArrayList<>();
    params.add(digits);
    params.add(Rank.at(now));
    params.add(Rank.at(now));
    params.add(Rank.at(midnight(now)));
    params.addAll(sight.params());
    params.add(within.value() + "%");
    return new LoopCounts(
        jdbc.sql(
                "select l.kind, l.stage, left(l.division, ?) as place, count(*) as open,"
                    + " count(*) filter (where l.rank < ?) as late,"
                    + " count(*) filter (where l.rank >= ? and l.rank < ?) as due_today"
                    + " from loop.loops l where "
                    + sight.sql()
                    + " and l.division like ? and "
                    + Rank.sql(State.OPEN)
                    + " group by 1, 2, 3")
            .params(params)
            .query(LoopCounts.Cell.class)
            .list());
  }

  /** Those of the loops named that may be seen, for a page that keeps only their ids. */
  public Map<LoopId, Loop> find(Collection<LoopId> ids, Sight sight) {
    List<Object> params = new ArrayList<>();
    params.add(ids.stream().map(LoopId::value).toArray(UUID[]::new));
    params.addAll(sight.params());
    Map<LoopId, Loop> found = new LinkedHashMap<>();
    jdbc
        .sql("select " + Rows.LOOP + " from loop.loops l where l.id = any(?) and " + sight.sql())
        .params(params)
        .query((row, n) -> Rows.loop(row))
        .stream()
        .forEach(loop -> found.put(loop.id(), loop));
    return found;
  }

  /** A condition growing, with its parameters. */
  private static final class Where {

    private final List<String> all = new ArrayList<>();
    private final List<@Nullable Object> params = new ArrayList<>();

    Where(Arm arm, State state) {
      and(arm.sql(), arm.params().toArray());
      and(Rank.sql(state));
    }

    final void and(String sql, @Nullable Object... values) {
      all.add(sql);
      params.addAll(Arrays.asList(values));
    }

    String sql() {
      return String.join(" and ", all);
    }

    List<@Nullable Object> params() {
      return params;
    }
  }
}
