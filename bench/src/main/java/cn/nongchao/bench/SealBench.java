package cn.nongchao.bench;

import cn.nongchao.cases.EventLife;
import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Opening;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.proof.PublicLog;
import cn.nongchao.proof.Receipts;
import cn.nongchao.proof.Sealing;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.note.Ed25519;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.receipt.ReceiptCheck;
import cn.nongchao.seal.tlog.TrustedLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench seal}: entries sealed a second with durable storage, receipts verified a second
 * beside bare Ed25519 signatures, and what sealing costs those who close loops meanwhile.
 */
@Command(
    name = "seal",
    description =
        "Seal entries into the public log, verify receipts beside bare Ed25519 signatures, and"
            + " close loops with and without the sealer at work.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
final class SealBench implements Callable<Integer> {

  private static final PrintStream OUT = System.out;
  private static final Duration TICK = Duration.ofMillis(300);
  private static final int SAMPLE = 2000;

  @Option(names = "--entries", defaultValue = "100000", description = "Entries to seal.")
  int entries;

  @Option(names = "--rounds", defaultValue = "3", description = "Turns for each side.")
  int rounds;

  @Option(names = "--seconds", defaultValue = "6", description = "Length of a turn.")
  int seconds;

  @Option(names = "--threads", defaultValue = "2", description = "Threads that verify.")
  int threads;

  @Option(names = "--closers", defaultValue = "8", description = "Threads that close loops.")
  int closers;

  @Override
  public Integer call() throws Exception {
    Path data = Files.createTempDirectory("nongchao-bench");
    try (AppSession session = AppSession.open(DataOptions.of(data, null, 0))) {
      OUT.printf(
          Locale.ROOT,
          "fsync=%s, synchronous_commit=%s, load average %s%n",
          setting(session, "fsync"),
          setting(session, "synchronous_commit"),
          load());
      double sealed = seal(session);
      double[] verified = verify(session);
      double cost = cost(session);
      OUT.printf(
          Locale.ROOT,
          "result: sealed=%.0f verified=%.0f bare=%.0f verified/bare=%.2f loop-cost=%.1f%%%n",
          sealed,
          verified[0],
          verified[1],
          verified[0] / verified[1],
          100 * cost);
      return 0;
    } finally {
      delete(data);
    }
  }

  /** Entries like those of real loops, six to a loop, written beforehand and not timed. */
  private double seal(AppSession session) throws SQLException {
    JdbcClient jdbc = session.get(JdbcClient.class);
    Sealing sealing = session.get(Sealing.class);
    template(session);
    sealing.sealAll();
    write(jdbc, Math.max(12, entries / 10));
    sealing.sealAll();
    OUT.println("warmed up");
    write(jdbc, entries);
    long before = leaves(session);
    long begun = System.nanoTime();
    long said = sealing.sealAll();
    double took = (System.nanoTime() - begun) / 1e9;
    long stored = leaves(session) - before;
    if (said != stored || stored < entries) {
      throw new IllegalStateException("sealed %d, stored %d".formatted(said, stored));
    }
    OUT.printf(Locale.ROOT, "sealed %d entries in %.2f s, %.0f/s%n", stored, took, stored / took);
    return stored / took;
  }

  /** One loop by the door, of which the others are copies. */
  private static void template(AppSession session) {
    Opening opening =
        new Opening(
            LoopId.next(),
            EventLife.KIND,
            "bench",
            new DivisionCode("330114003200"),
            null,
            null,
            null,
            null,
            null,
            "",
            Map.of(),
            List.of());
    session.get(Loops.class).open(opening, Actor.automatic("bench")).orThrow();
  }

  private static void write(JdbcClient jdbc, int count) {
    int first = jdbc.sql("select count(*) from loop.loops").query(Integer.class).single();
    jdbc.sql(
            """
            insert into loop.loops (id, kind, number, title, stage, version, division, opened_at,
              stage_since, counted_from, rank, touched_at)
            select gen_random_uuid(), l.kind, 'B' || n, 'bench', 'CLOSED', 6, l.division,
              l.opened_at, l.stage_since, l.counted_from, l.rank, l.touched_at
            from (select * from loop.loops limit 1) l, generate_series(?, ?) n
            """)
        .params(first + 1, first + (count + 5) / 6)
        .update();
    jdbc.sql(
            """
            insert into loop.entries (id, loop, kind, version, move, from_stage, to_stage, at,
              person, by_label, note, data, evidence, late, salt)
            select gen_random_uuid(), l.id, 'event', v,
              case v when 1 then 'OPENED' else 'STEP_RECORDED' end, 'HANDLING', 'HANDLING',
              now(), gen_random_uuid(), 'bench', '已到现场，当事人承诺两小时内清理完毕',
              '{"category":"0301","to":"b7"}'::jsonb, array[gen_random_uuid()], false,
              sha256(gen_random_uuid()::text::bytea)
            from loop.loops l, generate_series(1, 6) v
            where l.number like 'B%' and substr(l.number, 2)::int > ?
            """)
        .param(first)
        .update();
  }

  private static long leaves(AppSession session) throws SQLException {
    return Count.of(session.get(DataSource.class), "select count(*) from proof.leaves");
  }

  /** Receipts verified a second, and bare signatures over the same checkpoint, in turns. */
  private double[] verify(AppSession session) throws Exception {
    PublicLog log = session.get(PublicLog.class);
    Receipts given = session.get(Receipts.class);
    List<byte[]> receipts = new ArrayList<>();
    List<UUID> some =
        session
            .get(JdbcClient.class)
            .sql(
                "select subject from proof.leaves where source = 'entry' order by md5(index::text)"
                    + " limit "
                    + SAMPLE)
            .query(UUID.class)
            .list();
    for (UUID one : some) receipts.add(given.of(one).orElseThrow().bytes());
    VerifierKey key = VerifierKey.parse(log.verifierKeys().getFirst());
    TrustedLog trusted = TrustedLog.of(log.origin(), List.of(key));
    SignedNote note = SignedNote.parse(log.checkpoint());
    byte[] text = note.text().getBytes(StandardCharsets.UTF_8);
    byte[] signature = note.lines().getFirst().signature();
    IntPredicate receipt =
        i ->
            ReceiptCheck.check(receipts.get(i % receipts.size()), trusted)
                instanceof Verdict.Genuine;
    IntPredicate bare = i -> Ed25519.verify(key.key(), text, signature);
    rate(receipt);
    rate(bare);
    double[] sums = new double[2];
    for (int round = 1; round <= rounds; round++) {
      double verified = rate(receipt);
      double limit = rate(bare);
      OUT.printf(
          Locale.ROOT,
          "round %d  receipts %.0f/s, bare signatures %.0f/s%n",
          round,
          verified,
          limit);
      sums[0] += verified / rounds;
      sums[1] += limit / rounds;
    }
    return sums;
  }

  private double rate(IntPredicate genuine) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos() / 2;
    long begun = System.nanoTime();
    List<Future<Long>> all = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int thread = 0; thread < threads; thread++) {
        int offset = thread * 997;
        all.add(pool.submit(() -> count(genuine, offset, end)));
      }
    }
    long done = 0;
    for (Future<Long> one : all) done += one.get();
    return done / ((System.nanoTime() - begun) / 1e9);
  }

  private static long count(IntPredicate genuine, int offset, long end) {
    long done = 0;
    while (System.nanoTime() < end) {
      if (!genuine.test((int) (offset + done))) throw new IllegalStateException("not genuine");
      done++;
    }
    return done;
  }

  /** The share of loops not closed because the sealer was at work; with and without in turns. */
  private double cost(AppSession session) throws Exception {
    OurLoops ours = new OurLoops(session);
    Rounds turns = new Rounds(closers);
    Sealing sealing = session.get(Sealing.class);
    turns.run(ours, Duration.ofSeconds(Math.min(5, seconds)));
    double with = 0;
    double without = 0;
    for (int round = 1; round <= rounds; round++) {
      double alone = turns.run(ours, Duration.ofSeconds(seconds)).rate();
      sealing.sealAll(); // what piled up is not this turn's
      double beside = beside(sealing, () -> turns.run(ours, Duration.ofSeconds(seconds)).rate());
      OUT.printf(
          Locale.ROOT,
          "round %d  %.1f loops/s without the sealer, %.1f with it%n",
          round,
          alone,
          beside);
      without += alone;
      with += beside;
    }
    return 1 - with / without;
  }

  private static double beside(Sealing sealing, Callable<Double> work) throws Exception {
    AtomicBoolean on = new AtomicBoolean(true);
    Thread sealer =
        Thread.ofPlatform()
            .name("sealer")
            .start(() -> {
              while (on.get()) {
                sealing.sealAll();
                java.util.concurrent.locks.LockSupport.parkNanos(TICK.toNanos());
              }
            });
    try {
      return work.call();
    } finally {
      on.set(false);
      sealer.join();
    }
  }

  private static String setting(AppSession session, String name) {
    return session
        .get(JdbcClient.class)
        .sql("select current_setting(?)")
        .param(name)
        .query(String.class)
        .single();
  }

  private static String load() {
    var system = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "%.1f on %d cores",
        system.getSystemLoadAverage(),
        system.getAvailableProcessors());
  }

  private static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      System.err.println("Left behind: " + directory + " (" + e.getMessage() + ")");
    }
  }
}
