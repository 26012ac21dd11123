package cn.nongchao.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.TestDatabase;
import cn.nongchao.people.AccountsCommand;
import cn.nongchao.people.access.First;
import cn.nongchao.people.access.SignIn;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;

/** {@code --db-url}: a PostgreSQL that is not ours to start or stop. */
class DatabaseElsewhereTest {

  @TempDir Path data;

  @Test
  void serverAndCommandsWorkOnItAndLeaveItRunning() throws Exception {
    TestDatabase elsewhere = TestDatabase.empty();
    DataOptions options = DataOptions.of(data, url(elsewhere), 0);

    Database database = Database.open(options, System.err);
    assertThat(database.isOwn()).isFalse();
    List<String> anyPort = List.of("--server.port=0", "--nongchao.demo=false");
    try (AppSession server =
        AppSession.start(database, WebApplicationType.SERVLET, 8080, anyPort)) {
      assertThat(status(server, "/sign-in")).isEqualTo(200);
      // Beside the server, as another process would.
      try (AppSession command = AppSession.open(options)) {
        assertThat(persons(command.get(JdbcClient.class))).isEqualTo(1);
      }
    }

    assertThat(persons(JdbcClient.create(elsewhere.dataSource())))
        .as("the first administrator, still there")
        .isEqualTo(1);
    assertThat(data.resolve("postgres")).doesNotExist();
  }

  /** The only administrator has lost the password; whoever sits at the console has a way back. */
  @Test
  void aLostPasswordIsMadeAnewBesideTheServer() throws Exception {
    TestDatabase elsewhere = TestDatabase.empty();
    DataOptions options = DataOptions.of(data, url(elsewhere), 0);
    List<String> strict =
        List.of("--server.port=0", "--nongchao.demo=false", "--nongchao.second-factor=required");
    try (AppSession server =
        AppSession.start(
            Database.open(options, System.err), WebApplicationType.SERVLET, 8080, strict)) {
      String first =
          server.context().getBeansOfType(FirstWords.class).values().stream()
              .flatMap(words -> words.take().stream())
              .filter(line -> line.contains("password: "))
              .map(line -> line.replaceFirst(".*password: ", ""))
              .findFirst()
              .orElseThrow();
      SignIn signIn = server.get(SignIn.class);
      String session = signIn.begin("admin", first, HERE).orThrow();
      assertThat(signIn.first(session)).as("printed").isEqualTo(First.PASSWORD);

      assertThat(accounts(elsewhere, "reset-password", "nobody"))
          .startsWith("1 ")
          .endsWith(": admin");
      String made = accounts(elsewhere, "reset-password", "Admin").replaceFirst("^0 ", "");
      assertThat(signIn.viewer(session)).as("the session begun before").isEmpty();
      assertThat(signIn.begin("admin", first, HERE).isDone()).isFalse();
      String again = signIn.begin("admin", made, HERE).orThrow();
      assertThat(signIn.first(again)).isEqualTo(First.PASSWORD);

      JdbcClient jdbc = server.get(JdbcClient.class);
      jdbc.sql("update people.persons set must_change_password = false").update();
      assertThat(signIn.first(again)).as("required").isEqualTo(First.SECOND_FACTOR);
      assertThat(accounts(elsewhere, "end-second-factor", "admin")).startsWith("1 ");
      jdbc.sql(
              "insert into people.second_factors (person, secret, begun_at, confirmed_at)"
                  + " select id, '', now(), now() from people.persons")
          .update();
      assertThat(signIn.first(signIn.begin("admin", made, HERE).orThrow())).isEqualTo(First.CODE);
      assertThat(accounts(elsewhere, "end-second-factor", "admin")).startsWith("0 ");
      assertThat(signIn.viewer(again)).isEmpty();
      assertThat(signIn.first(signIn.begin("admin", made, HERE).orThrow()))
          .isEqualTo(First.SECOND_FACTOR);
      assertThat(
              server
                  .get(JdbcClient.class)
                  .sql("select count(*) from people.audit where action = ? and person is null")
                  .param("password-reset-at-console")
                  .query(Long.class)
                  .single())
          .isEqualTo(1);
    }
  }

  private static final SignIn.From HERE = new SignIn.From("127.0.0.1", "test");

  /** The exit code and the last line said. */
  private String accounts(TestDatabase database, String what, String login) {
    StringWriter said = new StringWriter();
    CommandLine line = new CommandLine(new AccountsCommand());
    line.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
    int exit = line.execute(what, login, "--db-url", url(database), "--data", data.toString());
    return exit + " " + said.toString().strip();
  }

  /** Its administrator's password stands in the manual. */
  @Test
  void aDemoIsServedAsNothingElse() throws Exception {
    TestDatabase elsewhere = TestDatabase.empty();
    DataOptions options = DataOptions.of(data, url(elsewhere), 0);
    try (AppSession command = AppSession.open(options)) {
      command
          .get(JdbcClient.class)
          .sql(
              "insert into platform.installation (single, kind, begun_at)"
                  + " values (true, 'demo', now())")
          .update();
    }
    List<String> real = List.of("--server.port=0", "--nongchao.demo=false");
    assertThatThrownBy(() ->
            AppSession.start(
                Database.open(options, System.err), WebApplicationType.SERVLET, 8080, real))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("is a demo");
  }

  @Test
  void aDemoIsServedToThisMachineOnly() {
    for (String open : List.of("0.0.0.0", "::", "192.0.2.7")) {
      Serve serve = new Serve();
      serve.demo = true;
      serve.bind = open;
      serve.data = DataOptions.of(data.resolve("none"), null, 0);
      assertThatThrownBy(serve::call)
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("for this machine only")
          .hasMessageContaining("--bind " + open);
    }
    assertThat(data.resolve("none")).doesNotExist();
  }

  @Test
  void oneThatMayLoseWhatItConfirmedIsRefused() {
    TestDatabase elsewhere = TestDatabase.empty();
    JdbcClient.create(elsewhere.dataSource())
        .sql("alter database " + name(elsewhere) + " set synchronous_commit = off")
        .update();
    DataOptions options = DataOptions.of(data, url(elsewhere), 0);
    assertThatThrownBy(() -> Database.open(options, System.err))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("synchronous_commit off");
  }

  private static long persons(JdbcClient jdbc) {
    return jdbc.sql("select count(*) from people.persons").query(Long.class).single();
  }

  private static int status(AppSession server, String path) throws Exception {
    int port = ((WebServerApplicationContext) server.context()).getWebServer().getPort();
    URI page = URI.create("http://localhost:" + port + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static String url(TestDatabase database) {
    return database.jdbcUrl() + "?user=" + database.username() + "&password=" + database.password();
  }

  private static String name(TestDatabase database) {
    return database.jdbcUrl().replaceFirst(".*/", "");
  }
}
