package cn.nongchao.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.nongchao.Casework;
import cn.nongchao.RunningApp;
import cn.nongchao.Settled;
import cn.nongchao.TestDatabase;
import cn.nongchao.Visitor;
import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.launch.Database;
import cn.nongchao.loop.Audited;
import cn.nongchao.loop.FileAudit;
import cn.nongchao.loop.SampleFiles;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Settings;
import cn.nongchao.proof.LogAudit;
import cn.nongchao.proof.PublicLog;
import cn.nongchao.proof.Sealing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A copy made beside a busy server comes up elsewhere as what it was, or says why not. */
class BackupTest {

  private static final char[] PASSPHRASE = "correct horse battery".toCharArray();

  @TempDir static Path once;
  private static Path archive = Path.of("");
  private static String before = "";
  private static String after = "";

  @TempDir Path temporary;

  @BeforeAll
  static void made() throws Exception {
    byte[] photo = SampleFiles.picture("jpeg", 40, 30);
    Visitor citizen = Visitor.anonymous();
    assertThat(citizen.upload("/api/v1/evidence", "p.jpg", photo, Map.of()).status())
        .isEqualTo(201);
    before = Casework.reported("备份之前").path("id").asString();
    archive = once.resolve("kept.zip");
    Thread busy = Thread.ofVirtual().start(() -> Casework.reported("备份之时"));
    Backup.write(running(), archive, PASSPHRASE, Clock.systemUTC(), System.err);
    busy.join();
    after = Casework.reported("备份之后").path("id").asString();
  }

  /** The application of the tests, as a command beside it has it. */
  private static DataOptions running() {
    return DataOptions.of(RunningApp.bean(Settings.class).data(), runningUrl(), 0);
  }

  static String runningUrl() {
    Environment settings = RunningApp.bean(Environment.class);
    String url =
        settings.getRequiredProperty("spring.datasource.url")
            + "&user="
            + settings.getRequiredProperty("spring.datasource.username")
            + "&password="
            + settings.getRequiredProperty("spring.datasource.password");
    return url.replace("options=-c%20synchronous_commit=off&", "");
  }

  /**
   * Into a PostgreSQL of its own, which has counted far fewer transactions, and from there,
   * stopped, to a server: the log verifies, numbers go on, and what is new is sealed behind what
   * was.
   */
  @Test
  void whatIsRestoredVerifiesAndGoesOn() throws Exception {
    Path data = temporary.resolve("restored");
    DataOptions embedded = DataOptions.of(data, null, 0);
    restore(embedded);
    assertThat(data.resolve("restoring")).doesNotExist();
    long sealed = goesOn(embedded);

    Path second = temporary.resolve("second.zip");
    Backup.write(embedded, second, null, Clock.systemUTC(), System.err);
    Path moved = temporary.resolve("moved");
    copyKeys(data, moved);
    TestDatabase server = TestDatabase.empty();
    DataOptions elsewhere = DataOptions.of(moved, url(server), 0);
    try (Archive whole = Archive.open(second)) {
      whole.check();
      assertThat(whole.manifest().hasKeys()).isFalse();
      Restore.into(elsewhere, whole, null, System.err);
    }
    assertThat(goesOn(elsewhere)).isGreaterThan(sealed);
    assertThat(moved.resolve("postgres")).doesNotExist();
  }

  /** How many leaves there are after one more. */
  private static long goesOn(DataOptions options) throws Exception {
    try (AppSession session = AppSession.open(options)) {
      List<String> differing = new ArrayList<>(session.get(LogAudit.class).run(n -> {}).first());
      session.get(FileAudit.class).all(differing::add);
      assertThat(differing).as("but for rows that tests wrote by hand").isSubsetOf(byHand());
      JdbcClient jdbc = session.get(JdbcClient.class);
      assertThat(jdbc.sql("select id::text from loop.loops").query(String.class).list())
          .contains(before)
          .doesNotContain(after);
      String last = one(jdbc, "select max(number) from loop.loops where kind = 'event'");
      assertThat(one(jdbc, "select loop.next_number()")).isGreaterThan(last.replaceAll(".*-", ""));

      long size = session.get(PublicLog.class).size();
      jdbc.sql(
              "insert into proof.records (id, type, facts, salt, at) values (?, 'test.record',"
                  + " '{}', ?, now())")
          .params(Ids.next(), new byte[32])
          .update();
      Settled.wait(jdbc);
      session.get(Sealing.class).sealAll();
      assertThat(session.get(PublicLog.class).size()).isGreaterThan(size);
      assertThat(session.get(LogAudit.class).run(n -> {}).first()).isSubsetOf(byHand());
      return session.get(PublicLog.class).size();
    }
  }

  /** All of it: of what the log's audit finds itself it names the first two hundred. */
  private static List<String> byHand() {
    List<String> all = new ArrayList<>(RunningApp.bean(LogAudit.class).run(n -> {}).first());
    RunningApp.beans(Audited.class).forEach(one -> one.differing(all::add));
    return all;
  }

  private static String one(JdbcClient jdbc, String sql) {
    return String.valueOf(jdbc.sql(sql).query(String.class).single());
  }

  @Test
  void onlyWhatIsEmptyIsRestoredInto() throws Exception {
    Path data = temporary.resolve("used");
    Files.createDirectories(data.resolve("evidence/ab"));
    assertThatThrownBy(() -> restore(DataOptions.of(data, null, 0)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("empty data directory only");
    DataOptions taken = DataOptions.of(temporary.resolve("new"), runningUrl(), 0);
    assertThatThrownBy(() -> restore(taken))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("empty database only");
    Path keys = Files.createDirectories(temporary.resolve("other/keys"));
    Files.writeString(keys.resolve("personal-data.key"), "another");
    assertThatThrownBy(() -> restore(DataOptions.of(temporary.resolve("other"), null, 0)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("is not the one in the backup");
  }

  /** Killed in the middle it is neither served nor mistaken, and the same command does it anew. */
  @Test
  void aRestoreThatWasBrokenOffIsDoneAgain() throws Exception {
    TestDatabase server = TestDatabase.empty();
    DataOptions options = DataOptions.of(temporary.resolve("half"), url(server), 0);
    Path cut = temporary.resolve("cut.zip");
    without("database/proof.tiles.copy", cut);
    try (Archive broken = Archive.open(cut)) {
      assertThatThrownBy(() -> Restore.into(options, broken, null, System.err))
          .isInstanceOf(CannotStart.class);
    }
    assertThatThrownBy(() -> AppSession.open(options))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("was broken off");
    DataOptions fromElsewhere = DataOptions.of(temporary.resolve("fresh"), url(server), 0);
    assertThatThrownBy(() -> AppSession.open(fromElsewhere))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("was broken off");
    restore(options);
    try (Database database = Database.openOrBeside(options, System.err);
        Connection connection = database.connect()) {
      assertThat(Rows.texts(connection, "select kind from platform.installation", 1))
          .containsExactly(List.of("demo"));
    }
  }

  /** A newer log was signed here: the copy is behind it, and nothing is sealed on from it. */
  @Test
  void anOlderCopyInPlaceOfANewerOneIsNoticed() throws Exception {
    Path signed = RunningApp.bean(Settings.class).data().resolve("last-checkpoint");
    long before = sizeInArchive();
    await().until(() -> size(Files.readString(signed)) > before);
    Path data = Files.createDirectories(temporary.resolve("older"));
    Files.copy(signed, data.resolve("last-checkpoint"));
    DataOptions options = DataOptions.of(data, url(TestDatabase.empty()), 0);
    restore(options);
    assertThat(size(Files.readString(data.resolve("last-checkpoint")))).isGreaterThan(before);
    try (AppSession session = AppSession.open(options)) {
      assertThat(session.get(Sealing.class).isGoingOn()).isFalse();
      String told = "select count(*) from proof.alerts where kind = 'log-went-back'";
      assertThat(one(session.get(JdbcClient.class), told)).isEqualTo("1");
    }
  }

  private static long sizeInArchive() throws CannotStart {
    try (Archive whole = Archive.open(archive)) {
      return Objects.requireNonNull(whole.manifest().log()).size();
    }
  }

  private static long size(String checkpoint) {
    return Long.parseLong(checkpoint.lines().toList().get(1));
  }

  @Test
  void damageIsFoundBeforeAnythingIsWritten() throws Exception {
    byte[] bytes = Files.readAllBytes(archive);
    // More than a heading of a part, whose date may be any.
    for (int i = 0; i < 512; i++) bytes[bytes.length / 3 + i] ^= 1;
    Path damaged = Files.write(temporary.resolve("damaged.zip"), bytes);
    assertThatThrownBy(() -> check(damaged))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("is not a whole backup");
    Path short_ = temporary.resolve("short.zip");
    without("database/people.audit.copy", short_);
    assertThatThrownBy(() -> check(short_)).hasMessageContaining("people.audit");
    assertThatThrownBy(() -> check(temporary.resolve("none.zip")))
        .hasMessageContaining("no such file");
  }

  @Test
  void keysAreReadWithThePassphraseOnly() throws Exception {
    try (Archive whole = Archive.open(archive)) {
      byte[] sealed = whole.bytes(Manifest.KEYS);
      assertThat(SealedKeys.open(sealed, PASSPHRASE))
          .containsOnlyKeys("personal-data.key", "signing.p12", "signing.password");
      assertThatThrownBy(() -> SealedKeys.open(sealed, "wrong horse battery".toCharArray()))
          .hasMessageContaining("passphrase is wrong");
      sealed[sealed.length - 1] ^= 1;
      assertThatThrownBy(() -> SealedKeys.open(sealed, PASSPHRASE)).hasMessageContaining("damaged");
    }
    assertThat(Files.readString(archive, StandardCharsets.ISO_8859_1))
        .doesNotContain(
            Files.readString(
                RunningApp.bean(Settings.class).data().resolve("keys/signing.password")));
  }

  @Test
  void settingsAreKeptAndSecretsAreNot() {
    String kept =
        Backup.settings(
            Map.of(
                "NONGCHAO_ORIGIN", "https://act.example",
                "NONGCHAO_KEY_PASSWORD", "hush",
                "PGPASSWORD", "hush",
                "NONGCHAO_CODES_TOKENPIN", "hush"));
    assertThat(kept).contains("NONGCHAO_ORIGIN=https://act.example").doesNotContain("hush");
  }

  @Test
  void whatIsThereIsNotWrittenOver() {
    assertThatThrownBy(() -> Backup.write(running(), archive, null, Clock.systemUTC(), System.err))
        .hasMessageContaining("is there already");
  }

  private static void check(Path file) throws CannotStart {
    try (Archive open = Archive.open(file)) {
      open.check();
    }
  }

  private static void restore(DataOptions options) throws CannotStart {
    try (Archive whole = Archive.open(archive)) {
      Restore.into(
          options, whole, SealedKeys.open(whole.bytes(Manifest.KEYS), PASSPHRASE), System.err);
    }
  }

  /** The archive less one part. */
  private static void without(String part, Path to) throws IOException {
    try (var in = new ZipInputStream(Files.newInputStream(archive));
        var out = new ZipOutputStream(Files.newOutputStream(to))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().equals(part)) continue;
        out.putNextEntry(new ZipEntry(entry.getName()));
        in.transferTo(out);
      }
    }
  }

  private static void copyKeys(Path from, Path to) throws IOException {
    Files.createDirectories(to.resolve("keys"));
    for (String name : List.of("personal-data.key", "signing.p12", "signing.password")) {
      Files.copy(
          from.resolve("keys").resolve(name),
          to.resolve("keys").resolve(name),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static String url(TestDatabase database) {
    return database.jdbcUrl() + "?user=" + database.username() + "&password=" + database.password();
  }
}
