package cn.nongchao.notify;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.Erases;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.Hangs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Who is told what, by the bell. */
class NoticesTest {

  private static final JdbcClient JDBC = RunningApp.bean(JdbcClient.class);
  private static final String NOTICES = "/api/v1/notices";

  private final Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);

  /** What somebody was told, once it has come. */
  static JsonNode told(Cast.Member member, String word) {
    return Awaitility.await()
        .until(
            () -> {
              JsonNode list = read(Program.of(member).get(NOTICES + "?word=" + word), 200);
              return list.path("items");
            },
            items -> !items.isEmpty())
        .get(0);
  }

  /** Once something later was told, whatever was not told will not be. */
  private static void caughtUp() {
    Cast.Member witness = Cast.newcomer(CasesRoles.OFFICER);
    Casework.sent(Casework.reported("之后的事件"), witness);
    told(witness, "event-dispatched");
  }

  private static List<String> words(Cast.Member member) {
    List<String> words = new ArrayList<>();
    read(Program.of(member).get(NOTICES), 200)
        .path("items")
        .forEach(item -> words.add(item.path("word").asString()));
    return words;
  }

  private static int unread(Cast.Member member) {
    return read(Program.of(member).get(NOTICES + "/unread"), 200).path("unread").asInt();
  }

  @Test
  void whoeverAnEventIsDispatchedToIsToldOnceAndReadsIt() {
    Cast.Member colleague = Cast.colleague(officer, CasesRoles.AUXILIARY);
    Cast.Member elsewhere = Cast.newcomer(CasesRoles.OFFICER);
    JsonNode event = Casework.sent(Casework.reported("占道经营"), officer);
    JsonNode notice = told(officer, "event-dispatched");
    assertThat(notice.path("number").asString()).isEqualTo(event.path("number").asString());
    assertThat(notice.path("about").path("zh").asString()).contains("事件", "已派遣");
    assertThat(notice.toString()).doesNotContain("占道经营");
    assertThat(told(colleague, "event-dispatched").path("id")).isNotEqualTo(notice.path("id"));
    assertThat(words(elsewhere)).isEmpty();
    assertThat(unread(officer)).isEqualTo(1);

    String open = NOTICES + "/" + notice.path("id").asString() + "/open";
    JsonNode opened = read(Program.of(officer).post(open, Map.of()), 200);
    assertThat(opened.path("path").asString()).isEqualTo("/events/" + event.path("id").asString());
    assertThat(unread(officer)).isZero();
    assertThat(unread(colleague)).isEqualTo(1);
    problem(Program.of(elsewhere).post(open, Map.of()), 404, "not-found");
    read(Program.of(colleague).post(NOTICES + "/read", Map.of()), 200);
    assertThat(unread(colleague)).isZero();
  }

  @Test
  void whoeverMovesItIsNotTold() {
    Cast.Member dispatcher = Cast.newcomer(CasesRoles.DISPATCHER);
    JsonNode event = Casework.sent(Casework.reported("退回的事件"), officer);
    Casework.moved(Program.of(officer), event, "RETURNED", Map.of("note", "不属本队职责"));
    told(dispatcher, "event-returned");
    caughtUp();
    assertThat(words(officer)).containsExactly("event-dispatched");
  }

  @Test
  void aCitizenWithAnAccountIsToldOfTheEnd() {
    Cast.Member citizen = Cast.newcomer(PeopleRoles.CITIZEN);
    Map<String, Object> report = Casework.report("CITIZEN", "市民上报");
    JsonNode taken = read(Program.of(citizen).post(Casework.EVENTS, report), 201);
    Casework.closed(Casework.event(taken.path("id").asString()), officer);
    assertThat(told(citizen, "event-answered").path("path").asString())
        .isEqualTo("/events/" + taken.path("id").asString());
    assertThat(words(citizen)).containsExactly("event-answered");
  }

  @Test
  void aDeadlineIsToldOfOnceWhenItIsNear() {
    JsonNode event = Casework.sent(Casework.reported("快到期的事件"), officer);
    told(officer, "event-dispatched");
    dueIn(event, 30);
    told(officer, "deadline-near");
    dueIn(event, 20); // another deadline is told of anew
    Awaitility.await().until(() -> words(officer).size() == 3);
    RunningApp.bean(DeadlinesNear.class).look();
    assertThat(words(officer))
        .containsExactly("deadline-near", "deadline-near", "event-dispatched");
  }

  @Test
  void whoeverMustActNextIsToldOfTheDeadline() {
    Cast.Member dispatcher = Cast.newcomer(CasesRoles.DISPATCHER);
    JsonNode event = Casework.sent(Casework.reported("等待核查的事件"), officer);
    JsonNode taken = Casework.moved(Program.of(officer), event, "ACCEPTED", Map.of());
    Map<String, ?> done = Map.of("disposition", "MANAGE", "note", "已办", "reply", "已办");
    dueIn(Casework.moved(Program.of(officer), taken, "HANDLED", done), 30);
    assertThat(told(dispatcher, "deadline-near").path("number").asString())
        .isEqualTo(event.path("number").asString());
    assertThat(words(officer)).containsExactly("event-dispatched");
  }

  @Test
  void whatIsLateIsToldToWhoeverMustActAndToSupervision() {
    Cast.Member supervisor = Cast.newcomer(LoopRoles.SUPERVISOR);
    JsonNode event = Casework.sent(Casework.reported("超期的事件"), officer);
    told(officer, "event-dispatched");
    dueIn(event, -5);
    assertThat(told(officer, "deadline-over").path("number").asString())
        .isEqualTo(event.path("number").asString());
    told(supervisor, "deadline-over");
  }

  @Test
  void whoeverWorkIsHandedOverToIsTold() {
    Cast.Member colleague = Cast.colleague(officer, CasesRoles.OFFICER);
    JsonNode event =
        Casework.moved(
            Casework.desk(),
            Casework.moved(
                Casework.desk(), Casework.reported("移交的事件"), "TRIAGED", Map.of("category", "0201")),
            "DISPATCHED",
            Map.of("to", officer.organisation(), "person", officer.id()));
    told(officer, "event-dispatched");
    UUID loop = UUID.fromString(event.path("id").asString());
    for (Hangs hangs : RunningApp.beans(Hangs.class)) {
      hangs.handOver(loop, new PersonId(officer.id()), new PersonId(colleague.id()), "管理员");
    }
    told(colleague, "work-handed-over");
    assertThat(words(colleague)).containsExactly("work-handed-over");
  }

  @Test
  void aUnitThatIsWhistledForIsTold() {
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("id", Ids.next());
    call.put("title", "到路口集合");
    call.put("division", Casework.GRID);
    call.put("radius", 300);
    call.put("minutes", 30);
    call.put("units", List.of(officer.organisation()));
    Cast.Member dispatcher = Cast.newcomer(CasesRoles.DISPATCHER);
    read(Program.of(dispatcher).post("/api/v1/whistles", call), 201);
    assertThat(told(officer, "whistle-called").path("path").asString()).startsWith("/whistles/");
  }

  private static void dueIn(JsonNode event, int minutes) {
    JDBC.sql(
            "update loop.loops set version = version + 1, stage_since = now() - interval '3 h',"
                + " stage_due = d, due = null, rank = (extract(epoch from d) * 1000000)::bigint"
                + " from (select date_trunc('second', now()) + make_interval(mins => ?) as d) x"
                + " where id = ?::uuid")
        .params(minutes, event.path("id").asString())
        .update();
  }

  @Test
  void whoHasJustBegunIsNotHurried() {
    JsonNode event = Casework.sent(Casework.reported("期限很短的事件"), officer);
    told(officer, "event-dispatched");
    JDBC.sql(
            "update loop.loops set version = version + 1, stage_since = now(), stage_due = d,"
                + " rank = (extract(epoch from d) * 1000000)::bigint from (select now()"
                + " + interval '50 m' as d) x where id = ?::uuid")
        .param(event.path("id").asString())
        .update();
    RunningApp.bean(DeadlinesNear.class).look();
    assertThat(words(officer)).containsExactly("event-dispatched");
  }

  @Test
  void aPaperThatEndsIsToldOfUnlessALaterOneIsThere() {
    Cast.Member renewed = Cast.newcomer(CasesRoles.OFFICER);
    paper(officer, LocalDate.now().plusDays(20));
    paper(renewed, LocalDate.now().plusDays(20));
    paper(renewed, LocalDate.now().plusYears(3));
    RunningApp.bean(LicencesEnding.class).look();
    RunningApp.bean(LicencesEnding.class).look();
    assertThat(words(officer)).containsExactly("licence-ending");
    assertThat(words(renewed)).isEmpty();
  }

  private static void paper(Cast.Member holder, LocalDate last) {
    UUID id = Ids.next();
    JDBC.sql(
            "insert into people.qualifications (id, person, kind, number, issuer, valid_from,"
                + " valid_to) values (?, ?, 'law-enforcement', ?, '试', '2020-01-01', ?)")
        .params(id, holder.id(), id.toString(), last)
        .update();
  }

  @Test
  void whatIsSilencedIsNotShown() {
    Program person = Program.inPerson(officer.session());
    Map<String, ?> wishes = Map.of("lang", "ZH", "here", List.of("event-dispatched"));
    read(person.put("/api/v1/account/notices/wishes", wishes), 200);
    Casework.sent(Casework.reported("静默的事件"), officer);
    caughtUp();
    assertThat(words(officer)).isEmpty();
    assertThat(unread(officer)).isZero();
  }

  @Test
  void whatIsTakenInFromOtherSystemsIsNoNews() {
    long before = notices();
    assertThat(before).isNotNegative();
    caughtUp();
    assertThat(
            JDBC.sql(
                    "select count(*) from notify.notices n join loop.entries e on e.id = n.cause"
                        + " where e.by_label in ('系统 demo', '系统 import')")
                .query(Long.class)
                .single())
        .isZero();
  }

  private static long notices() {
    return JDBC.sql("select count(*) from notify.notices").query(Long.class).single();
  }

  @Test
  void noticesGoWithTheLoopWithThePersonAndWithTime() {
    JsonNode event = Casework.sent(Casework.reported("会被删除的事件"), officer);
    told(officer, "event-dispatched");
    LoopId loop = LoopId.read(event.path("id").asString());
    RunningApp.beans(Erases.class)
        .forEach(one -> {
          if (one instanceof Clearing clearing) clearing.erase(loop, Instant.now());
        });
    assertThat(words(officer)).isEmpty();

    Cast.Member leaver = Cast.newcomer(CasesRoles.OFFICER);
    Casework.sent(Casework.reported("留给离开的人"), leaver);
    told(leaver, "event-dispatched");
    Cast.Member old = Cast.newcomer(CasesRoles.OFFICER);
    Casework.sent(Casework.reported("很久以前的事件"), old);
    told(old, "event-dispatched");
    JDBC.sql("update notify.notices set at = now() - interval '91 d' where person = ?")
        .param(old.id())
        .update();
    JDBC.sql("update people.persons set active = false where id = ?").param(leaver.id()).update();
    RunningApp.bean(Clearing.class).run();
    assertThat(kept(leaver)).isZero();
    assertThat(kept(old)).isZero();
  }

  private static long kept(Cast.Member member) {
    return JDBC.sql("select count(*) from notify.notices where person = ?")
        .param(member.id())
        .query(Long.class)
        .single();
  }
}
