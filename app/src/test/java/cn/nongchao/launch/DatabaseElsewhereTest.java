package cn.nongchao.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.TestDatabase;
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
