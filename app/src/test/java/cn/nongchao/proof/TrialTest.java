package cn.nongchao.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.Leaves;
import cn.nongchao.NongchaoApplication;
import cn.nongchao.Settled;
import cn.nongchao.TestDatabase;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Opening;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.LedgerBeginning;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Text;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.code.ActCode;
import cn.nongchao.seal.code.CodeKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Codes and log are for trying until it is said where people come; what is printed then stays. */
@SpringBootTest(
    classes = NongchaoApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "nongchao.seal-delay=PT10H",
      "nongchao.escalation-delay=PT10H",
      "nongchao.addresses-delay=PT10H"
    })
class TrialTest {

  // Of its own: it is about the whole installation.
  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.empty().register(registry);
  }

  private static final String FIRST = "https://act.example.gov.cn";
  private static final String NEXT = "https://tide.example.gov.cn";

  @Autowired Trial trial;
  @Autowired Addresses addresses;
  @Autowired PublicAddress address;
  @Autowired Codes codes;
  @Autowired Loops loops;
  @Autowired Sealing sealing;
  @Autowired LogAudit audit;
  @Autowired LogMemory memory;
  @Autowired LogStore store;
  @Autowired PublicLog log;
  @Autowired Ledger ledger;
  @Autowired LedgerBeginning beginning;
  @Autowired JdbcClient jdbc;

  @BeforeEach
  void nobodyHasSaidWherePeopleCome() {
    beginning.begin();
    List<Integer> before =
        jdbc.sql("delete from proof.addresses returning number").query(Integer.class).list();
    ledger.wrote(ProofTables.ADDRESSES, before);
    addresses.follow();
    assertThat(address.isTrial()).isTrue();
  }

  @Test
  void aTrialIsBegunAgainAndWhatIsEnteredStays() throws Exception {
    IssuedCode code = issue();
    seal();
    memory.remember(store.state().orElseThrow());
    String before = log.origin();
    assertThat(genuine(code.link())).isTrue();

    Trial.Extent went = trial.beginAgain().orThrow();

    assertThat(went.codes()).isPositive();
    assertThat(codes.find(code.act())).isEmpty();
    assertThat(genuine(code.link())).as("a code of the trial, offline").isFalse();
    assertThat(log.origin()).isNotEqualTo(before);
    assertThat(memory.contradicts(store.state().orElseThrow())).isEmpty();
    seal();
    String next = log.origin();
    trial.settle("http://localhost:8080").orThrow();
    assertThat(log.origin()).as("no two logs of one name").isEqualTo(next);
    assertThat(loops.find(code.loop())).isPresent();
    assertThat(Leaves.of(jdbc, code.entry())).as("sealed anew").hasSize(1);
    assertThat(audit.run(leaves -> {}).first()).isEmpty();
    assertThat(genuine(issue().link())).isTrue();
  }

  @Test
  void theFirstAddressEndsTheTrialAndNamesTheLog() throws Exception {
    IssuedCode code = issue();
    seal();
    memory.remember(store.state().orElseThrow());
    long size = log.size();

    trial.settle(FIRST).orThrow();

    assertThat(address.isTrial()).isFalse();
    assertThat(log.origin()).isEqualTo("act.example.gov.cn/log");
    assertThat(log.size()).isEqualTo(size);
    assertThat(memory.contradicts(store.state().orElseThrow())).isEmpty();
    assertThat(codes.find(code.act()).orElseThrow().link()).startsWith(FIRST + "/c/");
    assertThat(genuine(code.link())).as("printed in the trial and not thrown away").isTrue();
    seal();
    assertThat(audit.run(leaves -> {}).first()).isEmpty();
    assertThat(trial.beginAgain()).isInstanceOf(Outcome.Refused.class);
    assertThatThrownBy(() -> jdbc.sql("delete from proof.tiles").update())
        .hasStackTraceContaining("only grows");
    assertThatThrownBy(() -> jdbc.sql("delete from proof.records").update())
        .hasStackTraceContaining("append-only");
  }

  @Test
  void whatWasPrintedUnderAnAddressOfBeforeStaysGenuineAndNothingElseBecomesSo() {
    trial.settle(FIRST).orThrow();
    IssuedCode printed = issue();

    trial.settle(NEXT).orThrow();

    assertThat(genuine(printed.link())).as(printed.link()).isTrue();
    assertThat(codes.check(printed.link()).orThrow().verdict()).isInstanceOf(Verdict.Genuine.class);
    IssuedCode now = codes.find(printed.act()).orElseThrow();
    assertThat(now.link()).startsWith(NEXT + "/c/");
    assertThat(genuine(now.link())).isTrue();
    assertThat(genuine(now.link().replace(NEXT, "https://evil.example"))).isFalse();
    IssuedCode later = issuedAfter(printed);
    assertThat(genuine(later.link())).isTrue();
    assertThat(genuine(later.link().replace(NEXT, FIRST)))
        .as("signed when the address was given up already")
        .isFalse();
    assertThat(log.origin()).as("the log keeps its name").isEqualTo("act.example.gov.cn/log");
  }

  @Test
  void oneGivenAtTheStartHoldsAndIsKeptWithTheOthers() {
    trial.settle(FIRST).orThrow();
    var given =
        new PublicAddress(
            new Settings(Path.of("data"), false, ZoneId.of("Asia/Shanghai"), NEXT + "/"));
    new Addresses(jdbc, ledger, given, Clock.systemUTC()).afterPropertiesSet();
    assertThat(given.now()).isEqualTo(NEXT);
    assertThat(given.isGiven()).isTrue();
    assertThat(given.isTrial()).isFalse();
    assertThat(given.former()).extracting(PublicAddress.Former::address).contains(FIRST);
  }

  @Test
  void whatIsNoAddressForEverybodyIsRefusedOrAskedAgain() {
    for (String none :
        List.of("act", "ftp://a.cn", "https://a.cn/c", "https://u@a.cn", "https:/")) {
      assertThat(new AddressWish(none, true).unfit()).as(none).isNotEmpty();
    }
    for (String inside :
        List.of(
            "http://localhost:8080",
            "https://192.168.1.5",
            "https://10.0.0.1",
            "https://nas",
            "https://street.lan",
            "http://act.example.gov.cn")) {
      assertThat(new AddressWish(inside, false).unfit()).as(inside).isNotEmpty();
      assertThat(new AddressWish(inside, true).unfit()).as(inside).isEmpty();
    }
    assertThat(new AddressWish("https://ACT.example.gov.cn/", false).unfit()).isEmpty();
    assertThat(new AddressWish("https://ACT.example.gov.cn/", false).bare()).isEqualTo(FIRST);
  }

  private boolean genuine(String link) {
    CodeKeys keys = CodeKeys.read(codes.keys()).orThrow();
    return ActCode.read(link).orThrow().verify(keys) instanceof Verdict.Genuine;
  }

  /** Codes and addresses are of a second: the address was given up in one before. */
  private IssuedCode issuedAfter(IssuedCode printed) {
    IssuedCode next = issue();
    while (!next.issuedAt().isAfter(printed.issuedAt().plusSeconds(1))) next = issue();
    return next;
  }

  private void seal() {
    Settled.wait(jdbc);
    sealing.sealAll();
  }

  private IssuedCode issue() {
    LoopId loop = LoopId.next();
    DivisionCode village = new DivisionCode("330114003200");
    Opening opening =
        new Opening(
            loop, "event", "占道经营", village, null, null, null, null, null, "", Map.of(), List.of());
    loops.open(opening, Actor.automatic("test")).orThrow();
    UUID entry = loop.value();
    List<Fact> facts = List.of(Fact.open(Text.of("结果", "Result"), Text.same("已劝离")));
    var act = new ActRecord(Ids.next(), "persuasion", loop, entry, village, "", List.of(), facts);
    return codes.issue(act).orThrow();
  }
}
