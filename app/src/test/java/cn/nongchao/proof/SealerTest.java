package cn.nongchao.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.Leaves;
import cn.nongchao.NongchaoApplication;
import cn.nongchao.Settled;
import cn.nongchao.TestDatabase;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Loops;
import cn.nongchao.platform.Room;
import cn.nongchao.platform.Settings;
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
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

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
  @Autowired Receipts receipts;
  @Autowired LogStore store;
  @Autowired Sealing sealing;
  @Autowired LogMemory memory;
  @Autowired Settings settings;
  @Autowired Alerts told;
  @Autowired Loops loops;
  @Autowired JdbcClient jdbc;
  @Autowired javax.sql.DataSource source;
  @Autowired List<Source> sources;
  @Autowired TransactionTemplate transaction;

  @BeforeEach
  void everythingSealed() {
    sealer.found();
    Settled.wait(jdbc);
    while (sealer.sealBatch().sealed() > 0) {
      // until nothing waits
    }
  }

  @Test
  void aReceiptOfASealedEntryIsGenuineAndOneBitLessIsNot() throws Exception {
    UUID entry = open();
    assertThat(receipts.of(entry)).isEmpty();
    assertThat(seal().sealed()).isEqualTo(1);

    Receipt receipt = receipts.of(entry).orElseThrow();
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
        seal();
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
    jdbc.sql("delete from proof.positions where source = 'record'").update();
    UUID later = recorded(UUID.randomUUID(), "10", "{}");
    UUID earlier = recorded(UUID.randomUUID(), "9", "{}");
    assertThat(seal().sealed()).isEqualTo(2);
    long first = Leaves.of(jdbc, earlier).getFirst();
    assertThat(Leaves.of(jdbc, later)).containsExactly(first + 1);
    assertThat(seal().sealed()).isZero();
  }

  private UUID recorded(UUID id, String transaction, String facts) {
    jdbc.sql(
            "insert into proof.records (id, txid, type, facts, salt, at)"
                + " values (?, ?::xid8, 'test', ?::jsonb, decode(repeat('00', 32), 'hex'), now())")
        .params(id, transaction, facts)
        .update();
    return id;
  }

  private String thisTransaction() {
    return jdbc.sql("select pg_current_xact_id()::text").query(String.class).single();
  }

  @Test
  void anEntryAndARecordOfTheSameIdAreTwoLeaves() {
    UUID entry = open();
    recorded(entry, thisTransaction(), "{}");
    assertThat(seal().sealed()).isEqualTo(2);
    assertThat(Leaves.of(jdbc, entry)).hasSize(2);
    assertThat(receipts.of(entry)).isPresent();
  }

  /** Read again for whatever reason: a thing has one leaf. */
  @Test
  void whatIsReadTwiceIsSealedOnce() {
    UUID entry = open();
    seal();
    jdbc.sql("update proof.positions set txid = 0, seq = 0").update();
    assertThat(seal().sealed()).isZero();
    assertThat(Leaves.of(jdbc, entry)).hasSize(1);
    assertThat(seal()).isEqualTo(new Sealer.Done(0, false));
  }

  @Test
  void whatCannotBeSealedIsSetAsideAndTheRestGoesOn() throws Exception {
    UUID fine = open();
    UUID record = recorded(UUID.randomUUID(), thisTransaction(), tooLong());
    UUID entry = overlongEntry(fine);
    UUID alsoFine = open();

    assertThat(seal().sealed()).isEqualTo(4);
    assertThat(receipts.of(fine)).isPresent();
    assertThat(receipts.of(alsoFine)).isPresent();
    assertThat(receipts.of(entry)).isEmpty();
    assertThat(receipts.withheld(entry)).isEqualTo(Receipts.Withheld.SET_ASIDE);
    assertThat(alerts("entry-set-aside"))
        .contains(
            entry + ": it is not as it was meant by whoever made it",
            record + ": the entry is too long");
    assertThat(new TileTree(log::tile, checkpoint().size()).root()).isEqualTo(checkpoint().root());

    assertThat(sealer.sealAside()).as("as unsealable as before").isZero();
    mend(record);
    assertThat(sealer.sealAside()).isEqualTo(1);
    assertThat(Leaves.of(jdbc, record)).hasSize(1);
    assertThat(sealer.sealAside()).as("only once").isZero();
  }

  /** With the database's password and a moment's time, or by a trigger, or by sealing it anew. */
  @Test
  void whatIsAlteredBeforeItIsSealedIsNotSealed() {
    UUID altered = open();
    UUID unsaid = open();
    UUID again = open();
    change("update loop.entries set note = '改过的话' where id = ?", altered);
    change("update loop.entries set data = data - 'loop.said' where id = ?", unsaid);
    seal();
    assertThat(receipts.of(again)).isPresent();
    for (UUID one : List.of(altered, unsaid)) {
      assertThat(receipts.of(one)).isEmpty();
      assertThat(alerts("entry-set-aside")).anyMatch(said -> said.startsWith(one + ": it is not"));
    }
    assertThat(sealer.sealAside()).as("nor at the next start").isZero();

    // And back again, or the log would lack a leaf for those who come after.
    transaction.executeWithoutResult(undone -> {
      undone.setRollbackOnly();
      change("update loop.entries set note = '后来的话' where id = ?", again);
      jdbc.sql("delete from proof.leaves where subject = ?").param(again).update();
      jdbc.sql("update proof.positions set seq = 0, txid = '0' where source = 'entry'").update();
      sealer.sealBatch();
      assertThat(receipts.of(again)).as("sealed anew").isEmpty();
      assertThat(receipts.withheld(again)).isEqualTo(Receipts.Withheld.SET_ASIDE);
    });
  }

  private void change(String sql, UUID entry) {
    jdbc.sql("alter table loop.entries disable trigger user").update();
    jdbc.sql(sql).param(entry).update();
    jdbc.sql("alter table loop.entries enable trigger user").update();
  }

  /** What was signed and is not in the database any more was once there: a copy was put back. */
  @Test
  void aDatabaseThatWentBackIsNotSealedOnFrom() throws Exception {
    sealing.begin();
    UUID waiting = open();
    Settled.wait(jdbc);
    transaction.executeWithoutResult(undone -> {
      sealing.seal();
      undone.setRollbackOnly();
    });
    sealing.begin();
    sealing.seal();
    assertThat(Leaves.of(jdbc, waiting)).isEmpty();
    assertThat(alerts("log-went-back")).hasSize(1);

    memory.forget();
    sealing.begin();
    Settled.wait(jdbc);
    sealing.seal();
    assertThat(Leaves.of(jdbc, waiting)).hasSize(1);
    sealing.begin();
    assertThat(memory.contradicts(store.state().orElseThrow())).isEmpty();
  }

  /** With the database's password one can keep everything unsealed by one open transaction. */
  @Test
  void whoeverKeepsSealingWaitingIsTold() throws Exception {
    var passed = new AtomicReference<>(Duration.ZERO);
    InstantSource later = () -> Clock.systemUTC().instant().plus(passed.get());
    SealWatch watch = new SealWatch(sources, store, told, jdbc, later.withZone(ZoneOffset.UTC));
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("select pg_current_xact_id()");
      }
      open();
      sealer.sealBatch();
      watch.look();
      watch.look();
      assertThat(alerts("sealing-stands")).isEmpty();
      passed.set(Duration.ofSeconds(61));
      watch.look();
      assertThat(alerts("sealing-stands")).hasSize(1).first().asString().contains("process ");
      connection.rollback();
    }
    everythingSealed();
    jdbc.sql("delete from proof.alerts where kind = 'sealing-stands'").update();
    watch.look();
    open();
    watch.look();
    assertThat(alerts("sealing-stands")).as("what has just come waits for nobody").isEmpty();
  }

  @Test
  void aClockThatDiffersOrWasSetBackIsTold() {
    open();
    seal();
    new ClockWatch(jdbc, store, told, Clock.systemUTC()).compare();
    assertThat(alerts("clock-differs")).isEmpty();
    Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-30));
    new ClockWatch(jdbc, store, told, behind).compare();
    assertThat(alerts("clock-differs"))
        .hasSize(2)
        .anyMatch(alert -> alert.equals("database"))
        .anyMatch(alert -> alert.startsWith("checkpoint"));
  }

  /** Set forward a day's late work is early, and nothing else here would know. */
  @Test
  void aClockThatJumpsBetweenTwoLooksIsTold() {
    for (int seconds : List.of(1800, -1800)) {
      var set = new AtomicReference<>(Duration.ZERO);
      InstantSource shifted = () -> Clock.systemUTC().instant().plus(set.get());
      ClockWatch watch = new ClockWatch(jdbc, store, told, shifted.withZone(ZoneOffset.UTC));
      watch.compare();
      int before = alerts("clock-differs").size();
      watch.compare();
      assertThat(alerts("clock-differs")).hasSize(before);
      set.set(Duration.ofSeconds(seconds));
      watch.compare();
      assertThat(alerts("clock-differs"))
          .anyMatch(alert -> alert.matches("[+-]?(1799|1800|1801) s at .*"))
          .contains("database");
      jdbc.sql("delete from proof.alerts where kind = 'clock-differs'").update();
    }
  }

  @Test
  void aDiskThatFillsIsTold() {
    DiskWatch roomy = watch(0, 0);
    roomy.look();
    assertThat(alerts("disk-nearly-full")).isEmpty();
    watch(EVERYTHING, 0).look();
    assertThat(alerts("disk-nearly-full")).hasSize(1);
    assertThat(alerts("disk-full")).isEmpty();

    DiskWatch full = watch(EVERYTHING, EVERYTHING);
    jdbc.sql("alter table proof.alerts add constraint no_room check (kind <> 'disk-full')")
        .update();
    full.look();
    assertThat(alerts("disk-full")).as("it could not be written").isEmpty();
    jdbc.sql("alter table proof.alerts drop constraint no_room").update();
    full.look();
    assertThat(alerts("disk-full")).as("once it can, it is").hasSize(1);
  }

  private static final long EVERYTHING = Long.MAX_VALUE;

  private DiskWatch watch(long alarm, long least) {
    Room.Choice choice = new Room.Choice(DataSize.ofBytes(alarm), DataSize.ofBytes(least));
    return new DiskWatch(new Room(settings, choice), told, settings);
  }

  private List<String> alerts(String kind) {
    return jdbc.sql("select detail from proof.alerts where kind = ?")
        .param(kind)
        .query(String.class)
        .list();
  }

  private static String tooLong() {
    return "{\"reason\": \"" + "长".repeat(30_000) + "\"}";
  }

  /** As an older version might have let through: 20,000 characters of six bytes each. */
  private UUID overlongEntry(UUID like) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            "insert into loop.entries (id, loop, kind, version, move, to_stage, at, by_label, note,"
                + " data, evidence, late, salt)"
                + " select ?, loop, kind, version + 1, move, to_stage, at, by_label,"
                + " repeat(E'\\u0001', 20000), data, evidence, late, salt"
                + " from loop.entries where id = ?")
        .params(id, like)
        .update();
    return id;
  }

  /** What a later version would do by knowing how to seal it. */
  private void mend(UUID record) {
    jdbc.sql("alter table proof.records disable trigger records_append_only").update();
    jdbc.sql("update proof.records set facts = '{}' where id = ?").param(record).update();
    jdbc.sql("alter table proof.records enable trigger records_append_only").update();
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
        count("select count(*) from loop.entries")
            + count("select count(*) from proof.records")
            + count("select count(*) from people.audit")
            + count("select count(*) from people.ledger")
            + count("select count(*) from proof.set_aside where sealed_at is not null");
    List<Long> places =
        jdbc.sql(
                "select index from proof.leaves union all select index from proof.set_aside"
                    + " order by index")
            .query(Long.class)
            .list();
    assertThat(new HashSet<>(places)).hasSize((int) subjects);
    assertThat(places.getLast()).isEqualTo(subjects - 1);
    assertThat(checkpoint().size()).isEqualTo(subjects);
  }

  @Test
  void tilesOnlyGrow() {
    open();
    seal();
    assertThatThrownBy(
            () -> jdbc.sql("update proof.tiles set bytes = decode('00', 'hex')").update())
        .hasStackTraceContaining("a tile only grows");
    assertThatThrownBy(() -> jdbc.sql("delete from proof.tiles").update())
        .hasStackTraceContaining("a tile only grows");
  }

  @Test
  void aSealerThatFindsAnotherTreeStoredSignsNothing() {
    open();
    seal();
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
    assertThat(seal().sealed()).isEqualTo(1);
  }

  @Test
  void theTileOfALevelIsServedAtEveryWidthItEverHad() throws Exception {
    for (int i = 0; i < 5; i++) {
      open();
      seal();
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

  private Sealer.Done seal() {
    Settled.wait(jdbc);
    return sealer.sealBatch();
  }
}
