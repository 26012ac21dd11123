package cn.nongchao.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.nongchao.rules.Tree;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve --watch} on a copy of the sources: what is changed in them is served. */
class WatchTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  WatchTest() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  @Test
  void aChangeIsServedAndAMistakeIsTold() throws Exception {
    Path sources = copied(Tree.ROOT.resolve("app/src/main"), folder.resolve("main"));
    Process watching = watching(sources);
    try {
      await().atMost(PATIENCE).until(() -> said().contains("Watching") || !watching.isAlive());
      assertThat(get("/")).as(said()).contains("/static/js/watch.js");
      String shown = get("/static/watch.txt");

      change(sources.resolve("resources/static/css/nongchao.css"), "", "/* as it is now */\n");
      served("/static/css/nongchao.css", "/* as it is now */");
      await().atMost(PATIENCE).until(() -> !get("/static/watch.txt").equals(shown));

      // A page, a class others do not see the change of, and a new step of the database at once.
      Path page = sources.resolve("jte/layout/page.jte");
      change(page, "</title>", " · now</title>");
      Path title = sources.resolve("java/cn/nongchao/platform/web/ApiDescription.java");
      change(title, "弄潮 Nongchao", "Nongchao now");
      Path step = sources.resolve("resources/db/migration/command/V99__now.sql");
      Files.writeString(step, "create view command.now as select now() as at;\n");
      served("/", " · now</title>");
      served("/openapi.json", "Nongchao now");

      change(page, "</title>", "${nothing.of(this)}</title>");
      await().atMost(PATIENCE).until(() -> said().contains("Not served"));
      assertThat(said()).contains("nothing");
      assertThat(get("/")).contains(" · now</title>");
      change(page, "${nothing.of(this)}", "!");
      served("/", " · now!</title>");
    } finally {
      watching.destroy();
      watching.waitFor();
    }
    assertThat(folder.resolve("data/postgres/postmaster.pid")).as("stopped").doesNotExist();
  }

  private Process watching(Path sources) throws IOException {
    List<String> path = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    Path tests = Tree.ROOT.resolve("app/target/test-classes");
    Path ours = Tree.ROOT.resolve("app/target/classes");
    String libraries =
        path.stream()
            .filter(entry -> !Path.of(entry).equals(tests) && !Path.of(entry).equals(ours))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-Dserver.shutdown=immediate", "-cp", libraries));
    command.add(Tree.ROOT.resolve(".mvn/watch/Watch.java").toString());
    command.addAll(List.of(sources.toString(), ours.toString()));
    command.addAll(List.of(folder.resolve("work").toString(), "serve"));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }

  private static Path copied(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  private static void change(Path file, String before, String now) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(before);
    Files.writeString(file, before.isEmpty() ? now + text : text.replace(before, now));
  }

  private void served(String path, String words) {
    await().atMost(PATIENCE).until(() -> get(path).contains(words));
  }

  /** Nothing while it starts anew. */
  private String get(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException starting) {
      return "";
    }
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said.txt"));
  }
}
