package cn.nongchao.bench.chaos;

import cn.nongchao.platform.Ids;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench chaos}: clients write without a pause while, round after round, something happens to
 * the server; after each round everything acknowledged is there once, and the log is genuine.
 */
@Command(
    name = "chaos",
    description =
        "Write through HTTP while processes are killed, the disk fills, the clock jumps and"
            + " uploads break, and see that nothing acknowledged is lost or doubled.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class Chaos implements Callable<Integer> {

  private static final PrintStream OUT = System.out;
  private static final int QUIET_SECONDS = 120;

  /** Faults of a round that are told; the others are like them. */
  private static final int TOLD = 8;

  @Option(names = "--rounds", defaultValue = "100", description = "Rounds.")
  int rounds;

  @Option(names = "--seed", description = "What happens when; by default another each time.")
  @Nullable Long seed;

  @Option(names = "--clients", defaultValue = "4", description = "Clients that write.")
  int clients;

  @Option(
      names = "--audit-every",
      defaultValue = "1",
      description = "Rounds between two runs of log audit; the verifier runs after each.")
  int auditEvery;

  @Option(
      names = "--only",
      split = ",",
      description = "What may happen: ${COMPLETION-CANDIDATES}. By default all of it.")
  List<Fault> only = List.of();

  private final Ledger ledger = new Ledger();
  private final List<Writer> writers = new ArrayList<>();
  private Check.Found found = new Check.Found(0, 0, 0, true);
  private int skipped;
  private int wrong;

  @Override
  public Integer call() throws Exception {
    long chosen = seed == null ? new Random().nextInt(Integer.MAX_VALUE) : seed;
    Site site = Site.make();
    OUT.printf(
        Locale.ROOT,
        "seed %d, %d rounds, %d clients; data in %s%s%n",
        chosen,
        rounds,
        clients,
        site,
        site.hasOwnDisk() ? ", on a disk of its own" : ": no disk of its own, none is filled");
    int port = Ports.free();
    String origin = "http://localhost:" + port;
    Check check = new Check(site, ledger, origin, chosen);
    Happening happening = new Happening(site, ledger, check, new Random(chosen), port);
    Thread broken = new Thread(() -> tidy(happening, site));
    Runtime.getRuntime().addShutdownHook(broken);
    try {
      hire(site, origin, chosen);
      run(site, happening, check, new Random(chosen));
    } finally {
      writers.forEach(Writer::end);
    }
    happening.end();
    boolean clean = report();
    Runtime.getRuntime().removeShutdownHook(broken);
    if (clean) site.close();
    else OUT.println("left for a look: " + site);
    return clean ? 0 : 1;
  }

  private static void tidy(Happening happening, Site site) {
    try {
      happening.kill();
    } catch (IOException | InterruptedException | RuntimeException gone) {
      // nothing of it is left to be killed
    }
    site.close();
  }

  private boolean report() {
    boolean clean = found.isClean() && wrong == 0;
    OUT.printf(
        Locale.ROOT,
        "result: rounds=%d skipped=%d acknowledged=%d lost=%d doubled=%d half-written=%d log=%s"
            + " other-faults=%d cut-off=%d put-off=%d%n",
        rounds,
        skipped,
        ledger.size(),
        found.lost(),
        found.doubled(),
        found.halfWritten(),
        found.genuine() ? "genuine" : "NOT-GENUINE",
        wrong,
        ledger.cut(),
        ledger.put());
    return clean;
  }

  private void run(Site site, Happening happening, Check check, Random random) throws Exception {
    List<Fault> bag = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      if (bag.isEmpty()) {
        bag.addAll(only.isEmpty() ? List.of(Fault.values()) : only);
        Collections.shuffle(bag, random);
      }
      Fault fault = bag.removeLast();
      int moment = 10 + random.nextInt(80);
      if (fault.needsOwnDisk() && !site.hasOwnDisk()) {
        skipped++;
        OUT.printf(Locale.ROOT, "round %d  %s: skipped, no disk of its own%n", round, fault.words);
      } else {
        round(round, fault, moment, happening, check);
      }
    }
  }

  private void round(int round, Fault fault, int moment, Happening happening, Check check)
      throws Exception {
    int before = ledger.size();
    int cut = ledger.cut();
    int put = ledger.put();
    check.putAlertsAside();
    writers.forEach(Writer::resume);
    awaitAcknowledged(before + moment);
    long began = System.nanoTime();
    happening.now(fault, writers.getFirst());
    int back = ledger.size();
    awaitAcknowledged(back + 5);
    double seconds = (System.nanoTime() - began) / 1e9;
    quiet();
    String ended = happening.ended();
    if (ended != null) ledger.fault(ended);
    Check.Found now = check.all(writers.getFirst(), round % auditEvery == 0 || round == rounds);
    found = found.and(now);
    List<String> faults = ledger.faults();
    wrong += faults.size();
    OUT.printf(
        Locale.ROOT,
        "round %d  %-18s after %2d  +%d acknowledged, %d cut off, %d put off; writing again after"
            + " %.1f s; %s, log of %d %s%n",
        round,
        fault.words,
        moment,
        ledger.size() - before,
        ledger.cut() - cut,
        ledger.put() - put,
        seconds,
        now.isClean() && faults.isEmpty() ? "nothing lost or doubled" : "FAULT",
        check.logSize(),
        now.genuine() ? "genuine" : "NOT GENUINE");
    faults.stream().limit(TOLD).forEach(one -> OUT.println("    FAULT " + one));
    if (faults.size() > TOLD) OUT.printf("    and %d more%n", faults.size() - TOLD);
  }

  /** So many are acknowledged, or long nothing is. */
  private void awaitAcknowledged(int many) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(QUIET_SECONDS);
    while (ledger.size() < many) {
      if (System.nanoTime() > end) {
        ledger.fault("nothing was acknowledged for %d s: %s".formatted(QUIET_SECONDS, writers));
        return;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Every client has an answer to all it sent. */
  private void quiet() throws InterruptedException {
    writers.forEach(Writer::pause);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(QUIET_SECONDS);
    while (!writers.stream().allMatch(Writer::isResting)) {
      if (System.nanoTime() > end) {
        ledger.fault("sent again and again without an answer: " + writers);
        return;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** The demo's dispatcher, by a machine token each. */
  private void hire(Site site, String origin, long chosen) throws SQLException {
    settle(site);
    try (Connection database = site.connect();
        PreparedStatement insert =
            database.prepareStatement(
                "insert into people.api_tokens (id, token_hash, person, name, created_at,"
                    + " expires_at) select ?, ?, id, 'chaos', now(), now() + interval '2 days'"
                    + " from people.persons where login = 'dispatcher'")) {
      for (int i = 0; i < clients; i++) {
        String token = "chaos-" + Ids.next();
        insert.setObject(1, Ids.next());
        insert.setString(2, sha256(token));
        insert.executeUpdate();
        Writer writer = new Writer(origin, token, ledger, chosen + i);
        writers.add(writer);
        Thread.ofPlatform().daemon().name("client-" + i).start(writer);
      }
    }
  }

  /** Grants count from the moment they were given: a clock set back must not be before that. */
  private static void settle(Site site) throws SQLException {
    try (Connection database = site.connect();
        PreparedStatement update =
            database.prepareStatement(
                "update people.grants set valid_from = valid_from - interval '2 days'")) {
      update.executeUpdate();
    }
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
