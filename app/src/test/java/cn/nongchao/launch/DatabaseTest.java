package cn.nongchao.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.TinyDisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of the PostgreSQL in a data directory: real programs, real kills. */
class DatabaseTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream notes = new PrintStream(said, true, StandardCharsets.UTF_8);

  @TempDir static Path once;
  @TempDir Path temporary;

  @BeforeAll
  static void madeOnce() throws CannotStart {
    Database.open(DataOptions.of(once.resolve("data"), null, 0), System.err).close();
  }

  /** Most tests are about a database that is there; making it anew takes longer than they do. */
  @BeforeEach
  void isThere() throws Exception {
    String made = once.resolve("data").toString();
    Process copy = new ProcessBuilder("cp", "-a", made + "/.", temporary.toString()).start();
    assertThat(copy.waitFor()).isZero();
  }

  @Test
  void writesDurablyAndKeepsSecretsPrivate() throws Exception {
    Path data = temporary.resolve("data");
    try (Database database = open(data)) {
      for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
        assertThat(ask(database, "show " + setting)).as(setting).isEqualTo("on");
      }
      assertThat(ask(database, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(database, "show jit")).isEqualTo("off");
      assertThat(ask(database, "select rolsuper from pg_roles where rolname = current_user"))
          .isEqualTo("f");
      assertThatThrownBy(
              () -> DriverManager.getConnection(database.jdbcUrl(), database.username(), "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
    try (Stream<Path> secrets = Files.list(data.resolve("secrets"))) {
      assertThat(secrets)
          .hasSize(2)
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
    assertThat(new Leftover(data.resolve("postgres")).process()).isEmpty();
  }

  /** Slow and failed statements stand in the log without what people wrote. */
  @Test
  void theLogHoldsNoValues() throws Exception {
    Path data = temporary.resolve("data");
    try (Database database = open(data);
        Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password())) {
      connection.createStatement().execute("create temporary table said (words text primary key)");
      for (String sql :
          List.of(
              "insert into said select ? from pg_sleep(2.1)",
              "insert into said values (?)",
              "select cast(? as integer)")) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
          statement.setString(1, "张三丰，13800001111");
          statement.execute();
        } catch (SQLException refused) {
          assertThat(sql).doesNotContain("pg_sleep");
        }
      }
    }
    try (Stream<Path> logs = Files.walk(data)) {
      String all =
          logs.filter(file -> file.getFileName().toString().matches("postgres-.*\\.log"))
              .map(DatabaseTest::text)
              .collect(Collectors.joining());
      assertThat(all).contains("pg_sleep(2.1)").contains("duplicate key");
      assertThat(all.lines().filter(line -> line.contains("13800001111")))
          .as("only what PostgreSQL says of a value that is no number")
          .allMatch(line -> line.contains("invalid input syntax"));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aDatabaseThatCouldLoseConfirmedWritesIsRefused() throws Exception {
    Path data = temporary.resolve("data");
    try (Database database = open(data)) {
      execute(data, database.jdbcUrl(), "alter role nongchao set synchronous_commit = off");
      String url =
          database.jdbcUrl() + "?user=" + database.username() + "&password=" + database.password();
      assertThatThrownBy(() -> Database.at(data, url))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("synchronous_commit off");
    }
    assertThatThrownBy(() -> open(data))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("synchronous_commit off");
  }

  @Test
  void aSecondStartOnTheSameDirectoryIsRefused() throws Exception {
    try (Database database = open(temporary)) {
      assertThatThrownBy(() -> open(temporary))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("in use by another Nongchao")
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
      Process second = ChildRun.start(temporary);
      assertThat(ChildRun.says(second)).startsWith("refused The data directory");
      assertThat(second.waitFor()).isEqualTo(1);
      assertThat(ask(database, "select 1")).as("the first is untouched").isEqualTo("1");
    }
  }

  @Test
  void aCommandUsesTheDatabaseOfAReadyServerAndNoOneElses() throws Exception {
    DataOptions options = DataOptions.of(temporary, null, 0);
    try (Database server = open(temporary)) {
      assertThatThrownBy(() -> Database.openOrBeside(options, notes))
          .as("held by something that is no ready server")
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("in use by another Nongchao");
      long pid = ProcessHandle.current().pid();
      new RunningServer(pid, 9999, server.jdbcUrl(), server.username(), true).write(temporary);
      try (Database beside = Database.openOrBeside(options, notes)) {
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("using its database");
        assertThat(ask(beside, "select 1")).isEqualTo("1");
      }
      assertThat(ask(server, "select 1")).as("goes on").isEqualTo("1");
    }
    try (Database alone = Database.openOrBeside(options, notes)) {
      assertThat(alone.isOwn()).as("server.json of a server that is gone").isTrue();
    }
  }

  @Test
  void afterAKillThePostgresLeftBehindIsStoppedAndNothingIsLost() throws Exception {
    Process child = ChildRun.start(temporary);
    String url = ChildRun.says(child).replace("open ", "");
    execute(temporary, url, "create table kept (n int)", "insert into kept values (1), (2), (3)");
    child.destroyForcibly().waitFor();
    ProcessHandle orphan = leftover().orElseThrow();

    try (Database again = open(temporary)) {
      assertThat(said.toString(StandardCharsets.UTF_8))
          .contains("left PostgreSQL (process " + orphan.pid() + ") behind");
      assertThat(leftover())
          .hasValueSatisfying(now -> assertThat(now.pid()).isNotEqualTo(orphan.pid()));
      assertThat(ask(again, "select count(*) from kept")).isEqualTo("3");
    }
  }

  /** Its files are deleted, so it must be gone before. */
  @Test
  void aRestoreBegunAnewEndsThePostgresThatTheOneBeforeLeft() throws Exception {
    Process child = ChildRun.start(temporary);
    execute(temporary, ChildRun.says(child).replace("open ", ""), "create table half (n int)");
    child.destroyForcibly().waitFor();
    ProcessHandle orphan = leftover().orElseThrow();
    Files.writeString(temporary.resolve("restoring"), "");
    assertThatThrownBy(() -> open(temporary)).hasMessageContaining("was broken off");

    try (Database anew = Database.toRestore(DataOptions.of(temporary, null, 0), notes)) {
      orphan.onExit().get(20, TimeUnit.SECONDS); // dead a moment before the kernel says so
      assertThat(ask(anew, "select to_regclass('half') is null")).isEqualTo("t");
    }
  }

  @Test
  void afterAKillOfPostgresTooItRecovers() throws Exception {
    Process child = ChildRun.start(temporary);
    String url = ChildRun.says(child).replace("open ", "");
    execute(temporary, url, "create table kept (n int)", "insert into kept values (1), (2), (3)");
    child.destroyForcibly().waitFor();
    leftover().orElseThrow().destroyForcibly();

    try (Database again = open(temporary)) {
      assertThat(ask(again, "select count(*) from kept")).isEqualTo("3");
    }
  }

  @Test
  void aPostgresKilledUnderUsIsStartedAgainWhereItWas() throws Exception {
    try (Database database = open(temporary)) {
      execute(temporary, database.jdbcUrl(), "create table kept as select 1 as n");
      ProcessHandle killed = leftover().orElseThrow();
      killed.destroyForcibly();
      Instant patience = Instant.now(Clock.systemUTC()).plusSeconds(60);
      while (leftover().filter(now -> now.pid() != killed.pid()).isEmpty() || !answers(database)) {
        assertThat(Instant.now(Clock.systemUTC())).isBefore(patience);
        Thread.onSpinWait();
      }
      assertThat(ask(database, "select count(*) from kept")).isEqualTo("1");
    }
    assertThat(leftover()).isEmpty();
  }

  /**
   * Others fill the disk to its last byte and PostgreSQL ends. What was kept in reserve lets it
   * come up again to be read; where that is spent, it comes up by itself once there is room.
   */
  @Test
  void onAFullDiskItComesUpFromItsReserveAndLaterByItself() throws Exception {
    Path disk = Files.createDirectory(temporary.resolve("disk"));
    try (TinyDisk tiny = TinyDisk.at(disk, "800m")) {
      Path data = disk.resolve("data");
      Path balloon = disk.resolve("balloon");
      Reserve reserve = new Reserve(data);
      try (Database database = open(data)) {
        execute(data, database.jdbcUrl(), "create table kept as select 1 as n");
        reserve.keep();
        assertThat(data.resolve("reserve")).hasSize(Reserve.BYTES);
        fill(balloon);
        end(data, database);
        assertThat(ask(database, "select count(*) from kept")).isEqualTo("1");
        assertThat(reserve.spend()).as("spent before").isFalse();

        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> {
              fill(balloon); // what it leaves when it ends is room as well
              leftover(data).ifPresent(DatabaseTest::kill);
              return said.toString(UTF_8).contains("until it succeeds");
            });
        assertThat(answers(database)).isFalse();
        Files.delete(balloon);
        Awaitility.await().atMost(PATIENCE).until(() -> answers(database));
      }
      assertThat(tiny.isThere()).isTrue();
    }
  }

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private void end(Path data, Database database) throws IOException {
    ProcessHandle ended = leftover(data).orElseThrow();
    kill(ended);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() ->
            leftover(data).filter(now -> now.pid() != ended.pid()).isPresent()
                && answers(database));
  }

  private static void kill(ProcessHandle postmaster) {
    postmaster.children().forEach(ProcessHandle::destroyForcibly);
    postmaster.destroyForcibly();
  }

  private static void fill(Path balloon) throws IOException {
    byte[] piece = new byte[1 << 12];
    try (var out =
        Files.newOutputStream(balloon, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) out.write(piece);
    } catch (IOException full) {
      assertThat(FullDisk.isMeantBy(String.valueOf(full.getMessage()))).isTrue();
    }
  }

  @Test
  void aDirectoryOthersCouldEnterIsShutAndThatIsSaid() throws Exception {
    Path evidence = Files.createDirectories(temporary.resolve("evidence"));
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(evidence, PosixFilePermissions.fromString("rwxrwxrwx"));
    open(temporary).close();
    for (Path folder : List.of(temporary, evidence)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isIn("rwx------", "rwx-----x");
    }
    assertThat(said.toString(UTF_8)).contains("Others could enter");
    said.reset();
    open(temporary).close();
    assertThat(said.toString(UTF_8)).doesNotContain("Others could enter");
  }

  private static boolean answers(Database database) {
    try {
      return ask(database, "select 1").equals("1");
    } catch (SQLException notYet) {
      return false;
    }
  }

  @Test
  void aStrangersProcessNumberIsLeftAlone() throws Exception {
    open(temporary).close();
    Path pidFile = temporary.resolve("postgres/postmaster.pid");
    Files.writeString(pidFile, ProcessHandle.current().pid() + "\n/elsewhere\n0\n5432\n");
    assertThat(leftover()).isEmpty();
  }

  @Test
  void dataOfAnotherVersionIsNamedAndLeftAsItIs() throws Exception {
    open(temporary).close();
    Path version = temporary.resolve("postgres/PG_VERSION");
    Files.writeString(version, "17\n");
    assertThatThrownBy(() -> open(temporary))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("PostgreSQL 17")
        .hasMessageContaining("carries PostgreSQL 18")
        .hasMessageContaining("docs/operating.md");
    assertThat(version).hasContent("17\n");
  }

  @Test
  void aDamagedDatabaseSaysWhatToDo() throws Exception {
    open(temporary).close();
    Files.write(temporary.resolve("postgres/global/pg_control"), new byte[8192]);
    assertThatThrownBy(() -> open(temporary))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("Do not delete anything");
    Files.delete(temporary.resolve("postgres/PG_VERSION"));
    assertThatThrownBy(() -> open(temporary))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("not a complete PostgreSQL directory");
  }

  @Test
  void anInitialisationThatWasCutShortIsBegunAgain() throws Exception {
    Path data = temporary.resolve("data");
    Files.createDirectories(data.resolve("postgres.new/base"));
    try (Database database = open(data)) {
      assertThat(ask(database, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void aFixedPortThatIsTakenIsNamed() throws Exception {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      DataOptions options = DataOptions.of(temporary, null, taken.getLocalPort());
      assertThatThrownBy(() -> Database.open(options, notes))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " is taken");
    }
    open(temporary).close();
  }

  private Database open(Path data) throws CannotStart {
    return Database.open(DataOptions.of(data, null, 0), notes);
  }

  private Optional<ProcessHandle> leftover() throws IOException {
    return leftover(temporary);
  }

  private static Optional<ProcessHandle> leftover(Path data) throws IOException {
    return new Leftover(data.resolve("postgres")).process();
  }

  private static String ask(Database database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void execute(Path data, String url, String... statements) throws Exception {
    String password = Files.readString(PostgresServer.passwordFile(data, Database.NAME)).strip();
    try (Connection connection = DriverManager.getConnection(url, Database.NAME, password);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
