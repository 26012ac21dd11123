package cn.nongchao.cases;

import static cn.nongchao.cases.Street.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.TestDatabase;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.cases.EventLife.EventStage;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Allowance;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Step;
import cn.nongchao.people.Grant;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.limit.Comer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole event loop through the facade, and each refusal that matters. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {"nongchao.cases.reports-per-address=3", "nongchao.cases.filling-time=0s"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTest {

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.empty().register(registry);
  }

  private static final String LANES = "0301";

  @Autowired Events events;
  @Autowired EventFiles files;
  @Autowired PublicReports publicReports;
  @Autowired ResponsibilityList list;
  @Autowired PublicTimeline timeline;
  @Autowired Loops loops;
  @Autowired JdbcClient jdbc;
  private Street street;

  @BeforeAll
  void street() {
    street = new Street(jdbc);
    list.edit(
            List.of(upper("03", "消防安全"), lane(Allowance.workdays(2)), upper("01", "市容环境")),
            0,
            "首次发布",
            Actor.automatic("test"))
        .orThrow();
  }

  private static Category upper(String code, String name) {
    return new Category(code, 0, null, Text.same(name), null, List.of(), null, "", "");
  }

  private Category lane(Allowance allowance) {
    return new Category(
        LANES,
        0,
        "03",
        Text.of("占用消防通道", "blocked fire lane"),
        street.squad,
        List.of(street.department),
        allowance,
        "《中华人民共和国消防法》第二十八条",
        "首次且立即改正的，劝导教育");
  }

  private Report report() {
    return Report.of(LoopId.next(), Channel.GRID, "三号楼前车辆占用消防通道", Street.GRID).sorted(LANES);
  }

  private Loop reported(Report report, Viewer by) {
    events.report(report, Actor.of(by)).orThrow();
    return loops.find(report.id()).orElseThrow();
  }

  private static Step step(Loop loop, String note) {
    return Step.of(Ids.next(), loop, note);
  }

  private Loop dispatched() {
    Loop loop = reported(report(), street.gridWorker);
    loop = events.triage(step(loop, ""), LANES, Actor.of(street.dispatcher)).orThrow();
    return events
        .dispatch(step(loop, ""), street.squad, null, List.of(), Actor.of(street.dispatcher))
        .orThrow();
  }

  private Loop accepted() {
    return events.accept(step(dispatched(), ""), Actor.of(street.officer)).orThrow();
  }

  private Loop closed(Report report, Viewer by) {
    Actor desk = Actor.of(street.dispatcher);
    Loop loop = by == null ? null : reported(report, by);
    if (loop == null) loop = loops.find(report.id()).orElseThrow();
    loop = events.triage(step(loop, ""), LANES, desk).orThrow();
    loop = events.dispatch(step(loop, ""), street.squad, null, List.of(), desk).orThrow();
    loop = events.accept(step(loop, ""), Actor.of(street.officer)).orThrow();
    loop =
        events
            .handle(
                step(loop, "已劝离，车辆驶离"),
                Handling.by(Disposition.MANAGE).telling("车辆已驶离，谢谢您的反映"),
                Actor.of(street.officer))
            .orThrow();
    loop = events.check(step(loop, "已电话回访，属实"), Check.CALL, true, desk).orThrow();
    return events.move(step(loop, ""), EventMove.CLOSED, desk).orThrow();
  }

  @Test
  void aCitizensReportIsHandledClosedAndRated() {
    String secret = "a random secret of the page";
    Report report =
        Report.of(LoopId.next(), Channel.CITIZEN, "路灯不亮", Street.VILLAGE)
            .at("村口", Street.LAT, Street.LON)
            .by("王女士", "138 1234 5678", true)
            .tracked(secret);
    var origin = from("203.0.113.9", publicReports.form(), "");
    Reported reported = reported(report, origin).orThrow();
    assertThat(reported.trackingCode()).matches("([0-9A-HJKMNP-TV-Z]{4}-?){3}");

    Loop loop = closed(report, null);
    String typed = reported.trackingCode().toLowerCase(java.util.Locale.ROOT).replace("-", " ");
    LoopId found = publicReports.track(typed, Comer.at("203.0.113.9")).orThrow();
    assertThat(found).isEqualTo(report.id());

    Actor holder = new Actor.CodeHolder(found);
    loop = events.rate(step(loop, "很快，谢谢"), 5, holder).orThrow();
    assertThat(files.facts(found).orElseThrow().rating()).isEqualTo(5);
    refused(events.rate(step(loop, ""), 1, holder), "already-rated", null);
    List<PublicTimeline.Line> told = timeline.of(loops.entries(found), id -> "综合行政执法队");
    assertThat(told.stream().map(line -> line.title().zh()))
        .containsExactly(
            "已收到上报",
            "已受理，归为“占用消防通道”",
            "已派给综合行政执法队处理",
            "承办单位已接单，正在处理",
            "已处理完毕，等待核查",
            "核查通过",
            "已结案",
            "已评价 5 星");
    assertThat(told.get(4).detail()).isEqualTo("车辆已驶离，谢谢您的反映");
  }

  @Test
  void whoReportedIsNeitherStoredNorShownInClear() {
    Report report = report().at("翠苑 3 幢 201", null, null).by("李先生", "13987654321", true);
    events.report(report, Actor.of(street.dispatcher)).orThrow();
    EventFacts facts = files.facts(report.id()).orElseThrow();
    assertThat(facts.toString())
        .doesNotContain("13987654321", "李先生")
        .contains("139****4321", "李**");
    assertThat(facts.address()).isEqualTo("翠苑 3 幢 201");
    String row =
        jdbc.sql(
                // Hexadecimal and times hold any four digits by chance; bytes are spelt instead.
                "select regexp_replace(e::text,"
                    + " '[0-9a-f]{8}-[-0-9a-f]+|\\\\x[0-9a-f]+|\\.[0-9]+[+]', '', 'g') ||"
                    + " encode(coalesce(reporter, '') || coalesce(address, '') || coalesce(phone,"
                    + " ''), 'escape') from cases.events e where id = ?")
            .param(report.id().value())
            .query(String.class)
            .single();
    assertThat(row).doesNotContain("13987654321", "李先生", "翠苑", "4321");
    List<Entry> entries = loops.entries(report.id());
    assertThat(entries.toString()).doesNotContain("13987654321").doesNotContain("李先生");

    Reporter.Purpose why = Reporter.Purpose.VERIFY;
    refused(files.reporter(report.id(), why, street.gridWorker), "not-allowed", null);
    assertThat(files.reporter(report.id(), why, street.dispatcher).orThrow())
        .isEqualTo(new Reporter("李先生", "13987654321"));
    refused(
        events.report(report().by("", "12345", false), Actor.of(street.gridWorker)),
        "bad-input",
        "phone");
  }

  @Test
  void aReportSentTwiceIsOneAndOnlyItsSenderGetsTheCodeAgain() {
    Report report = report().tracked("the secret in the page");
    Actor sender = new Actor.CodeHolder(report.id());
    Reported first = events.report(report, sender).orThrow();
    assertThat(events.report(report, sender).orThrow()).isEqualTo(first.again());
    assertThat(loops.entries(report.id())).hasSize(1);
    refused(events.report(report.tracked("a guess, long enough"), sender), "already-exists", null);
    refused(events.report(report.tracked(null), sender), "already-exists", null);
    refused(events.report(report().tracked("short"), sender), "bad-input", "secret");
  }

  @Test
  void anImportedReportIsKnownByItsSourcesReference() {
    Actor importer = new Actor.Automatic("import", Instant.parse("2026-03-02T01:00:00Z"));
    Report one =
        Report.of(LoopId.next(), Channel.IMPORT, "HCD-Illegal Dumping", Street.VILLAGE)
            .sorted("HCD-Illegal Dumping")
            .from("311", "A-1");
    Reported first = events.report(one, importer).orThrow();
    Report again =
        Report.of(LoopId.next(), Channel.IMPORT, "HCD-Illegal Dumping", Street.VILLAGE)
            .from("311", "A-1");
    assertThat(events.report(again, importer).orThrow()).isEqualTo(first.again());
    assertThat(loops.find(one.id()).orElseThrow().openedAt())
        .isEqualTo(Instant.parse("2026-03-02T01:00:00Z"));
    assertThat(loops.find(again.id())).isEmpty();
  }

  @Test
  void aPositionSaysTheGridAndNonsenseIsNamed() {
    Report there =
        new Report(
            LoopId.next(),
            Channel.GRID,
            LANES,
            "",
            "",
            null,
            Street.LAT,
            Street.LON,
            "",
            "",
            false,
            List.of(),
            null,
            null,
            null);
    assertThat(reported(there, street.gridWorker).division()).isEqualTo(Street.GRID);
    Actor worker = Actor.of(street.gridWorker);
    Report report = report();
    refused(events.report(report.at("", 0.0, 0.0).sorted("0399"), worker), "bad-input", "category");
    refused(events.report(report.sorted("03"), worker), "bad-input", "category");
    refused(events.report(report.at("", 91.0, 0.0), worker), "bad-input", "position");
    refused(
        events.report(Report.of(LoopId.next(), Channel.GRID, " ", Street.GRID), worker),
        "bad-input",
        "words");
    assertThat(loops.find(report.id())).isEmpty();
    assertThat(files.facts(report.id())).isEmpty();
  }

  @Test
  void anEventKeepsTheVersionOfTheListItWasSortedBy() {
    Loop loop = reported(report(), street.gridWorker);
    loop = events.triage(step(loop, ""), LANES, Actor.of(street.dispatcher)).orThrow();
    EventFacts before = files.facts(loop.id()).orElseThrow();
    int seen = list.version();
    list.edit(List.of(lane(Allowance.workingHours(3))), seen, "缩短时限", Actor.of(street.dispatcher))
        .orThrow();
    Category kept = files.category(files.facts(loop.id()).orElseThrow()).orElseThrow();
    assertThat(kept.version()).isEqualTo(before.listVersion());
    assertThat(list.find(LANES).orElseThrow().allowance()).isEqualTo(Allowance.workingHours(3));
    assertThat(loop.due()).isAfter(loop.openedAt().plus(Duration.ofHours(15)));
    refused(
        list.edit(List.of(upper("04", "违法建设")), seen, "旧页", Actor.of(street.dispatcher)),
        "moved-first",
        null);
    list.edit(
            List.of(lane(Allowance.workdays(2))), list.version(), "恢复", Actor.of(street.dispatcher))
        .orThrow();
  }

  @Test
  void aKnownCategoryIsSortedAndSentInOneMove() {
    Loop loop = reported(report(), street.gridWorker);
    Actor desk = Actor.of(street.dispatcher);
    loop = events.dispatch(step(loop, ""), street.squad, null, List.of(), desk).orThrow();
    assertThat(loop.stage()).isEqualTo(EventStage.DISPATCHED.name());
    assertThat(files.facts(loop.id()).orElseThrow().listVersion()).isEqualTo(list.version());
    Report unknown = report().sorted(null);
    Loop unsorted = reported(unknown, street.gridWorker);
    refused(
        events.dispatch(step(unsorted, ""), street.squad, null, List.of(), desk),
        "bad-input",
        "category");
    refused(events.dispatch(step(loop, ""), null, null, List.of(), desk), "bad-input", "handler");
  }

  @Test
  void whoeverAcceptsHasItAndMayGiveItBackWithAReason() {
    Loop loop = accepted();
    assertThat(loop.assignee()).isEqualTo(street.officer.id());
    refused(
        events.move(step(loop, ""), EventMove.RETURNED, Actor.of(street.officer)),
        "bad-input",
        "note");
    loop =
        events.move(step(loop, "属于城建办职责"), EventMove.RETURNED, Actor.of(street.officer)).orThrow();
    assertThat(loop.stage()).isEqualTo(EventStage.TRIAGED.name());
  }

  @Test
  void helpThatIsAskedForMayReadTheEvent() {
    Loop loop = accepted();
    Viewer clerk =
        new Viewer(
            cn.nongchao.people.PersonId.next(),
            "经办",
            street.department,
            List.of(Grant.within(CasesRoles.CLERK, street.department)),
            "session");
    assertThat(loops.find(loop.id(), clerk)).isEmpty();
    events
        .askHelp(step(loop, "请协助清理"), List.of(street.department), Actor.of(street.officer))
        .orThrow();
    assertThat(loops.find(loop.id(), clerk)).isPresent();
  }

  @Test
  void enforcementTakesTwoLicensedOfficersAndTheOneWhoRecordsIsAmongThem() {
    Loop loop = accepted();
    Actor officer = Actor.of(street.officer);
    var one = Handling.enforcing(Act.CORRECTION_ORDERED, List.of(street.officer.id()), "");
    refused(events.handle(step(loop, "责令改正"), one, officer), "bad-input", "officers");
    var expired =
        Handling.enforcing(
            Act.CORRECTION_ORDERED, List.of(street.officer.id(), street.unlicensed.id()), "");
    refused(events.handle(step(loop, "责令改正"), expired, officer), "bad-input", "officers");
    var others =
        Handling.enforcing(
            Act.CORRECTION_ORDERED, List.of(street.partner.id(), street.leader.id()), "");
    refused(events.handle(step(loop, "责令改正"), others, officer), "bad-input", "officers");
    var both =
        Handling.enforcing(
            Act.CORRECTION_ORDERED, List.of(street.officer.id(), street.partner.id()), "");
    refused(
        events.handle(step(loop, "责令改正"), Handling.by(Disposition.ENFORCE), officer),
        "bad-input",
        "act");
    assertThat(loops.find(loop.id()).orElseThrow().version()).isEqualTo(loop.version());
    Loop handled = events.handle(step(loop, "责令改正"), both, officer).orThrow();
    assertThat(handled.stage()).isEqualTo(EventStage.HANDLED.name());
    Entry entry = loops.entries(loop.id()).getLast();
    assertThat(entry.fact("act")).isEqualTo("CORRECTION_ORDERED");
    assertThat(entry.fact("officers")).isNotNull();
  }

  @Test
  void aCheckOnSiteNeedsAPhotoAndACallAnAnswer() {
    Loop loop = accepted();
    Actor worker = Actor.of(street.gridWorker);
    loop =
        events
            .handle(step(loop, "已清理"), Handling.by(Disposition.SERVE), Actor.of(street.officer))
            .orThrow();
    refused(events.check(step(loop, ""), Check.SITE, true, worker), "bad-input", "evidence");
    refused(events.check(step(loop, ""), Check.CALL, true, worker), "bad-input", "note");
    loop = events.check(step(loop, "对方说仍有杂物"), Check.CALL, false, worker).orThrow();
    assertThat(loop.stage()).isEqualTo(EventStage.DISPATCHED.name());
  }

  @Test
  void somebodyWhoIsOvertakenWritesNothing() {
    Loop loop = dispatched();
    Step first = step(loop, "");
    Step second = step(loop, "");
    events.accept(first, Actor.of(street.officer)).orThrow();
    refused(events.accept(second, Actor.of(street.partner)), "moved-first", null);
    Loop again = events.accept(first, Actor.of(street.officer)).orThrow();
    assertThat(again.assignee()).isEqualTo(street.officer.id());
    assertThat(loops.entries(loop.id())).hasSize(4);
  }

  @Test
  void aDuplicateIsFoundAndGoesOnInTheOther() {
    Report first = report().at("", Street.LAT, Street.LON);
    Report second = report().at("", Street.LAT + 0.0005, Street.LON);
    Report far = report().at("", Street.LAT + 0.004, Street.LON);
    Loop one = reported(first, street.gridWorker);
    Loop two = reported(second, street.gridWorker);
    Loop three = reported(far, street.gridWorker);
    Actor desk = Actor.of(street.dispatcher);
    List<EventFiles.Alike> alike =
        files.alike(files.facts(two.id()).orElseThrow(), street.dispatcher);
    assertThat(alike).extracting(found -> found.loop().id()).contains(one.id());
    assertThat(alike).extracting(found -> found.loop().id()).doesNotContain(three.id());
    refused(events.merge(step(two, ""), two.id(), desk), "bad-input", "into");
    refused(events.merge(step(two, ""), LoopId.next(), desk), "bad-input", "into");
    Loop merged = events.merge(step(two, ""), one.id(), desk).orThrow();
    assertThat(merged.stage()).isEqualTo(EventStage.MERGED.name());
    assertThat(files.facts(two.id()).orElseThrow().mergedInto()).isEqualTo(one.id());
    assertThat(files.merged(one.id())).containsExactly(two.id());
    refused(events.merge(step(one, ""), three.id(), desk), "bad-input", "into");
    // What was merged leads to the one that goes on.
    events.merge(step(three, ""), two.id(), desk).orThrow();
    assertThat(files.facts(three.id()).orElseThrow().mergedInto()).isEqualTo(one.id());
  }

  @Test
  void aReporterMayReopenForFifteenDaysAndSupervisionLonger() {
    Loop recent = closedAgo(Duration.ofDays(10));
    Loop old = closedAgo(Duration.ofDays(20));
    Actor recentHolder = new Actor.CodeHolder(recent.id());
    refused(events.reopen(step(recent, ""), recentHolder), "bad-input", "note");
    refused(
        events.reopen(step(recent, "又坏了"), new Actor.CodeHolder(old.id())), "not-allowed", null);
    Loop again = events.reopen(step(recent, "又坏了"), recentHolder).orThrow();
    assertThat(again.stage()).isEqualTo(EventStage.REPORTED.name());
    assertThat(files.facts(recent.id()).orElseThrow().rating()).isNull();
    refused(events.reopen(step(old, "又坏了"), new Actor.CodeHolder(old.id())), "too-late", null);
    assertThat(events.reopen(step(old, "抽查发现"), Actor.of(street.supervisor)).isDone()).isTrue();
  }

  private Loop closedAgo(Duration ago) {
    Instant at = Instant.now().minus(ago);
    Actor then = new Actor.Automatic("test", at);
    Report report = report();
    events.report(report, then).orThrow();
    Loop loop = loops.find(report.id()).orElseThrow();
    loop = events.dispatch(step(loop, ""), street.squad, null, List.of(), then).orThrow();
    loop = events.accept(step(loop, ""), then).orThrow();
    loop = events.handle(step(loop, "已处理"), Handling.by(Disposition.MANAGE), then).orThrow();
    loop = events.check(step(loop, ""), Check.SITE, true, then).orThrow();
    loop = events.move(step(loop, ""), EventMove.CLOSED, then).orThrow();
    return events.rate(step(loop, ""), 2, then).orThrow();
  }

  private static PublicReports.Origin from(String address, String form, String trap) {
    return new PublicReports.Origin(Comer.at(address), form, trap, "");
  }

  private Outcome<Reported> reported(Report report, PublicReports.Origin origin) {
    return publicReports
        .arrive(origin)
        .then(by -> {
          Outcome<Reported> outcome = publicReports.report(report, by);
          publicReports.left(by);
          return outcome;
        });
  }

  @Test
  void publicReportsAreLimitedByAddressAndProgramsAreTurnedAway() {
    String form = publicReports.form();
    for (int i = 0; i < 3; i++) {
      reported(report(), from("198.51.100.7", form, "")).orThrow();
    }
    Report fourth = report();
    refused(reported(fourth, from("198.51.100.7", form, "")), "too-many", null);
    assertThat(loops.find(fourth.id())).isEmpty();
    reported(fourth, from("198.51.100.8", form, "")).orThrow();
    refused(reported(report(), from("198.51.100.9", form, "http://")), "refused", null);
    String forged = form.replaceFirst("^[0-9]+", "1000000000");
    refused(reported(report(), from("198.51.100.9", forged, "")), "refused", null);
  }

  @Test
  void whoeverAskedForACallWaitsUntilItIsRated() {
    Report report = report().by("赵先生", "13700000001", true);
    Loop closed = closed(report, street.dispatcher);
    assertThat(files.callBacks(street.dispatcher)).extracting(Loop::id).contains(report.id());
    assertThat(files.callBacks(street.citizen)).isEmpty();
    events.rate(step(closed, "满意"), 5, Actor.of(street.dispatcher)).orThrow();
    assertThat(loops.entries(report.id()).getLast().fact("way")).isEqualTo("CALL");
    assertThat(files.callBacks(street.dispatcher)).extracting(Loop::id).doesNotContain(report.id());
  }

  @Test
  void noCodeIsFoundByGuessingForLong() {
    for (int i = 0; i < 30; i++) {
      refused(publicReports.track("0000-0000-0000", Comer.at("192.0.2.1")), "bad-input", "code");
    }
    refused(publicReports.track("0000-0000-0000", Comer.at("192.0.2.1")), "too-many", null);
  }

  @Test
  void aDispatcherNotACitizenSorts() {
    Loop loop = reported(report(), street.citizen);
    refused(events.triage(step(loop, ""), LANES, Actor.of(street.citizen)), "not-allowed", null);
    refused(
        events.triage(step(loop, ""), "0300", Actor.of(street.dispatcher)),
        "bad-input",
        "category");
    refused(
        events.move(step(loop, ""), EventMove.DECLINED, Actor.of(street.dispatcher)),
        "bad-input",
        "note");
    Loop declined =
        events
            .move(step(loop, "不属于街道职责"), EventMove.DECLINED, Actor.of(street.dispatcher))
            .orThrow();
    assertThat(declined.isOpen()).isFalse();
  }
}
