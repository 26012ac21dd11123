package cn.nongchao.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.TestDatabase;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopQuery.State;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Lists among a million loops of a city: a tenth open, twenty streets of fifty villages of five
 * grids, two hundred squads. Runs with {@code -Dslow=true}; prints what each list takes. What it
 * asserts is how many rows a list touches, not how long it takes.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "slow", matches = "true")
@SpringBootTest(properties = "nongchao.escalation-delay=PT24H")
@Import(LoopFixture.Beans.class)
class MillionLoopsTest {

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.empty().register(registry);
  }

  /** A box of an inbox may touch this many pages; the tables and their indexes have 300,000. */
  private static final int FEW_PAGES = 7000;

  /**
   * “All” asks of many loops whether a squad of some thousand took part in each: the one list that
   * is not a walk along an index. A third of a second on two cores.
   */
  private static final int SOME_PAGES = 300_000;

  private static final String LOOPS =
      """
      insert into loop.loops (id, kind, number, title, stage, version, division, handler, assignee,
        opened_by, opened_at, stage_since, stage_due, due, closed_at, counted_from, rank,
        touched_at)
      select md5('l' || n)::uuid, 'parcel', 'PA-' || n, '第' || n || '个包裹',
        case when open and r[1] % 2 = 0 then 'ARRIVED' when open then 'SENT' else 'DELIVERED' end,
        3, '3301140' || lpad((r[2] % 20)::text, 2, '0') || lpad((r[3] % 50)::text, 3, '0')
          || lpad((r[4] % 5)::text, 3, '0'),
        md5('s' || r[5] % 200)::uuid, md5('p' || r[6] % 4000)::uuid, md5('c' || n)::uuid,
        timestamptz '2026-04-09 09:00+08' - n * interval '7 seconds',
        timestamptz '2026-04-09 09:00+08' - n * interval '6 seconds',
        case when open and r[1] % 2 = 0 then
          timestamptz '2026-04-09 09:00+08' + (r[7] % 9973 - 900) * interval '10 minutes' end,
        timestamptz '2026-04-09 09:00+08' + (r[7] % 9973) * interval '20 minutes',
        case when not open then timestamptz '2026-04-09 08:00+08' - n * interval '1 second' end,
        timestamptz '2026-04-09 09:00+08' - n * interval '7 seconds',
        case when open then (extract(epoch from least(
            case when r[1] % 2 = 0 then timestamptz '2026-04-09 09:00+08'
              + (r[7] % 9973 - 900) * interval '10 minutes' end,
            timestamptz '2026-04-09 09:00+08' + (r[7] % 9973) * interval '20 minutes'))
              * 1000000)::bigint
          else 6917529027641081856 - (extract(epoch from timestamptz '2026-04-09 09:00+08'
            - n * interval '7 seconds') * 1000000)::bigint end,
        timestamptz '2026-04-09 09:00+08' - n * interval '6 seconds'
      from generate_series(1::bigint, 1000000) n,
        lateral (select array(select abs(hashint8(n * 8 + k)::bigint)
          from generate_series(1, 8) k order by k) as r) random,
        lateral (select r[8] % 10 = 0 as open) standing
      """;

  @Autowired JdbcClient jdbc;
  @Autowired LoopLists lists;

  @Test
  void listsTouchFewPages() {
    fill();
    List<String> slow = new ArrayList<>();
    for (var viewer : viewers().entrySet()) {
      for (Box box : Box.values()) {
        for (State state : State.values()) {
          LoopQuery query = LoopQuery.of(box, state);
          String name = viewer.getKey() + " " + box + " " + state;
          measure(name, () -> lists.list(query, viewer.getValue()), slow);
        }
      }
      LoopQuery all = LoopQuery.open(Box.ALL);
      measure(viewer.getKey() + " late", () -> lists.list(all.lateOnly(), viewer.getValue()), slow);
      measure(
          viewer.getKey() + " stage",
          () -> lists.list(all.stages(Set.of("parcel/SENT")), viewer.getValue()),
          slow);
      measure(viewer.getKey() + " page 2", () -> second(all, viewer.getValue()), slow);
    }
    var street = new DivisionCode("330114001");
    time("counts of a street", () -> lists.counts(Sight.everything(), street, 12));
    time("counts of the city", () -> lists.counts(Sight.everything(), new DivisionCode("3301"), 9));
    Viewer dispatcher = viewers().get("dispatcher");
    time("words", () -> lists.list(LoopQuery.open(Box.SCOPE).saying("99999"), dispatcher));
    time(
        "words, any state",
        () -> lists.list(LoopQuery.of(Box.SCOPE, State.ANY).saying("99999"), dispatcher));
    assertThat(slow).isEmpty();
  }

  private Object second(LoopQuery query, Viewer viewer) {
    String next = lists.list(query, viewer).next();
    return lists.list(query.page(50, next), viewer);
  }

  private void fill() {
    jdbc.sql(LOOPS).update();
    jdbc.sql(
            "insert into loop.parties select id, opened_by, false from loop.loops"
                + " union all select id, assignee, false from loop.loops"
                + " union all select id, handler, true from loop.loops"
                + " union all select md5('l' || n)::uuid, md5('old hand')::uuid, false"
                + " from generate_series(1, 1000000, 4) n")
        .update();
    jdbc.sql("vacuum analyze loop.loops").update();
    jdbc.sql("vacuum analyze loop.parties").update();
  }

  private static Map<String, Viewer> viewers() {
    var street = Grant.within(CasesRoles.DISPATCHER, new DivisionCode("330114001"));
    var grid = Grant.within(CasesRoles.GRID_WORKER, new DivisionCode("330114001007003"));
    var squad = new OrganisationId(md5("s7"));
    return Map.of(
        "citizen",
            viewer("c77", null, Grant.within(PeopleRoles.CITIZEN, new DivisionCode("330114"))),
        "officer", viewer("p17", squad, Grant.within(CasesRoles.OFFICER, squad)),
        "old hand", viewer("old hand", squad, Grant.within(CasesRoles.OFFICER, squad)),
        "grid worker", viewer("p34", null, grid),
        "dispatcher", viewer("p51", null, street),
        "supervisor", viewer("p52", null, Grant.within(LoopRoles.SUPERVISOR, DivisionCode.ALL)));
  }

  private static Viewer viewer(String seed, OrganisationId at, Grant grant) {
    return new Viewer(new PersonId(md5(seed)), seed, at, List.of(grant), "s");
  }

  /** As PostgreSQL's md5(text)::uuid. */
  private static UUID md5(String text) {
    try {
      byte[] digest =
          java.security.MessageDigest.getInstance("MD5")
              .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      var bytes = java.nio.ByteBuffer.wrap(digest);
      return new UUID(bytes.getLong(), bytes.getLong());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void measure(String name, Supplier<?> work, List<String> slow) {
    long before = pages();
    time(name, work);
    long touched = pages() - before;
    int most = name.contains("ALL") || name.startsWith("officer") ? SOME_PAGES : FEW_PAGES;
    if (touched > most) slow.add(name + ": " + touched + " pages");
  }

  private static void time(String name, Supplier<?> work) {
    long begun = System.nanoTime();
    work.get();
    long ms = (System.nanoTime() - begun) / 1_000_000;
    System.err.printf("slow: %6d ms  %s%n", ms, name);
  }

  /** Pages of the two tables and their indexes read so far, by anybody: tests run alone. */
  private long pages() {
    jdbc.sql("select pg_stat_force_next_flush()").query((row, n) -> "").list();
    return jdbc.sql(
            "select sum(heap_blks_hit + heap_blks_read + coalesce(idx_blks_hit, 0)"
                + " + coalesce(idx_blks_read, 0)) from pg_statio_user_tables"
                + " where schemaname = 'loop' and relname in ('loops', 'parties')")
        .query(Long.class)
        .single();
  }
}
