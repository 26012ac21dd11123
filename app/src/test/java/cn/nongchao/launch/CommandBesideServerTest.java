package cn.nongchao.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.nongchao.Java;
import cn.nongchao.crash.Server;
import cn.nongchao.platform.Ids;
import cn.nongchao.rules.Tree;
import cn.nongchao.seal.code.ActCode;
import cn.nongchao.seal.code.CodeKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands in processes of their own, beside a running server and on a data directory nobody uses.
 * Each must come to its end; keys made beside a server are in use there within {@link #SOON}.
 */
class CommandBesideServerTest {

  /** docs/operating.md, Keys. */
  private static final Duration SOON = Duration.ofSeconds(5);

  /** Far more than a command takes, so that only one that hangs is found. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path temporary;

  private final HttpClient http = HttpClient.newHttpClient();
  private Path data = Path.of("");

  private record Ended(int exit, String out, String err) {}

  @Test
  void keysChangeBesideAServerAndWithoutOne() throws Exception {
    data = temporary.resolve("data");
    Path networks = Files.writeString(temporary.resolve("n.csv"), "60.177.0.0/16,330100\n");
    String oldKey;
    String freshKey;
    Path earlier = temporary.resolve("checkpoint");
    try (Server server = Server.start(data)) {
      await().atMost(SOON.multipliedBy(4)).until(() -> size(server) > 0);
      oldKey = get(server, "/log/keys").strip();
      Files.writeString(earlier, get(server, "/log/checkpoint"));

      Ended rotated = nongchao("log", "rotate-key");
      freshKey = rotated.out().strip();
      assertThat(rotated.err()).contains("A server (process").contains("using its database");
      assertThat(freshKey).startsWith(name(oldKey) + "+").isNotEqualTo(oldKey);
      await().atMost(SOON).until(() -> get(server, "/log/keys").startsWith(freshKey));

      long before = size(server);
      record(server);
      await().atMost(SOON).until(() -> size(server) > before);
      for (String key : List.of(oldKey, freshKey)) {
        genuine("log", "--url", server.url("/log"), "--key", key);
      }

      String code = code(server);
      CodeKeys published = CodeKeys.read(get(server, "/c/keys")).orThrow();
      Ended codes = nongchao("codes", "rotate-key");
      await().atMost(SOON).until(() -> get(server, "/c/keys").equals(codes.out()));
      assertThat(CodeKeys.read(codes.out()).orThrow().all()).hasSize(published.all().size() + 1);
      String link = get(server, "/c/keys").lines().toList().getFirst();
      assertThat(link).isNotEqualTo(published.all().getFirst().toString());
      Path keys = Files.writeString(temporary.resolve("code.keys"), codes.out());
      genuine("code", code, "--key", keys.toString());

      assertThat(nongchao("import", "networks", networks.toString()).out()).startsWith("1 ");
      assertThat(one(server, "select count(*) from proof.networks")).isEqualTo("1");
    }

    assertThat(nongchao("log", "audit").out()).as("things that differ").isEmpty();
    Ended alone = nongchao("log", "rotate-key");
    assertThat(alone.err()).contains("Starting the database in " + data);
    assertThat(alone.out().strip()).isNotEqualTo(freshKey).startsWith(name(oldKey) + "+");
    assertThat(nongchao("codes", "rotate-key").out().lines()).hasSize(3);
    assertThat(nongchao("import", "networks", networks.toString()).out()).startsWith("1 ");

    Path password = data.resolve("keys/signing.password");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
    Ended refused = nongchao(1, "log", "rotate-key");
    assertThat(refused.err()).contains("chmod 600 " + password).doesNotContain("\tat ");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));

    try (Server again = Server.start(data)) {
      List<String> all = get(again, "/log/keys").lines().toList();
      assertThat(all).containsExactly(alone.out().strip(), freshKey, oldKey);
      for (String key : all) genuine("log", "--url", again.url("/log"), "--key", key);
      Path both = Files.writeString(temporary.resolve("log.keys"), freshKey + "\n" + oldKey + "\n");
      String[] since = {"--since", earlier.toString()};
      genuine("log", "--url", again.url("/log"), "--key", both.toString(), since[0], since[1]);
    }
  }

  /** Any record will do to see the server seal. */
  private static void record(Server server) throws SQLException {
    try (Connection database = server.database();
        PreparedStatement insert =
            database.prepareStatement(
                "insert into proof.records (id, type, facts, salt, at)"
                    + " values (?, 'test.record', '{}', ?, now())")) {
      insert.setObject(1, Ids.next());
      insert.setBytes(2, new byte[32]);
      insert.executeUpdate();
    }
  }

  private static String code(Server server) throws SQLException {
    String site =
        one(server, "select short_id from proof.codes where status = 'VALID' order by act limit 1");
    String token =
        one(
            server,
            "select encode(token, 'base64') from proof.codes where status = 'VALID'"
                + " order by act limit 1");
    byte[] bytes = Base64.getMimeDecoder().decode(token);
    assertThat(ActCode.read(bytes).orThrow().shortId().text()).isEqualTo(site);
    return ActCode.read(bytes).orThrow().text();
  }

  private static String one(Server server, String sql) throws SQLException {
    try (Connection database = server.database();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).as(sql).isTrue();
      return row.getString(1);
    }
  }

  private long size(Server server) throws IOException, InterruptedException {
    return Long.parseLong(get(server, "/log/checkpoint").lines().toList().get(1));
  }

  private static String name(String key) {
    return key.substring(0, key.indexOf('+'));
  }

  private String get(Server server, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url(path))).build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private Ended nongchao(String... words) throws Exception {
    return nongchao(0, words);
  }

  private Ended nongchao(int exit, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    Ended ended = run(System.getProperty("java.class.path"), "cn.nongchao.Main", all);
    assertThat(ended.exit()).as(String.join(" ", words) + "\n" + ended.err()).isEqualTo(exit);
    return ended;
  }

  /** The verifier, as an outsider has it. */
  private void genuine(String... words) throws Exception {
    Path verifier = Tree.ROOT.resolve("verifier/target/classes");
    Assumptions.assumeTrue(Files.isDirectory(verifier), "the verifier is not built: build it all");
    String path = verifier + ":" + System.getProperty("java.class.path");
    Ended ended = run(path, "cn.nongchao.verifier.Main", List.of(words));
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out()).contains("GENUINE");
  }

  private Ended run(String path, String main, List<String> words) throws Exception {
    List<String> command = Java.running(path, main);
    command.addAll(words);
    Path out = Files.createTempFile(temporary, "run", ".out");
    Path err = Files.createTempFile(temporary, "run", ".err");
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      String threads = threads(process);
      process.destroyForcibly();
      throw new AssertionError(words + " hangs:\n" + Files.readString(err) + threads);
    }
    System.out.printf("%s ended after %.1f s%n", words, (System.nanoTime() - began) / 1e9);
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static String threads(Process hanging) throws IOException {
    Process jstack =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jstack").toString(),
                Long.toString(hanging.pid()))
            .start();
    return new String(jstack.getInputStream().readAllBytes());
  }
}
