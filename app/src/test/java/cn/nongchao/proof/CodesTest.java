package cn.nongchao.proof;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Leaves;
import cn.nongchao.NongchaoApplication;
import cn.nongchao.OnDatabase;
import cn.nongchao.Settled;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Opening;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.code.ActClaims;
import cn.nongchao.seal.code.ActCode;
import cn.nongchao.seal.code.CodeKeys;
import cn.nongchao.seal.status.SignedStatusList;
import cn.nongchao.seal.status.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A code proves its act to whoever holds the public keys, and says what became of it. */
@SpringBootTest(
    classes = NongchaoApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {"nongchao.seal-delay=PT10H", "nongchao.escalation-delay=PT10H"})
class CodesTest extends OnDatabase {

  private static final DivisionCode VILLAGE = new DivisionCode("330114003200");

  @Autowired Codes codes;
  @Autowired CodeSigning signing;
  @Autowired Issuers issuers;
  @Autowired JdbcClient jdbc;
  @Autowired Sealer sealer;
  @Autowired Receipts receipts;
  @Autowired Loops loops;

  @Test
  void aCodeIsGenuineToWhoeverHasTheKeysAndIsUnder200Bytes() {
    IssuedCode code = issue("91350100M000100Y43");
    CodeKeys keys = CodeKeys.read(codes.keys()).orThrow();
    var read = cn.nongchao.seal.code.ActCode.read(code.link()).orThrow();
    assertThat(read.verify(keys)).isInstanceOf(Verdict.Genuine.class);
    assertThat(read.claims().officers()).containsExactly("33010912345", "33010912346");
    assertThat(read.bytes().length).isLessThanOrEqualTo(200);
  }

  /** Setting a wrong organ right once turned codes already handed out into forged ones. */
  @Test
  void anOrganIsFollowedByAnotherAndWhatItSignedStaysItsOwn() {
    IssuedCode before = issue("91350100M000100Y43");
    String was = issuers.now().orElseThrow().code();
    try {
      signing.follow("330109002", "北干街道办事处", PersonId.next());
      IssuedCode after = issue("91350100M000100Y43");
      assertThat(claims(before).issuer()).isEqualTo(was);
      assertThat(claims(after).issuer()).isEqualTo("330109002");
      for (IssuedCode code : List.of(before, after)) {
        var checked = codes.check(code.link());
        assertThat(checked.orThrow().verdict()).isInstanceOf(Verdict.Genuine.class);
      }
      assertThat(issuers.name(was)).isPresent();
      String keys = codes.keys();
      signing.follow("330109002", "北干街道办事处", PersonId.next());
      assertThat(codes.keys()).as("the same again").isEqualTo(keys);
    } finally {
      signing.follow(was, issuers.name(was).orElseThrow(), PersonId.next());
    }
  }

  private static ActClaims claims(IssuedCode code) {
    return ActCode.read(code.link()).orThrow().claims();
  }

  @Test
  void theCodesLeafIsWhereItsEntryStandsInTheLog() throws Exception {
    sealer.found();
    IssuedCode code = issue("");
    Settled.wait(jdbc);
    while (sealer.sealBatch().sealed() > 0) {
      // until nothing waits
    }
    var receipt = receipts.of(code.entry()).orElseThrow();
    var read = cn.nongchao.seal.code.ActCode.read(code.link()).orThrow();
    assertThat(read.claims().leaf().begins(receipt.entry().leafHash())).isTrue();
    assertThat(Leaves.of(jdbc, code.act())).as("the issuing is sealed too").hasSize(1);
  }

  @Test
  void theSameActTwiceIsOneCode() {
    ActRecord act = act("");
    assertThat(codes.issue(act).orThrow()).isEqualTo(codes.issue(act).orThrow());
  }

  @Test
  void aRevokedCodeSaysSoOnItsPageAndInTheSignedList() {
    IssuedCode code = issue("");
    assertThat(codes.revoke(code.act(), " ", supervisor("330114003"))).isInstanceOf(refused());
    assertThat(codes.revoke(code.act(), "误录", supervisor("330114004"))).isInstanceOf(refused());

    IssuedCode revoked = codes.revoke(code.act(), "误录", supervisor("330114003")).orThrow();
    assertThat(revoked.status()).isEqualTo(Status.REVOKED);
    assertThat(revoked.reason()).isEqualTo("误录");
    assertThat(listed(code)).isEqualTo(Status.REVOKED);
    assertThat(codes.reinstate(code.act(), "反悔", supervisor("330114003"))).isInstanceOf(refused());
  }

  private ActRecord act(List<Fact> facts) {
    ActRecord like = act("");
    return new ActRecord(
        like.act(), like.kind(), like.loop(), like.entry(), VILLAGE, "", List.of(), facts);
  }

  /** Who acted and who confirmed it, only they can say. */
  @Test
  void whatFollowsFromTheRecordIsNotCorrected() {
    Fact officers = Fact.open(Text.of("执法人员", "Officers"), Text.same("王**")).fromRecord();
    Fact written = Fact.open(Text.of("结果", "result"), Text.same("已劝离"));
    IssuedCode code = codes.issue(act(List.of(officers, written))).orThrow();
    Viewer by = supervisor("330114003");
    Fact other = Fact.open(Text.of("执法人员", "Officers"), Text.same("赵**"));
    Fact right = Fact.open(Text.of("结果", "result"), Text.same("已改正"));
    for (List<Fact> facts : List.of(List.of(other, right), List.of(right))) {
      assertThat(code(codes.correct(code.act(), Ids.next(), facts, "换人", by)))
          .isEqualTo("bad-input");
    }
    IssuedCode fresh =
        codes.correct(code.act(), Ids.next(), List.of(officers, right), "漏记", by).orThrow();
    assertThat(fresh.status()).isEqualTo(Status.CORRECTED);
  }

  @Test
  void aCorrectedCodePointsToTheOneThatTookItsPlace() {
    IssuedCode code = issue("");
    List<Fact> right = List.of(Fact.open(Text.of("结果", "result"), Text.same("已改正")));
    IssuedCode fresh =
        codes.correct(code.act(), Ids.next(), right, "地点录错", supervisor("330114003")).orThrow();
    assertThat(fresh.status()).isEqualTo(Status.CORRECTED);
    IssuedCode next = codes.find(fresh.correctedBy()).orElseThrow();
    assertThat(next.facts()).isEqualTo(right);
    assertThat(listed(code)).isEqualTo(Status.CORRECTED);
    assertThat(listed(next)).isEqualTo(Status.VALID);
  }

  /** Or the act of another loop would be left without a code of its own. */
  @Test
  void anActIsNotGivenTheCodeOfAnother() {
    ActRecord first = act("");
    codes.issue(first).orThrow();
    ActRecord other = act("");
    ActRecord squatted =
        new ActRecord(
            first.act(),
            other.kind(),
            other.loop(),
            other.entry(),
            VILLAGE,
            "",
            List.of(),
            List.of());
    assertThat(codes.issue(squatted)).isInstanceOf(refused());
  }

  // ---- who may change one

  private static final OrganisationId UNIT = OrganisationId.next();
  private static final OrganisationId NEXT = OrganisationId.next();
  private static final DivisionCode STREET = new DivisionCode("330114003");

  private static Viewer holder(@Nullable OrganisationId at, Grant... grants) {
    return new Viewer(PersonId.next(), "某人", at, List.of(grants), "test");
  }

  private void may(IssuedCode code, Viewer viewer, @Nullable String refused) {
    assertThat(code(codes.changing(code, viewer)))
        .as(viewer.grants().toString())
        .isEqualTo(refused);
  }

  private static @Nullable String code(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(List<Refusal> reasons)
        ? reasons.getFirst().code()
        : null;
  }

  /** Each beside who falls just short of it. */
  @Test
  void theLeaderOfTheUnitThatActedAndSupervisionOverThePlaceMayChangeIt() {
    IssuedCode code = codes.issue(act("", UNIT)).orThrow();
    may(code, supervisor("330114003"), null);
    may(code, holder(null, Grant.within(PeopleRoles.ADMINISTRATOR, STREET)), null);
    may(code, supervisor("330114004"), "not-found");
    may(code, holder(null, Grant.within(LoopRoles.SUPERVISOR, UNIT)), "not-allowed");
    may(code, holder(null, Grant.within(CasesRoles.DISPATCHER, STREET)), "not-allowed");
    may(code, holder(UNIT, Grant.within(LoopRoles.SQUAD_LEADER, UNIT)), null);
    may(code, holder(UNIT, Grant.within(CasesRoles.OFFICER, UNIT)), "not-allowed");
    may(code, holder(NEXT, Grant.within(LoopRoles.SQUAD_LEADER, NEXT)), "not-found");
    Viewer besides =
        holder(
            NEXT,
            Grant.within(LoopRoles.SQUAD_LEADER, NEXT),
            Grant.within(CasesRoles.CLERK, STREET));
    may(code, besides, "not-allowed");
    may(code, holder(UNIT, Grant.within(PeopleRoles.CITIZEN, UNIT)), "not-found");
  }

  /** An act of no unit is that of the one that has its loop now. */
  @Test
  void whereNoUnitIsKeptTheOneThatHasTheLoopAnswers() {
    IssuedCode code = issue("");
    Viewer leader =
        holder(
            NEXT,
            Grant.within(LoopRoles.SQUAD_LEADER, NEXT),
            Grant.within(CasesRoles.CLERK, STREET));
    Viewer ofStreet = holder(null, Grant.within(LoopRoles.SQUAD_LEADER, STREET));
    may(code, leader, "not-allowed");
    may(code, ofStreet, "not-allowed");
    jdbc.sql("update loop.loops set handler = ? where id = ?")
        .params(NEXT.value(), code.loop().value())
        .update();
    may(code, leader, null);
    may(code, ofStreet, null);
  }

  @Test
  void noChangeIsMadeByWhoeverMayNot() {
    IssuedCode code = codes.issue(act("", UNIT)).orThrow();
    Viewer officer = holder(UNIT, Grant.within(CasesRoles.OFFICER, UNIT));
    assertThat(code(codes.revoke(code.act(), "误录", officer))).isEqualTo("not-allowed");
    assertThat(code(codes.suspend(code.act(), "误录", officer))).isEqualTo("not-allowed");
    assertThat(code(codes.correct(code.act(), Ids.next(), code.facts(), "误录", officer)))
        .isEqualTo("not-allowed");
    assertThat(codes.find(code.act())).contains(code);
    assertThat(code(codes.revoke(Ids.next(), "误录", officer))).isEqualTo("not-found");
  }

  // ---- what becomes of it

  @Test
  void aSuspendedActMayBeValidAgainAndASettledOneIsNot() {
    Viewer by = supervisor("330114003");
    UUID act = issue("").act();
    assertThat(codes.reinstate(act, "无事", by).orThrow().status()).isEqualTo(Status.VALID);
    assertThat(codes.find(act).orElseThrow().reason()).as("nothing was changed").isNotEqualTo("无事");
    assertThat(codes.suspend(act, " 核查 ", by).orThrow().reason()).isEqualTo("核查");
    assertThat(codes.suspend(act, "再查", by).orThrow().reason()).as("done once").isEqualTo("核查");
    assertThat(codes.reinstate(act, "属实", by).orThrow().status()).isEqualTo(Status.VALID);
    assertThat(codes.suspend(act, "核查", by).orThrow().status()).isEqualTo(Status.SUSPENDED);
    assertThat(codes.revoke(act, "误录", by).orThrow().status()).isEqualTo(Status.REVOKED);
    for (Outcome<?> late :
        List.of(
            codes.reinstate(act, "反悔", by),
            codes.suspend(act, "反悔", by),
            codes.revoke(act, "反悔", by),
            codes.correct(act, Ids.next(), List.of(), "反悔", by))) {
      assertThat(code(late)).isEqualTo("not-now");
    }
    UUID corrected = issue("").act();
    codes.correct(corrected, Ids.next(), List.of(), "录错", by).orThrow();
    assertThat(code(codes.revoke(corrected, "反悔", by))).isEqualTo("not-now");
  }

  @Test
  void aCorrectionKeepsWhoseActItIs() {
    Viewer by = supervisor("330114003");
    IssuedCode old = codes.issue(act("", UNIT)).orThrow();
    jdbc.sql("update loop.loops set handler = ? where id = ?")
        .params(NEXT.value(), old.loop().value())
        .update();
    UUID next = Ids.next();
    codes.correct(old.act(), next, old.facts(), "录错", by).orThrow();
    assertThat(codes.find(next).orElseThrow().unit()).isEqualTo(UNIT);
    assertThat(code(codes.correct(old.act(), next, old.facts(), "录错", by))).isEqualTo("not-now");
  }

  @Test
  void aCodeHoldsFourOfficers() {
    ActRecord four = act("");
    List<String> licences = List.of("33010912345", "33010912346", "33010912347", "33010912348");
    assertThat(codes.issue(by(four, licences)).isDone()).isTrue();
    List<String> five = new ArrayList<>(licences);
    five.add("33010912349");
    assertThat(code(codes.issue(by(act(""), five)))).isEqualTo("bad-input");
  }

  private static ActRecord by(ActRecord act, List<String> licences) {
    return new ActRecord(
        act.act(), act.kind(), act.loop(), act.entry(), VILLAGE, "", licences, act.facts());
  }

  @Test
  void anUnknownKindIsRefused() {
    ActRecord act = act("");
    ActRecord strange =
        new ActRecord(
            act.act(), "dance", act.loop(), act.entry(), VILLAGE, "", List.of(), List.of());
    assertThat(codes.issue(strange)).isInstanceOf(refused());
  }

  private Status listed(IssuedCode code) {
    CodeKeys keys = CodeKeys.read(codes.keys()).orThrow();
    long now = Instant.now().getEpochSecond();
    return SignedStatusList.read(codes.statusList(0), keys, now).orThrow().at(code.statusIndex());
  }

  private IssuedCode issue(String subject) {
    return codes.issue(act(subject)).orThrow();
  }

  private ActRecord act(String subject) {
    return act(subject, null);
  }

  private ActRecord act(String subject, @Nullable OrganisationId handler) {
    LoopId loop = LoopId.next();
    Opening opening =
        new Opening(
            loop, "event", "占道经营", VILLAGE, null, null, handler, null, null, "", Map.of(),
            List.of());
    loops.open(opening, Actor.automatic("test")).orThrow();
    UUID entry = loop.value();
    return new ActRecord(
        Ids.next(),
        "persuasion",
        loop,
        entry,
        VILLAGE,
        subject,
        List.of("33010912345", "33010912346"),
        List.of(Fact.open(Text.of("事由", "matter"), Text.same("占道经营"))));
  }

  private static Viewer supervisor(String place) {
    Grant grant = Grant.within(LoopRoles.SUPERVISOR, new DivisionCode(place));
    return new Viewer(PersonId.next(), "监督员", null, List.of(grant), "test");
  }

  @SuppressWarnings("rawtypes")
  private static Class<Outcome.Refused> refused() {
    return Outcome.Refused.class;
  }
}
