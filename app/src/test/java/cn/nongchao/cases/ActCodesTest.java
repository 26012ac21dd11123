package cn.nongchao.cases;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Leaves;
import cn.nongchao.TestDatabase;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Allowance;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Step;
import cn.nongchao.people.Grant;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.Fact.Audience;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.proof.PublicLog;
import cn.nongchao.seal.code.ActCode;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Enforcement on an event and its code are one: both happen or neither. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActCodesTest {

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.empty().register(registry);
  }

  @Autowired Events events;
  @Autowired Confirmations confirmations;
  @Autowired Loops loops;
  @Autowired ResponsibilityList list;
  @Autowired Codes codes;
  @Autowired PublicLog log;
  @Autowired JdbcClient jdbc;
  private Street street;

  @BeforeAll
  void street() {
    street = new Street(jdbc);
    Category upper = new Category("03", 0, null, Text.same("消防安全"), null, List.of(), null, "", "");
    Category lane =
        new Category(
            "0301",
            0,
            "03",
            Text.same("占用消防通道"),
            null,
            List.of(),
            Allowance.workdays(2),
            "消防法第二十八条",
            "");
    list.edit(List.of(upper, lane), 0, "首次发布", Actor.automatic("test")).orThrow();
  }

  @Test
  void enforcingIssuesACodeThatNamesNoPersonToThePublic() {
    Loop loop = accepted();
    UUID entry = Ids.next();
    loop = events.handle(Step.of(entry, loop, "当事人情绪激动"), enforcing(), officer()).orThrow();
    assertThat(codes.ofLoop(loop.id())).as("one officer alone is not enough").isEmpty();
    confirmed(loop);

    IssuedCode code = codes.ofLoop(loop.id()).getFirst();
    assertThat(code.entry()).isEqualTo(entry);
    Awaitility.await()
        .until(() -> !Leaves.of(jdbc, entry).isEmpty() && !Leaves.of(jdbc, code.act()).isEmpty());
    assertThat(code.kind()).isEqualTo("correction");
    assertThat(ActCode.read(code.link()).orThrow().claims().officers())
        .containsExactly("11-1", "11-2");
    assertThat(said(code, Audience.PUBLIC))
        .contains("占用消防通道：责令改正", "队**、队**", "同一村")
        .containsPattern("队\\*\\*（本人填报 [-0-9]+ [0-9:]+）、队\\*\\*（本人确认 [-0-9]+ [0-9:]+）")
        .doesNotContain("队员甲", "情绪激动", "91350100M000100Y43", "三日内回访");
    assertThat(said(code, Audience.SUBJECT))
        .contains("队员甲、队员乙", "91350100M000100Y43")
        .doesNotContain("情绪激动");
    assertThat(said(code, Audience.OFFICIAL)).contains("情绪激动", loop.number());
  }

  /** 谁办理，谁不核查: some hold the duties of both, for different events. */
  @Test
  void whoeverHandledItDoesNotCheckIt() {
    Viewer both = alsoOnTheGrid(street.officer);
    Viewer second = alsoOnTheGrid(street.partner);
    Loop loop =
        events
            .handle(Step.of(Ids.next(), accepted(), "责令改正"), enforcing(), Actor.of(both))
            .orThrow();
    loop = confirmed(loop);
    Step step = Step.of(Ids.next(), loop, "对方说已清理");
    for (Viewer own : List.of(both, second)) {
      Street.refused(events.check(step, Check.CALL, true, Actor.of(own)), "not-allowed", null);
      Street.refused(events.check(step, Check.CALL, false, Actor.of(own)), "not-allowed", null);
      assertThat(loops.possible(loop, Actor.of(own)))
          .noneMatch(edge -> edge.move() == EventMove.PASSED || edge.move() == EventMove.FAILED);
      assertThat(loops.offers(loop, Actor.of(own)))
          .filteredOn(offer -> offer.edge().move() == EventMove.PASSED)
          .singleElement()
          .satisfies(offer -> assertThat(offer.why()).isNotNull());
    }
    assertThat(events.check(step, Check.CALL, true, Actor.of(street.gridWorker)).isDone()).isTrue();
  }

  private static Viewer alsoOnTheGrid(Viewer who) {
    List<Grant> grants = new ArrayList<>(who.grants());
    grants.add(Grant.within(CasesRoles.GRID_WORKER, Street.VILLAGE));
    return new Viewer(who.id(), who.name(), who.organisation(), grants, "both");
  }

  @Test
  void sentTwiceItIsOneCode() {
    Loop loop = accepted();
    Step step = Step.of(Ids.next(), loop, "责令改正");
    Loop handled = events.handle(step, enforcing(), officer()).orThrow();
    assertThat(events.handle(step, enforcing(), officer()).orThrow()).isEqualTo(handled);
    Step yes = Step.of(Ids.next(), handled, "");
    Loop once = confirmations.confirm(yes, Actor.of(street.partner)).orThrow();
    assertThat(confirmations.confirm(yes, Actor.of(street.partner)).orThrow()).isEqualTo(once);
    assertThat(codes.ofLoop(loop.id())).hasSize(1);
    assertThat(confirmations.confirm(Step.of(Ids.next(), once, ""), Actor.of(street.partner)))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void whatThePublicReadsIsWrittenForThem() {
    Handling summed = enforcing().summing("已当场清理，限三日内拆除货架");
    Loop loop = events.handle(Step.of(Ids.next(), accepted(), "责令改正"), summed, officer()).orThrow();
    IssuedCode code = codes.ofLoop(confirmed(loop).id()).getFirst();
    assertThat(said(code, Audience.PUBLIC))
        .contains("已当场清理，限三日内拆除货架")
        .doesNotContain("三日内回访", "占用消防通道：责令改正");
  }

  /** A licence counts on the day of the act: it may end before the word is given. */
  @Test
  void aLicenceThatRanOutSinceIsNoHindranceButOneWithdrawnIs() {
    Instant then = Instant.now().minus(Duration.ofDays(10));
    Loop loop = accepted(Instant.now().minus(Duration.ofDays(11)));
    LocalDate soon = LocalDate.now(ZoneOffset.UTC).minusDays(5);
    jdbc.sql("update people.qualifications set valid_to = ? where number = '11-2'")
        .param(Date.valueOf(soon))
        .update();
    try {
      Actor told = new Actor.Automatic("test", then);
      loop = events.handle(Step.of(Ids.next(), loop, "责令改正"), enforcing(), told).orThrow();
      jdbc.sql("update people.qualifications set valid_to = '2020-01-01' where number = '11-2'")
          .update();
      Step yes = Step.of(Ids.next(), loop, "");
      Street.refused(confirmations.confirm(yes, Actor.of(street.partner)), "not-allowed", null);
      jdbc.sql("update people.qualifications set valid_to = ? where number = '11-2'")
          .param(Date.valueOf(soon))
          .update();
      assertThat(loop.stageDue()).isBefore(Instant.now());
      loop = confirmations.confirm(yes, Actor.of(street.partner)).orThrow();
      assertThat(loop.stageDue()).as("whoever checks has the whole time").isAfter(Instant.now());
      assertThat(codes.ofLoop(loop.id())).hasSize(1);
    } finally {
      jdbc.sql("update people.qualifications set valid_to = '2099-01-01' where number = '11-2'")
          .update();
    }
  }

  private Loop confirmed(Loop handled) {
    return confirmations
        .confirm(Step.of(Ids.next(), handled, ""), Actor.of(street.partner))
        .orThrow();
  }

  @Test
  void withoutACodeThereIsNoAct() {
    // Longer than a code can carry, and valid longest, so that it is the one taken.
    licence("浙".repeat(9));
    try {
      Loop loop = accepted();
      Outcome<Loop> refused =
          events.handle(Step.of(Ids.next(), loop, "责令改正"), enforcing(), officer());
      assertThat(refused).isInstanceOf(Outcome.Refused.class);
      assertThat(codes.ofLoop(loop.id())).isEmpty();
      assertThat(loops.find(loop.id()).orElseThrow().version()).isEqualTo(loop.version());
      assertThat(loops.entries(loop.id())).hasSize(loop.version());
    } finally {
      jdbc.sql("delete from people.qualifications where number like '浙浙%'").update();
    }
  }

  private static String said(IssuedCode code, Audience reader) {
    return code.facts().stream()
        .filter(fact -> reader.mayRead(fact.audience()))
        .map(Fact::value)
        .map(value -> value.zh())
        .collect(Collectors.joining("\n"));
  }

  private Handling enforcing() {
    return Handling.enforcing(
            Act.CORRECTION_ORDERED,
            List.of(street.officer.id(), street.partner.id()),
            "91350100M000100Y43")
        .telling("谢谢您，三日内回访");
  }

  private Actor officer() {
    return Actor.of(street.officer);
  }

  /** The same some time ago, as the system tells it. */
  private Loop accepted(Instant at) {
    Actor then = new Actor.Automatic("test", at);
    Report report = Report.of(LoopId.next(), Channel.GRID, "店铺占道经营", Street.GRID).sorted("0301");
    events.report(report, then).orThrow();
    Loop loop = loops.find(report.id()).orElseThrow();
    loop =
        events
            .dispatch(
                Step.of(Ids.next(), loop, ""), street.squad, street.officer.id(), List.of(), then)
            .orThrow();
    return events.accept(Step.of(Ids.next(), loop, ""), then).orThrow();
  }

  private Loop accepted() {
    LoopId id = LoopId.next();
    Report report = Report.of(id, Channel.GRID, "店铺占道经营", Street.GRID);
    events.report(report, Actor.of(street.gridWorker)).orThrow();
    Actor dispatcher = Actor.of(street.dispatcher);
    Loop loop = loops.find(id).orElseThrow();
    loop = events.triage(Step.of(Ids.next(), loop, ""), "0301", dispatcher).orThrow();
    loop =
        events
            .dispatch(
                Step.of(Ids.next(), loop, ""),
                street.squad,
                street.officer.id(),
                List.of(),
                dispatcher)
            .orThrow();
    return events.accept(Step.of(Ids.next(), loop, ""), officer()).orThrow();
  }

  private void licence(String number) {
    jdbc.sql(
            "insert into people.qualifications (id, person, kind, number, issuer, valid_from)"
                + " values (?, ?, 'law-enforcement', ?, '浙江省人民政府', ?)")
        .params(
            UUID.randomUUID(), street.officer.id().value(), number, Date.valueOf(LocalDate.EPOCH))
        .update();
  }
}
