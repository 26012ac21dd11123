package cn.nongchao.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.NongchaoApplication;
import cn.nongchao.TestDatabase;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Loops;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.receipt.Receipt;
import cn.nongchao.seal.receipt.ReceiptCheck;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.TileId;
import cn.nongchao.seal.tlog.TileTree;
import cn.nongchao.seal.tlog.TrustedLog;
import cn.nongchao.seal.tree.Proofs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** What is sealed can be checked from outside, and no crash or second sealer changes that. */
@SpringBootTest(
    classes = NongchaoApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {"nongchao.seal-delay=PT10H", "nongchao.escalation-delay=PT10H"})
class SealerTest {

  // Of its own: it counts every entry there is.
  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.empty().register(registry);
  }

  @Autowired Sealer sealer;
  @Autowired PublicLog log;
  @Autowired Loops loops;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  @BeforeEach
  void everythingSealed() {
    sealer.found();
    while (sealer.sealBatch() > 0) {
      // until nothing waits
    }
  }

  @Test
  void aReceiptOfASealedEntryIsGenuineAndOneBitLessIsNot() throws Exception {
    UUID entry = open();
    assertThat(log.receipt(entry)).isEmpty();
    assertThat(sealer.sealBatch()).isEqualTo(1);

    Receipt receipt = log.receipt(entry).orElseThrow();
    assertThat(ReceiptCheck.check(receipt.bytes(), ours())).isInstanceOf(Verdict.Genuine.class);
    String altered = receipt.text().replace("占道经营", "合法经营");
    assertThat(altered).isNotEqualTo(receipt.text());
    assertThat(ReceiptCheck.check(altered.getBytes("UTF-8"), ours()))
        .isInstanceOf(Verdict.NotGenuine.class);
  }

  @Test
  void everyEarlierCheckpointIsConsistentWithEveryLaterOneThroughCrashes() throws Exception {
    Random random = new Random(42);
    List<Checkpoint> published = new ArrayList<>();
    for (int step = 0; step < 25; step++) {
      for (int i = random.nextInt(60); i >= 0; i--) open();
      if (random.nextInt(3) == 0) {
        // A crash before the commit: everything of the batch is gone, the next one does it again.
        transaction.executeWithoutResult(status -> {
          sealer.sealBatch();
          status.setRollbackOnly();
        });
      } else {
        sealer.sealBatch();
      }
      published.add(checkpoint());
    }
    Checkpoint last = published.getLast();
    TileTree tree = new TileTree(log::tile, last.size());
    assertThat(tree.root()).isEqualTo(last.root());
    for (Checkpoint earlier : published) {
      if (earlier.size() == 0) continue;
      assertThat(
              Proofs.consistencyHolds(
                  earlier.size(),
                  last.size(),
                  tree.consistency(earlier.size()),
                  earlier.root(),
                  last.root()))
          .isTrue();
    }
  }

  /** Transactions are numbers: the tenth comes after the ninth. */
  @Test
  void recordsAreSealedOnceInTheOrderOfTheirTransactions() {
    UUID later = recorded("10");
    UUID earlier = recorded("9");
    assertThat(sealer.sealBatch()).isEqualTo(2);
    assertThat(log.index(later).orElseThrow()).isEqualTo(log.index(earlier).orElseThrow() + 1);
    assertThat(sealer.sealBatch()).isZero();
  }

  private UUID recorded(String transaction) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            "insert into proof.records (id, txid, type, facts, salt, at)"
                + " values (?, ?::xid8, 'test', '{}', decode(repeat('00', 32), 'hex'), now())")
        .params(id, transaction)
        .update();
    return id;
  }

  @Test
  void twoSealersAtOnceSealEachEntryOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(6)) {
      List<java.util.concurrent.Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < 3; writer++) {
        all.add(
            threads.submit(() -> {
              for (int i = 0; i < 100; i++) open();
            }));
      }
      for (int node = 0; node < 3; node++) {
        all.add(
            threads.submit(() -> {
              for (int i = 0; i < 150; i++) sealer.sealBatch();
            }));
      }
      for (var one : all) one.get();
    }
    everythingSealed();
    long subjects =
        count("select count(*) from loop.entries") + count("select count(*) from proof.records");
    List<Long> places =
        jdbc.sql("select index from proof.leaves order by index").query(Long.class).list();
    assertThat(new HashSet<>(places)).hasSize((int) subjects);
    assertThat(places.getLast()).isEqualTo(subjects - 1);
    assertThat(checkpoint().size()).isEqualTo(subjects);
  }

  @Test
  void tilesOnlyGrow() {
    open();
    sealer.sealBatch();
    assertThatThrownBy(
            () -> jdbc.sql("update proof.tiles set bytes = decode('00', 'hex')").update())
        .hasStackTraceContaining("a tile only grows");
    assertThatThrownBy(() -> jdbc.sql("delete from proof.tiles").update())
        .hasStackTraceContaining("a tile only grows");
  }

  @Test
  void aSealerThatFindsAnotherTreeStoredSignsNothing() {
    open();
    sealer.sealBatch();
    byte[] root = jdbc.sql("select root from proof.log_state").query(byte[].class).single();
    jdbc.sql("update proof.log_state set root = decode(repeat('ab', 32), 'hex')").update();
    String before = log.checkpoint();
    open();
    try {
      assertThatThrownBy(() -> sealer.sealBatch()).isInstanceOf(LogBroken.class);
      assertThat(log.checkpoint()).isEqualTo(before);
    } finally {
      jdbc.sql("update proof.log_state set root = ?").param(root).update();
    }
    assertThat(sealer.sealBatch()).isEqualTo(1);
  }

  @Test
  void theTileOfALevelIsServedAtEveryWidthItEverHad() throws Exception {
    for (int i = 0; i < 5; i++) {
      open();
      sealer.sealBatch();
    }
    byte[] wide = log.tile(new TileId(0, 0, 5));
    byte[] narrow = log.tile(new TileId(0, 0, 2));
    assertThat(wide).startsWith(narrow);
    assertThat(log.tile(new TileId(0, 999, 1))).isNull();
  }

  private UUID open() {
    return loops
        .open(Openings.event("路口占道经营，影响通行"), Actor.automatic("test"))
        .map(loop -> loop.id().value())
        .orThrow();
  }

  private Checkpoint checkpoint() throws Exception {
    return ours().open(SignedNote.parse(log.checkpoint())).checkpoint();
  }

  private TrustedLog ours() throws Exception {
    List<VerifierKey> keys = new ArrayList<>();
    for (String key : log.verifierKeys()) keys.add(VerifierKey.parse(key));
    return TrustedLog.of(log.origin(), keys);
  }

  private long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
