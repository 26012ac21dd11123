package cn.nongchao.proof;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.NongchaoApplication;
import cn.nongchao.Settled;
import cn.nongchao.TestDatabase;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Opening;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.code.ActCode;
import cn.nongchao.seal.code.CodeKey;
import cn.nongchao.seal.code.CodeKeys;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.TrustedLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Keys change; what the old ones signed stays genuine, and who knows only an old one can follow.
 */
@SpringBootTest(
    classes = NongchaoApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "nongchao.seal-delay=PT10H",
      "nongchao.escalation-delay=PT10H",
      "nongchao.log.sm2=true"
    })
class KeysTest {

  private static final DivisionCode VILLAGE = new DivisionCode("330114003200");

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.empty().register(registry);
  }

  @Autowired Sealer sealer;
  @Autowired PublicLog log;
  @Autowired Codes codes;
  @Autowired CodeSigning signing;
  @Autowired Loops loops;
  @Autowired Networks networks;
  @Autowired JdbcClient jdbc;

  @Test
  void anOldLogKeyAndTheNewOneAndSm2EachOpenTheCheckpointByThemselves() throws Exception {
    sealer.found();
    open();
    seal();
    List<String> before = log.verifierKeys();
    Checkpoint tree = opened(before.getFirst());

    VerifierKey fresh = sealer.rotateKey();

    assertThat(log.verifierKeys()).hasSize(before.size() + 2).startsWith(fresh.toString());
    assertThat(log.verifierKeys()).containsAll(before);
    for (String key : log.verifierKeys()) {
      assertThat(opened(key).sameTree(tree)).as(key).isTrue();
    }
    assertThat(log.verifierKeys()).anyMatch(key -> type(key) == VerifierKey.OTHER);
    assertThat(lines()).as("the newest key signs first").startsWith(fresh.keyId());

    open();
    assertThat(seal().sealed()).isEqualTo(1);
    assertThat(opened(before.getFirst()).size()).isEqualTo(tree.size() + 1);
  }

  @Test
  void aCodeOfAnOldKeyStaysGenuineAndThatKeyGetsItsEnd() {
    IssuedCode old = codes.issue(act()).orThrow();
    CodeKey before = signing.signer().orElseThrow().key();
    codes.rotateKey();
    IssuedCode fresh = codes.issue(act()).orThrow();

    CodeKeys published = CodeKeys.read(codes.keys()).orThrow();
    assertThat(published.all()).hasSize(2);
    assertThat(published.all().getFirst().period().until()).isEmpty();
    assertThat(published.all().getLast().period().until()).isPresent();
    assertThat(published.all().getLast().publicKey()).isEqualTo(before.publicKey());
    for (IssuedCode code : List.of(old, fresh)) {
      assertThat(ActCode.read(code.link()).orThrow().verify(published))
          .isInstanceOf(Verdict.Genuine.class);
    }
    CodeKeys onlyOld = CodeKeys.of(before);
    assertThat(ActCode.read(fresh.link()).orThrow().verify(onlyOld))
        .isInstanceOf(Verdict.CouldNotCheck.class);
  }

  @Test
  void networksComeInWholeOrNotAtAll() {
    assertThat(
            networks.replace(
                List.of("network,city", "60.177.0.0/16,330100", "", "2001:db8::/32,310000")))
        .isEqualTo(Outcome.done(2));
    check("60.177.0.1/16,330100");
    check("60.177.0.0/33,330100");
    check("localhost/8,330100");
    check("60.177.0.0/16,Hangzhou");
    check("60.177.0.0/16");
    assertThat(jdbc.sql("select count(*) from proof.networks").query(Long.class).single())
        .isEqualTo(2);
  }

  private void check(String bad) {
    assertThat(networks.replace(List.of("10.0.0.0/8,330100", bad)))
        .as(bad)
        .isInstanceOfSatisfying(
            Outcome.Refused.class, no -> assertThat(no.toString()).contains("line 2"));
  }

  private List<Integer> lines() throws Exception {
    return SignedNote.parse(log.checkpoint()).lines().stream().map(line -> line.keyId()).toList();
  }

  private Checkpoint opened(String key) throws Exception {
    TrustedLog only = TrustedLog.of(log.origin(), List.of(VerifierKey.parse(key)));
    return only.open(SignedNote.parse(log.checkpoint())).checkpoint();
  }

  private static byte type(String key) {
    try {
      return VerifierKey.parse(key).type();
    } catch (cn.nongchao.seal.Malformed e) {
      throw new AssertionError(e);
    }
  }

  private ActRecord act() {
    LoopId loop = open();
    return new ActRecord(
        Ids.next(), "warning", loop, loop.value(), VILLAGE, "", List.of("1"), List.of());
  }

  private LoopId open() {
    LoopId loop = LoopId.next();
    Opening opening =
        new Opening(
            loop, "event", "占道经营", VILLAGE, null, null, null, null, null, "", Map.of(), List.of());
    return loops.open(opening, Actor.automatic("test")).orThrow().id();
  }

  private Sealer.Done seal() {
    Settled.wait(jdbc);
    return sealer.sealBatch();
  }
}
