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
import cn.nongchao.loop.Opening;
import cn.nongchao.people.Audit;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whoever has the database's password can alter any row; the audit names each, and nothing else.
 * With {@code -Dslow=true} it tries 2,000 alterations instead of 60.
 */
@SpringBootTest(
    classes = NongchaoApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {"nongchao.seal-delay=PT10H", "nongchao.escalation-delay=PT10H"})
class LogAuditTest {

  private static final DivisionCode VILLAGE = new DivisionCode("330114003200");

  /** Tables that carry proof, and of each the columns that are covered. */
  private static final Map<String, String> COVERED =
      Map.ofEntries(
          entry(
              "loop.entries",
              "id loop kind version move from_stage to_stage at person note data evidence late due"
                  + " salt"),
          entry("loop.loops", "stage version"),
          entry("loop.evidence", "sha256"),
          entry("cases.events", "words"),
          entry("people.audit", "id at action person subject detail salt"),
          entry("proof.records", "id type facts salt"),
          entry("proof.leaves", "subject source index"),
          entry("proof.tiles", "bytes"),
          entry("proof.log_state", "origin size root checkpoint"),
          entry("proof.set_aside", "index source subject reason digest salt"),
          entry(
              "proof.codes",
              "short_id kind token facts subject status reason corrected_by issued_at"
                  + " status_index unit"));

  /** Of these only what they say is covered, not that they are there. */
  private static final Set<String> NOT_MISSED = Set.of("cases.events");

  // Of its own: it compares everything there is.
  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.empty().register(registry);
  }

  @Autowired LogAudit audit;
  @Autowired Sealing sealing;
  @Autowired Loops loops;
  @Autowired Codes codes;
  @Autowired CodeProof proof;
  @Autowired PublicLog log;
  @Autowired Receipts receipts;
  @Autowired Audit lines;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  @BeforeEach
  void somethingOfEachKindIsSealed() {
    seal();
    for (int i = 0; i < 5; i++) issue();
    codes.revoke(issue().act(), "当事人不适格", supervisor()).orThrow();
    codes.correct(issue().act(), Ids.next(), facts("三日内复查"), "漏记", supervisor()).orThrow();
    lines.record("sign-in", PersonId.next(), UUID.randomUUID().toString(), Map.of("way", "密码"));
    jdbc.sql(
            "insert into proof.records (id, type, facts, salt, at)"
                + " values (gen_random_uuid(), 'Not A Type', '{}',"
                + " decode(repeat('00', 32), 'hex'), now())")
        .update();
    reported("占道经营，堵住消防通道");
    seal();
  }

  /** An event with words and a photo, as a report leaves it. */
  private void reported(String words) {
    LoopId id = LoopId.next();
    UUID photo = Ids.next();
    jdbc.sql(
            "insert into loop.evidence (id, sha256, media_type, size, name, thumb, uploaded_at,"
                + " uploader) values (?, ?, 'image/jpeg', 1, 'a.jpg', false, now(), 'test')")
        .params(photo, sha256(photo.toString()))
        .update();
    jdbc.sql(
            "insert into cases.events (id, channel, words, address, division, reported_at)"
                + " values (?, 'GRID', ?, '', ?, now())")
        .params(id.value(), words, VILLAGE.value())
        .update();
    Opening opening =
        new Opening(
            id,
            "event",
            "占道经营",
            VILLAGE,
            null,
            null,
            null,
            null,
            null,
            "",
            Map.of("words", sha256(id + "\n" + words)),
            List.of(photo));
    loops.open(opening, Actor.automatic("test")).orThrow();
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nothingDiffersWhereNothingWasAltered() {
    AuditFindings found = audit.run(leaves -> {});
    assertThat(found.first()).isEmpty();
    assertThat(found.leaves()).isEqualTo(log.size());
  }

  @Test
  void everyAlterationIsFound() {
    Random random = new Random(7);
    List<String> tables = COVERED.keySet().stream().sorted().toList();
    int wanted = Boolean.getBoolean("slow") ? 2000 : 60;
    int altered = 0;
    int refused = 0;
    while (altered < wanted) {
      String table = tables.get(random.nextInt(tables.size()));
      List<String> columns = List.of(COVERED.get(table).split(" "));
      boolean deletes = !NOT_MISSED.contains(table) && random.nextInt(8) == 0;
      String change =
          deletes
              ? "delete from " + table
              : set(table, columns.get(random.nextInt(columns.size())));
      String row =
          jdbc.sql("select ctid::text from " + table + " order by random() limit 1")
              .query(String.class)
              .single();
      if (tried(table, change + " where ctid = '" + row + "'::tid")) {
        altered++;
      } else {
        refused++;
      }
      assertThat(refused).as("refused by the database itself").isLessThan(wanted);
    }
    System.out.printf("log audit: %d alterations found, %d refused%n", altered, refused);
    nothingDiffersWhereNothingWasAltered();
  }

  /** Alters, audits and takes back; false where the database itself refused. */
  private boolean tried(String table, String change) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          status.setRollbackOnly();
          try {
            jdbc.sql("alter table " + table + " disable trigger user").update();
            jdbc.sql(change).update();
          } catch (DataAccessException refused) {
            return false;
          }
          assertThat(audit.run(leaves -> {}).count()).as(change).isPositive();
          return true;
        }));
  }

  private String set(String table, String column) {
    String[] name = table.split("\\.");
    String type =
        jdbc.sql(
                "select data_type from information_schema.columns where table_schema = ?"
                    + " and table_name = ? and column_name = ?")
            .params(name[0], name[1], column)
            .query(String.class)
            .single();
    String other =
        switch (type) {
          case "text" -> "coalesce(" + column + ", '') || '1'";
          case "uuid" -> "gen_random_uuid()";
          case "jsonb" -> column + " || '{\"added\": \"1\"}'";
          case "boolean" -> "not " + column;
          case "bytea" -> "set_byte(" + column + ", 3, (get_byte(" + column + ", 3) + 1) % 256)";
          case "ARRAY" -> "array_append(" + column + ", gen_random_uuid())";
          case "timestamp with time zone" ->
              "coalesce(" + column + ", now()) + interval '1 second'";
          default -> column + " + 1";
        };
    if (column.equals("status")) {
      other = "case status when 'VALID' then 'REVOKED' else 'VALID' end";
    }
    if (column.equals("sha256")) other = "reverse(sha256)";
    if (column.equals("corrected_by")) other = "case when corrected_by is null then act end";
    return "update " + table + " set " + column + " = " + other;
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

  /** Read just before somebody revokes it: no alarm, nothing was altered. */
  @Test
  void aCodeThatIsChangedMeanwhileIsNotTakenForAltered() {
    IssuedCode before = issue();
    codes.revoke(before.act(), "当事人不适格", supervisor()).orThrow();
    assertThat(proof.holds(before)).isTrue();
  }

  @Test
  void aReceiptOfAnAlteredEntryIsNotGiven() {
    UUID entry = issue().entry();
    seal();
    assertThat(receipts.of(entry)).isPresent();
    alter(entry, "合法经营");
    assertThat(receipts.of(entry)).isEmpty();
    assertThat(receipts.withheld(entry)).isEqualTo(Receipts.Withheld.ALTERED);
    assertThat(alerts()).anyMatch(alert -> alert.contains(entry.toString()));
    alter(entry, "占道经营");
    assertThat(receipts.of(entry)).isPresent();
  }

  private void alter(UUID entry, String note) {
    jdbc.sql("alter table loop.entries disable trigger user").update();
    jdbc.sql("update loop.entries set note = ? where id = ?").params(note, entry).update();
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
