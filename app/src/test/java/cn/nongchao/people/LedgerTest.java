package cn.nongchao.people;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.platform.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is kept of rows, so that one altered past its writer is found. */
class LedgerTest {

  private final JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
  private final Ledger ledger = RunningApp.bean(Ledger.class);
  private final OrganisationNames names = RunningApp.bean(OrganisationNames.class);
  private final TransactionTemplate transaction = RunningApp.bean(TransactionTemplate.class);

  private UUID unit() {
    return names.department("台账 " + Ids.next(), new DivisionCode("330114003"), "a file").value();
  }

  private boolean holds(UUID unit) {
    return ledger.holds(PeopleTables.ORGANISATIONS, unit);
  }

  /** Rows of before have their first lines, or the ledger has not begun. */
  @BeforeAll
  static void begun() {
    RunningApp.bean(LedgerBeginning.class).begin();
  }

  private int set(UUID unit, String name) {
    return jdbc.sql("update people.organisations set name = ? where id = ?")
        .params(name, unit)
        .update();
  }

  @Test
  void aRowHoldsUntilItIsWrittenByHand() {
    UUID unit = unit();
    assertThat(holds(unit)).isTrue();
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      set(unit, "by hand");
      assertThat(holds(unit)).isFalse();
    });
  }

  @Test
  void whatItSaidBeforeIsNoProofOfWhatItSaysNow() {
    UUID unit = unit();
    String first = "台账 " + unit;
    ledger.change(PeopleTables.ORGANISATIONS, unit, () -> set(unit, first));
    ledger.change(PeopleTables.ORGANISATIONS, unit, () -> set(unit, first + " 改"));
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      set(unit, first);
      assertThat(holds(unit)).isFalse();
      jdbc.sql(
              "insert into people.ledger (id, name, key, version, digest, gone) select ?, name,"
                  + " key, 9, digest, gone from people.ledger where key = ? and version = 2")
          .params(UUID.randomUUID(), unit.toString())
          .update();
      assertThat(holds(unit)).as("an old line used again").isFalse();
    });
  }

  @Test
  void alteringIsNotCoveredUpByALawfulChange() {
    UUID unit = unit();
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      set(unit, "by hand");
      ledger.change(PeopleTables.ORGANISATIONS, unit, () -> set(unit, "lawful"));
      List<String> named = new ArrayList<>();
      RunningApp.bean(LedgerAudit.class).differing(named::add);
      assertThat(named).anyMatch(words -> words.contains(unit + " had been altered"));
    });
  }

  /** The second waits for the first, and must not take what the first wrote for altered. */
  @Test
  void twoWhoChangeARowAtOnceAlterNothing() {
    UUID unit = unit();
    CompletableFuture<Integer> second =
        Objects.requireNonNull(
            transaction.execute(status -> {
              ledger.change(PeopleTables.ORGANISATIONS, unit, () -> set(unit, "one"));
              CompletableFuture<Integer> waiting =
                  CompletableFuture.supplyAsync(() ->
                      ledger.change(PeopleTables.ORGANISATIONS, unit, () -> set(unit, "two")));
              Awaitility.await().until(this::somebodyWaits);
              return waiting;
            }));
    assertThat(second.join()).isEqualTo(1);
    assertThat(holds(unit)).isTrue();
    assertThat(
            jdbc.sql("select bool_or(altered) from people.ledger where key = ?")
                .param(unit.toString())
                .query(Boolean.class)
                .single())
        .isFalse();
  }

  private boolean somebodyWaits() {
    return jdbc.sql(
            "select exists (select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                + " and query like '%people.organisations t %for update%')")
        .query(Boolean.class)
        .single();
  }

  /**
   * An upgrade gives the rows it finds their first lines; what comes by hand afterwards has none.
   */
  @Test
  void rowsFromBeforeGetTheirFirstLineOnce() {
    UUID before = UUID.randomUUID();
    UUID after = UUID.randomUUID();
    LedgerTable table = new LedgerTable("platform.work", "t.id", "uuid", "true", Set.of(), 7);
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      work(before);
      boolean more = ledger.begin(table);
      while (more) more = ledger.begin(table);
      work(after);
      assertThat(ledger.holds(table, before)).isTrue();
      assertThat(ledger.holds(table, after)).isFalse();
    });
  }

  private void work(UUID id) {
    jdbc.sql("insert into platform.work (id, until) values (?, now() + interval '1 hour')")
        .param(id)
        .update();
  }

  /** Whoever writes a table that is kept and forgets the ledger raises a false alarm. */
  @Test
  void whoeverWritesAKeptTableTellsTheLedger() throws IOException {
    String tables =
        ledger.tables().stream().map(LedgerTable::name).collect(Collectors.joining("|"));
    Pattern writes = Pattern.compile("(insert into|update|delete from) (" + tables + ")\\b");
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      List<String> forgetful =
          sources
              .filter(file -> file.toString().endsWith(".java"))
              // Before the ledger begins; what places are found by is not kept.
              .filter(file ->
                  !Set.of("FirstAdministrator.java", "SealedReporters.java", "FirstPlaces.java")
                      .contains(String.valueOf(file.getFileName())))
              .filter(file -> writes.matcher(read(file)).find() && !read(file).contains("ledger."))
              .map(Path::toString)
              .toList();
      assertThat(forgetful).isEmpty();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
