package cn.nongchao.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.TestDatabase;
import cn.nongchao.launch.Belonging.Kind;
import cn.nongchao.launch.Belonging.Said;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Sealing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two installations must not seal under one name: a copy knows that it is one, and what was left
 * out of a command begins no second.
 */
class CopiesTest {

  private static final TestDatabase DATABASE = TestDatabase.empty();

  @TempDir static Path once;
  @TempDir Path temporary;

  private static Path original() {
    return once.resolve("original");
  }

  /** A real installation that ran once. */
  @BeforeAll
  static void ran() throws CannotStart {
    try (AppSession server = serve(original(), DATABASE, Said.NOTHING)) {
      assertThat(server.get(Sealing.class).isGoingOn()).isTrue();
      assertThat(server.get(Codes.class).isReady()).isTrue();
    }
    assertThat(Stead.of(original()).orElseThrow().isOwn()).isFalse();
  }

  private static AppSession serve(Path data, TestDatabase at, Said said) throws CannotStart {
    List<String> real =
        List.of("--server.port=0", "--nongchao.demo=false", "--nongchao.codes.issuer=330114003");
    Database database = Database.open(DataOptions.of(data, url(at), 0), System.err);
    return AppSession.start(database, WebApplicationType.SERVLET, 8080, real, said);
  }

  @Test
  void aForgottenDatabaseUrlBeginsNothing() {
    assertThatThrownBy(() -> Database.open(DataOptions.of(original(), null, 0), System.err))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("The database of the data directory")
        .hasMessageContaining(DATABASE.jdbcUrl())
        .hasMessageNotContaining(DATABASE.password());
    assertThat(original().resolve("postgres")).doesNotExist();
  }

  /** One that ran before directories remembered anything. */
  @Test
  void keysWithoutADatabaseBeginNothing() throws Exception {
    Path old = copy();
    Files.delete(Stead.file(old));
    assertThatThrownBy(() -> Database.openOrBeside(DataOptions.of(old, null, 0), System.err))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("has keys and no database");
    assertThat(old.resolve("postgres")).doesNotExist();
    try (Database database = Database.open(DataOptions.of(old, url(DATABASE), 0), System.err)) {
      assertThat(new Belonging(database).checkServer(Said.NOTHING)).isEqualTo(Kind.ITSELF);
    }
  }

  @Test
  void anotherDatabaseIsRefused() {
    assertThatThrownBy(() -> serve(original(), TestDatabase.empty(), Said.ORIGINAL))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("does not belong to the data directory");
  }

  @Test
  void aCopiedDirectoryAsksWhatItIs() throws Exception {
    Path copy = copy();
    assertThatThrownBy(() -> serve(copy, DATABASE, Said.NOTHING))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("is a copy of another installation")
        .hasMessageContaining("--this-is-the-original")
        .hasMessageContaining("--as-trial");
    try (Database database = Database.open(DataOptions.of(copy, url(DATABASE), 0), System.err)) {
      Belonging belonging = new Belonging(database);
      assertThat(belonging.checkServer(Said.TRIAL)).isEqualTo(Kind.TRIAL);
      assertThat(belonging.checkCommand()).isEqualTo(Kind.TRIAL);
      assertThat(belonging.checkServer(Said.ORIGINAL)).isEqualTo(Kind.TAKEN_OVER);
      belonging.remember();
      assertThat(belonging.checkServer(Said.NOTHING)).isEqualTo(Kind.ITSELF);
    }
  }

  /** As a dump that was restored: the directory is where it was, the rows are not. */
  @Test
  void aCopiedDatabaseAsksWhatItIsAndGoesOnOnceItIsTold() throws Exception {
    TestDatabase dumped = TestDatabase.copyOf(DATABASE);
    assertThatThrownBy(() -> serve(original(), dumped, Said.NOTHING))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("is a copy of another installation");
    try (AppSession successor = serve(copy(), dumped, Said.ORIGINAL)) {
      assertThat(successor.get(Sealing.class).isGoingOn()).isTrue();
      assertThat(
              successor
                  .get(JdbcClient.class)
                  .sql("select action from people.audit where subject = 'installation'")
                  .query(String.class)
                  .list())
          .containsExactly("copy-took-over");
    }
  }

  @Test
  void nothingIsSealedOrSignedOnTrial() throws Exception {
    try (AppSession trial = serve(copy(), DATABASE, Said.TRIAL)) {
      assertThat(trial.get(Sealing.class).isGoingOn()).isFalse();
      assertThat(trial.get(Codes.class).isReady()).isFalse();
      assertThat(trial.context().containsBean("sealWatch")).as("complains of that").isFalse();
      assertThat(page(trial)).contains("副本", "试用");
      assertThatThrownBy(trial::refuseInCopy).hasMessageContaining("nothing is signed");
    }
  }

  /** It counts its transactions from its own beginning; what was written elsewhere is ahead. */
  @Test
  void anotherServersCountIsCaughtUp() throws Exception {
    TestDatabase other = TestDatabase.empty();
    try (Connection connection = other.dataSource().getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("create schema loop");
      sql.execute("create table loop.entries (txid xid8)");
      sql.execute(
          "insert into loop.entries select (pg_current_xact_id()::text::bigint +"
              + " 3000)::text::xid8");
      TransactionCount.catchUp(connection, List.of("loop"));
      var row =
          sql.executeQuery(
              "select bool_and(txid < pg_snapshot_xmax(pg_current_snapshot())) from loop.entries");
      assertThat(row.next() && row.getBoolean(1)).isTrue();
    }
  }

  private static String page(AppSession server) throws Exception {
    int port = ((WebServerApplicationContext) server.context()).getWebServer().getPort();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI page = URI.create("http://localhost:" + port + "/sign-in");
      return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
    }
  }

  private Path copy() throws Exception {
    Path copy = temporary.resolve("copy");
    String[] command = {"cp", "-a", original().toString(), copy.toString()};
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    return copy;
  }

  private static String url(TestDatabase database) {
    return database.jdbcUrl() + "?user=" + database.username() + "&password=" + database.password();
  }
}
