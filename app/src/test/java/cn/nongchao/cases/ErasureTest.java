package cn.nongchao.cases;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.loop.Allowance;
import cn.nongchao.loop.Erases;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.SampleFiles;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.ActRecord;
import cn.nongchao.proof.AuditFindings;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.proof.LogAudit;
import cn.nongchao.proof.Receipts;
import cn.nongchao.proof.Receipts.Withheld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * One person is planted wherever the product lets anybody be, then erased, then looked for in every
 * row and every byte. Each place is first found, so a step left out is found again afterwards.
 */
class ErasureTest {

  private static final JdbcClient JDBC = RunningApp.bean(JdbcClient.class);
  private static final Path DATA = RunningApp.bean(Settings.class).data();

  private final String mark =
      "zq" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);
  private final String name = "欧阳" + mark;
  private final String phone = "139" + ThreadLocalRandom.current().nextInt(10000000, 99999999);
  private final String place = "望潮路" + mark + "号";
  private final List<String> marks = List.of(mark, phone);

  private final Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
  private final Cast.Member member = Cast.newcomer(PeopleRoles.CITIZEN);
  private final Program desk = Program.of(Cast.newcomer(CasesRoles.DISPATCHER));
  private final Program clerk = Program.inPerson(Cast.atHome(CasesRoles.CLERK).session());
  private final Program citizen =
      Program.nobody("198.51.100." + ThreadLocalRandom.current().nextInt(1, 255));

  /** With what a camera writes beside the pixels. */
  private byte[] photo() throws IOException {
    byte[] plain = SampleFiles.picture("jpeg", 300, 200);
    byte[] note = ("Exif " + mark).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(plain, 0, 2);
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) (note.length + 2)});
    out.writeBytes(note);
    out.write(plain, 2, plain.length - 2);
    return out.toByteArray();
  }

  private Map<String, Object> report(String words) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("id", Ids.next());
    report.put("words", words + "，" + name);
    report.put("division", "330114003200");
    report.put("address", place);
    report.put("lat", 30.3);
    report.put("lon", 120.4);
    report.put("reporter", name);
    report.put("phone", phone);
    report.put("callBack", true);
    report.put("secret", "random text " + Ids.next());
    return report;
  }

  private JsonNode reported(Map<String, ?> report, String more) {
    String form = read(citizen.get("/api/v1/report"), 200).path("form").asString();
    Answer answer =
        Awaitility.await()
            .until(
                () -> citizen.post("/api/v1/report?form=" + form + more, report),
                one -> !one.body().contains("very quick"));
    return read(answer, 201);
  }

  /** Through every hand, each of which writes the name down. */
  private JsonNode closed(JsonNode taken) {
    return closed(taken, officer);
  }

  private JsonNode closed(JsonNode taken, Cast.Member officer) {
    JsonNode event = Casework.event(taken.path("id").asString());
    Map<String, ?> says = Map.of("note", "联系人" + name + phone);
    event = Casework.moved(Casework.desk(), event, "NOTED", says);
    JsonNode held =
        Casework.moved(Program.of(officer), Casework.sent(event, officer), "ACCEPTED", Map.of());
    Map<String, ?> done =
        Map.of("disposition", "SERVE", "note", name + "在场", "reply", name + "您好，已处理");
    JsonNode handled = Casework.moved(Program.of(officer), held, "HANDLED", done);
    Map<String, ?> call = Map.of("way", "CALL", "note", name + "表示满意");
    JsonNode passed = Casework.moved(Casework.desk(), handled, "PASSED", call);
    return Casework.moved(Casework.desk(), passed, "CLOSED", Map.of());
  }

  private void rated(String code) {
    JsonNode seen = read(citizen.post("/api/v1/track", Map.of("code", code)), 200);
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("code", code);
    wish.put("entry", Ids.next());
    wish.put("version", seen.path("version").asInt());
    wish.put("rating", 4);
    wish.put("note", name + "谢谢");
    read(citizen.post("/api/v1/track/rate", wish), 200);
  }

  /** An act of the event, and what somebody who scanned its code says of it. */
  private IssuedCode actWithWords(JsonNode event) {
    LoopId loop = LoopId.read(event.path("id").asString());
    ActRecord act =
        new ActRecord(
            Ids.next(),
            "persuasion",
            loop,
            loop.value(),
            new DivisionCode(Casework.GRID),
            "",
            List.of("33010912345", "33010912346"),
            List.of(Fact.open(Text.of("结果", "Result"), Text.same("已劝离"))));
    IssuedCode code = RunningApp.bean(Codes.class).issue(act).orThrow();
    Map<String, ?> said = Map.of("id", Ids.next(), "stars", 4, "words", name + "在场看见");
    read(citizen.post("/api/v1/scans/" + code.shortId() + "/rating", said), 200);
    return code;
  }

  private void whistledFor(JsonNode event) {
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("id", Ids.next());
    call.put("title", "到" + name + "家");
    call.put("note", place);
    call.put("division", Casework.GRID);
    call.put("lat", 30.3);
    call.put("lon", 120.4);
    call.put("radius", 300);
    call.put("minutes", 30);
    call.put("units", List.of(officer.organisation()));
    call.put("about", event.path("id").asString());
    read(desk.post("/api/v1/whistles", call), 201);
  }

  /** A request of another system, as its file tells it. */
  private LoopId imported() {
    LoopId id = LoopId.next();
    Report report =
        Report.of(id, Channel.IMPORT, name + "来电", new DivisionCode("330114003200"))
            .at(place, null, null)
            .from("file-" + Ids.next(), "A1");
    Instant opened = RunningApp.bean(Clock.class).instant().minus(Duration.ofDays(2000));
    PastEvent past = new PastEvent(report, opened, Allowance.UNLIMITED, List.of());
    RunningApp.bean(PastEvents.class)
        .takeIn("import", List.of(past), Map.of())
        .getFirst()
        .orThrow();
    return id;
  }

  /** Every table with a row, and every file with a byte, of the person. */
  private Set<String> places() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String table : tables()) {
      long rows =
          JDBC.sql("select count(*) from " + table + " t where t::text like any(?)")
              .param(marks.stream().map(one -> "%" + one + "%").toArray(String[]::new))
              .query(Long.class)
              .single();
      if (rows > 0) found.add(table);
    }
    String base =
        "base/"
            + JDBC.sql("select oid from pg_database where datname = current_database()")
                .query(Long.class)
                .single();
    Path server = DATA.getParent();
    for (Path root :
        List.of(DATA, server.resolve("logs"), server.resolve("postgres").resolve(base))) {
      found.addAll(files(root));
    }
    return found;
  }

  private static List<String> tables() {
    return JDBC.sql(
            "select schemaname || '.' || tablename from pg_tables"
                + " where schemaname not in ('pg_catalog', 'information_schema')")
        .query(String.class)
        .list();
  }

  private List<String> files(Path root) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String bytes = latin(file);
        boolean has =
            marks.stream()
                .map(one ->
                    new String(one.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .anyMatch(bytes::contains);
        if (has || file.toString().contains(mark)) found.add(file.toString());
      }
    }
    return found;
  }

  private static String latin(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (java.nio.file.NoSuchFileException gone) { // PostgreSQL has just let go of it
      return "";
    }
  }

  /** As docs/operating.md says, for whoever wants the tables' files free of it at once. */
  private static void cleared() {
    List<String> tables = new ArrayList<>(List.of("loop.loops", "loop.entries", "loop.evidence"));
    RunningApp.beans(Erases.class).forEach(one -> tables.addAll(one.tables()));
    for (String table : tables) JDBC.sql("vacuum (full, analyze) " + table).update();
    JDBC.sql("vacuum full pg_catalog.pg_statistic").update(); // what an analysis kept before
  }

  private Answer erased(JsonNode event, boolean samePhone) {
    Map<String, ?> wish =
        Map.of("why", "ASKED", "samePhone", samePhone, "number", event.path("number").asString());
    String address = "/api/v1/events/" + event.path("id").asString() + "/erase";
    return Awaitility.await()
        .until(() -> clerk.post(address, wish), one -> one.status() != 503); // being sealed
  }

  @Test
  void nobodyIsFoundAnywhereOnceErased() throws Exception {
    JsonNode file =
        read(Visitor.anonymous().upload("/api/v1/evidence", mark + ".jpg", photo(), Map.of()), 201);
    String photo = file.path("id").asString();
    Map<String, Object> first = report("楼上整夜唱歌");
    first.put("evidence", List.of(photo));
    JsonNode taken = reported(first, "");
    String code = taken.path("trackingCode").asString();
    JsonNode event = closed(taken);
    IssuedCode act = actWithWords(event);
    whistledFor(event);
    rated(code);
    Map<String, Object> call = report("热线来电");
    call.put("channel", "HOTLINE");
    JsonNode hotline = closed(read(desk.post("/api/v1/events", call), 201));
    JsonNode complaint =
        closed(
            reported(report("态度不好"), "&about=" + act.shortId()), Cast.newcomer(CasesRoles.OFFICER));
    JsonNode own = closed(read(account().post("/api/v1/events", report("有账号的市民")), 201));
    JsonNode pass = read(citizen.post("/api/v1/track", Map.of("code", code)), 200).path("pass");
    String seen = "/evidence/" + photo + "?pass=" + pass.asString();
    assertThat(citizen.get(seen).status()).isEqualTo(200);
    assertThat(desk.get("/api/v1/events?state=any&q=" + mark).body()).contains(mark);
    read(desk.post(eventPath(event) + "/phone", Map.of("purpose", "CALL_BACK")), 200);

    cleared(); // or what was planted may lie in memory alone
    Set<String> before = places();
    assertThat(before)
        .contains(
            "cases.events",
            "loop.loops",
            "loop.entries",
            "loop.evidence",
            "proof.ratings",
            "command.calls");
    assertThat(before).anyMatch(place -> place.contains("/evidence/"));
    assertThat(before).anyMatch(place -> place.contains("/base/"));
    assertThat(sealed(event)).isEqualTo(new Reporter(name, phone));

    JsonNode open = Casework.reported("还没有办结");
    problem(erased(open, false), 403, "not-allowed");
    JsonNode done = read(erased(event, true), 200);
    assertThat(done.path("events").asInt()).isEqualTo(4);
    assertThat(done.path("left").asInt()).isZero();
    named("市民");
    cleared();
    assertThat(places()).isEmpty();
    for (JsonNode one : List.of(event, hotline, complaint, own)) {
      assertThat(sealed(one)).isEqualTo(new Reporter("", ""));
      assertThat(nothingSealed(one)).isTrue();
    }
    assertThat(citizen.get(seen).status()).isEqualTo(410);
    String page = clerk.get("/events/" + event.path("id").asString()).body();
    assertThat(page).contains("erased").doesNotContain("/evidence/" + photo);
    assertThat(isGone(photo)).as("nothing of it is left to be deleted later").isTrue();
    JsonNode told = read(citizen.post("/api/v1/track", Map.of("code", code)), 200);
    assertThat(told.path("erased").isNull()).isFalse();
    assertThat(told.path("mayRate").asBoolean()).isFalse();
    UUID opening = LoopId.read(event.path("id").asString()).value();
    problem(desk.get("/api/v1/receipts/" + opening), 410, "erased");
    assertThat(audited(event)).isEmpty();
    assertThat(erasures(event)).isEqualTo(1);
    read(erased(event, false), 200);
    assertThat(erasures(event)).as("sent twice, done once").isEqualTo(1);
  }

  /** An account of theirs; as such it is the register's to change. */
  private Program account() {
    named(name);
    return Program.of(member);
  }

  private void named(String other) {
    JDBC.sql("update people.persons set name = ? where id = ?").params(other, member.id()).update();
    JDBC.sql("vacuum (full, analyze) people.persons").update();
  }

  private static String eventPath(JsonNode event) {
    return "/api/v1/events/" + event.path("id").asString();
  }

  private static Reporter sealed(JsonNode event) {
    LoopId id = LoopId.read(event.path("id").asString());
    return RunningApp.bean(EventStore.class).reporter(id);
  }

  private static boolean nothingSealed(JsonNode event) {
    return JDBC.sql(
            "select coalesce(reporter, address, phone, phone_digest) is null"
                + " and lat is null and lon is null from cases.events where id = ?::uuid")
        .param(event.path("id").asString())
        .query(Boolean.class)
        .single();
  }

  private static boolean isGone(String file) {
    return JDBC.sql("select gone from loop.evidence where id = ?::uuid")
        .param(file)
        .query(Boolean.class)
        .single();
  }

  private static long erasures(JsonNode event) {
    return JDBC.sql("select count(*) from people.audit where action = ? and subject = ?")
        .params("reporter-erased", event.path("id").asString())
        .query(Long.class)
        .single();
  }

  /** What the audit of the log says of the steps of an event. */
  private static List<String> audited(JsonNode event) {
    AuditFindings found = RunningApp.bean(LogAudit.class).run(leaves -> {});
    LoopId id = LoopId.read(event.path("id").asString());
    List<String> ids =
        RunningApp.bean(Loops.class).entries(id).stream().map(one -> one.id().toString()).toList();
    return found.first().stream().filter(one -> ids.stream().anyMatch(one::contains)).toList();
  }

  /** The database lets words be erased; unless it was done here, the audit names it. */
  @Test
  void anErasureNobodyOrderedIsAnAlteration() {
    JsonNode event =
        Casework.moved(
            Casework.desk(), Casework.reported("夜间施工"), "NOTED", Map.of("note", "已电话核实"));
    UUID entry =
        JDBC.sql("select id from loop.entries where loop = ?::uuid and version = 2")
            .param(event.path("id").asString())
            .query(UUID.class)
            .single();
    Awaitility.await().until(() -> isSealed(entry));
    RunningApp.bean(TransactionTemplate.class)
        .executeWithoutResult(status -> {
          status.setRollbackOnly();
          JDBC.sql(
                  "update loop.entries set note = '', salt = sha256(salt), erased_at = now()"
                      + " where id = ?")
              .param(entry)
              .update();
          forged(entry);
          assertThat(audited(event)).anyMatch(one -> one.contains(entry.toString()));
          assertThat(RunningApp.bean(Receipts.class).withheld(entry)).isEqualTo(Withheld.ALTERED);
        });
    assertThat(audited(event)).isEmpty();
  }

  private static boolean isSealed(UUID entry) {
    return JDBC.sql("select exists (select 1 from proof.leaves where subject = ?)")
        .param(entry)
        .query(Boolean.class)
        .single();
  }

  /** As good a record as the database's password can write: without the key's mark. */
  private static void forged(UUID entry) {
    JDBC.sql(
            "insert into proof.records (id, type, facts, salt, at) values (gen_random_uuid(),"
                + " 'entry.erased', jsonb_build_object('entry', ?::text, 'was', '', 'left', '',"
                + " 'at', '', 'mark', ''), sha256('x'), now())")
        .param(entry.toString())
        .update();
  }

  @Test
  void whatIsClosedLongEnoughGoesByItselfAndNothingElseDoes() throws Exception {
    LoopId old = imported();
    JsonNode young = Casework.reported("刚刚上报的 " + mark);
    assertThat(places()).contains("cases.events", "loop.loops");
    JDBC.sql("update loop.loops set closed_at = opened_at where id = ?")
        .param(old.value())
        .update();
    Retention retention = RunningApp.bean(Retention.class);
    Instant before = RunningApp.bean(Clock.class).instant().minus(Duration.ofDays(1096));
    Awaitility.await()
        .until(() -> {
          retention.erase(before);
          return RunningApp.bean(EventFiles.class).facts(old).orElseThrow().erasedAt() != null;
        });
    EventFacts gone = RunningApp.bean(EventFiles.class).facts(old).orElseThrow();
    assertThat(gone.words() + gone.address()).isEmpty();
    assertThat(Casework.event(young.path("id").asString()).path("words").asString()).contains(mark);
    assertThat(retention.erase(before)).as("once").isZero();
  }
}
