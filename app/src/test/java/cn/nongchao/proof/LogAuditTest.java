package cn.nongchao.proof;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.NongchaoApplication;
import cn.nongchao.Settled;
import cn.nongchao.TestDatabase;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.LedgerBeginning;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whoever has the database's password can alter any row of the demo district; the audit names each,
 * and nothing else. Every column there is either is altered here and found, or stands in {@link
 * Unproved} with the reason. With {@code -Dslow=true} 2,000 more are altered one by one.
 */
@SpringBootTest(
    classes = NongchaoApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "nongchao.demo=true",
      "nongchao.seal-delay=PT10H",
      "nongchao.ledger-delay=PT10H",
      "nongchao.escalation-delay=PT10H",
      "nongchao.adrift-delay=PT10H",
      "nongchao.transfers-delay=PT10H"
    })
class LogAuditTest {

  private static final DivisionCode VILLAGE = new DivisionCode("330114003200");

  private static final String COLUMNS =
      """
      select c.table_schema || '.' || c.table_name as tab, c.column_name as col, c.data_type as type
      from information_schema.columns c join information_schema.tables t
        using (table_schema, table_name)
      where t.table_type = 'BASE TABLE' and table_name <> 'migrations'
        and c.table_schema in ('platform', 'form', 'people', 'loop', 'proof', 'cases', 'command')
      order by 1, 2
      """;

  /** An alteration of these spoils the log as a whole: nothing else can be found beside it. */
  private static final List<String> OF_THE_LOG =
      List.of("proof.leaves", "proof.tiles", "proof.log_state", "proof.set_aside");

  /** What the audit calls a row by, where that is more or other than its id. */
  private static final Map<String, String> CALLED =
      Map.ofEntries(
          entry("loop.loops", "id || '|' || number"),
          entry("people.divisions", "'people.divisions ' || code"),
          entry("loop.calendar_days", "'loop.calendar_days ' || day"),
          entry("cases.list_versions", "'cases.list_versions ' || version"),
          entry("cases.categories", "'cases.categories ' || code || ' ' || since"),
          entry("command.called", "'command.called ' || loop"),
          entry("command.arrivals", "'command.arrivals ' || loop"),
          entry("proof.codes", "act"),
          entry("proof.issuers", "'proof.issuers ' || number"),
          entry("proof.act_kinds", "'proof.act_kinds ' || kind"));

  // Of its own: it compares everything there is.
  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.empty().register(registry);
  }

  @Autowired LogAudit audit;
  @Autowired LedgerBeginning ledger;
  @Autowired Sealing sealing;
  @Autowired Loops loops;
  @Autowired Codes codes;
  @Autowired CodeProof proof;
  @Autowired PublicLog log;
  @Autowired Receipts receipts;
  @Autowired Ratings ratings;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  @BeforeEach
  void somethingOfEachKindIsSealed() {
    called();
    ledger.begin();
    seal();
    codes.revoke(issue().act(), "当事人不适格", supervisor()).orThrow();
    codes.correct(issue().act(), Ids.next(), facts("三日内复查"), "漏记", supervisor()).orThrow();
    ratings.rate(issue(), Ids.next(), 1, "没有人来", "a phone");
    jdbc.sql(
            "insert into proof.records (id, type, facts, salt, at)"
                + " values (gen_random_uuid(), 'Not A Type', '{}',"
                + " decode(repeat('00', 32), 'hex'), now())")
        .update();
    seal();
  }

  /** The demo calls and moves nobody; of what was before the ledger it makes the first line. */
  private void called() {
    jdbc.sql(
            """
            with call as (
              insert into command.calls (id, title, note, division, radius, minutes, called_at)
              values (:call, '清障', '', '330114003', 50, 10, now())
              on conflict do nothing returning id),
            called as (
              insert into command.called (call, loop, organisation)
              select id, :loop, gen_random_uuid() from call)
            insert into command.arrivals (loop, at) select :loop, now() from call
            """)
        .param("call", new UUID(1, 1))
        .param("loop", new UUID(1, 2))
        .update();
    jdbc.sql(
            "insert into people.transfers (id, person, organisation, from_day, hand_overs,"
                + " ordered_by, at, done_at) select ?, id, organisation, current_date, '', id,"
                + " now(), now() from people.persons where organisation is not null limit 1"
                + " on conflict do nothing")
        .param(new UUID(1, 3))
        .update();
  }

  @Test
  void nothingDiffersWhereNothingWasAltered() {
    AuditFindings found = audit.run(leaves -> {});
    assertThat(found.first()).isEmpty();
    assertThat(found.leaves()).isEqualTo(log.size());
  }

  private record Column(String tab, String col, String type) {}

  /** By table; what carries no proof is left out. */
  private Map<String, List<Column>> proved() {
    Map<String, List<Column>> proved = new TreeMap<>();
    for (Column column : jdbc.sql(COLUMNS).query(Column.class).list()) {
      if (Unproved.isListed(column.tab(), column.col())) continue;
      proved.computeIfAbsent(column.tab(), tab -> new ArrayList<>()).add(column);
    }
    return proved;
  }

  /** Every round alters another column of a row of every table at once, and audits once. */
  @Test
  void everyColumnIsProvedOrListedAsUnproved() {
    Map<String, List<Column>> proved = proved();
    int rounds = proved.values().stream().mapToInt(List::size).max().orElseThrow();
    List<String> unnoticed = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      Map<String, String> changes = new TreeMap<>();
      for (var table : proved.entrySet()) {
        if (OF_THE_LOG.contains(table.getKey()) || i >= table.getValue().size()) continue;
        changes.put(table.getKey(), update(table.getValue().get(i)));
      }
      unnoticed.addAll(unnoticed(changes));
    }
    for (String table : OF_THE_LOG) {
      for (Column column : proved.getOrDefault(table, List.of())) {
        unnoticed.addAll(unnoticed(Map.of(table, update(column))));
      }
    }
    assertThat(unnoticed).as("altered and not named").isEmpty();
    nothingDiffersWhereNothingWasAltered();
  }

  @Test
  void everyRowThatIsGoneIsNamed() {
    Map<String, String> changes = new TreeMap<>();
    proved().keySet().stream()
        .filter(table -> !OF_THE_LOG.contains(table))
        .forEach(table -> changes.put(table, "delete from " + table));
    List<String> unnoticed = new ArrayList<>(unnoticed(changes));
    for (String table : OF_THE_LOG) {
      unnoticed.addAll(unnoticed(Map.of(table, "delete from " + table)));
    }
    assertThat(unnoticed).isEmpty();
  }

  @Test
  void whatIsWrittenByHandIsNamed() {
    String copied =
        "insert into people.grants select (jsonb_populate_record(t, %s)).* from"
            + " people.grants t limit 1";
    UUID id = UUID.randomUUID();
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.sql(copied.formatted("jsonb_build_object('id', '" + id + "')")).update();
      assertThat(audit.run(leaves -> {}).first()).anyMatch(named -> named.contains(id.toString()));
    });
  }

  /** Altered rows of several tables, each by one change; gives those the audit does not name. */
  private List<String> unnoticed(Map<String, String> changes) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          status.setRollbackOnly();
          changes.keySet().forEach(this::unguarded);
          Map<String, List<String>> names = new TreeMap<>();
          changes.forEach((table, change) -> names.put(change, alter(table, change)));
          List<String> found = audit.run(leaves -> {}).first();
          return names.entrySet().stream()
              .filter(one ->
                  one.getValue().stream()
                      .noneMatch(name -> found.stream().anyMatch(words -> words.contains(name))))
              .map(one -> one.getKey() + " of " + one.getValue())
              .toList();
        }));
  }

  /** What the database itself would refuse it no longer does; its operator can do that too. */
  private void unguarded(String table) {
    jdbc.sql("alter table " + table + " disable trigger user").update();
    jdbc.sql(
            "select format('alter table %s alter %I drop identity', attrelid::regclass, attname)"
                + " from pg_attribute where attidentity <> '' and attrelid = ?::regclass")
        .param(table)
        .query(String.class)
        .list()
        .forEach(drop -> jdbc.sql(drop).update());
    jdbc.sql(
            "select format('alter table %s drop constraint %I', conrelid::regclass, conname)"
                + " from pg_constraint where contype in ('c', 'f')"
                + " and (conrelid = ?::regclass or confrelid = ?::regclass)")
        .params(table, table)
        .query(String.class)
        .list()
        .forEach(drop -> jdbc.sql(drop).update());
  }

  /** Alters some row; gives what it is called. */
  private List<String> alter(String table, String change) {
    boolean ofTheLog = OF_THE_LOG.contains(table);
    String called = ofTheLog ? "''" : CALLED.getOrDefault(table, "id");
    String row = ofTheLog || !table.equals("loop.evidence") ? "" : " where loop is not null";
    record Row(String at, String name) {}
    @Nullable Row some =
        jdbc.sql(
                "select ctid::text as at, (%s)::text as name from %s%s order by random() limit 1"
                    .formatted(called, table, row))
            .query(Row.class)
            .optional()
            .orElse(null);
    if (some == null) return List.of("no row of " + table);
    assertThat(jdbc.sql(change + " where ctid = ?::tid").param(some.at()).update()).isEqualTo(1);
    return List.of(some.name().split("\\|"));
  }

  private static String update(Column column) {
    String name = "\"" + column.col() + "\"";
    String other =
        switch (column.type()) {
          case "text" -> "coalesce(" + name + ", '') || '1'";
          case "uuid" -> "gen_random_uuid()";
          case "jsonb" -> "coalesce(" + name + ", '{}') || '{\"added\": \"1\"}'";
          case "boolean" -> "not coalesce(" + name + ", false)";
          case "bytea" -> "coalesce(" + name + ", '') || '\\x01'";
          case "ARRAY" -> "array_append(" + name + ", gen_random_uuid())";
          case "timestamp with time zone" -> "coalesce(" + name + ", now()) + interval '1 second'";
          case "date" -> "coalesce(" + name + ", current_date) + 4000";
          default -> "coalesce(" + name + ", 0) + 1000";
        };
    if (column.col().equals("bytes")) other = "set_byte(bytes, 3, (get_byte(bytes, 3) + 1) % 256)";
    if (column.col().equals("index")) other = "index + 1000000";
    if (column.col().equals("size")) other = "size + 1";
    if (column.col().equals("sha256")) other = "reverse(sha256)";
    if (column.col().equals("status")) {
      other = "case status when 'VALID' then 'REVOKED' else 'VALID' end";
    }
    return "update " + column.tab() + " set " + name + " = " + other;
  }

  @Test
  void manyAlterationsAreFoundOneByOne() {
    Random random = new Random(7);
    List<Column> all = proved().values().stream().flatMap(List::stream).toList();
    int wanted = Boolean.getBoolean("slow") ? 2000 : 10;
    for (int i = 0; i < wanted; i++) {
      Column column = all.get(random.nextInt(all.size()));
      assertThat(unnoticed(Map.of(column.tab(), update(column)))).isEmpty();
    }
    System.out.printf("log audit: %d alterations found%n", wanted);
  }

  @Test
  void aCodeWhoseFactsWereAlteredIsNotShownAsTrue() {
    IssuedCode code = issue();
    seal();
    assertThat(proof.holds(code)).isTrue();
    jdbc.sql("update proof.codes set facts = replace(facts::text, '占道', '合法')::jsonb where act = ?")
        .param(code.act())
        .update();
    assertThat(proof.holds(codes.find(code.act()).orElseThrow())).isFalse();
    assertThat(alerts()).anyMatch(alert -> alert.contains(code.spoken()));
    jdbc.sql("update proof.codes set facts = replace(facts::text, '合法', '占道')::jsonb where act = ?")
        .param(code.act())
        .update();
    jdbc.sql("update proof.codes set unit = act where act = ?").param(code.act()).update();
    assertThat(proof.holds(codes.find(code.act()).orElseThrow())).as("whose act it is").isFalse();
    jdbc.sql("update proof.codes set unit = null where act = ?").param(code.act()).update();
  }

  /** What comes next is no part of what was signed; it stands on the page all the same. */
  @Test
  void aCodeOfAKindWhoseWordsWereAlteredIsNotShownAsTrue() {
    IssuedCode code = issue();
    seal();
    jdbc.sql("update proof.act_kinds set next_zh = next_zh || '1' where kind = ?")
        .param(code.kind())
        .update();
    assertThat(proof.holds(codes.find(code.act()).orElseThrow())).isFalse();
    jdbc.sql("update proof.act_kinds set next_zh = left(next_zh, -1) where kind = ?")
        .param(code.kind())
        .update();
    assertThat(proof.holds(codes.find(code.act()).orElseThrow())).isTrue();
  }

  /** Read just before somebody revokes it: no alarm, nothing was altered. */
  @Test
  void aCodeThatIsChangedMeanwhileIsNotTakenForAltered() {
    IssuedCode before = issue();
    codes.revoke(before.act(), "当事人不适格", supervisor()).orThrow();
    assertThat(proof.holds(before)).isTrue();
  }

  /** One could show pages other rows than it shows the audit. */
  @Test
  void whatStandsInThePlaceOfATableIsNamed() {
    for (String change :
        List.of(
            "create view loop.entries_shown as select * from loop.entries",
            "create rule shown as on insert to command.calls do also nothing",
            "create policy shown on command.calls using (true)",
            "drop trigger loops_stay on loop.loops",
            "create trigger aaa before insert on loop.entries for each row"
                + " execute function loop.refuse_change()",
            "alter table loop.entries disable trigger user")) {
      transaction.executeWithoutResult(status -> {
        status.setRollbackOnly();
        jdbc.sql(change).update();
        List<String> named = new java.util.ArrayList<>();
        new CatalogueAudit(jdbc).differing(named::add);
        assertThat(named).as(change).isNotEmpty();
      });
    }
    List<String> none = new java.util.ArrayList<>();
    new CatalogueAudit(jdbc).differing(none::add);
    assertThat(none).isEmpty();
  }

  @Test
  void aRatingThatWasAlteredStaysSoThoughItsVoterRatesAgain() {
    IssuedCode code = issue();
    ratings.rate(code, Ids.next(), 1, "没有人来", "this phone");
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.sql("update proof.ratings set stars = 5 where act = ?").param(code.act()).update();
      ratings.rate(code, Ids.next(), 2, "来了，迟了", "this phone");
      assertThat(
              jdbc.sql(
                      "select altered from people.ledger where name = 'proof.ratings' and key ="
                          + " (select id::text from proof.ratings where act = ?)"
                          + " order by version desc limit 1")
                  .param(code.act())
                  .query(Boolean.class)
                  .single())
          .isTrue();
    });
  }

  @Test
  void aReceiptOfAnAlteredEntryIsNotGiven() {
    UUID entry = issue().entry();
    seal();
    assertThat(receipts.of(entry)).isPresent();
    for (String change : List.of("note = note || '1'", "by_label = by_label || '1'")) {
      alter(entry, change);
      assertThat(receipts.of(entry)).as(change).isEmpty();
      assertThat(receipts.withheld(entry)).isEqualTo(Receipts.Withheld.ALTERED);
      assertThat(alerts()).anyMatch(alert -> alert.contains(entry.toString()));
      alter(entry, change.replaceAll("(\\w+) = .*", "$1 = left($1, -1)"));
      assertThat(receipts.of(entry)).isPresent();
    }
  }

  private void alter(UUID entry, String change) {
    jdbc.sql("alter table loop.entries disable trigger user").update();
    jdbc.sql("update loop.entries set " + change + " where id = ?").param(entry).update();
    jdbc.sql("alter table loop.entries enable trigger user").update();
  }

  private void seal() {
    Settled.wait(jdbc);
    sealing.sealAll();
  }

  private List<String> alerts() {
    return jdbc.sql("select detail from proof.alerts where kind = 'record-altered'")
        .query(String.class)
        .list();
  }

  private IssuedCode issue() {
    LoopId loop = loops.open(Openings.event("占道经营"), Actor.automatic("test")).orThrow().id();
    ActRecord act =
        new ActRecord(
            Ids.next(),
            "persuasion",
            loop,
            loop.value(),
            VILLAGE,
            "91350100M000100Y43",
            List.of("33010912345"),
            facts("占道经营"));
    return codes.issue(act).orThrow();
  }

  private static List<Fact> facts(String what) {
    return List.of(Fact.open(Text.of("事由", "matter"), Text.same(what)));
  }

  private static Viewer supervisor() {
    Grant grant = Grant.within(LoopRoles.SUPERVISOR, new DivisionCode("330114003"));
    return new Viewer(PersonId.next(), "监督员", null, List.of(grant), "test");
  }
}
